"""Briefs for the tests of the composer, played by the cast."""

import dataclasses
import datetime as dt
from pathlib import Path

from hypothesis import settings

import cast
from afterword import shapes
from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Proof, Recipient, Talk, Topic
from afterword.letter.wordings import wordings

AMERICAN = wordings("en").words_in("en_US")
BRITISH = wordings("en").words_in("en_GB")
few = settings(max_examples=25, deadline=None)
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples/briefs").glob("*.json"))

PASSKEYS = Topic(
    "t1",
    "rolling out passkeys to the warehouse crew",
    "interviewer",
    "said",
    "I'd love to see how another company got people on the floor to use them.",
    "business",
)
ARTICLE = Gift(
    "g1",
    "article",
    "A Floor Crew Signs In",
    "https://press.example.org/floor",
    publisher="The Shift Paper",
    read=True,
    note="The third section is about shared devices.",
)
RUTH = Recipient(cast.RUTH, "Ruth", "Calloway", role=cast.RUTH_TITLE, company=cast.FERNHILL, email=cast.RUTH_EMAIL)
DANA = Recipient(cast.DANA, "Dana", "Whitcombe", role="HR Manager", company=cast.FERNHILL, relation="hr")

BRIEF = Brief(
    kind="thank_you",
    candidate=Candidate(cast.AMARA, cast.AMARA_EMAIL, cast.AMARA_PHONE),
    recipient=RUTH,
    interviewers=(Interviewer(cast.RUTH, cast.RUTH_TITLE),),
    role=cast.ROLE,
    company=cast.FERNHILL,
    interview=Talk(cast.INTERVIEW_END, "onsite", 1),
    topics=(PASSKEYS,),
    gift=ARTICLE,
    evidence=(Proof("e1", "moved the front desks at Harbor Clinic from badges to phones, 340 people in six weeks"),),
    decision_date=cast.DECISION_DATE,
    send_at=cast.INTERVIEW_END + dt.timedelta(hours=18),
)


def read(path: Path) -> Brief:
    brief, problems = shapes.read(path.read_bytes(), Brief, path.name)
    assert not problems
    return brief


def changed(brief: Brief = BRIEF, **fields: object) -> Brief:
    return dataclasses.replace(brief, **fields)  # type: ignore[arg-type]
