"""Write a letter from a brief: steps in an order, a wording for each, searched under constraints, then checked.

The search draws an order of the kind and, step by step, a clause that fits what stands before it. A draft
costs points for what a reader would trip over; the cheapest of some drafts is checked like any foreign
letter, and drawn again while the checks find something to mend.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from afterword.errors import TooLarge
from afterword.letter import aloud, checks, moves, subjects, topics
from afterword.letter.brief import Brief, Topic
from afterword.letter.facts import Facts, addressee, clean, facts, told
from afterword.letter.kinds import Kind, Move
from afterword.letter.letter import Finding, Letter, MoveText
from afterword.letter.locales import is_written, nearest
from afterword.letter.own import own
from afterword.letter.salutation import closing, salutation
from afterword.letter.text import count_words, parse
from afterword.letter.wordings import Clause, Fill, Slots, Wordings, wordings

MOST_OWN_WORDS = 120
DRAFTS = 16
"""Drafts of one search at most."""
PATIENCE = 5
"""Drafts in a row that are no better, after which a search ends."""
TIED = 0.6
"""How often a clause is taken that ties the letter to its reader, beyond chance."""
CHECKED = 4
"""Searches at most, while the checks still find something and the last was better than those before."""

_NOT_OF_WORDING = ("plan.", "call.number", "text.languages")
"""Findings that no other wording of the same brief mends."""
_GIFTS = frozenset({"gift_after", "gift_with", "gift_free", "promised"})
_LEAN_ON_GIFT = frozenset({"passage", "why", "attached", "no_reply", "link"})
_STAND_INS = {"gift_after": ("gift_free",), "gift_with": ("gift_free", "recall"), "met_then": ("recall",)}
_IN_PARTS = {"drawn": ("interest", "recall")}
"""What two steps say instead where one that says both has no wording that fits."""
_GIVEN = frozenset({"fit", "own", "why", "passage", "link"})
_SPOKEN = frozenset({"call_script", "voicemail"})
_BRING_A_GIFT = frozenset({"gift_note", "visibility"})
_ON_A_ROLE = frozenset({"thank_you", "next_round_thanks", "phone_screen_thanks"})
"""Kinds whose reader may be hiring for more than one role."""
_LIMITS = {"topics": 40, "evidence": 40, "interviewers": 40, "siblings": 40, "previous": 200}
_LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One move in its place. before: the white space between it and what precedes."""

    move: Move
    text: str
    uses: tuple[str, ...]
    before: str = " "


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one step says. step: its name in the clause bank."""

    step: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """As it reads, without what stands before it."""
        return "".join(piece.before + piece.text for piece in self.pieces)[len(self.pieces[0].before) :]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a step can say. step: the one it is, or that stands in for it."""

    step: str
    clauses: tuple[Clause, ...]
    slots: Slots


Offers = Callable[[str, Topic | None, frozenset[str]], Offer]


def compose(brief: Brief, *, seed: int = 0, language: str = "en") -> Letter:
    """The letter for a brief, the same for the same brief and seed.

    language: of what the program says about it (`checks`), not of the letter.
    Raises BadInput for names that are none, TooLarge for texts that no letter holds.
    """
    _limit(brief)
    brief = clean(brief)
    locale = nearest(brief.locale)
    bank = wordings(locale[:2], brief.tone)
    carries_gift = moves.carries_gift(moves.kind_on(brief))
    known = facts(brief, bank.words_in(brief.locale), language, Random(_thread(brief, seed, CHECKED)), carries_gift)
    notes = known.left_out + _about_locale(brief, language)
    offers = _offered(known, bank)
    best: tuple[tuple[int, int], Letter] | None = None
    for turn in range(CHECKED):
        letter = _written(brief, known, bank, offers, locale, Random(_thread(brief, seed, turn)), language)
        faults = Counter(one.severity for one in letter.checks if not one.id.startswith(_NOT_OF_WORDING))
        rank = (faults["block"], faults["warn"])
        no_better = best is not None and rank >= best[0]
        if best is None or rank < best[0]:
            best = rank, letter
        if not any(rank) or (no_better and not best[0][0]):
            break
    assert best is not None
    letter = best[1]
    if brief.gift is None and moves.kind_on(brief) in _BRING_A_GIFT:
        notes += (told("compose.no_gift", language, severity="warn"),)
    if brief.gift and carries_gift and not any(brief.gift.id in move.uses for move in letter.moves):
        notes += (told("compose.gift_unsaid", language, quote=brief.gift.title, severity="warn"),)
    share = own(parse(letter.body, letter.subject), brief, language).share
    return replace(letter, checks=letter.checks + notes, own=share)


def _thread(brief: Brief, seed: int, turn: int) -> str:
    """What the draws depend on: who writes to whom about what, so that two candidates do not write alike."""
    reader = brief.recipient.name or brief.recipient.email
    return "\x1f".join(map(str, (seed, turn, brief.kind, brief.tone, brief.candidate.name, reader, brief.company)))


def _written(
    brief: Brief, known: Facts, bank: Wordings, offers: Offers, locale: str, rng: Random, language: str
) -> Letter:
    """One searched draft as a letter, with what the checks find in it."""
    kind = moves.kind_on(brief)
    paragraphs = _search(kind, brief, known, offers, rng)
    pieces = [piece for paragraph in paragraphs for sentence in paragraph for piece in _set(sentence, known.words)]
    opening = salutation(brief.recipient, brief, known.words)
    if pieces:
        pieces[0] = replace(pieces[0], text=_after_greeting(pieces[0].text, known.words))
    pieces = _passed_on(pieces, brief, known, bank, offers, rng)
    text = "".join(piece.before + piece.text for piece in pieces).strip()
    body = text if kind in _SPOKEN else f"{opening}\n\n{text}\n\n{closing(brief, known.words)}"
    subject = subjects.subject(kind, brief, known, bank, rng)
    said = tuple(MoveText(piece.move, piece.text, piece.uses) for piece in pieces)
    findings = checks.run(parse(body, subject), brief, kind=kind, locale=locale, moves=said, language=language)
    return Letter(subject, body, said, findings)


def _search(kind: Kind, brief: Brief, known: Facts, offers: Offers, rng: Random) -> list[list[Sentence]]:
    """The cheapest of some drafts; the first that costs nothing."""
    window = moves.window(kind, brief.tone)
    taken = frozenset(gram for sibling in brief.siblings for gram in grams(sibling.body))
    best: list[list[Sentence]] = []
    least, since = float("inf"), 0
    for _ in range(DRAFTS):
        draft = _draft(kind, brief, known, offers, taken, rng)
        cost = _cost(draft, window, brief, taken, known.words)
        since += 1
        if cost < least:
            best, least, since = draft, cost, 0
        if least == 0 or since == PATIENCE:
            break
    return best


def _draft(
    kind: Kind, brief: Brief, known: Facts, offers: Offers, taken: frozenset[str], rng: Random
) -> list[list[Sentence]]:
    """One wording for each step, each chosen to go with the sentence before it."""
    paragraphs: list[list[Sentence]] = []
    names = _names(brief)
    last: list[str] = []
    for steps in moves.steps(kind, brief, known, rng):
        paragraph: list[Sentence] = []
        for step in _parted(steps, offers):
            if step.name in _LEAN_ON_GIFT and not (paragraph and paragraph[-1].step in _LEAN_ON_GIFT | _GIFTS):
                continue
            said = paragraph or (paragraphs[-1] if paragraphs else [])
            recalled = step.name == "gift_with" and said and any(piece.move == "recall" for piece in said[-1].pieces)
            place = _place(paragraphs, paragraph)
            offer = offers("gift_after" if recalled else step.name, step.topic, place)
            if not offer.clauses:
                continue
            before = step.before if paragraph else "\n\n" if paragraphs else ""
            if paragraph and paragraph[-1].step == "link":
                before = "\n\n"
            sentence = _choose(offer, before, last, names, taken, rng, known.words["me"])
            paragraph.append(sentence)
            last.append(sentence.text)
        if paragraph:
            paragraphs.append(paragraph)
    return paragraphs


def _place(paragraphs: list[list[Sentence]], paragraph: list[Sentence]) -> frozenset[str]:
    """Where a sentence will stand: "apart", at the head of a paragraph; "recalled", after a word on the talk."""
    before = [sentence for said in (*paragraphs, paragraph) for sentence in said]
    recalled = any(piece.move == "recall" for sentence in before for piece in sentence.pieces)
    return frozenset({"recalled"} if recalled else ()) | frozenset(() if paragraph else {"apart"})


def _parted(steps: Iterable[moves.Step], offers: Offers) -> Iterator[moves.Step]:
    """The steps, one that says two things as two where it cannot say them together."""
    for step in steps:
        if step.name in _IN_PARTS and not offers(step.name, step.topic, frozenset()).clauses:
            yield from (replace(step, name=name) for name in _IN_PARTS[step.name])
        else:
            yield step


def _offered(known: Facts, bank: Wordings) -> Offers:
    """What each step can say: of a subject or none, and where it will stand."""

    @functools.cache
    def offers(name: str, topic: Topic | None, place: frozenset[str]) -> Offer:
        slots, flags = known.slots, known.flags | place
        if topic is not None:
            slots = {**slots, **topics.slots(topic, known.met, known.words)}
            flags = flags | topics.flags(topic, known.words) | {topic.kind}
        for other in (name, *_STAND_INS.get(name, ())):
            if fitting := tuple(clause for clause in bank.clauses.get(other, ()) if clause.fits(slots, flags)):
                return Offer(other, fitting, slots)
        return Offer(name, (), slots)

    return offers


def _choose(
    offer: Offer,
    before: str,
    last: list[str],
    names: tuple[str, ...],
    taken: frozenset[str],
    rng: Random,
    me: str,
) -> Sentence:
    """A clause that no other letter of the candidacy has; it does not open like the sentence before it.

    Nor does it say a name again.
    """
    told = " ".join(last)
    told_names = [name for name in names if name in told]
    drawn = rng.sample(offer.clauses, len(offer.clauses))
    if rng.random() < TIED:
        drawn.sort(key=lambda clause: not _ties(clause))
    passed = []
    for clause in drawn:
        option = _sentence(offer, clause, before, rng)
        shared = sum(gram in taken for gram in grams(option.text)) if taken else 0
        tripping = _trips(option.text, last, me) or any(name in option.text for name in told_names)
        if not shared and not tripping:
            return option
        passed.append((tripping, shared, option))
    return min(passed, key=lambda one: one[:2])[2]


def _ties(clause: Clause) -> bool:
    """Whether a clause ties a letter to its reader: by their own words, or by a fact that meets their subject."""
    return clause.names("quote") or clause.names("quoted") or "meets" in clause.when


def _set(sentence: Sentence, words: Mapping[str, Any]) -> tuple[Piece, ...]:
    """The pieces as they are printed: Americans put a stop or a comma inside the quotation marks."""
    if not words.get("stop_inside") or sentence.step in _GIVEN:
        return sentence.pieces
    return tuple(replace(piece, text=re.sub("”([.,])(?= |$)", r"\1”", piece.text)) for piece in sentence.pieces)


def _sentence(offer: Offer, clause: Clause, before: str, rng: Random) -> Sentence:
    parts = clause.say(offer.slots, rng)
    return Sentence(
        offer.step,
        tuple(Piece(move, text, uses, " " if at else before) for at, (move, text, uses) in enumerate(parts)),
    )


def _trips(text: str, last: list[str], me: str) -> bool:
    """Whether a sentence opens like the one before, or as the third in a row with "I" (`me`)."""
    opening = first_word(text)
    if not last:
        return False
    if opening == first_word(last[-1]) and opening != me:
        return True
    return opening == me and [first_word(before) for before in last[-2:]] == [me, me]


def _cost(
    draft: list[list[Sentence]],
    window: tuple[int, int],
    brief: Brief,
    taken: frozenset[str],
    words: Mapping[str, Any],
) -> float:
    """What a reader would trip over, in points; 0 for nothing."""
    sentences = [sentence for paragraph in draft for sentence in paragraph]
    texts = [sentence.text for sentence in sentences]
    whole = " ".join(texts)
    low, high = window
    length = aloud.words(whole) if brief.kind == "voicemail" else count_words(whole)
    families = {word: family for family in words["tiring"] for word in family.split()}
    cost = max(0, low - length, length - high) / 4
    cost += 3 * sum(_trips(text, texts[:at], words["me"]) for at, text in enumerate(texts))
    cost += 2 * max(0, sum(text.rstrip("”.").count(":") for text in texts if "://" not in text) - 2)
    cost += 2 * sum(max(0, whole.count(name) - 1) for name in _names(brief))
    cost += 2 if brief.kind in _ON_A_ROLE and brief.role and brief.role not in whole else 0
    cost += sum(count - 1 for count in _echoes(sentences, families).values() if count > 1)
    return cost + sum(gram in taken for gram in grams(whole)) / 20


def _names(brief: Brief) -> tuple[str, ...]:
    """What a letter says once: the role, the firm, the people, the subjects."""
    people, subjects = (person.name for person in brief.interviewers), (topic.text for topic in brief.topics)
    return tuple(name for name in (brief.role, brief.company, *people, *subjects) if name)


def _echoes(sentences: Iterable[Sentence], families: Mapping[str, str]) -> Counter[str]:
    """How many sentences use each family of words that tire; facts and quotations are not counted."""
    found: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.step not in _GIVEN:
            found.update({families[word] for word in re.findall(r"\w+", sentence.text.lower()) if word in families})
    return found


def _passed_on(
    pieces: list[Piece], brief: Brief, known: Facts, bank: Wordings, offers: Offers, rng: Random
) -> list[Piece]:
    """With the request to pass the letter on: above it to a coordinator, below it to whoever opens it."""
    if not brief.pass_on or moves.kind_on(brief) in _SPOKEN:
        return pieces
    behind = addressee(brief)
    if behind is not brief.recipient:
        slots = {**known.slots, "behind": Fill(behind.name or "", ("interview",))}
        asked = Offer("pass_on", bank.clauses["pass_on"], slots)
        said = _choose(asked, "", [], (), frozenset(), rng, "").pieces[0]
        greeting = salutation(behind, brief, known.words)
        first = replace(pieces[0], before="\n\n") if pieces else None
        said = replace(said, text=f"{_after_greeting(said.text, known.words)}\n\n{greeting}")
        return [said, *([first] if first else []), *pieces[1:]]
    offer = offers("pass_on_here", None, frozenset())
    return [*pieces, *_choose(offer, "\n\n", [], (), frozenset(), rng, "").pieces] if offer.clauses else pieces


def _about_locale(brief: Brief, language: str) -> tuple[Finding, ...]:
    if is_written(brief.locale):
        return ()
    return (told("compose.other_language", language, quote=brief.locale),)


def _limit(brief: Brief) -> None:
    """Raises TooLarge for what no letter holds."""
    if brief.own_words and count_words(brief.own_words) > MOST_OWN_WORDS:
        words = count_words(brief.own_words)
        raise TooLarge("letter.compose.own_words_long", where="own_words", words=words, limit=MOST_OWN_WORDS)
    for name, limit in _LIMITS.items():
        if len(getattr(brief, name)) > limit:
            raise TooLarge("letter.compose.too_many", where=name, limit=limit)
    for where, text in _texts(brief):
        if text and len(text) > _LONGEST_TEXT:
            raise TooLarge("letter.compose.text_long", where=where, limit=_LONGEST_TEXT)


def _texts(brief: Brief) -> Iterator[tuple[str, str | None]]:
    for at, topic in enumerate(brief.topics):
        yield f"topics[{at}].text", topic.text
        yield f"topics[{at}].quote", topic.quote
    for at, proof in enumerate(brief.evidence):
        yield f"evidence[{at}].text", proof.text
    if brief.gift:
        for key in ("title", "author", "publisher", "note", "place", "source"):
            yield f"gift.{key}", getattr(brief.gift, key)
    if brief.interview:
        yield "interview.detail", brief.interview.detail


def _after_greeting(text: str, words: Mapping[str, Any]) -> str:
    """A first sentence as the language goes on after the comma of the greeting."""
    first = text.split(maxsplit=1)[0].rstrip(",") if text.strip() else ""
    return text[0].lower() + text[1:] if first in words["lower_after_greeting"] else text


def first_word(text: str) -> str:
    """The first word of a sentence, lower case; "J'ai" begins with "je"."""
    found = re.search(r"\w+", text)
    word = found.group().lower() if found else ""
    return "je" if word == "j" else word


def grams(text: str) -> list[str]:
    """Runs of four words, lower case."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
