"""How much of a letter could stand in no other letter.

A content word is own where it comes from the talk, the gift, the evidence or the candidate's own
words; it is nobody's where every letter has it; names, firm and role, which any template fills in,
count neither way. Without a brief a word is own when letters after interviews do not have it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from afterword.candidacy import reason
from afterword.letter.checks import facts, words
from afterword.letter.checks.known import Known, known
from afterword.letter.letter import Own, OwnSentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.letter.brief import Brief
    from afterword.letter.text import LetterText

_WRITTEN = 0.6
"""What a word counts that the candidate wrote and the brief does not know."""
_OPEN_PLACE = 0.3
"""What each place that was never filled in takes off: with a few of them a letter is everybody's."""
_ANYBODY = (
    ("style", "boilerplate"), ("gift", "value"), ("gift", "homework"), ("gift", "another"), ("move", "status"),
    ("tone", "salary"), ("tone", "pressure"), ("tone", "presume"), ("tone", "hopeful"), ("tone", "apology"),
    ("tone", "flattery"), ("tone", "health"), ("tone", "appearance"), ("tone", "belief"), ("tone", "chat"),
)  # fmt: skip
"""Lists whose phrases stand in many a letter, and in none that was written for one reader."""


@lru_cache(maxsize=16)
def own(text: LetterText, brief: Brief | None, language: str = "en") -> Own:
    """The share of a letter that is this candidate's, after this talk; per sentence with the reason.

    share: weighted by content words, less for places left open, 0..1; language: of the reasons.
    The last few answers are kept, since a check asks for the same one.
    """
    facts_known = known(brief) if brief else None
    tongues = words.tongues_of(text.paragraphs)
    anybody = [one for family, name in _ANYBODY for one in words.likely(family, name, tongues, text.raw)]
    weighed = [(sentence, *_weigh(sentence, facts_known, anybody)) for sentence in text.sentences]
    total = sum(count for _, _, count, _ in weighed)
    share = sum(value for _, value, _, _ in weighed) / total if total else 0.0
    share *= max(0.0, 1.0 - _OPEN_PLACE * len({match.group() for match in words.open_places(text.raw)}))
    return Own(
        round(share, 3),
        tuple(
            OwnSentence(sentence, round(value / count, 3) if count else 0.0, _why(taken, count, language))
            for sentence, value, count, taken in weighed
        ),
    )


def _weigh(sentence: str, facts_known: Known | None, anybody: list[re.Pattern[str]]) -> tuple[float, int, list[str]]:
    """(own words by their worth, content words, the own words as written) of one sentence."""
    if facts_known and facts_known.written_by_candidate(sentence):
        mine = [word for word, _ in _content(sentence)]
        return float(len(mine)), len(mine), mine
    nobody = _places_of_nobody(sentence, anybody)
    places = _places_of_mine(sentence, facts_known) if facts_known else []
    value, count, taken = 0.0, 0, []
    for word, at in _content(sentence):
        stem = words.stem(word.casefold().replace("’", "'"))
        verbatim = _within(at, places)
        if facts_known and stem in facts_known.merge_stems and not verbatim:
            continue
        count += 1
        worth = 1.0 if verbatim else 0.0 if _within(at, nobody) else _worth(word, stem, facts_known)
        if worth:
            value += worth
            taken.append(word)
    return value, count, taken


def _worth(word: str, stem: str, facts_known: Known | None) -> float:
    if facts_known and stem in facts_known.own_stems:
        return 1.0
    if stem in words.stock() or (facts_known is None and word.casefold() in facts.no_names()):
        return 0.0
    return _WRITTEN if facts_known else 1.0


def _content(sentence: str) -> Iterator[tuple[str, int]]:
    """The words that carry meaning and the numbers, each with its place."""
    plain = facts.masked(sentence, [match.span() for match in facts.links(sentence)])
    for match in words.word_or_number(plain):
        if not words.is_function_word(match.group()) and len(match.group()) > 1:
            yield match.group(), match.start()


def _places_of_nobody(sentence: str, anybody: list[re.Pattern[str]]) -> list[facts.Span]:
    """Where stock phrases and placeholders stand."""
    places = [match.span() for phrase in anybody for match in phrase.finditer(sentence)]
    return places + [match.span() for match in words.open_places(sentence)]


def _places_of_mine(sentence: str, facts_known: Known) -> list[facts.Span]:
    """Where three words in a row stand as in the talk, the gift, the evidence."""
    row = list(re.finditer(r"\w+", sentence))
    plain = [match.group().casefold() for match in row]
    runs = [at for at in range(len(row) - 2) if tuple(plain[at : at + 3]) in facts_known.own_runs]
    return [(row[at].start(), row[at + 2].end()) for at in runs]


def _within(at: int, places: list[facts.Span]) -> bool:
    return any(start <= at < end for start, end in places)


def _why(taken: list[str], count: int, language: str) -> str:
    if taken:
        return reason.message("letter.own.taken", {"words": list(dict.fromkeys(taken))[:5]}, language)
    return reason.message("letter.own.anybody" if count else "letter.own.plain", {}, language)
