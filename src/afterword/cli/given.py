"""What a person types on the command line, looked at before it is kept: callbacks of click options."""

import re

import click

from afterword.errors import BadInput

LENGTH = 200
"""No name, role or address is longer."""

_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,253}")
_PHONE = re.compile(r"\+?[\d().\-/ ]{5,40}(?:(?:x|ext\.?) ?\d{1,6})?")


def line(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return one printable line without spaces around it; None stays None.

    Raises BadInput for an empty one, for line breaks and marks that turn the direction of writing, and for
    more than LENGTH letters.
    """
    if value is None:
        return None
    text = value.strip()
    if not text:
        raise BadInput("input.empty", where=_where(param))
    if not text.isprintable():
        raise BadInput("input.not_a_line", where=_where(param))
    if len(text) > LENGTH:
        raise BadInput("input.too_long", where=_where(param), letters=LENGTH)
    return text


def email(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return one e-mail address."""
    text = line(ctx, param, value)
    if text is not None and not _EMAIL.fullmatch(text):
        raise BadInput("input.not_an_email", where=_where(param), value=text)
    return text


def phone(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return one phone number as it was written."""
    text = line(ctx, param, value)
    if text is not None and not _PHONE.fullmatch(text):
        raise BadInput("input.not_a_phone", where=_where(param), value=text)
    return text


def country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a two-letter country code in capitals."""
    if value is not None and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise BadInput("input.not_a_country", where=_where(param), value=value)
    return value.upper() if value else None


def _where(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.get_current_context())
