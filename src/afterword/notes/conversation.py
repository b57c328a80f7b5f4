"""A transcript becomes mentions: what the interviewer's own turns show, thread by thread.

A thread is a stretch of the talk about one thing. It begins where the interviewer opens a subject
with a sign of interest, or takes up what the candidate brought; it ends with a question from the
form, with a polite word, or with the next subject. All its signs carry the one name that its
words bear best, so that "ninety loaves", "unsold bread" and "which brewery is it?" count together.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from afterword.candidacy.stem import stem
from afterword.notes import cues, naming, patterns, phrase, sentences, words
from afterword.notes.cues import Hit
from afterword.notes.interest import Cue
from afterword.notes.mention import Mention
from afterword.notes.sentences import Span
from afterword.notes.turn import Turn

_DIGIT = re.compile(r"\d")
_STORY_WORDS = 32
_AWAY = 4
"""Turns of the interviewer about something else, after which a return to a subject counts."""
_OPENING: frozenset[Cue] = frozenset({"disclosed_a_problem", "strong_word", "asked_to_hear_more", "lit_up"})
"""Signs that open a subject where they name one of their own."""
_LONGER = (0.0, 1.0, 1.5, 1.6)
"""A name of several words says more, by their number."""
_PLAIN = 1.3
"""Speech runs on: a phrase without small words inside is the likelier name."""
_FREE_SLOT = 0.9
"""From this weight a phrase names a subject by itself."""


def mentions(
    turns: Sequence[Turn], interviewers: frozenset[str], colleagues: frozenset[str] = frozenset()
) -> list[Mention]:
    """The signs in the turns of `interviewers` (their labels), in order.

    colleagues: labels of those who ask too, but whose interests are not meant.
    """
    talk = _Talk([turn for turn in turns if turn.speaker not in colleagues], interviewers)
    talk.read()
    found = [sign for thread in talk.threads for sign in talk.named(thread)]
    return sorted(found, key=lambda mention: mention.order)


@dataclass(frozen=True, slots=True)
class _Sign:
    cue: Cue | None
    turn: Turn
    span: Span
    order: int


@dataclass(slots=True)
class _Thread:
    """A stretch about one thing: its signs, the phrases that may name it, the words it used.

    best: the name that fits best, kept until more is heard; None then.
    """

    names: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    signs: list[_Sign] = field(default_factory=list)
    last: int = 0
    best: str | None = None

    def hears(self, text: str, factor: int = 1) -> None:
        """Count the words of something said in it."""
        self.best = None
        for word in words.words(text):
            if phrase.names_something(word):
                self.stems.update({stem(part): factor for part in word.split("-")})

    def may_be(self, name: str, times: int = 1) -> None:
        """Count a phrase that may name it."""
        self.best = None
        self.names[name] += times


@dataclass(slots=True)
class _Talk:
    turns: Sequence[Turn]
    interviewers: frozenset[str]
    skip: frozenset[str] = frozenset()
    uses: dict[naming.Phrase, naming.Use] = field(default_factory=dict)
    nouns: dict[str, float] = field(default_factory=dict)
    threads: list[_Thread] = field(default_factory=list)
    thread: _Thread | None = None
    answer: str = ""
    answered: frozenset[str] = frozenset()
    told: dict[frozenset[str], int] = field(default_factory=dict)
    passed: int = 0
    order: int = 0

    def read(self) -> None:
        """Read the talk turn by turn."""
        self.skip = frozenset(word for turn in self.turns for word in words.words(turn.speaker or "") if len(word) > 2)
        self.uses = naming.uses([turn.text for turn in self.turns])
        for turn in self.turns:
            if turn.speaker in self.interviewers:
                self._asking(turn)
            else:
                self.answer, self.answered = turn.text, words.stems(turn.text)
                for part in phrase.phrases(turn.text, skip=self.skip):
                    self.told.setdefault(words.stems(part.text), self.passed)
                if self.thread:
                    self.thread.hears(turn.text)

    def named(self, thread: _Thread) -> Iterator[Mention]:
        """The signs of a thread as mentions under its best name."""
        subject = self._name(thread)
        for sign in thread.signs if subject else ():
            quote, at = sign.turn.quote(sign.span.start, sign.span.end)
            yield Mention(
                subject or "", sign.cue, "said", quote, at, sign.turn.speaker, sign.order, sign.turn.text, direct=True
            )

    def _name(self, thread: _Thread) -> str | None:
        """The phrase whose words the thread used most, and that names something well."""

        def fit(name: str) -> float:
            stems = words.stems(name)
            used = sum(_tells(stem) * math.log1p(thread.stems[stem]) for stem in stems) / max(len(stems), 1)
            return used * _LONGER[min(len(stems), 3)] * self._noun(name) * (1 + math.log1p(thread.names[name]))

        if thread.best is None:
            thread.best = max(thread.names, key=lambda name: (fit(name), -len(name)), default=None)
        return thread.best

    def _asking(self, turn: Turn) -> None:
        self.passed += 1
        text = turn.text
        started = len(self.threads)
        for sentence in sentences.sentences(text):
            hits = cues.find(text, "said", sentence.start, sentence.end)
            for hit in hits:
                self._hit(turn, text, hit, sentence, started)
            if not hits and text[sentence.start : sentence.end].rstrip(" \"”'").endswith("?"):
                self._question(turn, text, sentence)
            elif not hits:
                self._statement(turn, text, sentence)
        if self.thread:
            self._whole(turn, text)
        self.answer, self.answered = "", frozenset()

    def _hit(self, turn: Turn, text: str, hit: Hit, sentence: Span, started: int) -> None:
        """One sign: against a subject of its own, or for the thread, or the opening of a new one."""
        own = self._slot(text, hit, sentence)
        if hit.cue == "polite_only":
            self._polite(turn, sentence)
        elif hit.cue in cues.AGAINST:
            own = own or self._best(text, sentence)
            if own:
                self._aside(turn, own.text, hit.cue, sentence)
        else:
            known = self._known(own.text) if own else None
            if known and known is not self.thread:
                self.thread = known
            elif self.thread is None or (own and self._opens(own.text, hit, started)):
                self._open(own.text if own else None, text, sentence)
            self._sign(turn, hit.cue, sentence, own.text if own else None)

    def _opens(self, own: str, hit: Hit, started: int) -> bool:
        """Whether a sign with a subject of its own leaves the thread: not within the turn that began it."""
        thread = self.thread
        fresh = bool(thread) and len(self.threads) > started and self.threads[-1] is thread
        strange = bool(thread) and not any(thread.stems[stem] for stem in words.stems(own)) if thread else True
        return hit.cue in _OPENING and hit.follows and strange and not fresh and self._weight(own) >= _FREE_SLOT

    def _open(self, own: str | None, text: str, sentence: Span) -> None:
        """A new thread, about its own subject or about what the candidate has just told."""
        self.thread = _Thread(last=self.passed)
        self.threads.append(self.thread)
        self.thread.hears(text[: sentence.start])
        self._may_be_named(self.thread, text[: sentence.start])
        if self.answer:
            self.thread.hears(self.answer)
            offered = self._best(self.answer)
            if offered and not (own and self._weight(own) >= _FREE_SLOT):
                self.thread.may_be(offered.text)

    def _sign(self, turn: Turn, cue: Cue | None, sentence: Span, own: str | None = None) -> None:
        """Add a sign to the thread, with the phrases of its sentence as possible names."""
        assert self.thread is not None
        self.order += 1
        text = turn.text
        self.thread.signs.append(_Sign(cue, turn, sentence, self.order))
        self.thread.last = self.passed
        self.thread.hears(text[sentence.start : sentence.end], 2)
        if own:
            self.thread.may_be(own, 4 if cue in _OPENING else 2)
        self._may_be_named(self.thread, text[sentence.start : sentence.end])

    def _aside(self, turn: Turn, subject: str, cue: Cue, sentence: Span) -> None:
        """A sign against something; the thread ends with it."""
        self.order += 1
        aside = _Thread(names=Counter({subject: 1}), signs=[_Sign(cue, turn, sentence, self.order)], last=self.passed)
        self.threads.append(aside)
        self.thread = None

    def _polite(self, turn: Turn, sentence: Span) -> None:
        """A polite word after the candidate's own enthusiasm says that it was not shared."""
        offered = self._best(self.answer) if self.answer else None
        enthusiastic = any(hit.cue in {"strong_word", "lit_up"} for hit in cues.find(self.answer[:3000], "said"))
        if offered and enthusiastic:
            self._aside(turn, offered.text, "polite_only", sentence)
        elif self.answer:
            self.thread = None

    def _question(self, turn: Turn, text: str, sentence: Span) -> None:
        """A question: from the form, or on from the answer, or to a new subject."""
        own = self._best(text, sentence)
        here = words.stems(text[sentence.start : sentence.end])
        goes_on = self.thread and (self.thread.last == self.passed or here & set(self.thread.stems))
        if patterns.any_of("talk", "form_question").search(text, sentence.start, sentence.end) and not goes_on:
            if own:
                self._aside(turn, own.text, "checklist", sentence)
            self.thread = None
            return
        known = self._known(own.text) if own else None
        if known and known is not self.thread and known.signs and not here & self.answered:
            came_back = self.passed - known.last >= _AWAY
            self.thread = known
            self._sign(turn, "came_back_unprompted" if came_back else "followed_up", sentence)
        elif self.thread:
            self._sign(turn, "followed_up", sentence)
        elif self.answer and here & self.answered:
            self._open(None, text, sentence)
            self._sign(turn, "followed_up", sentence)
        else:
            self._takes_up(turn, text, sentence)

    def _statement(self, turn: Turn, text: str, sentence: Span) -> None:
        """A statement goes on with the thread, or comes back to a subject that was left a while ago."""
        for part in phrase.phrases(text, sentence.start, sentence.end, self.skip):
            known = self._known(part.text)
            if (
                known
                and known is not self.thread
                and self.passed - known.last >= _AWAY
                and not words.stems(part.text) & self.answered
            ):
                self.thread = known
                self._sign(turn, "came_back_unprompted", sentence)
                return
        if self.thread is None and self._takes_up(turn, text, sentence):
            return
        if self.thread and self.thread.last == self.passed:
            self.thread.hears(text[sentence.start : sentence.end])
            self._may_be_named(self.thread, text[sentence.start : sentence.end])

    def _takes_up(self, turn: Turn, text: str, sentence: Span) -> bool:
        """Whether this goes back to what the candidate told a while ago: then it opens a thread about it."""
        for part in phrase.phrases(text, sentence.start, sentence.end, self.skip):
            stems = words.stems(part.text)
            if len(stems) > 1 and self.passed - self.told.get(stems, self.passed) >= _AWAY:
                self._open(part.text, text, sentence)
                self._sign(turn, "came_back_unprompted", sentence, part.text)
                return True
        return False

    def _may_be_named(self, thread: _Thread, text: str) -> None:
        """The phrases of something said in a thread may name it."""
        for part in itertools.islice(phrase.phrases(text, skip=self.skip), 12):
            thread.may_be(part.text)

    def _whole(self, turn: Turn, text: str) -> None:
        """What a turn shows as a whole: a story told, a number named."""
        assert self.thread is not None
        if self.thread.last != self.passed:
            return
        if len(text.split()) >= _STORY_WORDS and len(patterns.any_of("talk", "past").findall(text)) >= 2:
            longest = max(sentences.sentences(text), key=lambda span: span.end - span.start)
            self.order += 1
            self.thread.signs.append(_Sign("told_a_story", turn, longest, self.order))
        if _DIGIT.search(text):
            number = next(span for span in sentences.sentences(text) if _DIGIT.search(text, span.start, span.end))
            self.order += 1
            self.thread.signs.append(_Sign("named_a_date_or_number", turn, number, self.order))

    def _known(self, subject: str) -> _Thread | None:
        """The thread that had this subject: by its name, else by having used all of its words."""
        stems = words.stems(subject)
        recent = [
            thread
            for thread in reversed(self.threads[-40:])
            if stems and any(sign.cue not in cues.AGAINST for sign in thread.signs)
        ]
        for thread in recent:
            if words.worth_shared(stems, words.stems(self._name(thread) or "")) > 0.5:
                return thread
        if len(stems) < 2:
            return None
        return next((thread for thread in recent if all(thread.stems[stem] > 1 for stem in stems)), None)

    def _slot(self, text: str, hit: Hit, sentence: Span) -> phrase.Phrase | None:
        """The phrase beside a sign."""
        beside = phrase.following(text, hit.end, sentence.end, self.skip) if hit.follows else None
        if beside:
            return beside
        return self._best(text, Span(sentence.start, hit.start))

    def _best(self, text: str, span: Span | None = None) -> phrase.Phrase | None:
        """The phrase of the stretch that is named best and comes up most in the talk."""
        start, end = (span.start, span.end) if span else (0, len(text))
        found = list(phrase.phrases(text, start, end, self.skip))[:12]
        return max(found, key=lambda part: self._weight(part.text), default=None)

    def _weight(self, text: str) -> float:
        """How well a phrase names something of this talk."""
        parts = [word for word in words.words(text) if phrase.names_something(word)]
        worth = sum(words.keyness(word) * (0.5 + math.log1p(self._count(word))) for word in parts)
        return worth / math.sqrt(max(len(parts), 1)) * self._noun(text)

    def _count(self, word: str) -> int:
        use = self.uses.get((stem(word),))
        return use.count if use else 0

    def _noun(self, text: str) -> float:
        """How noun-like the last word of a phrase is, by where it stands in the talk: 0.5 to 1.5."""
        if text not in self.nouns:
            parts = words.words(text)
            use = self.uses.get((stem(parts[-1]),))
            plain = _PLAIN if all(phrase.names_something(word) for word in parts) else 1.0
            self.nouns[text] = plain * (0.5 + use.as_noun / use.count if use else 1.0)
        return self.nouns[text]


def _tells(stem: str) -> float:
    """Within one thread also common words name it, though less well."""
    return 0.4 + 0.6 * words.keyness(stem)
