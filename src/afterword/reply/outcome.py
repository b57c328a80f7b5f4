"""What an employer's words come to: rejection, offer, interview or acknowledgement.

Judged sentence by sentence, as the friendliest acknowledgement holds the words of a rejection in an "if".
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from afterword import tables
from afterword.reply.folding import folded
from afterword.reply.reply import Outcome

LANGUAGES = ("en", "de", "fr")
OUTCOMES: tuple[Outcome, ...] = ("rejection", "offer", "interview", "acknowledgement")
"""In the order in which one beats another of the same weight."""

_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 150
_QUOTED = re.compile(r'"[^"]{12,300}"')
_END = re.compile(
    r"(?<![.\s]\w)(?<!\bz)(?<!\bnov)(?<!\bdez)(?<!\bdec)(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\d)[.!?]+[\"')]*\s+|(?<=\d)[.!?]\s+(?=[A-ZÄÖÜÉÀ])|\n\s*\n|\n\s*[-*•]\s+|[.!?]+$"
)
_CLAUSE = re.compile(
    r"[;:]\s|\s-+\s|,\s(?=(?:and|but|so|please|let|could|would|which|aber|und|bitte|jedoch|mais|et|merci)\b)"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """outcome: None where nothing tells; confidence: 0..1; about: an application is what it speaks of."""

    outcome: Outcome | None
    confidence: float
    about: bool


def judge(text: str) -> Judgement:
    """What `text`, new words only, says about the candidacy."""
    best: dict[Outcome, float] = dict.fromkeys(OUTCOMES, 0.0)
    sentences = list(_sentences(text))
    for sentence in sentences:
        for outcome, weight in _weights(sentence):
            best[outcome] = max(best[outcome], weight)
    about = any(_guard("about").search(sentence) for sentence in sentences)
    ranked = sorted(OUTCOMES, key=lambda outcome: -best[outcome])
    first, second = ranked[0], ranked[1]
    if not best[first]:
        return Judgement(None, 0.0, about)
    rules = tables.table("reply/weights.toml")["judge"]
    mixed = "acknowledgement" not in {first, second} and best[first] - best[second] < rules["near"]
    return Judgement(first, round(best[first] * (rules["mixed"] if mixed else 1.0), 3), about)


def reads_automatic(text: str) -> bool:
    """Whether the words themselves say that no person wrote them."""
    return any(_guard("automatic").search(sentence) for sentence in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    """Folded sentences; what stands in quotation marks is somebody else's and left out."""
    count = 0
    for raw in _END.split(text):
        if not raw or not raw.strip():
            continue
        count += 1
        if count > _MOST_SENTENCES:
            return
        end = text.find(raw)
        asks = "?" in text[end + len(raw) : end + len(raw) + 2] if end >= 0 else False
        yield _expanded(folded(" ".join(raw[:_LONGEST_SENTENCE].split()))) + ("?" if asks else "")


def _expanded(sentence: str) -> str:
    sentence = _QUOTED.sub(" ", sentence)
    for short, long in _expansions():
        sentence = sentence.replace(short, long)
    return sentence


def _weights(sentence: str) -> Iterator[tuple[Outcome, float]]:
    """Each outcome this sentence speaks for, with its weight; hypothetical, unreal and negated words do not count."""
    plain = _guard("polite").sub(" ", sentence)
    conditional = _guard("conditional").search(plain)
    supposed = conditional is not None
    weights = tables.table("reply/weights.toml")
    delayed = bool(_phrases("acknowledgement", "strong").search(sentence))
    for outcome in OUTCOMES:
        for level in ("strong", "weak"):
            if any(
                outcome == "acknowledgement" or not _void(outcome, match, plain, supposed, delayed)
                for match in _phrases(outcome, level).finditer(plain)
            ):
                yield outcome, weights[outcome][level]
                break


def _void(outcome: Outcome, match: re.Match[str], sentence: str, supposed: bool, delayed: bool) -> bool:
    if supposed:
        return True
    if outcome == "rejection":
        return sentence.endswith("?") or (delayed and bool(_not_rejected().search(sentence)))
    clauses = [end.end() for end in _CLAUSE.finditer(sentence) if end.end() <= match.start()]
    before = sentence[clauses[-1] if clauses else 0 : match.start()]
    near = " ".join(before.split()[-5:])
    if _guard("negation").search(f"{near} {match.group()}") and not sentence.endswith("?"):
        return True
    return bool(_guard("unreal").search(sentence) or _guard("waiting").search(before))


@functools.cache
def _not_rejected() -> re.Pattern[str]:
    return _compiled(
        [
            "not (been |be |a |yet )?(rejected|rejection|ruled out|turned down|declined)( \\w+)?",
            "(keine|nicht als) absage",
            "pas (un )?(refus|non)\\b",
            "(as|like) a (rejection|no)\\b",
        ]
    )


@functools.cache
def _phrases(outcome: str, level: str) -> re.Pattern[str]:
    return _compiled([phrase for language in LANGUAGES for phrase in _table(language)[outcome][level]])


@functools.cache
def _guard(name: str) -> re.Pattern[str]:
    return _compiled([phrase for language in LANGUAGES for phrase in _table(language)["guard"][name]], whole_words=True)


@functools.cache
def _expansions() -> tuple[tuple[str, str], ...]:
    return tuple(_table("en")["expand"].items())


def _table(language: str) -> dict[str, Any]:
    return tables.table(f"reply/phrases/{language}.toml")


def _compiled(phrases: list[str], *, whole_words: bool = False) -> re.Pattern[str]:
    """One pattern of many phrases, each at the beginning of a word; " ... " is up to six words."""
    gaps = "|".join(phrase.replace(" ... ", r" (?:\S+ ){0,6}?") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{gaps})" + (r"(?!\w)" if whole_words else ""))
