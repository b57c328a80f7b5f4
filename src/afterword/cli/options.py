"""What every command takes: --json and --language."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from afterword.candidacy import reason

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Terms:
    """How a command speaks. language: of our own words; region: for phone numbers; as_json: one document."""

    language: str
    region: str | None = None
    as_json: bool = False

    def say(self, code: str, **params: object) -> str:
        """Return one of our own sentences, "command.key", in the language asked for."""
        return reason.message(f"cli.{code}", params, self.language)


def terms(command: Command) -> Command:
    """Add --json and --language to a command and pass it the resulting Terms first."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document.", **_KEPT),
        click.option(
            "--language", type=click.Choice(reason.LANGUAGES), help="Language of what the program says.", **_KEPT
        ),
    ):
        command = option(command)
    return click.pass_obj(command)  # type: ignore[return-value]


def _keep(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value and option.name:
        ctx.obj = replace(ctx.obj, **{option.name: value})


_KEPT: dict[str, Any] = {"expose_value": False, "callback": _keep}
