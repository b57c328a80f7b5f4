"""The ledger: who the interviewer is, what they cared about, and what else they told."""

import datetime as dt
from dataclasses import dataclass

from afterword.candidacy import reason
from afterword.candidacy.problem import Problem, problem
from afterword.notes import conversation, episode, facts, naming, ranking, reading, words
from afterword.notes import interviewer as who_asks
from afterword.notes import language as tongues
from afterword.notes.interest import Fact, Interest
from afterword.notes.mention import Mention
from afterword.notes.turn import Source


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one talk told. subjects: all that was talked about, best named first; abstained: no interest found."""

    interviewer: str | None = None
    interests: tuple[Interest, ...] = ()
    subjects: tuple[str, ...] = ()
    abstained: bool = True
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(
    text: str,
    name: str,
    *,
    interviewer: str | None = None,
    top: int = 5,
    now: dt.datetime | None = None,
    language: str = "en",
) -> Ledger:
    """The ledger of notes or a transcript.

    name: what the input is called in messages; interviewer: whose interests are meant, where it
    is known; top: the most interests and subjects wanted; now: from where "in two weeks" counts
    when the notes carry no date of their own; language: of the sentences, not of the notes.
    Raises BadInput for an input without a word, TooLarge for one beyond four million characters.
    """
    source, problems = reading.read(text, name, language)
    if source.kind == "notes":
        found, people, asked = who_asks.of_notes(source, interviewer, name, language)
        labels = frozenset[str]()
        mentions = episode.mentions(source, people, found)
    else:
        askers, asked = who_asks.of_talk(source.turns, interviewer, name, language)
        found, labels = askers.name, askers.labels | askers.colleagues
        mentions = conversation.mentions(source.turns, askers.labels, askers.colleagues)
    tongue = tongues.other_than_english(text)
    if tongue and not (source.kind == "notes" and tongue in tongues.READ):
        spoken = reason.message(f"notes.language.{tongue}", {}, language)
        problems.append(problem("notes.other_language", language, where=name, spoken=spoken))
    groups = ranking.subjects(mentions)
    interests = ranking.interests(groups, top, language)
    told, late = facts.find(source, labels, found, now, name, language)
    return Ledger(
        interviewer=found,
        interests=interests,
        subjects=_subjects(source, mentions, groups, interests, top),
        abstained=not interests,
        facts=told,
        problems=(*problems, *asked, *late),
    )


def _subjects(
    source: Source, mentions: list[Mention], groups: list[list[Mention]], interests: tuple[Interest, ...], top: int
) -> tuple[str, ...]:
    """What was talked about: a long talk by its words, notes by their entries, interests first."""
    if source.kind == "transcript":
        return tuple(naming.subjects([turn.text for turn in source.turns], top))
    talked = [ranking.name(group) for group in groups if any(mention.words != "observed" for mention in group)]
    names = [interest.subject for interest in interests if any(part.words != "observed" for part in interest.evidence)]
    return tuple(dict.fromkeys([*names, *(name for name in talked if words.stems(name))]))[:top]
