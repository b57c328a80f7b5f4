"""Other wordings of one sentence: of the same step, from today's facts, fitting where it stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from random import Random

from afterword.errors import BadInput
from afterword.letter import checks, moves, topics
from afterword.letter.brief import Brief
from afterword.letter.compose import first_word, grams
from afterword.letter.facts import Facts, clean, facts
from afterword.letter.kinds import Kind
from afterword.letter.letter import MoveText
from afterword.letter.locales import nearest
from afterword.letter.places import Place, places
from afterword.letter.text import parse
from afterword.letter.wordings import Clause, Slots, wordings

MOST = 5
"""Wordings that are offered."""
DRAWS = 6
"""Draws from the choices of one clause."""
CHECKED = 20
"""Letters that are checked at most for one answer."""
ALIKE = 0.5
"""Share of words at which a sentence is taken for one of a step."""
SAME = 0.8
"""Share of words above which two wordings are hardly two."""
_STAND_INS = {"gift_after": "gift_free", "gift_with": "gift_free"}

Sentence = tuple[MoveText, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another wording. text: of the sentence; body, moves: of the letter with it in its place."""

    text: str
    body: str
    moves: tuple[MoveText, ...]


def alternatives(brief: Brief, body: str, declared: Sequence[MoveText], at: int) -> tuple[Alternative, ...]:
    """Up to five other wordings for the sentence number `at` (from 0) of `places`, the best first.

    None for a sentence that the person wrote or changed, and where no other fits beside its neighbours
    or passes the checks. The same for the same letter. Raises BadInput for a text that is no letter,
    and for names that are none.
    """
    every = places(body, declared)
    place = every[at] if 0 <= at < len(every) else None
    if place is None or not place.as_composed:
        return ()
    kind = moves.kind_on(brief)
    brief = clean(brief)
    bank = wordings(nearest(brief.locale)[:2], brief.tone)
    rng = Random(f"{brief.candidate.name}\x1f{brief.recipient.name}\x1f{place.text}")
    known = facts(brief, bank.words_in(nearest(brief.locale)), "en", rng, moves.carries_gift(kind))
    beside = {first_word(every[near].text) for near in (at - 1, at + 1) if 0 <= near < len(every)}
    beside -= {first_word(place.text), known.words["me"]}  # the checks see to a third "I" in a row
    taken = frozenset(gram for sibling in brief.siblings for gram in grams(sibling.body))
    clauses = _step(place, kind, brief, known)
    rng.shuffle(clauses)  # so that two candidates are not offered the same
    begins = known.words["lower_after_greeting"] if at == 0 else ()
    drawn = [(text, said) for text, said in _drawn(place, clauses, begins) if first_word(text) not in beside]
    drawn.sort(key=lambda pair: sum(gram in taken for gram in grams(pair[0])))
    return _passing(brief, kind, body, declared, place, drawn)


def _step(place: Place, kind: Kind, brief: Brief, known: Facts) -> list[list[Sentence]]:
    """What the clauses of the sentence's own step say, a list for each clause; none where no step is like it."""
    bank = wordings(nearest(brief.locale)[:2], brief.tone)
    mine = tuple(move.move for move in place.moves)
    best: tuple[float, list[list[Sentence]]] = (ALIKE, [])
    for name, (slots, flags) in _steps(kind, brief, known).items():
        fitting = [clause for clause in bank.clauses.get(name, ()) if clause.fits(slots, flags)]
        said = [_said(clause, slots) for clause in fitting]
        like = max((_nearest(place.text, draws) for draws in said if _moves(draws[0]) == mine), default=0.0)
        if like > best[0]:
            best = like, said
    return best[1]


def _steps(kind: Kind, brief: Brief, known: Facts) -> dict[str, tuple[Slots, frozenset[str]]]:
    """The steps that letters of the kind take, with what each can say."""
    found: dict[str, tuple[Slots, frozenset[str]]] = {}
    for seed in range(12):
        for step in (step for part in moves.steps(kind, brief, known, Random(seed)) for step in part):
            slots, flags = known.slots, known.flags
            if step.topic:
                slots = {**slots, **topics.slots(step.topic, known.met, known.words)}
                flags = flags | topics.flags(step.topic, known.words) | {step.topic.kind}
            found[step.name] = slots, flags
            if step.name in _STAND_INS:
                found.setdefault(_STAND_INS[step.name], (slots, flags))
    return found


def _said(clause: Clause, slots: Slots) -> list[Sentence]:
    """What a clause says, its choices drawn in several ways."""
    drawn = (tuple(MoveText(*part) for part in clause.say(slots, Random(seed))) for seed in range(DRAWS))
    return list({_text(said): said for said in drawn}.values())


def _drawn(place: Place, clauses: list[list[Sentence]], begins: Collection[str]) -> Iterator[tuple[str, Sentence]]:
    """Other sentences, first one of each clause; those of the clause that stands come last.

    begins: words with which a first sentence goes on after the comma of the greeting.
    """
    for row in zip_longest(*sorted(clauses, key=lambda draws: _nearest(place.text, draws) > SAME)):
        for said in row:
            if said and _alike(place.text, _text(said)) < 1:
                first = said[0]
                if first.text.split(maxsplit=1)[0].rstrip(",") in begins:
                    first = replace(first, text=first.text[0].lower() + first.text[1:])
                yield _text((first, *said[1:])), (first, *said[1:])


def _passing(
    brief: Brief,
    kind: Kind,
    body: str,
    declared: Sequence[MoveText],
    place: Place,
    drawn: list[tuple[str, Sentence]],
) -> tuple[Alternative, ...]:
    """Those in which the checks find nothing that they do not find now."""
    before = _faults(brief, kind, body, declared)
    first = declared.index(place.moves[0])
    passing: list[Alternative] = []
    for text, said in drawn[:CHECKED]:
        if any(_alike(text, other.text) > SAME for other in passing):
            continue
        letter = body[: place.start] + text + body[place.end :]
        told = (*declared[:first], *said, *declared[first + len(place.moves) :])
        if not _faults(brief, kind, letter, told) - before:
            passing.append(Alternative(text, letter, told))
        if len(passing) == MOST:
            break
    return tuple(passing)


def _faults(brief: Brief, kind: Kind, body: str, declared: Sequence[MoveText]) -> Counter[tuple[str, str]]:
    """What the checks find to mend, by id and severity."""
    try:
        text = parse(body)
    except BadInput:
        return Counter({("text", "block"): 1})
    found = checks.run(text, brief, kind=kind, locale=nearest(brief.locale), moves=tuple(declared))
    return Counter((one.id, one.severity) for one in found if one.severity != "info")


def _text(said: Sentence) -> str:
    return " ".join(part.text for part in said)


def _moves(said: Sentence) -> tuple[str, ...]:
    return tuple(part.move for part in said)


def _nearest(text: str, draws: list[Sentence]) -> float:
    return max(_alike(text, _text(said)) for said in draws)


def _alike(one: str, other: str) -> float:
    """The share of words that two sentences have in common, 0..1."""
    mine, theirs = ({word.strip(".,;:“”«»„?!").lower() for word in text.split()} for text in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))
