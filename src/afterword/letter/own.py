"""How much of a letter could stand in no other letter.

A content word is own where it comes from the talk, the gift, the evidence or the candidate's own
words; it is nobody's where every letter has it; names, firm and role, which any template fills in,
count neither way. Without a brief a word is own when letters after interviews do not have it.
A sentence that could stand in another letter is told so, with the note that would make it this one's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    from afterword.letter.unsaid import Note

_WRITTEN = 0.6
"""What a word counts that the candidate wrote and the brief does not know."""
_OPEN_PLACE = 0.3
"""What each place that was never filled in takes off: with a few of them a letter is everybody's."""
_NO_REGARD = 0.5
"""What is left, without a brief, of a letter that has none of _REGARD."""
_REGARD = ("thanks", "interest", "we_spoke")
"""Lists of which a letter after a talk has a phrase."""
_ANYBODY = (("style", "boilerplate"), ("gift", "another"), ("move", "status"), ("tone", "hopeful"))
"""Lists whose phrases stand in many a letter, and in none that was written for one reader."""
_FAULTS = (
    ("gift", "value"), ("gift", "homework"), ("tone", "salary"), ("tone", "pressure"), ("tone", "presume"),
    ("tone", "apology"), ("tone", "flattery"), ("tone", "health"), ("tone", "appearance"), ("tone", "belief"),
    ("tone", "family"), ("tone", "chat"),
)  # fmt: skip
"""Lists whose phrases no letter should have: a sentence with one counts for nothing, whatever else it says."""
_LITTLE = 0.34
"""Below this share of its own a sentence could be anybody's."""
_MERGED = re.compile(
    r"\b(?:the|an?|your|our) (?:[\w&/-]+ ){1,5}(?:position|role|job|opening|post|vacancy|opportunity)\b"
    r"(?: (?:at|with|in) (?:[A-Z][\w&'-]*(?: |\b)){1,4})?|(?:Stelle|Position) (?:als|der|des) \w+|poste de \w+(?: \w+)?"
)
"""Where a template fills in the role and the firm; without a brief nothing else tells."""
_ME = frozenset(
    {"i", "my", "i'm", "i've", "ich", "mein", "meine", "meiner", "meinen", "je", "j'ai", "mon", "ma", "mes"}
)
_SHARED = 0.6
"""Of a sentence's runs of four words: from this share on it stands in another letter too."""


@lru_cache(maxsize=16)
def own(text: LetterText, brief: Brief | None, language: str = "en", others: tuple[Brief, ...] = ()) -> Own:
    """The share of a letter that is this candidate's, after this talk; per sentence with the reason.

    share: weighted by content words, less for places left open, 0..1; language: of the reasons;
    others: briefs of other letters: a sentence that fits one of them as well is not this letter's.
    The last few answers are kept, since a check asks for the same one.
    """
    sentences = _weighed(text, brief, others)
    total = sum(one.count for one in sentences)
    share = sum(one.value for one in sentences) / total if total else 0.0
    share *= max(0.0, 1.0 - _OPEN_PLACE * len({match.group() for match in words.open_places(text.raw)}))
    if brief is None and not _has_regard(text):
        share *= _NO_REGARD
    notes: list[Note] = []
    if brief:
        from afterword.letter.unsaid import unsaid

        notes = unsaid(text, brief)
    return Own(round(share, 3), tuple(_told(one, notes, language) for one in sentences))


def _has_regard(text: LetterText) -> bool:
    """Whether the letter thanks, or speaks of the talk or the role: else it is about its writer alone."""
    tongues = words.tongues_of(text.paragraphs)
    return any(words.find("move", name, tongues, text.raw) for name in _REGARD)


@dataclass(slots=True)
class _Weighed:
    """A sentence. value: its own words by their worth; count: its content words; taken: the own ones as written.

    lost: the reason for which it counts nothing, with its parameters.
    """

    text: str
    value: float
    count: int
    taken: list[str]
    lost: tuple[str, dict[str, object]] | None = None


def _weighed(text: LetterText, brief: Brief | None, others: tuple[Brief, ...]) -> list[_Weighed]:
    facts_known = known(brief) if brief else None
    tongues = words.tongues_of(text.paragraphs)
    anybody = _phrases(_ANYBODY, tongues, text.raw)
    faults = _phrases(_FAULTS, tongues, text.raw)
    filled = facts_known.merge_stems if facts_known else _filled_in(text)
    found = []
    for sentence in text.sentences:
        one = _Weighed(sentence, *_weigh(sentence, facts_known, anybody, filled))
        if not (facts_known and facts_known.written_by_candidate(sentence)):
            one.lost = _lost(one, faults, brief, others)
        if one.lost:
            one.value, one.taken = 0.0, []
        found.append(one)
    return found


def _phrases(lists: tuple[tuple[str, str], ...], tongues: tuple[str, ...], raw: str) -> list[re.Pattern[str]]:
    return [one for family, name in lists for one in words.likely(family, name, tongues, raw)]


def _lost(
    one: _Weighed, faults: list[re.Pattern[str]], brief: Brief | None, others: tuple[Brief, ...]
) -> tuple[str, dict[str, object]] | None:
    """Why a sentence counts nothing: it should not be sent, stands in another letter, or fits one."""
    if any(phrase.search(one.text) for phrase in faults):
        return "own.fault", {}
    runs = _runs(one.text)
    for sibling in brief.siblings if brief else ():
        if len(runs) > 1 and len(runs & _runs(sibling.body)) >= _SHARED * len(runs):
            return "own.shared", {"to": sibling.to}
    stems = {words.stem(word.casefold()) for word in one.taken} & known(brief).own_stems if brief else set()
    if stems and any(stems <= known(other).own_stems for other in others):
        return "own.fits_other", {}
    return None


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every four words in a row."""
    row = facts.loosely(text).split()
    return frozenset(tuple(row[at : at + 4]) for at in range(len(row) - 3))


def _filled_in(text: LetterText) -> frozenset[str]:
    """The stems of the role and the firm, as a letter alone shows them."""
    frames = " ".join(match.group() for match in _MERGED.finditer(text.raw))
    return frozenset(words.content(frames))


def _weigh(
    sentence: str, facts_known: Known | None, anybody: list[re.Pattern[str]], filled: frozenset[str]
) -> tuple[float, int, list[str]]:
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
        if stem in filled and not verbatim:
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


def _told(one: _Weighed, notes: list[Note], language: str) -> OwnSentence:
    """The sentence with its share and the reason; a note that is named once is taken out of `notes`."""
    share = one.value / one.count if one.count else 0.0
    code, params = _why(one, share, notes)
    return OwnSentence(one.text, round(share, 3), reason.message(f"letter.{code}", params, language), code, params)


def _why(one: _Weighed, share: float, notes: list[Note]) -> tuple[str, dict[str, object]]:
    if one.lost:
        return one.lost
    if share >= _LITTLE:
        return "own.taken", {"words": list(dict.fromkeys(one.taken))[:5]}
    if not one.count:
        return "own.plain", {}
    note = _note_for(one.text, notes)
    if note is None:
        return "own.anybody", {}
    notes.remove(note)
    return f"own.unsaid.{note.kind}", {"note": note.text}


def _note_for(sentence: str, notes: list[Note]) -> Note | None:
    """The note that a sentence has most use for: of the talk, or about me where it speaks of me."""
    about_me = bool(set(words.tokens(sentence)) & _ME) and not words.find("move", "thanks", words.TONGUES, sentence)
    return next((note for note in notes if note.is_about_me is about_me), notes[0] if notes else None)
