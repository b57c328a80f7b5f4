"""Measure how unlike each other the letters are, and what they cost.

    python bench/variety.py [--quick]

One candidate and five readers (panel, same_topic), or five candidates and one reader (cross_candidate); the
overlap of two letters is the Jaccard index of their runs of four words, without salutation and closing and
with every string of the brief masked. The peer fills in one template a kind of gift.
"languages" are the same overlaps of other languages, whose people and subjects stand in `variety.<language>.toml`.
"""

import argparse
import dataclasses
import datetime as dt
import json
import re
import statistics
import time
import tomllib
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import get_args

from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Proof, Recipient, Sibling, Talk, Topic
from afterword.letter.compose import compose, grams
from afterword.letter.kinds import Channel, Kind, Relation, Tone
from afterword.letter.text import parse
from afterword.notes.interest import SubjectKind

PANEL = 5
MASK = " \u25ae "

CANDIDATES = (
    ("Amara Boateng", "moved the front desks at Harbor Clinic from badges to phones, 340 people in six weeks"),
    ("Tomas Lindqvist", "rebuilt the night rota at two depots so that nobody works three late shifts in a row"),
    ("Mei-Ling Sato", "taught 60 colleagues to read their own error logs in one afternoon"),
    ("Rashid Karimi", "cut the month-end close of a 40-person firm from nine days to four"),
    ("Ines Carvalho", "I ran the help desk of a hospital group through its change of mail system."),
    ("Peter Oyelaran", "wrote the test bench that three product teams still use"),
    ("Sofia Marchetti", "found the leak that cost a bakery chain a twentieth of its flour"),
    ("Daniel Whitlow", "kept a 200-seat call centre running through a flood with laptops and paper lists"),
)  # fmt: skip
READERS = (
    ("Ruth Calloway", "Director of IT Operations"),
    ("Jonas Adeyemi", "Team Lead"),
    ("Priya Natarajan", "Head of Product"),
    ("Marguerite Dubois", "Finance Director"),
    ("Owen Fairclough", "Plant Manager"),
    ("Lena Hofstad", "Service Manager"),
)
FIRMS = ("Fernhill Logistics", "Alder & Stone", "Quayside Health", "Brightwater Foods")
ROLES = ("identity systems analyst", "operations planner", "service desk manager", "business controller")
TOPICS: tuple[tuple[str, str | None], ...] = (
    (
        "rolling out passkeys to the warehouse crew",
        "I want to see how somebody else got people on the floor to use them.",
    ),
    ("shared tablets and lost badges", "we lose a badge a day and every reset is twenty minutes"),
    ("planning around the school holidays", "August is when everything we planned in May falls apart"),
    ("the new cold store in Tacoma", None),
    ("writing instructions that the night shift reads", "nobody opens a PDF at three in the morning"),
    ("sourdough at home", None),
    ("suppliers who answer late", "the cheapest one costs us two days a week"),
    ("open-water swimming", "I only ever think clearly after a cold swim"),
    ("handing over between shifts", "half of it is lost at the whiteboard"),
    ("the move away from spreadsheets", "we have eleven versions of the truth"),
)
PERSONAL = {"sourdough at home", "open-water swimming"}
GIFTS = (
    Gift(
        "g1",
        "article",
        "A Floor Crew Signs In",
        "https://press.example.org/floor",
        publisher="The Shift Paper",
        read=True,
        note="The third section is about shared devices.",
    ),
    Gift(
        "g2",
        "paper",
        "Handover Errors on Four Wards",
        "https://journal.example.org/ho",
        "N. Brandt",
        "Journal of Shift Work",
        note="Table 2 is the short version.",
    ),
    Gift(
        "g3",
        "book",
        "The Long Rota",
        None,
        "Hilde Moen",
        "Northlight",
        read=True,
        note="Chapter four plans a summer backwards from the holidays.",
    ),
    Gift(
        "g4",
        "podcast",
        "Two Hours Before Opening",
        "https://radio.example.org/42",
        publisher="Trade Radio",
        read=True,
        note="The part on suppliers begins at minute twelve.",
    ),
    Gift("g5", "tip", note="We print the one line that changed on yellow paper and tape it to the door; it is read."),
    Gift(
        "g6",
        "video",
        "Bread Without a Schedule",
        "https://video.example.org/bread",
        publisher="Mill House",
        note="It answers the question of the fridge.",
    ),
)


@dataclasses.dataclass(frozen=True)
class Cast:
    """Who writes to whom about what."""

    candidates: Sequence[tuple[str, str]]
    readers: Sequence[tuple[str, str]]
    firms: Sequence[str]
    roles: Sequence[str]
    topics: Sequence[tuple[str, str | None]]
    personal: Collection[str]
    gifts: Sequence[Gift]
    locales: Sequence[str]
    tones: Sequence[Tone] = ("formal", "warm", "brief")


ENGLISH = Cast(
    CANDIDATES, READERS, FIRMS, ROLES, TOPICS, PERSONAL, GIFTS, ("en_US", "en_GB"), ("formal", "warm", "warm")
)


def cast_of(language: str) -> Cast:
    """The people and subjects of a language; a topic without a quotation has ""."""
    row = tomllib.loads((Path(__file__).parent / f"variety.{language}.toml").read_text(encoding="utf-8"))
    row["topics"] = [(text, quote or None) for text, quote in row["topics"]]
    row["gifts"] = [Gift(f"g{at}", **{"title": None, **gift}) for at, gift in enumerate(row["gifts"], 1)]
    return Cast(**row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="end within a minute")
    quick = parser.parse_args().quick
    rng = Random(4)
    panels, seeds = (25, 200) if quick else (40, 1000)
    ours = measured(composed, panels, rng)
    spent = time.process_time()
    texts = {compose(brief(Random(1)), seed=seed).body for seed in range(seeds)}
    each = round(1000 * (time.process_time() - spent) / seeds, 1)
    result = {
        **ours,
        "distinct": len(texts),
        "distinct_of_120": {
            tone: distinct(dataclasses.replace(brief(Random(1)), tone=tone)) for tone in get_args(Tone)
        },
        "seeds": seeds,
        "ms_per_letter": each,
        "all_kinds": all_kinds(320 if quick else 5000, Random(5)),
        "languages": {language: measured(composed, panels, Random(4), cast_of(language)) for language in ("de", "fr")},
        "peers": {"template": measured(filled_in, panels, Random(4))},
    }
    print(json.dumps(result))


def distinct(given: Brief) -> int:
    """How many different letters the first 120 seeds give."""
    return len({compose(given, seed=seed).body for seed in range(120)})


CHANNELS: dict[str, Channel] = {"call_script": "call", "voicemail": "voicemail", "short_message": "short"}


def all_kinds(n: int, rng: Random) -> dict[str, object]:
    """Letters of every kind, tone and locale from briefs that hold more or less: how many block, and what they cost."""
    blocked, spent = 0, []
    for number in range(n):
        given = more_or_less(brief(rng), get_args(Kind)[number % len(get_args(Kind))], rng)
        start = time.process_time()
        letter = compose(given, seed=number)
        spent.append(1000 * (time.process_time() - start))
        blocked += any(finding.severity == "block" for finding in letter.checks)
    return {
        "n": n,
        "blocked": blocked,
        "ms_p50": round(statistics.median(spent), 1),
        "ms_p95": round(percentile(spent, 95), 1),
    }


def more_or_less(given: Brief, kind: Kind, rng: Random) -> Brief:
    """A brief of this kind in any tone and locale, with parts left out as life leaves them out."""
    locale = rng.choice(("en_US", "en_GB", "de", "fr"))
    return dataclasses.replace(
        given,
        kind=kind,
        tone=rng.choice(get_args(Tone)),
        locale=locale,
        channel=CHANNELS.get(kind, "email"),
        recipient=dataclasses.replace(given.recipient, relation=rng.choice(get_args(Relation))),
        topics=given.topics if rng.random() < 0.8 else (),
        gift=given.gift if rng.random() < 0.6 else None,
        evidence=given.evidence if rng.random() < 0.7 else (),
        role=given.role if rng.random() < 0.9 else None,
        company=given.company if rng.random() < 0.9 else None,
        interview=given.interview if rng.random() < 0.9 else None,
        deadline=dt.date(2026, 12, 9) if rng.random() < 0.7 else None,
        answer=rng.choice(("accept", "decline", None)),
        own_words="Your drawing of the dock stayed with me."
        if locale.startswith("en") and rng.random() < 0.5
        else None,
        pass_on=rng.random() < 0.1,
    )


Writer = Callable[[Brief], tuple[str, float, bool]]


def composed(given: Brief) -> tuple[str, float, bool]:
    """Body, own share, whether it is blocked."""
    letter = compose(given)
    return letter.body, letter.own, any(finding.severity == "block" for finding in letter.checks)


def filled_in(given: Brief) -> tuple[str, float, bool]:
    """What a template with blanks gives."""
    from afterword.letter.own import own

    gift = given.gift
    assert gift is not None
    text = (
        f"Dear {given.recipient.name},\n\nThank you for taking the time to meet with me about the "
        f"{given.role} position at {given.company}. I enjoyed our conversation about {given.topics[0].text}.\n\n"
        f"I thought you might like this: {gift.title or ''} {gift.url or ''}. {gift.note or ''}\n\n"
        f"My experience would be a good fit: {given.evidence[0].text}. I am very excited about the opportunity and "
        f"look forward to hearing from you.\n\nBest regards,\n{given.candidate.name}"
    )
    return text, own(parse(text), given).share, False


def measured(write: Writer, panels: int, rng: Random, cast: Cast = ENGLISH) -> dict[str, object]:
    """The overlaps and shares of one way of writing."""
    kinds = {"panel": panel, "same_topic": same_topic, "cross_candidate": cross_candidate}
    result: dict[str, object] = {}
    shares: list[float] = []
    blocked: list[bool] = []
    for name, make in kinds.items():
        overlaps = []
        for _ in range(panels):
            bodies: Written = []
            for given in make(rng, bodies, cast):
                body, own, is_blocked = write(given)
                bodies.append((given, body))
                shares.append(own)
                blocked.append(is_blocked)
            overlaps += [overlap(one, other) for one, other in combinations([masked(*pair) for pair in bodies], 2)]
        result[f"{name}_overlap_p95"] = round(percentile(overlaps, 95), 3)
    result["own_share_p50"] = round(statistics.median(shares), 3)
    result["blocked"] = round(sum(blocked) / len(blocked), 4)
    return result


Written = list[tuple[Brief, str]]


def panel(rng: Random, written: Written, cast: Cast) -> Iterator[Brief]:
    """One candidate, five readers with topics and gifts of their own."""
    common = brief(rng, cast)
    for reader, topic, gift in zip(
        rng.sample(cast.readers, PANEL), rng.sample(cast.topics, PANEL), rng.sample(cast.gifts, PANEL), strict=True
    ):
        yield beside(to_reader(about(common, topic, gift, cast), reader), written)


def same_topic(rng: Random, written: Written, cast: Cast) -> Iterator[Brief]:
    """One candidate, five readers who all spoke of the same subject and get the same gift."""
    common = brief(rng, cast)
    for reader in rng.sample(cast.readers, PANEL):
        yield beside(to_reader(common, reader), written)


def cross_candidate(rng: Random, written: Written, cast: Cast) -> Iterator[Brief]:
    """Five candidates who know nothing of each other, and one reader."""
    common = brief(rng, cast)
    for name, fact in rng.sample(cast.candidates, PANEL):
        yield dataclasses.replace(common, candidate=Candidate(name), evidence=(Proof("e1", fact),))


def brief(rng: Random, cast: Cast = ENGLISH) -> Brief:
    """A brief of this cast."""
    name, fact = rng.choice(cast.candidates)
    at = dt.datetime(2026, 11, rng.randint(9, 19), 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    common = Brief(
        "thank_you",
        Candidate(name),
        Recipient(),
        tone=rng.choice(cast.tones),
        locale=rng.choice(cast.locales),
        role=rng.choice(cast.roles),
        company=rng.choice(cast.firms),
        interview=Talk(at, rng.choice(("onsite", "video"))),
        evidence=(Proof("e1", fact),),
        decision_date=rng.choice((None, dt.date(2026, 12, 4))),
        send_at=at + dt.timedelta(hours=18),
    )
    return to_reader(about(common, rng.choice(cast.topics), rng.choice(cast.gifts), cast), rng.choice(cast.readers))


def about(given: Brief, topic: tuple[str, str | None], gift: Gift, cast: Cast) -> Brief:
    text, quote = topic
    kind: SubjectKind = "personal" if text in cast.personal else "business"
    spoken = Topic("t1", text, "interviewer", "said" if quote else "noted", quote, kind)
    return dataclasses.replace(given, topics=(spoken,), gift=gift)


def to_reader(given: Brief, reader: tuple[str, str]) -> Brief:
    name, role = reader
    return dataclasses.replace(
        given, recipient=Recipient(name, role=role, company=given.company), interviewers=(Interviewer(name, role),)
    )


def beside(given: Brief, written: Written) -> Brief:
    """With the letters to the others of the panel that are written already."""
    siblings = tuple(Sibling(other.recipient.name or "", None, body) for other, body in written)
    return dataclasses.replace(given, siblings=siblings)


def masked(given: Brief, body: str) -> frozenset[str]:
    """The runs of four words of a body in which every string of its brief is one mark."""
    text = parse(body).body
    for string in sorted(set(strings(given)), key=len, reverse=True):
        text = re.sub(re.escape(string.rstrip(".")), MASK, text, flags=re.IGNORECASE)
    return frozenset(grams(text.replace(MASK.strip(), "mask")))


def strings(value: object) -> Iterator[str]:
    """The strings of a brief but its siblings, words of three letters and fewer left out."""
    if (
        isinstance(value, str)
        and len(value) > 3
        and value not in {"said", "noted", "warm", "formal", "email", "article"}
    ):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in {"siblings", "kind"}:
                yield from strings(getattr(value, field.name))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


if __name__ == "__main__":
    main()
