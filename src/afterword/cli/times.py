"""The moment a command works for: the clock, or --now."""

import datetime as dt

from afterword.errors import BadInput

YEARS = range(1970, 2101)
"""Where clocks and calendars can be counted on."""


def moment(value: str | None) -> dt.datetime:
    """Return --now as a time with offset, or the present time of this machine.

    Raises BadInput where the text is no ISO 8601 time with an offset, or lies out of reach.
    """
    if value is None:
        return dt.datetime.now().astimezone()
    try:
        parsed = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise BadInput("input.not_a_time", where="--now", value=value) from error
    if parsed.utcoffset() is None or parsed.year not in YEARS:
        raise BadInput("input.not_a_time", where="--now", value=value)
    return parsed
