"""Free notes become mentions: which subject, which sign, whose.

An entry is a bullet or a paragraph. Most notes are written "subject: what happened", so an entry
may have a head, which then is the subject of every sign in it; else the subject stands beside the
sign, and if it does not, it is what was written about just before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterword.notes import cues, patterns, people, phrase, sentences
from afterword.notes.cues import Hit
from afterword.notes.interest import Cue, Words
from afterword.notes.mention import Mention
from afterword.notes.people import People
from afterword.notes.sentences import Span
from afterword.notes.turn import Source, Turn

_HEAD_END = re.compile(r"\s*(?::|->|=>|→|=|!+|\?+|\.)(?=\s|$)|\s+[-–—=]+\s+|,(?=\s+(?:that|this|it)['’]s\b)")
_HEAD_WORDS = 7
_LONGEST_HEADER = 160
"""A longer first line is told, not a heading."""
_POINTS_BACK = re.compile(r"(?:\s+[\w'’]+){0,3}\s+(?:it|that|this|them|these|those)\b", re.IGNORECASE)
"""What was written about before, where it stands right after a sign."""


def mentions(source: Source, who: People, interviewer: str | None) -> list[Mention]:
    """Every sign in the notes, in order.

    who: the words by which people are named; interviewer: the name that evidence carries.
    """
    found: list[Mention] = []
    section = interviewer
    foreign = False
    before: str | None = None
    for entry in source.turns:
        person = _person(entry.text, who)
        if person:
            foreign = not people.tokens(person) & who.interviewer and bool(who.interviewer)
            section = person
        if (
            entry.pieces[0] in source.header
            and len(entry.text) <= _LONGEST_HEADER
            and not cues.find(entry.text, "noted")
        ):
            continue
        reader = _Entry(entry, who, section, before, len(found))
        new = [mention for mention in reader.mentions() if not foreign or mention.cue is None]
        found += new
        before = new[-1].subject if new else None
        if person and entry.text[len(person) :].strip(" :.-") and not entry.text.rstrip().endswith(":"):
            section, foreign = interviewer, False
    return [replace(mention, order=order) for order, mention in enumerate(found)]


def _person(text: str, who: People) -> str | None:
    """The person an entry or a section is about by its head, as in "Greg Lam (finance):"."""
    match = re.match(r"(?P<name>[^\W\d_][^\n:(]{1,40}?)\s*(?:\([^)]{1,40}\))?\s*(?::|\s[-–—]\s|$)", text)
    if match and people.tokens(match["name"]) and people.tokens(match["name"]) <= who.names:
        return match["name"]
    return None


@dataclass(slots=True)
class _Entry:
    """One entry while it is read. subject: what it is about so far."""

    turn: Turn
    who: People
    speaker: str | None
    subject: str | None
    order: int

    def mentions(self) -> Iterator[Mention]:
        """The signs of this entry; one without any still names its subject."""
        text = self.turn.text
        heads, body = self._heads(text)
        if heads:
            self.subject = heads[0].text
        quotes = sentences.quoted(text)
        plain = sentences.masked(text, quotes)
        signs: list[Mention] = []
        seen: list[Mention] = []
        for sentence in sentences.sentences(text):
            new = list(self._signs(text, plain, quotes, sentence, heads, body))
            if all(sign.cue in cues.AGAINST for sign in new) and (thing := self._observed(text, plain, sentence)):
                seen.append(thing)
            elif new:
                signs += new
                self.subject = new[-1].subject
            if not heads and not signs:
                first = phrase.first(plain, sentence.start, sentence.end, self.who.names)
                self.subject = first.text if first else self.subject
        if signs or seen:
            yield from signs
            yield from seen
        else:
            yield from self._named(text, plain, heads)

    def _heads(self, text: str) -> tuple[list[phrase.Phrase], int]:
        """The subjects in the head of the entry and where its body begins; none if it has no head."""
        end = _HEAD_END.search(text, 1, 80)
        if not end or (end.group().strip() == "." and not text[end.end() :].strip()):
            return [], 0
        head = text[: end.start()]
        if len(head.split()) > _HEAD_WORDS or cues.find(head, "noted") or not self._only_names(head):
            return [], 0
        return list(phrase.phrases(text, 0, end.start(), self.who.names)), end.end()

    def _only_names(self, head: str) -> bool:
        """Whether all words of a head can stand in the name of a subject."""
        found = list(phrase.phrases(head, skip=self.who.names))
        covered = sum(len(part.text.split()) for part in found)
        extra = sum(word.lower() in patterns.word_set("seen", "beside_head") for word in head.split())
        return bool(found) and covered + extra >= len(head.replace(",", " ").split())

    def _signs(
        self, text: str, plain: str, quotes: list[Span], sentence: Span, heads: list[phrase.Phrase], body: int
    ) -> Iterator[Mention]:
        """The signs of one sentence: the writer's words first, then what it quotes."""
        subject: str | None = None
        start = max(sentence.start, body)
        third = self._third(plain, start, sentence.end)
        hits = cues.find(plain, "noted", start, sentence.end)
        if any(sentence.start <= quote.start < sentence.end for quote in quotes):
            unmasked = cues.find(text, "noted", start, sentence.end)
            hits += [hit for hit in unmasked if hit.cue == "polite_only" and hit not in hits]
        mine = bool(re.match(r"\s*(?:I|i|I['’](?:m|d|ve|ll))\b", plain[start : sentence.end]))
        for hit in hits:
            holder = people.holder(plain[sentence.start : hit.start], self.who)
            if holder == "mine" and hit.cue not in cues.AGAINST:
                continue
            cue: Cue = "not_theirs" if holder == "third" and hit.cue not in cues.AGAINST else hit.cue
            for subject in self._subjects(plain, hit, sentence, heads):
                if cue == "followed_up" and patterns.any_of("seen", "on_every_form").search(subject):
                    cue = "checklist"
                said = bool(patterns.any_of("seen", "reported").search(plain, sentence.start, sentence.end))
                yield self._mention(subject, cue, "said" if said else "noted", text, sentence)
        if not hits and third:
            yield self._mention(third, "not_theirs", "noted", text, sentence)
        if not mine:
            yield from self._quotes(text, quotes, sentence, heads, subject)

    def _subjects(self, plain: str, hit: Hit, sentence: Span, heads: list[phrase.Phrase]) -> list[str]:
        """What a sign is about. A checklist is about all that it lists."""
        if hit.cue == "checklist":
            listed = [part.text for part in phrase.phrases(plain, hit.end, sentence.end, self.who.names)]
            before = [part.text for part in phrase.phrases(plain, sentence.start, hit.start, self.who.names)]
            return [part.text for part in heads] or listed or before or ([self.subject] if self.subject else [])
        if heads:
            return [heads[0].text]
        if self.subject and _POINTS_BACK.match(plain, hit.end, sentence.end):
            return [self.subject]
        beside = self._after(plain, hit, sentence) if hit.follows else self._before(plain, hit, sentence)
        beside = beside or self._before(plain, hit, sentence)
        if beside:
            return [phrase.with_article(plain, beside)]
        if self.subject:
            return [self.subject]
        anywhere = phrase.first(plain, hit.end, None, self.who.names)
        return [anywhere.text] if anywhere else []

    def _after(self, plain: str, hit: Hit, sentence: Span) -> phrase.Phrase | None:
        return phrase.following(plain, hit.end, sentence.end, self.who.names)

    def _before(self, plain: str, hit: Hit, sentence: Span) -> phrase.Phrase | None:
        return phrase.first(plain, sentence.start, hit.start, self.who.names)

    def _quotes(
        self, text: str, quotes: list[Span], sentence: Span, heads: list[phrase.Phrase], subject: str | None
    ) -> Iterator[Mention]:
        """Their own words in one sentence."""
        for quote in quotes:
            if (
                not sentence.start <= quote.start < sentence.end
                or people.holder(text[sentence.start : quote.start], self.who) == "mine"
            ):
                continue
            hits = cues.find(text, "said", quote.start, quote.end)
            if len(text[quote.start : quote.end].split()) < 4 and not hits:
                continue
            about = subject or (heads[0].text if heads else None) or self._in_quote(text, quote, hits) or self.subject
            if about:
                for hit in hits:
                    yield replace(self._mention(about, hit.cue, "said", text, quote), direct=True)
                if not hits:
                    yield replace(self._mention(about, None, "said", text, quote), direct=True)

    def _in_quote(self, text: str, quote: Span, hits: list[Hit]) -> str | None:
        for hit in hits:
            beside = self._after(text, hit, quote) if hit.follows else self._before(text, hit, quote)
            if beside:
                return beside.text
        return None

    def _third(self, plain: str, start: int, end: int) -> str | None:
        """What a third person does, where a sentence is about one: "her daughter sails"."""
        match = people.THIRD.search(plain, start, end)
        if not match:
            return None
        found = phrase.first(plain, match.end(), end, self.who.names) or phrase.first(
            plain, 0, match.start(), self.who.names
        )
        return found.text if found else None

    def _observed(self, text: str, plain: str, sentence: Span) -> Mention | None:
        """A thing that was seen and not talked about."""
        start, end = sentence.start, sentence.end
        place, untalked, seen = (
            patterns.any_of("seen", key).search(plain, start, end) for key in ("place", "untalked", "eye")
        )
        if not place and not (untalked and seen):
            return None
        begin = seen.end() if seen and (not place or seen.end() < place.start()) else start
        found = phrase.first(plain, begin, place.start() if place else end, self.who.names)
        found = found or phrase.first(plain, place.end() if place else start, end, self.who.names)
        return self._mention(found.text, None, "observed", text, sentence) if found else None

    def _named(self, text: str, plain: str, heads: list[phrase.Phrase]) -> Iterator[Mention]:
        """The subject of an entry without a sign."""
        found = heads or list(phrase.phrases(plain, 0, None, self.who.names))[:1]
        for part in found:
            yield self._mention(part.text, None, "noted", text, sentences.sentences(text)[0])

    def _mention(self, subject: str, cue: Cue | None, words: Words, text: str, span: Span) -> Mention:
        quote, at = self.turn.quote(span.start, span.end)
        return Mention(subject, cue, words, quote, at, self.speaker, self.order, text)
