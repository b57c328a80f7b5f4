"""Notes become mentions, episode by episode.

An episode is a stretch of a note about one thing: an entry of the page, or the part of one from where
a new thing is brought up. What the interviewer does in it (asks on, wants something sent, puts the pen
down, draws, comes back at the door) counts for its subject together; what a colleague, a relative or
the writer does counts for nothing. The subject is the phrase its words and places speak for most.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from afterword import tables
from afterword.candidacy.stem import stem
from afterword.notes import cues, notebook, patterns, people, phrase, sentences, words
from afterword.notes import language as tongues
from afterword.notes.interest import Cue, Words
from afterword.notes.mention import Mention
from afterword.notes.people import People
from afterword.notes.sentences import Span
from afterword.notes.turn import Source, Turn

_AGAINST: tuple[Cue, ...] = ("negated", "polite_only", "checklist")
_FOR: tuple[Cue, ...] = (
    "asked_to_hear_more", "came_back_unprompted", "lit_up", "drew_or_showed", "told_a_story",
    "disclosed_a_problem", "strong_word",
)  # fmt: skip
_BREAK = re.compile(r"[.,;:!?()\[\]{}\"“”„«»|=…\n/]|->|\s[-–—]+\s|\s\+\s")
_LABEL = re.compile(
    r"\W*(?P<name>(?:[^\W\d_]+\.?[ -]){0,3}[^\W\d_]{2,})\s*(?:\([^)]{1,40}\))?\s*(?:[:|]|(?<=\))|[-–—](?=\s))"
)
_TITLED = re.compile(
    r"\b(?:Herrn?|Frau|Mr|Mrs|Ms|Mme|Madame|Monsieur|M\.|Dr|Maître|Canon)\.?\s+(?:Dr\.?\s+)?([^\W\d_a-z][\w’'-]+)"
)
_ELIDED = re.compile(r"(?:qu|[ldnsjmtc])['’](?=\w)", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:^|[\s\"“«(])(how|who|what|which|where|why|whether|when|does|did|is|are|was|were|has|would|could|can"
    r"|wie|wer|was|wo|warum|wieso|woher|welche[rs]?|wann|ob|trauen|gibt"
    r"|comment|qui|quoi|quels?|quelles?|où|pourquoi|combien|est-ce|et ceux|si)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?:and|also|then|other|second(?:ly)?|two|one|three|first|1st place|2nd(?: place)?|last|lighter|plus|oh|only|but|"
    r"und|außerdem|dann|nebenbei|noch|zweitens|privat|puis|ensuite|aussi|autre|sinon|enfin|et)\b[^\w]*"
)
_SHORT = 5
"""Words: a sentence up to this length may be the heading of the next one."""
_NAMING: tuple[Cue, ...] = ("lit_up", "came_back_unprompted", "told_a_story", "disclosed_a_problem", "strong_word")
"""Signs whose subject stands right behind them."""


@dataclass(slots=True)
class _Part:
    """One sentence: its place, whose doing it tells, the signs in it."""

    turn: Turn
    span: Span
    theirs: bool
    signs: list[Cue]
    against: list[Cue]
    door: bool
    questions: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.turn.text[self.span.start : self.span.end]


@dataclass(slots=True)
class _Episode:
    """A stretch about one thing. names: the phrases that may name it, with what speaks for each."""

    parts: list[_Part] = field(default_factory=list)
    names: dict[str, float] = field(default_factory=dict)
    seen: bool = False


def mentions(source: Source, who: People, interviewer: str | None) -> list[Mention]:
    """Every sign in the notes, in order of place, under the subject of its episode.

    who: the words by which people are named; interviewer: the name that evidence carries.
    """
    page = _Page(source, who)
    episodes = page.episodes()
    found: list[Mention] = []
    weight: Counter[str] = Counter()
    for episode in episodes:
        new = list(page.named(episode, interviewer))
        signs = [mention for mention in new if mention.cue in _FOR]
        if signs and weight and episode.parts[0].door and not any(_near(new[0].subject, other) for other in weight):
            new = [replace(mention, subject=weight.most_common(1)[0][0]) for mention in new]
        for mention in signs:
            weight[mention.subject] += 1
        found += new
    told = notebook.mentions(source, who, interviewer)
    if interviewer is None:
        speakers = {mention.at: mention.speaker for mention in told}
        found = [replace(mention, speaker=speakers.get(mention.at)) for mention in found]
    seen = {mention.quote for mention in told if mention.words == "observed"}
    found = [mention for mention in found if mention.words != "observed" or mention.quote not in seen]
    found += _beside(told, episodes, frozenset(weight))
    found.sort(key=lambda mention: mention.at.line or 0)
    return [replace(mention, order=order) for order, mention in enumerate(found)]


def _beside(told: Iterable[Mention], episodes: Iterable[_Episode], subjects: frozenset[str]) -> Iterator[Mention]:
    """The signs that set phrases show, without those of other people's lines and of what was turned down."""
    parts = [(part, *part.turn.quote(part.span.start, part.span.end)) for episode in episodes for part in episode.parts]
    foreign = {at for part, _, at in parts if not part.theirs}
    turned_down = {quote for part, quote, _ in parts if part.against and not part.signs}
    for mention in told:
        shows = mention.cue in _FOR
        bare = mention.cue is None and mention.words == "said"
        not_theirs = mention.at in foreign and mention.cue not in cues.AGAINST
        weak = not_theirs or (shows and mention.quote in turned_down) or mention.cue == "followed_up" or bare
        if not weak or any(_near(mention.subject, subject) for subject in subjects):
            yield mention


def _near(one: str, other: str) -> bool:
    """Whether two subjects share a stem, or the beginning of a compound."""
    return any(
        a == b or (min(len(a), len(b)) > 4 and (a.startswith(b[:5]) or b.startswith(a[:5])))
        for a in words.stems(one)
        for b in words.stems(other)
    )


@dataclass(slots=True)
class _Page:
    source: Source
    who: People
    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    tongue: str = "en"
    stems: Counter[str] = field(default_factory=Counter)

    def episodes(self) -> list[_Episode]:
        """The page cut where a new thing is brought up."""
        everything = "\n".join(turn.text for turn in self.source.turns)
        self.tongue = tongues.of(everything)
        self._people(everything)
        self.stems = Counter(stem(word) for word in words.words(everything))
        found: list[_Episode] = []
        theirs, default = True, True
        for turn in self.source.turns:
            several = bool(self.others)
            theirs = theirs if several else default
            current: _Episode | None = None
            for span in sentences.sentences(turn.text):
                theirs = self._holder(turn.text, span, theirs)
                part = self._part(turn, span, theirs)
                if current is None or self._begins(part, current):
                    current = _Episode()
                    found.append(current)
                current.parts.append(part)
        return [episode for episode in found if episode.parts]

    def _people(self, text: str) -> None:
        """Whose words count, and who else is in the room."""
        titles = patterns.word_set("function", "titles")
        own = self.who.interviewer - titles
        labels = {
            word
            for word in self.who.others
            if self.tongue != "de" and not re.search(rf"\b{re.escape(word.upper())}\b", text)
        }
        for titled in _TITLED.finditer(text):
            labels |= people.tokens(titled[1])
        for turn in self.source.turns:
            for span in sentences.sentences(turn.text):
                match = _LABEL.match(turn.text, span.start, span.end)
                if match and self._is_name(match["name"], text):
                    labels |= {word for word in people.tokens(match["name"]) if words.keyness(word) == 1.0}
        labels -= titles | _function(self.tongue) | {"interviewer"}
        pairs = ((first.lower(), second.lower()) for first, second in re.findall(r"\b(\w+) ([A-Z]\w+)", text))
        shared = {first for first, second in pairs if first in own and second not in own}
        self.own = frozenset(own - shared) or own
        self.others = frozenset(word for word in labels - own if self.own and len(word) > 2)

    def _is_name(self, name: str, text: str) -> bool:
        """Whether the label of a line is a name: of capital words, and of two, or met again."""
        parts = [part for part in re.split(r"[ -]", name) if part]
        capital = all(part[0].isupper() for part in parts) and not (len(parts) == 1 and name.isupper())
        return capital and ((len(parts) > 1 and self.tongue != "de") or text.count(name) > 1)

    def _holder(self, text: str, span: Span, before: bool) -> bool:
        """Whether the sentence tells of the interviewer: whoever it names first, else whoever was named before."""
        if not self.others:
            return True
        head = text[span.start : span.end]
        if any(words.plain(match.group()) in self.own for match in itertools.islice(words.WORD.finditer(head), 4)):
            return True
        for match in itertools.islice(words.WORD.finditer(head), 9):
            word = words.plain(match.group())
            if word in self.own:
                return True
            if word in self.others and match.group()[0].isupper():
                return False
        return any(words.plain(match.group()) in self.own for match in words.WORD.finditer(head)) or before

    def _part(self, turn: Turn, span: Span, theirs: bool) -> _Part:
        text = turn.text[span.start : span.end].lower().replace("’", "'")
        against = [cue for cue in _AGAINST if _find(self.tongue, cue).search(text)]
        if _page("mine").search(text) and _page("raised").search(text) and "negated" not in against:
            against = []
        signs: list[Cue] = [cue for cue in _FOR if _find(self.tongue, cue).search(text)]
        if self.tongue == "en":
            hits = cues.find(turn.text, "noted", span.start, span.end)
            signs += [hit.cue for hit in hits if hit.cue not in cues.AGAINST and hit.cue not in {*signs, "time_spent"}]
            against += [hit.cue for hit in hits if hit.cue in cues.AGAINST and hit.cue not in against]
        questions = _questions(text)
        if questions >= 2:
            signs.insert(0, "asked_to_hear_more")
        elif questions == 1 and "?" in text:
            signs.append("followed_up")
        door = bool(_page("door").search(text))
        if door and not against and ('"' in text or "“" in text or "«" in text):
            signs.append("came_back_unprompted")
        if questions < 2 and (_page("my_love").search(text) or _page("mine").search(text)):
            signs = []
        if _page("not_theirs").search(text) or people.THIRD.search(text):
            signs = [cue for cue in signs if cue not in {"strong_word", "told_a_story"}]
        if "checklist" in against and "lit_up" not in signs and questions < 2:
            signs = []
        return _Part(
            turn, span, theirs, signs if theirs else [], against, door, questions if not _label_before(text) else 0
        )

    def _begins(self, part: _Part, current: _Episode) -> bool:
        """Whether a sentence inside an entry brings up something new."""
        text = part.text
        last = current.parts[-1]
        if part.theirs != last.theirs:
            return True
        brought_up = (
            _page("raised").search(last.text) or _ALSO.match(last.text.lower()) or len(last.text.split()) <= _SHORT
        )
        if not part.signs and patterns.any_of("seen", "place").search(part.text) and _page("seen").search(part.text):
            return True
        heading = part.turn is self.source.turns[0]
        if heading and part.signs and not brought_up and not any(before.signs for before in current.parts):
            return True
        if (
            _ALSO.match(text.lower().lstrip(" \"'(-"))
            and next(self._phrases(part), None)
            and not re.match(r"(?i)\W*(?:and|und|et|but|then|dann)\s+(?:he|she|they|er|sie|il|elle)\b", text)
        ):
            return bool(
                current.parts[-1].signs
                or current.parts[-1].against
                or re.match(r"(?i)\W*(?:also|one|two|three|außerdem|und:|et:|aussi)", text)
            )
        if bool(part.against and not part.signs) != bool(current.parts[-1].against and not current.parts[-1].signs):
            return True
        return bool(
            _page("raised").search(text[:60])
            and re.search(r"(?i)\b(?:i|ich|je|when|als)\b", text[:25])
            and current.parts[-1].signs
        )

    def _phrases(self, part: _Part) -> Iterator[tuple[str, int]]:
        """The phrases of one sentence that may name something, with their places in it."""
        text = part.text
        start = 0
        for stop in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
            run: list[tuple[int, int]] = []
            for match in words.WORD.finditer(text, start, stop):
                begin = match.start()
                elided = _ELIDED.match(text, begin)
                if elided:
                    begin = elided.end()
                    if run:
                        yield from _cut(text, run)
                        run = []
                if self._names(text, begin, match.end()):
                    run.append((begin, match.end()))
                else:
                    yield from _cut(text, run)
                    run = []
            yield from _cut(text, run)
            start = stop + 1

    def _ends(self, part: _Part) -> list[int]:
        """Where the signs end that name their subject right behind them."""
        text = part.text.lower().replace("’", "'")
        found = [match.end() for cue in _NAMING for match in _find(self.tongue, cue).finditer(text)]
        hits = cues.find(part.text, "noted") if self.tongue == "en" else []
        return found + [hit.end for hit in hits if hit.follows and hit.cue not in cues.AGAINST]

    def _names(self, text: str, begin: int, end: int) -> bool:
        """Whether one word can be part of a name."""
        raw = text[begin:end]
        word = words.plain(raw)
        if word in self.own or word in self.others or word[0].isdigit() or len(word) < 3:
            return False
        if word in _function(self.tongue) or word in words.stop() or "'" in word:
            return False
        if self.tongue == "de":
            return raw[0].isupper() or raw[0].islower() is False
        if self.tongue == "fr":
            verb = re.search(r"(?:ait|aient|é|ée|ées|er|ant|ment)$", word)
            return not verb or bool(_page("article").search(text[max(0, begin - 24) : begin]))
        return phrase.names_something(word) and not re.fullmatch(r"[a-z]{3,}(?:ly|ed)", word)

    def _score(self, part: _Part, position: int, episode: _Episode) -> Iterator[tuple[str, float]]:
        text = part.text
        ends = self._ends(part)
        raised = [match.end() for match in _page("raised").finditer(text)]
        doors = [match.span() for match in _page("door").finditer(text)]
        weigh = tables.table("notes/weights.toml")["episode"]
        for index, (name, at) in enumerate(self._phrases(part)):
            if any(begin <= at < end for begin, end in doors):
                continue
            tokens = words.words(name)
            before = text[:at]
            midway = bool(re.search(r"[\w,]\s*$", before))
            speaks = {
                "article": _page("article").search(before[-24:]),
                "about": _page("about").search(before[-24:]),
                "first": index == 0,
                "raised": any(0 <= at - end < 30 for end in raised),
                "opens": not re.search(r"\w", _ALSO.sub("", before.lower().lstrip(), count=1)),
                "a_name": self.tongue != "de" and name[0].isupper() and midway and not name.isupper(),
                "label": re.search(r":\s*$", before) and len(before.split()) <= _SHORT,
                "behind_a_sign": any(0 <= at - end <= 10 for end in ends),
                "asked_about": part.signs and part.questions,
            }
            value = sum(words.keyness(word) for word in tokens) / math.sqrt(len(tokens))
            met = sum(math.log(max(self.stems[stem(word)], 1)) for word in tokens) / len(tokens)
            value *= 1.0 + weigh["met_again"] * met
            value *= math.prod(weigh[which] for which, holds in speaks.items() if holds)
            yield name, value * weigh["later"] ** position

    def named(self, episode: _Episode, interviewer: str | None) -> Iterator[Mention]:
        """The signs of an episode as mentions under its best name."""
        for position, part in enumerate(episode.parts):
            for name, value in self._score(part, position, episode):
                episode.names[name] = episode.names.get(name, 0.0) + value
        if not episode.names:
            return
        subject = max(episode.names, key=lambda name: (episode.names[name], -len(name)))
        signed = [part for part in episode.parts if part.signs]
        if {sign for part in signed for sign in part.signs} <= {"followed_up"}:
            for part in signed:
                part.signs.clear()
            signed = []
        for part in episode.parts:
            quote, at = part.turn.quote(part.span.start, part.span.end)
            said: Words = (
                "said" if re.search(r"[\"“«„]", quote) or patterns.any_of("seen", "reported").search(quote) else "noted"
            )
            for sign in dict.fromkeys(part.signs):
                yield Mention(subject, sign, said, quote, at, interviewer, 0, part.turn.text)
            if part.against and not part.signs:
                yield Mention(subject, part.against[0], said, quote, at, interviewer, 0, part.turn.text)
            if (
                not signed
                and not part.against
                and part.theirs
                and _page("seen").search(quote)
                and not _page("not_theirs").search(quote)
            ):
                yield Mention(subject, None, "observed", quote, at, interviewer, 0, part.turn.text)
        if not signed:
            quote, at = episode.parts[0].turn.quote(episode.parts[0].span.start, episode.parts[0].span.end)
            yield Mention(subject, None, "noted", quote, at, interviewer, 0, "")


def _cut(text: str, run: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """A run of words as a phrase of at most three; the last three of a longer one."""
    if run:
        run = run[-3:]
        yield text[run[0][0] : run[-1][1]], run[0][0]


def _label_before(text: str) -> bool:
    """Whether the thing is named before the questions about it."""
    return bool(re.match(r"[^?]{3,80}?[:,.]", text)) and not _ASKING.match(text.strip())


def _questions(text: str) -> int:
    """How many things a sentence asks in a row, those from every form left out."""
    return sum(
        bool(_ASKING.match(part.strip()))
        for part in re.split(r"[,?;:.]|\band\b|\bund\b|\bet\b", text)
        if part.strip() and not _page("to_me").search(part)
    )


@functools.cache
def _find(tongue: str, cue: Cue) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in tables.table("notes/signs.toml")[tongue].get(cue, ["(?!)"])))


def _page(key: str) -> re.Pattern[str]:
    return patterns.any_of("page", key)


@functools.cache
def _function(tongue: str) -> frozenset[str]:
    return patterns.word_set("function", tongue)
