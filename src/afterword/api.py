"""The public Python API: the steps' functions, and the few joins of a step with the outside."""

import datetime as dt
from collections.abc import Sequence

from afterword.candidacy.problem import Problem
from afterword.gift.gift import Choices, Context, Gift
from afterword.reply.reply import Reply

__all__ = ["choose_gifts", "read_reply", "read_shelf"]


def read_shelf(
    files: Sequence[tuple[str, bytes]], *, language: str = "en"
) -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The gifts of several shelf files, each thing once, and what could not be read.

    files: (name, content) of bookmarks, tables, BibTeX, address books or own gifts
    Raises BadInput for a file of no known format, TooLarge above 32 MB.
    """
    from afterword.gift import shelf

    return shelf.read_all(files, language)


def choose_gifts(
    subject: str,
    shelves: Sequence[tuple[str, bytes]],
    context: Context,
    *,
    now: dt.datetime,
    top: int = 5,
    language: str = "en",
) -> Choices:
    """The best `top` gifts of some shelf files for a subject, what must not be given, or where to look.

    shelves: as for read_shelf; now: with offset. Raises what read_shelf raises.
    """
    from dataclasses import replace

    from afterword.gift.choose import choose

    gifts, problems = read_shelf(shelves, language=language)
    return replace(choose(subject, gifts, context, now=now, top=top, language=language), problems=problems)


def read_reply(mail: bytes, me: Sequence[str] = (), *, language: str = "en") -> Reply:
    """What a mail that came in is, what it says, and which letter it answers.

    mail: the whole mail as bytes (.eml); me: the candidate's own addresses
    Raises BadInput where it is no mail, TooLarge where it is too big.
    """
    from afterword.reply.read import read

    return read(mail, me, language=language)
