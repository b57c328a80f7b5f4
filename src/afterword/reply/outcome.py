"""What an employer's words come to: rejection, offer, interview or acknowledgement.

Judged sentence by sentence, as the friendliest acknowledgement holds the words of a rejection in an "if".
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

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
    """outcome: None where nothing tells; confidence: 0..1; about: an application is what it speaks of.

    doubt: something about the candidacy is regretted and no phrase says what, so a person must read it.
    """

    outcome: Outcome | None
    confidence: float
    about: bool
    doubt: bool = False


def judge(text: str) -> Judgement:
    """What `text`, new words only, says about the candidacy."""
    weights = tables.table("reply/weights.toml")
    best: dict[Outcome, float] = dict.fromkeys(OUTCOMES, 0.0)
    sentences = list(_sentences(text))
    for sentence in sentences:
        for outcome, weight in _weights(sentence):
            best[outcome] = max(best[outcome], weight)
    if any(_guard("alive").search(sentence) for sentence in sentences):
        best["rejection"] = 0.0
        best["acknowledgement"] = max(best["acknowledgement"], weights["acknowledgement"]["strong"])
    about = any(_guard("about").search(sentence) for sentence in sentences)
    ranked = sorted(OUTCOMES, key=lambda outcome: -best[outcome])
    first, second = ranked[0], ranked[1]
    rules = weights["judge"]
    hinted = best["rejection"] == best[first] > 0 or any(_regrets(sentence) == "decision" for sentence in sentences)
    if hinted and best[first] < rules["doubt"]:
        return Judgement(None, 0.0, about, doubt=True)
    if not best[first]:
        return Judgement(None, 0.0, about)
    mixed = "acknowledgement" not in {first, second} and best[first] - best[second] < rules["near"]
    return Judgement(first, round(best[first] * (rules["mixed"] if mixed else 1.0), 3), about)


def reads_automatic(text: str) -> bool:
    """Whether the words themselves show that no person wrote them: they say so, or two signs of an absence do."""
    sentences = list(_sentences(text))
    if any(_guard("automatic").search(sentence) for sentence in sentences):
        return True
    return sum(bool(_guard("absent").search(sentence)) for sentence in sentences) >= 2


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
    """Each outcome this sentence speaks for, with its weight.

    Hypothetical, unreal and negated words do not count; a decision that is only supposed
    ("if you are selected ...") means that none was taken.
    """
    plain = _guard("polite").sub(" ", sentence)
    supposed = _guard("conditional").search(plain) is not None
    weights = tables.table("reply/weights.toml")
    if _regrets(sentence) == "delay":
        yield "acknowledgement", weights["acknowledgement"]["put_off"]
    for outcome in OUTCOMES:
        for level in ("strong", "weak"):
            matches = list(_phrases(outcome, level).finditer(plain))
            if outcome == "acknowledgement":
                valid = bool(matches)
            elif matches and supposed:
                yield "acknowledgement", weights["acknowledgement"]["supposed"]
                valid = False
            else:
                valid = any(_counts(outcome, match, plain) for match in matches)
            if valid:
                yield outcome, weights[outcome][level]
                break


def _regrets(sentence: str) -> Literal["delay", "decision"] | None:
    """What a sentence of regret may be about: a day or a delay, or else what became of the candidacy."""
    plain = _guard("polite").sub(" ", sentence)
    if plain.endswith("?") or _guard("conditional").search(plain):
        return None
    regretting = [language for language in LANGUAGES if _together(language, "regret").search(plain)]
    if any(_together(language, "delay").search(plain) for language in regretting):
        return "delay"
    turned = any(
        all(_together(language, name).search(plain) for name in ("turned", "candidacy")) for language in regretting
    )
    return "decision" if turned else None


def _counts(outcome: Outcome, match: re.Match[str], sentence: str) -> bool:
    """Whether a phrase means what it says: nothing before it or in it turns it round."""
    asked = sentence.endswith("?")
    if outcome == "rejection":
        return not asked and not _guard("not_rejected").search(sentence)
    if outcome == "offer" and _guard("others").search(sentence):
        return False
    if _guard("unreal").search(sentence) and not asked:
        return False
    clauses = [end.end() for end in _CLAUSE.finditer(sentence) if end.end() <= match.start()]
    before = sentence[clauses[-1] if clauses else 0 : match.start()]
    near = " ".join(before.split()[-5:])
    if _guard("waiting").search(before):
        return False
    return asked or not _guard("negation").search(f"{near} {match.group()}")


@functools.cache
def _phrases(outcome: str, level: str) -> re.Pattern[str]:
    return _compiled([phrase for language in LANGUAGES for phrase in _table(language)[outcome][level]])


@functools.cache
def _guard(name: str) -> re.Pattern[str]:
    return _compiled([phrase for language in LANGUAGES for phrase in _table(language)["guard"][name]], whole_words=True)


@functools.cache
def _together(language: str, name: str) -> re.Pattern[str]:
    return _compiled(_table(language)["together"][name], whole_words=True)


@functools.cache
def _expansions() -> tuple[tuple[str, str], ...]:
    return tuple(_table("en")["expand"].items())


def _table(language: str) -> dict[str, Any]:
    return tables.table(f"reply/phrases/{language}.toml")


def _compiled(phrases: list[str], *, whole_words: bool = False) -> re.Pattern[str]:
    """One pattern of many phrases, each at the beginning of a word; " ... " is up to six words."""
    gaps = "|".join(phrase.replace(" ... ", r" (?:\S+ ){0,6}?").replace(r"\w+ ", r"[\w'/:-]+ ") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{gaps})" + (r"(?!\w)" if whole_words else ""))
