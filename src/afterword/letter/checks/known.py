"""What a brief knows: everything a letter may say without inventing it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from afterword.letter.checks import facts, words

if TYPE_CHECKING:
    from afterword.letter.brief import Brief, Topic

_NOT_TO_BE_SAID = {"siblings", "other_names", "tags", "id"}
"""Keys of a brief that hold no words for this letter."""


class Known:
    """A brief, asked what it knows. Every set is made when it is first asked for."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """Every text of the brief that a letter may use."""
        return tuple(_strings(self.brief))

    @cached_property
    def ids(self) -> frozenset[str]:
        """What the `uses` of a sentence may name."""
        from afterword.letter.brief import RESERVED_IDS

        brief = self.brief
        told = [*(one.id for one in brief.topics), *(one.id for one in brief.evidence)]
        return frozenset([*told, *([brief.gift.id] if brief.gift else []), *RESERVED_IDS])

    @cached_property
    def loose(self) -> str:
        """All of it as `facts.loosely` writes it, to look quotations up in."""
        return " | ".join(facts.loosely(text) for text in self.strings)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, in lower case, names among them."""
        return frozenset(word for text in self.strings for word in words.tokens(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of every word."""
        return frozenset(words.stem(word) for word in self.words)

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Every date that stands in a date field."""
        brief = self.brief
        moments = [brief.interview.at if brief.interview else None, brief.send_at]
        days = [moment.date() for moment in [*moments, *(one.sent_at for one in brief.previous)] if moment]
        return tuple(days + [day for day in (brief.decision_date, brief.deadline) if day])

    @cached_property
    def written_days(self) -> tuple[facts.DateFound, ...]:
        """Every date that stands in a text of the brief."""
        return tuple(found for text in self.strings for found in facts.dates(text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number in plain form, also those of its dates and how many things it lists."""
        found = {value for text in self.strings for value, _, _ in facts.numbers(text)}
        found |= {digits.lstrip("0") for text in self.strings for digits in facts.runs_of_digits(text)}
        found |= {str(day.year) for day in self.days}
        gift, talk = self.brief.gift, self.brief.interview
        found |= {str(len(rows)) for rows in (gift.items if gift else (), self.brief.interviewers) if rows}
        if talk and talk.round:
            found.add(str(talk.round))
        if gift and gift.figure and gift.figure.year:
            found.add(str(gift.figure.year))
        if gift and gift.minutes:
            found.add(str(gift.minutes))
        return frozenset(found)

    @cached_property
    def clock(self) -> frozenset[int]:
        """Every time of day in a text of the brief, in minutes since midnight."""
        times = (time for text in self.strings for time, _ in facts.clock_times(text))
        return frozenset(time.hour * 60 + time.minute for time in times)

    @cached_property
    def links(self) -> frozenset[str]:
        """Every web address, as `facts.same_link` writes it."""
        gift = self.brief.gift
        given = [gift.url, *(item.url for item in gift.items)] if gift else []
        written = [match.group() for text in self.strings for match in facts.links(text)]
        return frozenset(facts.same_link(link) for link in [*given, *written] if link)

    @cached_property
    def emails(self) -> frozenset[str]:
        """Every e-mail address, in lower case."""
        return frozenset(match.group().casefold() for text in self.strings for match in facts.emails(text))

    @cached_property
    def phones(self) -> tuple[str, ...]:
        """The digits of every telephone number."""
        return tuple(digits for text in self.strings for digits, _ in facts.phones(text))

    @cached_property
    def person_words(self) -> frozenset[str]:
        """What the reader may be called, in lower case."""
        recipient = self.brief.recipient
        parts = (recipient.name, recipient.given, recipient.family, recipient.known_as)
        return frozenset(word for part in parts if part for word in words.tokens(part))

    @cached_property
    def given_names(self) -> frozenset[str]:
        """What may stand before a family name, as written: the first words of the names of the brief's people."""
        brief, gift = self.brief, self.brief.gift
        people = [brief.candidate.name, brief.recipient.name, *(one.name for one in brief.interviewers)]
        people += [gift.author, *(item.name for item in gift.items)] if gift else []
        return frozenset(name.split()[0] for name in people if name and name.strip())

    @cached_property
    def company_words(self) -> frozenset[str]:
        """The words of the firm's name, in lower case."""
        names = (self.brief.company, self.brief.recipient.company)
        return frozenset(word for name in names if name for word in words.tokens(name))

    @cached_property
    def merge_stems(self) -> frozenset[str]:
        """What any template fills in: who reads, who writes, the firm, the role."""
        brief = self.brief
        people = [*(one.name for one in brief.interviewers), brief.recipient.role, brief.candidate.name]
        texts = [brief.role, *(text for text in people if text)]
        filled = {words.stem(word) for text in texts if text for word in words.tokens(text)}
        return frozenset(filled | {words.stem(word) for word in self.person_words | self.company_words})

    @cached_property
    def topics(self) -> tuple[tuple[Topic, frozenset[str]], ...]:
        """Every topic with the stems that tell it from every other letter."""
        texts = [(topic, f"{topic.text} {topic.quote or ''}") for topic in self.brief.topics]
        return tuple((topic, words.telling(text) - self.merge_stems) for topic, text in texts)

    def spoken(self, text: str) -> list[Topic]:
        """The topics whose very words stand between quotation marks in this text."""
        marked = [facts.loosely(match.group()) for match in facts.quotations(text)]
        said = [(topic, facts.loosely(topic.quote)) for topic in self.brief.topics if topic.quote]
        return [topic for topic, quote in said if any(words and words in quote for words in marked)]

    def named(self, text: str) -> list[Topic]:
        """The topics whose whole name stands in this text."""
        plain = f" {facts.loosely(text)} "
        return [topic for topic in self.brief.topics if f" {facts.loosely(topic.text)} " in plain]

    @cached_property
    def proofs(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Every fact about the candidate with its telling stems."""
        return tuple((proof.text, words.telling(proof.text) - self.merge_stems) for proof in self.brief.evidence)

    @cached_property
    def gift_stems(self) -> frozenset[str]:
        """The telling stems of the gift's title, or of what names it when it has no title."""
        gift = self.brief.gift
        if gift is None:
            return frozenset()
        named = gift.title or gift.note or " ".join(item.name for item in gift.items)
        return words.telling(named or "")

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """The telling stems of all that no other letter has: talk, gift, evidence, own words."""
        brief = self.brief
        talk = [brief.interview.detail] if brief.interview and brief.interview.detail else []
        given = (brief.topics, brief.evidence, brief.gift, brief.own_words)
        texts = [*talk, *_strings(given)]
        return words.telling(" ".join(texts)) - self.merge_stems

    @cached_property
    def fact_words(self) -> frozenset[str]:
        """Every word of what bears a sentence out: talk, gift, evidence, own words."""
        brief = self.brief
        talk = [brief.interview.detail] if brief.interview and brief.interview.detail else []
        texts = [*talk, *_strings((brief.topics, brief.evidence, brief.gift, brief.own_words))]
        return frozenset(word for text in texts for word in words.tokens(text))

    @cached_property
    def own_runs(self) -> frozenset[tuple[str, ...]]:
        """Every three words in a row of what no other letter has."""
        brief = self.brief
        texts = [
            brief.interview.detail if brief.interview else "",
            *_strings((brief.topics, brief.evidence, brief.gift)),
        ]
        rows = [facts.loosely(text).split() for text in [*texts, brief.own_words] if text]
        return frozenset(tuple(row[at : at + 3]) for row in rows for at in range(len(row) - 2))

    def dated(self, found: facts.DateFound) -> bool:
        """Whether a date of the letter is one of the brief."""
        return any(found.fits(day) for day in self.days) or any(
            (found.month, found.day) in {(one.month, one.day), *([(one.day, one.month)] if one.swapped else [])}
            and (None in {found.year, one.year} or found.year == one.year)
            for one in self.written_days
        )

    def quoted(self, text: str) -> bool:
        """Whether these words stand in the brief, in this order."""
        plain = facts.loosely(text)
        return bool(plain) and plain in self.loose

    def written_by_candidate(self, sentence: str) -> bool:
        """Whether the sentence is the candidate's own line from the brief, kept as it is."""
        gift = self.brief.gift
        own = [facts.loosely(text) for text in (self.brief.own_words, gift.note if gift else None) if text]
        plain = facts.loosely(sentence)
        return any(plain in text or (text in plain and len(text) * 4 >= len(plain) * 3) for text in own)


@lru_cache(maxsize=8)
def known(brief: Brief) -> Known:
    """What this brief knows, kept for the next check of the same brief."""
    return Known(brief)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _NOT_TO_BE_SAID:
                yield from _strings(getattr(value, field.name))
