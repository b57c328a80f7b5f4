"""Bytes of an old address book as text: what the file declares, UTF-8, else the likeliest Windows code page."""

import functools
import re

from afterword import tables

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_MAX_WORDS = 2_000
_CHARSET = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d{1,2}|latin-?1|windows-\d{3,4}|cp\d{3,4}|macintosh|koi8-[ru]|tis-620|"
    r"(shift[-_]?jis|euc-(jp|kr|cn)|gbk|gb2312|gb18030|big5(-hkscs)?|iso-2022-jp|utf-7)",
    re.IGNORECASE,
)


def as_ascii_superset(data: bytes) -> bytes:
    """The data without a byte order mark; UTF-16, marked or not, as UTF-8."""
    for mark, charset in _MARKS.items():
        if data.startswith(mark):
            rest = data[len(mark) :]
            return rest if charset == "utf-8" else rest.decode(charset, "replace").encode("utf-8", "replace")
    if data[1:2] == b"\0" and data[:1].isalpha():
        return data.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if data[:1] == b"\0" and data[1:2].isalpha():
        return data.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return data


def is_charset(name: str) -> bool:
    """Whether a name in a file is a character set that may be tried."""
    return bool(_CHARSET.fullmatch(name))


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8 (plain ASCII is)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, declared: str | None, page: str) -> str:
    """The text of `data`.

    UTF-8 comes before a declared one-byte set, because files that say Windows-1252 and hold UTF-8
    are common and bytes that are UTF-8 by accident are not; several-byte sets keep their word.
    page: the set for what is neither; bytes that it lacks become U+FFFD.
    """
    known = _CHARSET.fullmatch(declared.strip()) if declared else None
    tried = ("utf-8",) if not known else (known[0], "utf-8") if known[1] else ("utf-8", known[0])
    for charset in tried:
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(page, "replace")


def guess(data: bytes) -> str:
    """The Windows code page that makes the likeliest words of the lines that are not UTF-8."""
    words = [
        word for line in data.splitlines() if not is_utf8(line) for word in _WORD.findall(line) if not word.isascii()
    ][:_MAX_WORDS]
    return max(_pages(), key=lambda page: sum(_likelihood(word, page) for word in words))


@functools.cache
def _pages() -> dict[str, tuple[bool, dict[str, float]]]:
    """Per page: whether its words hold ASCII letters too, and 1..2 for each letter, 2 the most frequent."""
    return {
        name: (page["mixed"], {letter: 2 - rank / len(page["letters"]) for rank, letter in enumerate(page["letters"])})
        for name, page in tables.table("card/codepage.toml").items()
    }


def _likelihood(word: bytes, page: str) -> float:
    """How well a word reads in `page`: frequent letters speak for it, broken case and mixed scripts against."""
    mixed, weights = _pages()[page]
    text = word.decode(page, "replace")
    foreign = any(byte < 0x80 for byte in word) != mixed and len(word) > 2
    score = 0.0
    for before, char in zip(" " + text, text, strict=False):
        if char.isascii():
            continue
        score += weights.get(char.lower(), 0.0) if char.isalpha() else -2.0
        if foreign or (before.islower() and char.isupper()):
            score -= 1.5
    return score
