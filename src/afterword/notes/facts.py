"""Facts about the process that notes and talks hold: dates, who decides, promises, no contact.

Each is told with its sentence, word for word; nothing is concluded that is not written there. What
was hearsay, a guess, long ago or put right later is none. English, German and French.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.candidacy.problem import Problem, problem
from afterword.notes import dates, facts_when, facts_who, people, sentences
from afterword.notes.facts_words import Sentence, countries, matches, values
from afterword.notes.interest import Fact, FactKind
from afterword.notes.sentences import Span
from afterword.notes.turn import Source, Turn

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
    country = countries(" ".join(turn.text for turn in source.turns)[:5000], now)
    reader = _Reader(source, interviewers, who, said_on, country)
    found: dict[tuple[FactKind, str | None], Fact] = {}
    for fact in reader.facts():
        if fact.kind == "decider" and any(kind == "decider" and _shortens(fact.value, value) for kind, value in found):
            continue
        if fact.kind == "decision_date":  # the latest said counts, but a day is not put off by "some time"
            before = next((key for key in found if key[0] == "decision_date"), None)
            if before and before[1] and not fact.value:
                continue
            if before:
                del found[before]
        found.setdefault((fact.kind, fact.value), fact)
    late = [
        problem("notes.date_in_the_past", language, where=name, date=fact.value)
        for fact in found.values()
        if fact.kind == "decision_date" and fact.value and said_on and fact.value < said_on.isoformat()
    ]
    return tuple(found.values()), late


def _said_on(source: Source, now: dt.datetime | None) -> dt.date | None:
    """The day of the notes: a date in their header, else `now`."""
    today = now.date() if now else None
    for line in (piece.text[:300] for piece in source.header):
        if matches("decision", line):
            continue
        for named in dates.find(line, today):
            is_written_out = any(character.isdigit() for character in line[named.start : named.end])
            is_whole = is_written_out and len(line) - (named.end - named.start) < _HEADER_REST
            if named.day and is_whole and (today is None or abs((named.day - today).days) < _NEAR_DAYS):
                return named.day
    return today


_HEADER_REST = 80
"""Characters beside the date in a line that says when the talk was; a longer one tells something."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """A source while its facts are read."""

    source: Source
    interviewers: frozenset[str]
    who: str | None
    said_on: dt.date | None
    country: str | None

    def facts(self) -> Iterator[Fact]:
        """Turn by turn, sentence by sentence."""
        is_talk = self.source.kind == "transcript"
        told = self._sentences()
        silent = not is_talk and any(matches("silent", one.text) for _, _, one in told)
        whole = "" if is_talk else "\n".join(one.text for _, _, one in told)
        decided: list[dt.date | None] = []
        before = Sentence("")
        anchor: dt.date | None = None
        begin = 0
        for turn, span, one in told:
            candidate = is_talk and turn.speaker not in self.interviewers
            place = turn.quote(span.start, span.end)
            for kind, value in _promised(one.text, is_talk=is_talk, candidate=candidate):
                yield Fact(kind, value, *place)
            if not candidate:
                rest = facts_when.Moment(one, before, self.said_on, self.country, anchor)
                for what, known in self._process(rest, whole, begin, decided, silent=silent):
                    yield Fact(what, known, *place)
                if not is_talk:
                    anchor = next((day.day for day in reversed(rest.named) if day.day), anchor)
            before = one
            begin += len(one.text) + 1

    def _sentences(self) -> list[tuple[Turn, Span, Sentence]]:
        """All sentences with their turns."""
        told = []
        for turn in self.source.turns:
            text = turn.text.replace("’", "'")
            told += [(turn, span, Sentence(text[span.start : span.end])) for span in _spans(text)]
        return told

    def _process(
        self, at: facts_when.Moment, whole: str, begin: int, decided: list[dt.date | None], *, silent: bool
    ) -> Iterator[tuple[FactKind, str | None]]:
        """What a sentence of the notes or of an interviewer says of the way to the decision."""
        text = at.sentence.text
        if facts_when.forbids(text):
            yield "no_contact", facts_when.until(at, decided[-1] if decided else None)
        if silent:
            return
        ahead = _round(text, first=not begin)
        if ahead:
            yield "next_round", ahead
        for name in facts_who.deciders(text, whole, begin, self.who):
            yield "decider", name
        found = facts_when.decision(at, known=bool(decided))
        if found:
            decided.append(found[0])
            yield "decision_date", found[0].isoformat() if found[0] else None


def _spans(text: str) -> list[Span]:
    """The sentences: "am 17." ends none, a quotation that stands alone does."""
    joined: list[Span] = []
    for span in sentences.sentences(text):
        if joined and matches("ordinal_end", text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [part for span in joined for part in _around_quotes(text, span)]


def _around_quotes(text: str, span: Span) -> Iterator[Span]:
    """A sentence cut after quoted ones that are followed by a new one."""
    start = span.start
    for match in _QUOTE_END.finditer(text, span.start, span.end):
        yield Span(start, match.end(1))
        start = match.end()
    yield Span(start, span.end)


_QUOTE_END = re.compile(r"([.!?…]\s?[»“”\"])\s+(?=[«„]?\s?[A-ZÀ-Þ])")


def _promised(text: str, *, is_talk: bool, candidate: bool) -> Iterator[tuple[FactKind, str]]:
    """What is promised in a sentence; in a talk the speaker promises, in notes the writer does, or who is quoted."""
    mine: FactKind = "promise_by_me"
    theirs: FactKind = "promise_by_them"
    if is_talk:
        kind, table = (mine, "promise_by_me_said") if candidate else (theirs, "promise_by_them_said")
        yield from ((kind, value) for value in values(table, text)[:1])
        return
    if not matches("promising", text):
        return
    quotes = sentences.quoted(text)
    plain = sentences.masked(text, quotes)
    for start, end in Sentence(text).thoughts():
        thought = plain[start:end]
        by_me = [] if matches("no_promise_by_me", thought) else values("promise_by_me", thought)[:1]
        yield from ((mine, value) for value in by_me)
        if not by_me and not matches("no_promise_by_them", thought) and not thought.endswith("?"):
            by_them = values("promise_by_them", thought)
            quoted = [
                value for quote in quotes for value in values("promise_by_them_said", text[quote.start : quote.end])
            ]
            yield from ((theirs, value) for value in (by_them or quoted)[:1])


def _round(text: str, *, first: bool) -> str | None:
    """What comes next in the selection, in its words. first: the sentence begins the notes and tells what was."""
    if matches("not_round", text) or text.endswith("?") or (first and not matches("ahead", text)):
        return None
    for value in values("next_round", text):
        if not matches("no_round", text[: text.find(value)]):
            return value
    return None


def _shortens(name: str | None, longer: str | None) -> bool:
    """Whether a name only repeats another in part, as "Paul" does "Paul Brandt"."""
    return people.tokens(name) <= people.tokens(longer)
