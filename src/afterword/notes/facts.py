"""Facts about the process that notes and talks hold: dates, who decides, promises, no contact.

Each is told with its sentence, word for word; nothing is concluded that is not written there.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy.problem import Problem, problem
from afterword.notes import dates, people, sentences
from afterword.notes.interest import Fact, FactKind
from afterword.notes.turn import Source, Turn

_CAPITAL = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)?"
_NAME = rf"(?-i:{_CAPITAL}(?:\s+(?:(?:de|van|von|der|la|den)\s+)*{_CAPITAL}){{0,3}})"
_PRONOUNS = {"he", "she", "they", "it", "who"}
_LONGEST_VALUE = 160
_NEAR_DAYS = 200
"""A date in the header further from `now` is not the day of the talk."""


def find(
    source: Source, interviewers: frozenset[str], who: str | None, now: dt.datetime | None, name: str, language: str
) -> tuple[tuple[Fact, ...], list[Problem]]:
    """The facts of a source, each once, in order, and dates that cannot be meant.

    interviewers: the labels of a transcript's interviewers; who: the interviewer's name;
    now: from where dates count if the notes bear none.
    """
    said_on = _said_on(source, now)
    found: dict[tuple[FactKind, str | None], Fact] = {}
    problems: list[Problem] = []
    for turn in source.turns:
        for fact in _Reader(turn, source.kind, interviewers, who, said_on).facts():
            if fact.kind == "decider" and any(
                kind == "decider" and _shortens(fact.value, value) for kind, value in found
            ):
                continue
            found.setdefault((fact.kind, fact.value), fact)
            if fact.kind == "decision_date" and fact.value and said_on and fact.value < said_on.isoformat():
                problems.append(problem("notes.date_in_the_past", language, where=name, date=fact.value))
    return tuple(found.values()), problems


def _said_on(source: Source, now: dt.datetime | None) -> dt.date | None:
    """The day of the notes: a date in their header, else `now`."""
    today = now.date() if now else None
    for line in (piece.text[:300] for piece in source.header):
        if _matches("decision", line):
            continue
        for named in dates.find(line, today):
            is_written_out = any(character.isdigit() for character in line[named.start : named.end])
            if is_written_out and (today is None or abs((named.day - today).days) < _NEAR_DAYS):
                return named.day
    return today


@dataclass(frozen=True, slots=True)
class _Reader:
    """One turn while its facts are read."""

    turn: Turn
    kind: str
    interviewers: frozenset[str]
    who: str | None
    said_on: dt.date | None

    def facts(self) -> Iterator[Fact]:
        """Sentence by sentence."""
        text = self.turn.text.replace("’", "'")
        spans = sentences.sentences(text)
        for index, span in enumerate(spans):
            sentence = text[span.start : span.end]
            before = text[spans[index - 1].start : spans[index - 1].end] if index else ""
            for kind, value in self._told(sentence, before):
                quote, at = self.turn.quote(span.start, span.end)
                yield Fact(kind, value, quote, at)

    def _told(self, sentence: str, before: str) -> Iterator[tuple[FactKind, str | None]]:
        """The kinds and values of one sentence."""
        candidate = self.kind == "transcript" and self.turn.speaker not in self.interviewers
        if candidate:
            yield from _values("promise_by_me", "promise_by_me_said", sentence)
            return
        own = "promise_by_them_said" if self.kind == "transcript" else "promise_by_them"
        yield from _values("promise_by_them", own, sentence)
        if self.kind == "notes":
            yield from _values("promise_by_me", "promise_by_me", sentence)
        yield from _values("no_contact", "no_contact", sentence)
        rounds = list(_values("next_round", "next_round", sentence))
        yield from (("next_round", self._day(sentence) or value) for _, value in rounds[:1])
        for _, value in list(_values("decider", "decider", sentence))[:1]:
            known = self.who if value.lower() in _PRONOUNS else value
            if known:
                yield "decider", known
        if self.who and _matches("decides_alone", sentence):
            yield "decider", self.who
        decided = _matches("decision", sentence) or (_matches("decision", before) and not self._day(before))
        mine = self.kind == "notes" and _matches("not_decision", sentence)
        if decided and not rounds and not mine and not sentence.endswith("?"):
            day = self._day(sentence)
            if day:
                yield "decision_date", day

    def _day(self, sentence: str) -> str | None:
        """The last day that a sentence names."""
        named = dates.find(sentence, self.said_on)
        return named[-1].day.isoformat() if named else None


def _shortens(name: str | None, longer: str | None) -> bool:
    """Whether a name only repeats another in part, as "Paul" does "Paul Brandt"."""
    return people.tokens(name) <= people.tokens(longer)


def _values(kind: FactKind, table: str, sentence: str) -> Iterator[tuple[FactKind, str]]:
    for pattern in _patterns(table):
        match = pattern.search(sentence)
        if match:
            value = " ".join(match["value"].split()).strip(" ,:-\"'”“")
            if value and not people.THIRD.fullmatch(value):
                yield kind, value[:_LONGEST_VALUE]
                return


def _matches(table: str, sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in _patterns(table))


@functools.cache
def _patterns(table: str) -> Sequence[re.Pattern[str]]:
    rows: list[str] = tables.table("notes/facts.toml")[table]
    return tuple(
        re.compile(row.replace("n't", "n'?t").replace("NAME", _NAME).replace("SUBJECT", _NAME), re.IGNORECASE)
        for row in rows
    )
