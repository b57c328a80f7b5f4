"""What a chat assistant answered, unwrapped to the letter in it.

Around the letter stand greetings of the assistant, offers, notes on the length, code fences, bold marks,
a second version. What is left out is kept to be told; nothing of an answer is ever an instruction.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from afterword.errors import BadInput, TooLarge
from afterword.letter.checks import words
from afterword.letter.kinds import Move
from afterword.letter.letter import MoveText
from afterword.letter.text import is_farewell, is_greeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.letter.brief import Brief

LONGEST = 40_000
"""Characters of an answer: a letter is two thousand, and a second one and much talk may stand beside it."""
MOST_SENTENCES = 40
"""Sentences of an answer in JSON; a letter has a dozen."""

_PARAGRAPHS = {
    "pass_on": 0, "introduce": 1, "thanks": 1, "interest": 1, "answer": 1, "decline": 1,
    "recall": 2, "bridge": 2, "gift": 2, "note": 2, "fit": 3, "forward": 4, "status_question": 4, "close": 4,
}  # fmt: skip
"""Which moves stand in one paragraph."""
_BODY = ("body", "letter", "text", "content", "email", "message")
"""How an answer in JSON calls the letter."""
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n`]*\n(.*?)^[ \t]*\1[ \t]*$", re.MULTILINE | re.DOTALL)
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|html|body|span|b|strong|em|i|a)\b[^<>]{0,200}>", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*(?:[-*_=–—] ?){3,}[ \t]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """A letter out of an answer.

    moves: as the assistant declared them, () for prose; left_out: what stood around the letter, verbatim;
    others: further letters of the same answer.
    """

    subject: str | None
    body: str
    moves: tuple[MoveText, ...] = ()
    left_out: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The letter as it is checked, its subject in the first line."""
        return f"Subject: {self.subject}\n\n{self.body}" if self.subject else self.body


def read_answer(text: str, brief: Brief | None = None) -> Answer:
    """The letter in an answer, as prose or as JSON with "body" or "sentences".

    brief: gives a letter of sentences its greeting and closing. Raises BadInput for an answer without a
    letter or with broken JSON, TooLarge above LONGEST characters.
    """
    if len(text) > LONGEST:
        raise TooLarge("letter.text.too_long", characters=len(text), limit=LONGEST)
    text = _HIDDEN.sub("", re.sub(r"\r\n?|\u2028|\u2029", "\n", text)).strip()
    text = _THOUGHT.sub("", text).strip()
    given = _json(text)
    if given is not None:
        return _of_json(given, brief)
    if len(_TAG.findall(text)) > 1:
        from afterword.candidacy.html import to_text

        text = to_text(text)
    inside, outside = _unfenced(text)
    letters = list(_letters(_plain(inside)))
    if not letters:
        raise BadInput("letter.answer.no_letter")
    before, first = letters[0]
    subject, body, after = _parts(first)
    if not any(sign.isalnum() for sign in body):
        raise BadInput("letter.answer.no_letter")
    left_out = [*outside, before, *after]
    others = [letter for _, letter in letters[1:]]
    return Answer(subject, body, (), tuple(told for part in left_out if (told := _shown(part))), tuple(others))


def _json(text: str) -> dict[str, Any] | None:
    """The object of an answer in JSON, None for prose. Raises BadInput where it breaks off."""
    found = _FENCE.search(text)
    bare = found[2].strip() if found and found[2].lstrip().startswith("{") else text
    start, end = bare.find("{"), bare.rfind("}")
    if start < 0 or (bare[:start].strip() and not re.search(r"\{\s*\"\w+\"\s*:", bare)):
        return None
    try:
        value = json.loads(bare[start : end + 1])
    except (ValueError, RecursionError):
        if re.match(r"\{\s*\"(?:subject|sentences|body|letter)\"\s*:", bare[start:]):
            raise BadInput("letter.answer.broken") from None
        return None
    return value if isinstance(value, dict) else None


def _of_json(given: dict[str, Any], brief: Brief | None) -> Answer:
    subject = given.get("subject")
    subject = _one_line(subject) or None if isinstance(subject, str) else None
    if isinstance(given.get("sentences"), list):
        moves = tuple(_move(row) for row in given["sentences"][: MOST_SENTENCES + 1])
        if not moves or len(moves) > MOST_SENTENCES:
            raise BadInput("letter.answer.broken")
        return Answer(subject, _written(moves, brief), moves)
    body = next((given[name] for name in _BODY if isinstance(given.get(name), str)), "")
    inner = read_answer(body) if any(sign.isalnum() for sign in body) else None
    if inner is None:
        raise BadInput("letter.answer.no_letter")
    return Answer(subject or inner.subject, inner.body, (), inner.left_out, inner.others)


def _move(row: object) -> MoveText:
    if not isinstance(row, dict) or row.get("move") not in get_args(Move) or not isinstance(row.get("text"), str):
        raise BadInput("letter.answer.broken")
    text, uses = _one_line(row["text"]), row.get("uses") or []
    if not text or not isinstance(uses, list) or not all(isinstance(one, str) for one in uses):
        raise BadInput("letter.answer.broken")
    return MoveText(row["move"], text, tuple(uses))


def _written(moves: tuple[MoveText, ...], brief: Brief | None) -> str:
    """The sentences in paragraphs, between the greeting and the closing that the composer writes."""
    paragraphs: list[list[str]] = []
    last = None
    for move in moves:
        if last != _PARAGRAPHS[move.move]:
            paragraphs.append([])
        paragraphs[-1].append(move.text)
        last = _PARAGRAPHS[move.move]
    text = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    if brief is None or brief.kind in {"call_script", "voicemail"}:
        return text
    from afterword.letter.locales import nearest
    from afterword.letter.salutation import closing, salutation
    from afterword.letter.wordings import wordings

    locale = nearest(brief.locale)
    near = wordings(locale[:2]).words_in(locale)
    return f"{salutation(brief.recipient, brief, near)}\n\n{text}\n\n{closing(brief, near)}"


def _unfenced(text: str) -> tuple[str, list[str]]:
    """What stands in code fences, where a letter does, and what stands outside."""
    fenced = [match for match in _FENCE.finditer(text) if len(match[2].split()) > 15]
    if not fenced:
        return text, []
    ends = [0, *(place for match in fenced for place in match.span()), len(text)]
    outside = [text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return "\n\n".join(match[2] for match in fenced), outside


def _plain(text: str) -> str:
    """The text without Markdown's marks of emphasis, quotation and links; lists and headings stay to be seen."""
    lines = text.split("\n")
    if sum(line.startswith(">") for line in lines) > len([line for line in lines if line.strip()]) // 2:
        text = "\n".join(re.sub(r"^>[ \t]?", "", line) for line in lines)
    text = re.sub(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<!\w)_(?=[^\s_])([^_\n]{1,400})(?<=\S)_(?!\w)", r"\1", text)
    text = re.sub(r"\[([^\]\n]{1,300})\]\((https?://[^\s)]{1,500})\)", _link, text)
    text = re.sub(r"<(https?://[^\s<>]{1,500})>", r"\1", text)
    return re.sub(r"(?:[ \t]+|\\)$", "", text, flags=re.MULTILINE)


def _link(match: re.Match[str]) -> str:
    return match[2] if match[1].strip() in match[2] else f"{match[1]} ({match[2]})"


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Each letter of an answer with what stands before it; a text without a greeting is one letter."""
    lines = text.split("\n")
    starts: list[int] = []
    greeted = True
    for at, line in enumerate(lines):
        fresh = at == 0 or not lines[at - 1].strip() or _RULE.fullmatch(lines[at - 1]) or lines[at - 1].endswith(":")
        if _subject().match(line):
            starts.append(at)
            greeted = False
        elif is_greeting(line) and (fresh or not starts):
            if greeted:
                starts.append(at)
            greeted = True
    if not starts:
        kept = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
        before = []
        while len(kept) > 1 and (_is_chatter(kept[0]) or kept[0].startswith("#")):
            before.append(kept.pop(0))
        yield "\n\n".join(before), "\n\n".join(kept)
        return
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        before = lines[: starts[0]] if start == starts[0] else []
        yield "\n".join(before).strip(), "\n".join(lines[start:end]).strip()


def _parts(letter: str) -> tuple[str | None, str, list[str]]:
    """The subject, the letter from its greeting to its name, and what stands around it."""
    lines, subject, left_out = letter.split("\n"), None, []
    if named := _subject().match(lines[0]):
        subject = _one_line(lines[0][named.end() :]).strip('*_"“” ') or None
        lines = lines[1:]
        while lines and not is_greeting(lines[0]) and (not lines[0].strip() or _label(lines[0])):
            left_out.append(lines.pop(0))
    end = _end(lines)
    body, rest = "\n".join(lines[:end]).strip(), "\n".join(lines[end:]).strip()
    kept = re.split(r"\n\s*\n", body)
    while len(kept) > 1 and (_is_chatter(kept[-1]) or _RULE.fullmatch(kept[-1]) or _remark().fullmatch(kept[-1])):
        rest = f"{kept.pop()}\n\n{rest}"
    return subject, re.sub(r"\n{3,}", "\n\n", "\n\n".join(kept)).strip(), [*left_out, rest]


def _end(lines: list[str]) -> int:
    """The line after the signature, a postscript included; all of them where nothing closes the letter."""
    closes = [at for at, line in enumerate(lines) if is_farewell(line)]
    if not closes:
        rules = [at for at, line in enumerate(lines) if at > 2 and _RULE.fullmatch(line)]
        return rules[0] if rules else len(lines)
    at = closes[-1] + 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at < len(lines) and (len(lines[at].split()) > 6 or _RULE.fullmatch(lines[at]) or _is_chatter(lines[at])):
        return closes[-1] + 1
    while at < len(lines) and lines[at].strip() and not _RULE.fullmatch(lines[at]):
        at += 1
    after = next((later for later in range(at, len(lines)) if lines[later].strip()), None)
    if after is not None and re.match(r"P\.?\s?S\.?\b", lines[after]):
        at = after
        while at < len(lines) and lines[at].strip():
            at += 1
    return at


def _label(line: str) -> bool:
    """A line that only says what follows: "Body:", "Email:", a rule."""
    return bool(_RULE.fullmatch(line)) or bool(re.fullmatch(r"[\W_]*\w[\w -]{0,30}:[\W_]*", line))


def _one_line(text: str) -> str:
    return " ".join(_HIDDEN.sub("", text).split())


def _shown(part: str) -> str:
    """What was left out, in one line without rules and empty marks."""
    lines = [line for line in part.split("\n") if any(sign.isalnum() for sign in line)]
    return _one_line(" ".join(lines))


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(r"[\s#>*_-]*(?:subject(?: line)?|betreff|objet)\b[*_]*\s*:[*_]*\s*", re.IGNORECASE)


@cache
def _remark() -> re.Pattern[str]:
    """A note on the letter in brackets: "(118 words)"."""
    return re.compile(
        r"[*_]*[(\[][^()\[\]\n]{0,300}\b(?:words?|characters?|kept|wörter|mots)\b[^()\[\]\n]{0,300}[)\]][*_]*"
        r"|[*_]*(?:word count|wortzahl|nombre de mots)\b.{0,60}",
        re.IGNORECASE,
    )


def _is_chatter(part: str) -> bool:
    """Whether a paragraph speaks about the letter, to the person who asked for it."""
    plain = part.lstrip(" \t\n#>*_([-")
    return any(phrase.match(plain) for phrase in words.likely("answer", "chatter", words.TONGUES, plain))
