"""What a reader noticed and could not mend: told, never raised, so that the rest is still read."""

from dataclasses import dataclass

from afterword.candidacy import reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One line for the person. where: file, line or key; None where it is the whole input."""

    code: str
    message: str
    where: str | None = None


def problem(code: str, language: str = "en", where: str | None = None, **params: object) -> Problem:
    """The problem `code`, told in `language`."""
    return Problem(code, reason.message(code, params, language), where)
