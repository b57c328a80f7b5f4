"""The lines of a mail that are its signature: the leave, the name, and what stands below it.

Read from the end upwards: lines that can belong to a signature are taken in until running text
comes; of these the signature begins at the leave ("Kind regards"), else at the sender's name, else
at the name that heads the last paragraph. Without a name there is no signature.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from afterword import tables
from afterword.card import words
from afterword.card.words import fold

Kind = Literal["delimiter", "rule", "leave", "signed", "name", "contact", "device", "short", "prose"]

_MAX_LINES = 5_000
_MAX_BLOCK = 18
_MAX_BELOW = 10
_MAX_WIDTH = 90
_MAX_ATTRIBUTION = 400
_MAX_SHORT = 64
_NAME_WORDS = 5
_QUOTED = re.compile(r"\s*>")
_FORWARDED = re.compile(
    r"[\s*_-]*(?:original message|original appointment|forwarded (?:message|by)|ursprüngliche nachricht"
    r"|message d'origine)\b",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\s*(?:on|am|le|el|il|op)\s.{4,300}\s(?:wrote|schrieb|écrit|escribió|ha scritto|schreef)\b.{0,80}$", re.IGNORECASE
)
_HEADER = re.compile(
    r"\s*\*?(?:from|sent|to|cc|date|subject|von|gesendet|an|datum|betreff|de|envoyé|à|objet|enviado|para|asunto|da|inviato|a"
    r"|oggetto|van|verzonden|aan|onderwerp)\s?:",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"--\s*")
_RULE = re.compile(r"\s*[-_=*~#+–—]{2,}\s*")
_DASHED = re.compile(r"[-–—~](?=[^\W\d_])")
_EDGES = re.compile(r"^[^\w(+]+|[^\w.,:;!?)]+$")
_NUMBER = re.compile(
    r"(?<![\d.])(?:\+?[\d(][\d\s().\-/·–]{5,18}\d|x[-. ]?\d{3,6}|ext\.?\s?\d{2,6})(?!\d)", re.IGNORECASE
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·]\s|\d{1,2}[.)]\s|\((?:[ivx]{1,4}|\d{1,2})\)\s)")
_PROXY = re.compile(r"^(?:i\.?\s?[AV]\.\s?|p\.?\s?p\.?(?:a\.)?\s)", re.IGNORECASE)
_ATTACHMENT = re.compile(r"\s*(?:-\s+\S.{0,100}\.\w{2,5}|<<.{1,200}>>|\[(?:image|cid):.{1,200}\])\s*", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?)+s\b\.?", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_SPLIT = re.compile(r"[^\w'’&]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line with its number from 1. head: a paragraph or a sentence ended before it.

    known: it names somebody by the lexicon or the sender; mine: the sender.
    """

    number: int
    text: str
    kind: Kind
    head: bool
    known: bool = False
    mine: bool = False


def signature_lines(text: str, sender: str | None = None) -> tuple[int, ...]:
    """The numbers, from 1, of the lines of a mail or text that are its signature.

    sender: the From field or a name, which helps to know the name when it comes. Blank lines,
    quoted history, postscripts and legal notices below do not count. No signature: ().
    """
    written = re.split(r"\r\n|\n|\r", text)
    fresh = written[: _history(written[: _without_notes(written)])]
    tail = _tail(fresh, _tokens(sender))
    while tail and tail[-1].kind == "rule":
        tail.pop()
    start = _start(tail)
    return tuple(line.number for line in tail[start:]) if start is not None else ()


def _history(written: Sequence[str]) -> int:
    """How many lines stand before the quoted mail; all of them where the answer stands below it."""
    end = len(written)
    while end and (not written[end - 1].strip() or _QUOTED.match(written[end - 1])):
        end -= 1
    last_quoted = max((at for at in range(end) if _QUOTED.match(written[at])), default=-1)
    for at in range(end):
        line = " ".join(written[at : min(at + 2, end)])[:_MAX_ATTRIBUTION]
        headers = at and sum(bool(_HEADER.match(after)) for after in written[at : at + 4]) >= 3
        if headers or _FORWARDED.match(line) or (at > last_quoted and _WROTE.match(line)):
            return at
    return end


def _tail(fresh: Sequence[str], sender: frozenset[str]) -> list[_Line]:
    """The last lines that can belong to a signature, top to bottom, without blank ones."""
    delimiter = _delimiter(fresh)
    end = _without_notes(fresh)
    tail: list[_Line] = []
    for at in range(end - 1, max(end - _MAX_LINES, 0) - 1, -1):
        text = fresh[at].strip()
        if not text:
            continue
        head = at == 0 or _ends(fresh[at - 1])
        line = _line(at + 1, text, head, sender)
        if at == delimiter:
            line = replace(line, kind="delimiter")
        elif delimiter is not None and at > delimiter and line.kind == "prose":
            line = replace(line, kind="short")
        if line.kind == "prose" or len(tail) == _MAX_BLOCK:
            break
        tail.append(line)
    return tail[::-1]


def _ends(before: str) -> bool:
    """Whether something new begins below this line."""
    return not before.strip() or before.rstrip().endswith((".", "!", "?")) or bool(_RULE.fullmatch(before))


def _delimiter(fresh: Sequence[str]) -> int | None:
    """Where the line "-- " stands that parts the signature from the mail, with few enough lines below it."""
    for at in range(len(fresh) - 1, max(len(fresh) - 2 * _MAX_BLOCK, 0) - 1, -1):
        if _DELIMITER.fullmatch(fresh[at]):
            below = fresh[at + 1 :]
            return at if any(line.strip() for line in below) and not any(map(_QUOTED.match, below)) else None
    return None


def _without_notes(fresh: Sequence[str]) -> int:
    """The end of the mail without blank lines, and without paragraphs below that are postscripts or notices."""
    end = len(fresh)
    while end:
        if not fresh[end - 1].strip() or _ATTACHMENT.fullmatch(fresh[end - 1]):
            end -= 1
            continue
        top = end
        while top and fresh[top - 1].strip():
            top -= 1
        first = fresh[top].strip(" *_-=\t")
        legal = len(first) > 40 and fold(first[:60]).startswith(_starts("footers"))
        of_a_list = end - top <= 5 and any("mailing list" in line.lower() for line in fresh[top:end])
        if not top or not (legal or of_a_list or _POSTSCRIPT.match(first)):
            return end
        end = top
    return end


def _start(tail: Sequence[_Line]) -> int | None:
    """Where in the tail the signature begins, None where there is none."""
    leaves = [at for at, line in enumerate(tail) if _takes_leave(tail, at)]
    if leaves:
        start = leaves[-1]
        while start - 1 in leaves:
            start -= 1
        above = _start(tail[:start]) if tail[start].kind == "delimiter" else None
        return start if above is None else above
    return _headed(tail)


def _takes_leave(tail: Sequence[_Line], at: int) -> bool:
    """Whether the line takes leave, or parts the signature from the mail, and somebody follows."""
    if tail[at].kind == "signed":
        return True
    if tail[at].kind not in ("leave", "delimiter") or at + 1 == len(tail):
        return False
    after = tail[at + 1]
    return (
        tail[at].kind == "delimiter"
        or after.kind in ("name", "contact", "leave", "signed", "delimiter")
        or len(after.text.split()) <= _NAME_WORDS
    )


def _headed(tail: Sequence[_Line]) -> int | None:
    """The name that heads the last paragraphs; without one, what the sending device wrote."""
    start: int | None = None
    for at in range(len(tail) - 1, -1, -1):
        line = tail[at]
        if line.kind != "name" or not (line.head or line.mine):
            continue
        if start is None:
            start = at if _may_head(line, tail[at + 1 :]) else None
        elif line.mine or (line.known and not tail[start].known):
            start = at
        else:
            break
    if start is None and tail and tail[-1].kind == "device":
        return len(tail) - 1
    return start


def _may_head(line: _Line, below: Sequence[_Line]) -> bool:
    """Whether a name with these lines below it signs a mail, and does not begin a list or a page."""
    if line.mine:
        return True
    reach = any(other.kind in ("contact", "device") for other in below)
    people = sum(other.known for other in below)
    return len(below) <= _MAX_BELOW and (reach or (line.known and len(below) <= 3 and people < 2))


def _line(number: int, text: str, head: bool, sender: frozenset[str]) -> _Line:
    """A line with what it is. "i. A." and "p. p." before a name say only for whom it is signed."""
    if len(text) > _MAX_WIDTH:
        return _Line(number, text, "prose", head)
    text = _PROXY.sub("", text)
    plain = fold(text)
    kind: Kind
    known = mine = False
    digits = _NUMBER.search(text) or _ADDRESS.search(text)
    signed = _after_leave(text)
    spoken = text[: digits.start()].strip(" -–|,:/•·*\t(") if digits else _EDGES.sub("", text)
    if _RULE.fullmatch(text):
        kind = "rule"
    elif plain.startswith(_starts("devices")):
        kind = "device"
    elif _EDGES.sub("", plain).rstrip(" .,:;!?-–—") in _words("closings"):
        kind = "leave"
    elif signed and _is_name(signed, sender):
        kind = "signed"
    elif _is_name(spoken, sender) and (not digits or _is_known(spoken, sender)):
        kind, mine = "name", _is_own(spoken, sender)
        known = mine or bool(_DASHED.match(text)) or _is_known(spoken, sender)
    elif _QUOTED.match(text) or _BULLET.match(text) or _is_prose(text):
        kind = "prose"
    else:
        kind = "contact" if digits else "short" if len(text) <= _MAX_SHORT else "prose"
    return _Line(number, text, kind, head, known, mine)


def _after_leave(text: str) -> str | None:
    """What follows a word of leave in the same line: "Thanks, Ruth"."""
    pieces = re.match(r"\s*([^,.!–—-]{2,40}?)\s*[,.!–—-]+\s*(\S.*)$", text)
    if pieces and fold(pieces[1]).strip() in _words("closings"):
        return pieces[2].strip(" .!-–—")
    first, _, rest = text.partition(" ")
    return rest.strip(" .!-–—") if fold(first) in _words("closings") and rest else None


def _is_name(text: str, sender: frozenset[str]) -> bool:
    """Whether a text has the shape of a name; the sender's may stand in small letters."""
    spoken = text.split()
    keys = _keys(text)
    if not 0 < len(spoken) <= _NAME_WORDS or len(text) > 45 or text.endswith((",", ":", "!", "?")):
        return False
    if not all(_NAME_WORD.fullmatch(word.strip(',()"')) for word in spoken) or _words("no_names") & set(keys):
        return False
    particles = words.words("words.particles")
    capital = all(word[:1].isupper() or key in particles for word, key in zip(spoken, keys, strict=True))
    return capital or _is_own(text, sender)


def _is_known(text: str, sender: frozenset[str]) -> bool:
    """Whether a word of a name is in the lexicon, or the sender's."""
    return _is_own(text, sender) or any(len(key) > 2 and key in words.names() for key in _keys(text))


def _is_own(text: str, sender: frozenset[str]) -> bool:
    return any(_same(key, token) for key in _keys(text) for token in sender)


def _keys(text: str) -> list[str]:
    return [fold(word).strip('.,()"') for word in text.split()]


def _same(word: str, token: str) -> bool:
    """Whether two words are one name, or its short form: Dave and David."""
    return len(word) > 1 and (word == token or (len(word) > 2 and len(token) > 2 and word[:3] == token[:3]))


def _is_prose(text: str) -> bool:
    """Whether a line is running text: by its small words, or by an end of sentence after many words."""
    spoken = [word for word in _SPLIT.split(fold(text)) if word]
    small = sum(word in _words("prose") for word in spoken)
    ends = text.rstrip().endswith((".", "!", "?", ":", ",", ";"))
    return small >= 2 or (small >= 1 and ends) or (ends and len(spoken) > 5) or len(spoken) > 11


def _tokens(sender: str | None) -> frozenset[str]:
    """The names in a From field, the local part of its address among them."""
    plain = re.sub(r"@[\w.-]*|mailto", " ", fold(sender[:300])) if sender else ""
    return frozenset(token for token in re.split(r"[\W\d_]+", plain) if len(token) > 1)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in tables.table("card/signature.toml")[name])


@functools.cache
def _starts(name: str) -> tuple[str, ...]:
    return tuple(_words(name))
