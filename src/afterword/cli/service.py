"""`afterword service`: start with the session, after showing exactly what that writes and runs."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword import settings
from afterword.cli import files
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput

if TYPE_CHECKING:
    from afterword.outside.service import Commands, Service


@click.group()
def command() -> None:
    """Start Afterword whenever you log in, without a window."""


@command.command()
@terms
def show(terms: Terms) -> None:
    """Show what would be written and run, and do nothing."""
    service = _service()
    _preview(terms, service, [terms.say("service.stands" if service.path.exists() else "service.none")])


@command.command()
@terms
@click.option("--yes", is_flag=True, help="Do it without asking.")
def install(terms: Terms, yes: bool) -> None:
    """Show what is written and run, ask, and do it."""
    from afterword.outside.service import install as do

    service = _service()
    if not yes:
        click.echo("\n".join(_told(terms, service)), err=True)
        click.confirm(terms.say("service.ask"), abort=True, err=True)
    do(service)
    _preview(terms, service, [terms.say("service.installed")], done=True)


@command.command()
@terms
@click.option("--yes", is_flag=True, help="Do it without asking.")
def remove(terms: Terms, yes: bool) -> None:
    """Undo what install did; your data stay."""
    from afterword.outside.service import remove as do

    service = _service()
    if not service.path.exists():
        _preview(terms, service, [terms.say("service.none")], done=False)
        return
    if not yes:
        lines = [*_run_lines(service.end), terms.say("service.removes", path=service.path), *_run_lines(service.after)]
        click.echo("\n".join(lines), err=True)
        click.confirm(terms.say("service.ask_remove"), abort=True, err=True)
    do(service)
    files.show(terms, {"path": str(service.path), "done": True}, [terms.say("service.removed")])


def _service() -> "Service":
    from afterword.outside.service import of_system

    program = Path(sys.executable).with_name("afterword.exe" if sys.platform == "win32" else "afterword")
    if not program.exists():
        raise BadInput("cli.service.no_program", where=str(program))
    names = [f"AFTERWORD_{row.name.upper()}" for row in settings.TABLE]
    kept = {name: os.environ[name] for name in names if os.environ.get(name)}
    if "AFTERWORD_DATA" in kept:  # the service starts in another folder
        kept["AFTERWORD_DATA"] = str(Path(kept["AFTERWORD_DATA"]).expanduser().absolute())
    return of_system(sys.platform, [str(program), "serve", "--no-browser"], kept, os.environ)


def _preview(terms: Terms, service: "Service", last: Iterable[str], *, done: bool = False) -> None:
    value = {
        "path": str(service.path),
        "text": _text(service),
        "commands": [" ".join(command) for command in service.begin],
        "installed": service.path.exists(),
        "done": done,
    }
    files.show(terms, value, last if done else [*_told(terms, service), *last])


def _told(terms: Terms, service: "Service") -> list[str]:
    text = [f"    {line}" for line in _text(service).splitlines()]
    runs = [terms.say("service.runs"), *_run_lines(service.begin)]
    return [terms.say("service.writes", path=service.path), *text, *runs]


def _run_lines(commands: "Commands") -> list[str]:
    return [f"    {' '.join(command)}" for command in commands]


def _text(service: "Service") -> str:
    return service.content.decode("utf-16" if service.content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
