"""One correct letter with its brief, spoiled by a few words in each test."""

import datetime as dt
from dataclasses import replace
from typing import Any

from afterword.gift.gift import Gift
from afterword.letter import checks
from afterword.letter.brief import Brief, Candidate, Proof, Recipient, Talk, Topic
from afterword.letter.letter import Finding
from afterword.letter.text import parse
from cast import AMARA, AMARA_EMAIL, DECISION_DATE, FERNHILL, INTERVIEW_END, ROLE, RUTH, RUTH_EMAIL, RUTH_TITLE

BRIEF = Brief(
    kind="thank_you",
    candidate=Candidate(AMARA, AMARA_EMAIL),
    recipient=Recipient(RUTH, "Ruth", "Calloway", role=RUTH_TITLE, company=FERNHILL, email=RUTH_EMAIL),
    role=ROLE,
    company=FERNHILL,
    interview=Talk(INTERVIEW_END),
    topics=(
        Topic("t1", "shared tablets and lost badges", words="said", quote="we lose a badge a day"),
        Topic("t2", "the night inventory", words="noted"),
        Topic("t3", "the books on bread on her shelf", said_by="nobody", words="observed", kind="personal"),
        Topic("t4", "open water swimming", said_by="candidate", words="said", kind="personal"),
    ),
    gift=Gift(
        "g1",
        "article",
        "Badges, phones and the loading dock",
        "https://journal.example.org/dock",
        publisher="Dockside Journal",
        read=True,
    ),
    evidence=(Proof("e1", "moved the front desks at Harbor Clinic from badges to phones, 340 people in six weeks"),),
    decision_date=DECISION_DATE,
    send_at=INTERVIEW_END + dt.timedelta(hours=18),
    other_names=("Marcus Delgado", "Northwind Freight"),
)
LETTER = """Subject: Shared tablets and lost badges

Dear Ruth Calloway,

Thank you for the conversation yesterday about the identity systems analyst role. I am even keener on it than before.

You mentioned that "we lose a badge a day". At Harbor Clinic I moved the front desks from badges to phones, 340 people
in six weeks.

That reminded me of an article I read, "Badges, phones and the loading dock" (Dockside Journal). No reply needed.
https://journal.example.org/dock

I look forward to hearing from you after December 4.

Best regards,
Amara Boateng
"""


def run(old: str = "", new: str = "", *, letter: str = LETTER, **changes: Any) -> list[Finding]:
    """The findings after `old` became `new` in the letter, with keys of the brief changed."""
    assert old in letter
    brief = replace(BRIEF, **changes)
    return list(checks.run(parse(letter.replace(old, new, 1)), brief, kind=brief.kind, locale=brief.locale))


def add(sentence: str, **changes: Any) -> list[Finding]:
    """The findings after a sentence more before the closing."""
    return run("after December 4.", f"after December 4. {sentence}", **changes)


def alone(letter: str, **changes: Any) -> list[Finding]:
    """The findings of a text without a brief."""
    options: dict[str, Any] = {"kind": "thank_you", "locale": "en_US", **changes}
    return list(checks.run(parse(letter), None, **options))


def quotes(found: list[Finding], check: str, severity: str = "block") -> list[str | None]:
    """What this check quoted at this severity."""
    return [one.quote for one in found if (one.id, one.severity) == (check, severity)]
