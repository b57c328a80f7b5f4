"""The clause bank of a language: sentences with typed slots, compiled once from `wording/<language>.toml`.

A clause is a sentence in which `{said}` is a slot, `[talk|conversation]` a choice, `[, {place}]` said
where it can be, and ` // ` the place where one move ends and the next begins inside the sentence. It can
be used where every slot outside a choice has a value; an arm of a choice whose slots have none is left
out. `when` names flags of the brief that must hold, "!flag" one that must not.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from afterword import tables
from afterword.letter.kinds import Move
from afterword.letter.locales import nearest, regional

_TOKEN = re.compile(r"[\[\]|]|\{[a-z_]+\}|[^\[\]|{}]+")


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in a slot, and the ids of the brief it draws on."""

    text: str
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several wordings; a single one may be left out."""

    arms: tuple["Parts", ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a fact of the brief fills."""

    name: str


Parts = tuple["str | Slot | Choice", ...]
Slots = Mapping[str, Fill]


@dataclass(frozen=True, slots=True)
class Clause:
    """One wording of one or more moves."""

    parts: Parts
    moves: tuple[Move, ...]
    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def names(self, slot: str) -> bool:
        """Whether the clause always says what stands in `slot`."""
        return any(isinstance(part, Slot) and part.name == slot for part in self.parts)

    def fits(self, slots: Slots, flags: frozenset[str]) -> bool:
        """Whether everything the clause needs is there."""
        return self.when <= flags and not self.unless & flags and _filled(self.parts, slots)

    @property
    def is_particular(self) -> bool:
        """Whether it says anything of the brief."""
        return any(isinstance(part, Slot) for part in self.parts)

    def say(self, slots: Slots, rng: Random) -> list[tuple[Move, str, tuple[str, ...]]]:
        """The sentence, as (move, text, ids it uses) in order; choices are drawn from `rng`."""
        said: list[tuple[list[str], list[str]]] = [([], [])]
        for part in _drawn(self.parts, slots, rng):
            if isinstance(part, Fill):
                said[-1][0].append(part.text)
                said[-1][1].extend(part.uses)
                continue
            first, *others = part.split(" // ")
            if first[:1] in {",", ";", ":", "."} and said[-1][0] and said[-1][0][-1].endswith(","):
                said[-1][0][-1] = said[-1][0][-1][:-1]
            if first[:1] == "." and said[-1][0] and said[-1][0][-1].endswith("."):
                first = first[1:]  # "at Fernhill Inc." needs no second stop
            said[-1][0].append(first)
            said.extend(([text], []) for text in others)
        said[0][0][0] = _capital(said[0][0][0])
        return [
            (move, "".join(texts), tuple(dict.fromkeys(uses)))
            for move, (texts, uses) in zip(self.moves, said, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Wordings:
    """All that a language says. clauses: by step of a letter; subjects: by kind; words: names of days and the like."""

    clauses: Mapping[str, tuple[Clause, ...]]
    subjects: Mapping[str, tuple[Clause, ...]]
    words: Mapping[str, Any]

    def words_in(self, locale: str) -> dict[str, Any]:
        """The words with the habits of the nearest written locale, and of the very country where it has its own."""
        habits = self.words["locales"]
        return {**self.words, **habits[nearest(locale)], **habits.get(regional(locale), {})}


@functools.cache
def wordings(language: str, tone: str = "warm") -> Wordings:
    """The bank of `language`; a formal letter has no short forms such as "I'd".

    Raises FileNotFoundError where there is none.
    """
    table = tables.table(f"letter/wording/{language}.toml")
    words = table["words"]
    short = words.get("short_forms", {}) if tone == "formal" else {}
    return Wordings(
        {name: clauses(step["clauses"], step["move"], words, short) for name, step in table["steps"].items()},
        {kind: clauses(texts, "note", words, short) for kind, texts in table["subjects"].items()},
        words,
    )


@functools.cache
def compiled(text: str) -> Clause:
    """A phrase that is no sentence of its own, such as how a work is named; it has slots and choices like a clause."""
    return Clause(_parts(iter(_TOKEN.findall(text))), ("gift",))


def phrase(texts: Sequence[str], slots: Slots, rng: Random) -> str | None:
    """One of the phrases that fit, drawn from `rng` and filled; None where none fits."""
    fitting = [clause for clause in map(compiled, texts) if clause.fits(slots, frozenset())]
    if not fitting:
        return None
    parts = _drawn(rng.choice(fitting).parts, slots, rng)
    return "".join(part.text if isinstance(part, Fill) else part for part in parts)


def elided(phrase: str, words: Mapping[str, Any]) -> str:
    """A phrase as the language joins its words: "le poste d'analyste", "j'ai", "du planning" for "de le planning"."""
    for apart, together in words.get("contractions", {}).items():
        phrase = re.sub(rf"^{apart} ", f"{together} ", phrase)
    return re.sub(words["elision"], r"\1'", phrase, flags=re.IGNORECASE) if words["elision"] else phrase


def clauses(
    rows: list[Any], move: str, words: Mapping[str, Any], short: Mapping[str, str] | None = None
) -> tuple[Clause, ...]:
    """Rows of a bank as clauses: a text, or a table of `text`, `when` and `moves`. move: where a row names none."""
    made = (row if isinstance(row, dict) else {"text": row} for row in rows)
    return tuple(_clause(row, move, words["unbroken"], short) for row in made)


def _clause(row: Mapping[str, str], move: str, unbroken: str = "", short: Mapping[str, str] | None = None) -> Clause:
    """unbroken: a pattern of the spaces at which no line breaks, "" for none; short: forms to be written out."""
    flags = row.get("when", "").split()
    text = re.sub(unbroken, "\u00a0", row["text"]) if unbroken else row["text"]
    for form, whole in (short or {}).items():
        text = re.sub(rf"\b{form}\b", whole, text)
    return Clause(
        _parts(iter(_TOKEN.findall(text))),
        cast("tuple[Move, ...]", tuple(row.get("moves", move).split())),
        frozenset(flag for flag in flags if not flag.startswith("!")),
        frozenset(flag[1:] for flag in flags if flag.startswith("!")),
    )


def _parts(tokens: Iterator[str]) -> Parts:
    """The parts up to the end of the text."""
    return _arms(tokens)[0]


def _arms(tokens: Iterator[str]) -> list[Parts]:
    """The arms up to the closing bracket, or the one arm of a whole text."""
    arms: list[list[str | Slot | Choice]] = [[]]
    for sign in tokens:
        if sign == "]":
            break
        if sign == "[":
            arms[-1].append(Choice(tuple(_arms(tokens))))
        elif sign == "|":
            arms.append([])
        elif sign.startswith("{"):
            arms[-1].append(Slot(sign[1:-1]))
        else:
            arms[-1].append(sign)
    return [tuple(arm) for arm in arms]


def _filled(parts: Parts, slots: Slots) -> bool:
    return all(
        part.name in slots if isinstance(part, Slot) else len(part.arms) == 1 or bool(_open(part, slots))
        for part in parts
        if not isinstance(part, str)
    )


def _open(choice: Choice, slots: Slots) -> list[Parts]:
    """The arms that can be said."""
    return [arm for arm in choice.arms if _filled(arm, slots)]


def _drawn(parts: Parts, slots: Slots, rng: Random) -> Iterator[str | Fill]:
    """The parts with slots filled and one arm of each choice taken."""
    for part in parts:
        if isinstance(part, Slot):
            yield slots[part.name]
        elif isinstance(part, Choice):
            arms = _open(part, slots)
            if arms:
                yield from _drawn(rng.choice(arms), slots, rng)
        else:
            yield part


def _capital(text: str) -> str:
    """With a capital at its start, within guillemets too; an address stays as it is."""
    return text if text.startswith("http") else re.sub(r"^(?:«\s?)?.", lambda first: first.group().upper(), text)
