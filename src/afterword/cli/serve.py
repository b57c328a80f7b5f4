"""`afterword serve`: the app in the browser."""

import datetime as dt
import gc
import os
import sys
import webbrowser
from pathlib import Path

import click

from afterword import settings
from afterword.app import place
from afterword.cli import database, files
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen; taken: the next free one. 0: any.")
@click.option("--no-browser", is_flag=True, help="Open no browser: afterword login prints a sign-in link.")
def command(terms: Terms, port: int | None, no_browser: bool) -> None:
    """Start the app on this computer and open the browser signed in."""
    start(terms, port, browser=not no_browser)


def start(terms: Terms, port: int | None, *, browser: bool) -> None:
    """Serve until stopped; where the app runs already on these data, only open the browser."""
    gc.enable()  # switched off for commands, which end at once; this one stays
    os.umask(0o077)  # the database, its log and the note of where it listens are this person's alone
    from afterword.app import running

    chosen = settings.read(os.environ)
    folder = place.prepare(chosen)
    held = running.claim(folder)  # before anything else, so that two at once do not both make the tables
    if held is None:
        standing = running.wait_for(folder)
        prepared()
        _show(terms, standing, "serve.already", browser=browser)
        return
    try:
        _serve(terms, prepared(), chosen.port if port is None else port, browser=browser)
    finally:
        held.close()


def _serve(terms: Terms, folder: Path, wanted: int, *, browser: bool) -> None:
    from afterword.app import log, server

    log.keep(folder)
    listening = server.listen(wanted)
    taken = listening.getsockname()[1]
    if wanted not in {0, taken}:
        click.echo(terms.say("serve.taken", wanted=wanted, port=taken), err=True)
    server.serve(listening, folder, lambda: _show(terms, taken, "serve.ready", browser=browser))


def prepared() -> Path:
    """Load the app with its pages, and bring its tables up to date; return the data folder."""
    with database.opened("afterword.app.web"):
        return place.folder(settings.read(os.environ))


def link(port: int) -> str:
    """Return a new sign-in link for the app at `port`."""
    from django.db import connection

    from afterword.app.actions.sign_in import make_link
    from afterword.app.me import me
    from afterword.app.owner import acting_as
    from afterword.app.running import HOST

    with acting_as(me()):
        key = make_link(dt.datetime.now(dt.UTC))
    connection.close()
    return f"http://{HOST}:{port}/login/{key}"


def _show(terms: Terms, port: int, code: str, *, browser: bool) -> None:
    address = f"http://127.0.0.1:{port}/"
    signing = link(port) if browser else None
    opened = signing is not None and open_browser(signing)
    lines = [terms.say(code, address=address)]
    if signing and not opened:
        lines.append(terms.say("serve.link", link=signing))
    elif not opened:
        lines.append(terms.say("serve.login"))
    files.show(terms, {"address": address, "link": None if opened else signing}, lines)
    sys.stdout.flush()


def open_browser(address: str) -> bool:
    """Open a browser in a window of its own; False where there is none. One for the terminal is none."""
    windows = sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in _SCREENS)
    try:
        return windows and webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
