"""`afterword serve`: the app in the browser."""

import contextlib
import datetime as dt
import gc
import os
import sys
import webbrowser
from pathlib import Path

import click

from afterword import settings
from afterword.cli import files
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen; taken: the next free one. 0: any.")
@click.option("--no-browser", is_flag=True, help="Print a sign-in link instead of opening the browser.")
def command(terms: Terms, port: int | None, no_browser: bool) -> None:
    """Start the app on this computer and open the browser signed in."""
    start(terms, port, browser=not no_browser)


def start(terms: Terms, port: int | None, *, browser: bool) -> None:
    """Serve until stopped; where the app runs already on these data, only open the browser."""
    gc.enable()  # switched off for commands, which end at once; this one stays
    folder = prepared()
    from afterword.app import log, server

    log.keep(folder)
    standing = server.running(folder)
    if standing:
        _show(terms, link(standing), "serve.already", browser=browser)
        return
    chosen = settings.read(os.environ)
    wanted = chosen.port if port is None else port
    listening = server.listen(wanted)
    taken = listening.getsockname()[1]
    if wanted not in {0, taken}:
        click.echo(terms.say("serve.taken", wanted=wanted, port=taken), err=True)

    def ready() -> None:
        _show(terms, link(taken), "serve.ready", browser=browser)

    server.serve(listening, folder, ready)


def prepared() -> Path:
    """Load the app with its pages, and bring its tables up to date; return the data folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "afterword.app.web"
    from afterword.cli import database

    folder = database.prepared()
    with database.opened():
        return folder


def link(port: int) -> str:
    """Return a new sign-in link for the app at `port`."""
    from afterword.app.actions.sign_in import make_link
    from afterword.app.me import me
    from afterword.app.owner import acting_as

    with acting_as(me()):
        key = make_link(dt.datetime.now(dt.UTC))
    return f"http://127.0.0.1:{port}/login/{key}"


def _show(terms: Terms, address: str, code: str, *, browser: bool) -> None:
    opened = False
    if browser:
        with contextlib.suppress(webbrowser.Error):
            opened = webbrowser.open(address)
    shown = address.rpartition("/login/")[0] + "/"
    lines = [terms.say(code, address=shown)]
    if not opened:
        lines.append(terms.say("serve.link", link=address))
    files.show(terms, {"address": shown, "link": None if opened else address}, lines)
    sys.stdout.flush()
