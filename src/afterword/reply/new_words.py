"""The words that are new in a mail: no history, no signature, nothing a device added."""

import functools
import itertools
import re

from afterword import tables
from afterword.card.signature import signature_lines

_LIMIT = 64_000
"""Letters that are looked at: the library's patterns are superlinear in hostile text."""

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WHEN_OR_WHO = re.compile(
    r"[^\s<>@]{1,64}@[^\s<>@]{1,200}|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b"
)
_HEADED = re.compile(r".{0,200}\b(?:19|20)\d\d\b.{0,200}@.{0,100}:")
"""A date, a name and an address, then a colon: the same in a language whose verb is not in the table."""

_TAIL = re.compile(r"[^\w)]+$")
_MARK = re.compile(r"--|__|[\u2014\u2013_=-]{3,19}")


def new_words(text: str, sender: str | None = None) -> str:
    """The words of `text` that this mail brings, "" where it brings none.

    sender: the name or From field of who wrote it, which helps to know their signature
    """
    text = _INVISIBLE.sub("", text[:_LIMIT].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    return _without_signature(_without_history(text), sender)


def _without_signature(text: str, sender: str | None) -> str:
    """`text` without the lines of its signature, and up to its closing where it has one."""
    signed = set(signature_lines(text, sender))
    lines = [line for number, line in enumerate(text.split("\n"), 1) if number not in signed]
    for index, line in enumerate(lines):
        bare = _TAIL.sub("", line.strip())
        if _MARK.fullmatch(line.strip()) and index and len(lines) - index <= 25 and _is_signature(lines[index + 1 :]):
            return _tidy(lines[:index])
        is_closing = len(bare) < 160 and _matcher("closings").fullmatch(bare)
        if (is_closing and index and _is_signature(lines[index + 1 :])) or _matcher("added").fullmatch(bare):
            return _tidy(lines[:index])
    return _tidy(lines)


def _is_signature(rest: list[str]) -> bool:
    """Whether what follows a closing reads like a signature: a dozen short lines at most, none of them prose."""
    filled = [line for line in rest if line.strip()]
    return len(filled) <= 30 and all(len(line) < 90 or not line.rstrip().endswith((".", "?")) for line in filled[:2])


def _without_history(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _matcher("separators").fullmatch(line) and (any(kept) or _headers_follow(lines, index + 1)):
            break
        if _begins_headers(lines, index):
            break
        length = _attribution(lines, index)
        if length:
            if not next((other for other in lines[index + length :] if other), "").startswith(">"):
                break
            index += length
            continue
        if not line.startswith(">") and not _is_broken_quote(lines, index):
            kept.append(line)
        index += 1
    return "\n".join(kept)


def _is_broken_quote(lines: list[str], index: int) -> bool:
    """Whether a mail program wrapped this line off the long quoted line before it."""
    if not 0 < index < len(lines) - 1 or not lines[index][:1].islower():
        return False
    return lines[index - 1].startswith(">") and len(lines[index - 1]) >= 65 and lines[index + 1].startswith(">")


def _headers_follow(lines: list[str], index: int) -> bool:
    return any(_begins_headers(lines, near) for near in range(index, min(index + 3, len(lines))))


def _begins_headers(lines: list[str], index: int) -> bool:
    """Whether the block "From: ... Sent: ..." of an earlier mail begins in this line."""
    if not _matcher("sender_headers", " ?:.*").fullmatch(lines[index].replace("*", "")):
        return False
    following = [line.replace("*", "") for line in lines[index + 1 : index + 6] if line]
    return sum(bool(_matcher("headers", " ?:.*").fullmatch(line)) for line in following[:4]) >= 1


def _attribution(lines: list[str], index: int) -> int:
    """How many lines "On Tuesday, X <x@example.org> wrote:" takes from here; 0 where it does not stand here."""
    block = list(itertools.takewhile(bool, (line.lstrip("> ") for line in lines[index : index + 3])))
    if not block or len(block[0]) > 300 or not re.search(r"\d", block[0]) or block[0].endswith((".", "!", "?")):
        return 0
    for length in range(1, len(block) + 1):
        joined = " ".join(block[:length])
        if _WHEN_OR_WHO.search(joined) and (
            _matcher("wrote", r"\W*|.{1,80}:\W*", r".*?\b").fullmatch(joined) or _HEADED.fullmatch(joined)
        ):
            return length
    return 0


@functools.cache
def _matcher(key: str, after: str = "", before: str = "") -> re.Pattern[str]:
    patterns = tables.table("reply/quoting.toml")[key]
    return re.compile(f"{before}(?:{'|'.join(patterns)})(?:{after})", re.IGNORECASE)


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
