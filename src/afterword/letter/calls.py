"""The sheet of a call: who one is, the line that brings one back, the question, and what to say to what they say."""

import functools
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal

from afterword import tables
from afterword.candidacy import reason
from afterword.letter import aloud, compose
from afterword.letter.brief import Brief, Recipient
from afterword.letter.facts import Facts, clean, facts
from afterword.letter.letter import Letter
from afterword.letter.locales import nearest
from afterword.letter.spelling import Spelled, spell
from afterword.letter.wordings import Clause, clauses, wordings

Way = Literal["person", "between", "assistant", "mailbox", "nobody"]
"""Who is called: somebody of the firm, an agency in between, an assistant, a shared line, whoever answers."""

_NEVER = ("outcome", "wait", "rivals", "pressure", "above", "pay")
_NAMELESS: frozenset[Way] = frozenset({"mailbox", "nobody"})


@dataclass(frozen=True, slots=True)
class Said:
    """A text to say, and how long it takes. most: seconds that it may take, None where it is an answer."""

    text: str
    most: int | None = None

    @property
    def seconds(self) -> int:
        """As read aloud at 150 words a minute."""
        return aloud.seconds(self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """What they may say, and what to say then. code: free of language."""

    code: str
    heard: str
    say: str


@dataclass(frozen=True, slots=True)
class CallSheet:
    """All that is at hand in a call, in the language of the call but for `never`.

    reminds: what brings the candidate back to mind; leave: how to end; voicemail: None where nobody is
    named who could call back; never: what is better not said, for the candidate to read.
    """

    way: Way
    locale: str
    opening: Said
    reminds: Literal["gift", "interview"] | None
    question: Said
    leave: Said
    voicemail: Said | None
    answers: tuple[Answer, ...]
    never: tuple[str, ...]
    spelling: tuple[Spelled, ...]


def call_sheet(brief: Brief, *, language: str = "en") -> CallSheet:
    """The sheet of a call to the recipient of a brief; one without a name gets the switchboard question.

    language: of what is said to the candidate (`never`). Raises what `compose` raises.
    """
    way = way_of(brief)
    brief = replace(brief, kind="call_script", channel="call", gift=None, pass_on=False)
    if way in _NAMELESS:
        brief = replace(brief, recipient=Recipient(company=brief.recipient.company, relation="mailbox"))
    script = compose.compose(brief, language=language)
    known = _known(brief)
    return CallSheet(
        way,
        brief.locale,
        Said(_before_question(script), aloud.OPENING),
        _reminds(brief, known),
        Said(_of(script, "status_question")),
        Said(_of(script, "close")),
        None if way in _NAMELESS else Said(_voicemail(brief, language), aloud.VOICEMAIL),
        tuple(_answers(way, known, nearest(brief.locale)[:2])),
        tuple(reason.message(f"letter.call.never.{code}", {}, language) for code in _NEVER),
        spell(brief.candidate.name, brief.locale),
    )


def way_of(brief: Brief) -> Way:
    """Who is called, as the brief tells."""
    reader = brief.recipient
    if reader.relation == "mailbox" and not reader.name:
        return "nobody"
    if reader.relation in {"mailbox", "assistant"}:
        return "mailbox" if reader.relation == "mailbox" else "assistant"
    return "between" if "between" in _known(clean(brief)).flags else "person"


def _known(brief: Brief) -> Facts:
    brief = clean(brief)
    words = wordings(nearest(brief.locale)[:2], brief.tone).words_in(brief.locale)
    return facts(brief, words, "en", Random(0), carries_gift=False)


def _before_question(script: Letter) -> str:
    """All up to the question, in its paragraphs."""
    question = next((move.text for move in script.moves if move.move == "status_question"), "")
    return script.body.partition(question)[0].strip() if question else script.body


def _of(script: Letter, move: str) -> str:
    return " ".join(one.text for one in script.moves if one.move == move)


def _reminds(brief: Brief, known: Facts) -> Literal["gift", "interview"] | None:
    if {"met", "reader", "sent_gift"} <= known.flags and "absent" not in known.flags:
        return "gift"
    return "interview" if brief.interview else None


def _voicemail(brief: Brief, language: str) -> str:
    """The words for the voicemail; where they take too long, without own words, then by the talk alone."""
    spoken = replace(brief, kind="voicemail", channel="voicemail")
    shorter = (
        spoken,
        replace(spoken, own_words=None),
        replace(spoken, own_words=None, previous=tuple(replace(one, gift=None) for one in spoken.previous)),
        replace(spoken, own_words=None, previous=(), interviewers=spoken.interviewers[:1]),
    )
    texts = []
    for one in dict.fromkeys(shorter):
        texts.append(compose.compose(one, language=language).body)
        if aloud.seconds(texts[-1]) <= aloud.VOICEMAIL:
            return texts[-1]
    return min(texts, key=aloud.words)


def _answers(way: Way, known: Facts, language: str) -> list[Answer]:
    flags = known.flags | {way}
    found = []
    for code, (row, wording) in _bank(language).items():
        if way in row.get("unless", "").split() or ("only" in row and way not in row["only"].split()):
            continue
        clause = next((one for one in wording if one.fits(known.slots, flags)), None)
        if clause is not None:
            said = " ".join(text for _, text, _ in clause.say(known.slots, Random(0)))
            found.append(Answer(code, row["heard"], said))
    return found


@functools.cache
def _bank(language: str) -> dict[str, tuple[dict[str, Any], tuple[Clause, ...]]]:
    """What they may say by its code, with the wordings of the answer in the order they are tried."""
    words = wordings(language).words
    rows = tables.table(f"letter/spoken/{language}.toml")
    return {code: (row, clauses(row["say"], "note", words)) for code, row in rows.items()}
