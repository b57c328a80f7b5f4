"""What one needs at a step when the program is not there: the call sheet, or the letter, and links that work alone."""

from collections.abc import Iterator
from typing import get_args

from afterword import api
from afterword.app.models import Candidacy, Letter, Participation
from afterword.app.queries.brief import brief_of
from afterword.candidacy import reason
from afterword.errors import AfterwordError
from afterword.followup.ics import Sheet
from afterword.followup.step import Step
from afterword.letter import links
from afterword.letter.kinds import Kind

PROPOSED: tuple[Kind, ...] = (
    "thank_you", "phone_screen_thanks", "one_way_note", "next_round_thanks",
    "follow_up_1", "follow_up_2", "follow_up_3", "rejection_thanks", "competing_offer", "withdrawal",
)  # fmt: skip
"""Letters that stand without a gift or a decision of the person, so that a first draft can be proposed."""


def at_hand(candidacy: Candidacy, step: Step, part: Participation | None, letter: Letter | None, page: str) -> Sheet:
    """Return the sheet of a step.

    part: whom it goes to, None for the switchboard; letter: the one that waits for it; page: where to go on.
    """
    call = list(_call(candidacy, part)) if "call" in step.channel and (part or step.to is None) else []
    if part is None or "email" not in step.channel:
        return Sheet("\n\n".join(call), page=page)
    found = (letter.subject, letter.body) if letter else _proposed(candidacy, part, step.step)
    texts = (
        [*call, _told(candidacy, "written" if letter else "proposed", found[1], subject=found[0])] if found else call
    )
    written_to = (mailto(part.person.email, *(found or ("", ""))),) if part.person.email else ()
    return Sheet("\n\n".join(texts), written_to, page)


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return a link that opens a letter in a mail program; a body too long for a link is left to the text above it."""
    return links.mailto(address, subject, body) or links.mailto(address, subject, "") or f"mailto:{address}"


def _call(candidacy: Candidacy, part: Participation | None) -> Iterator[str]:
    """The call sheet; nothing where the rows do not suffice. part: None for the switchboard."""
    try:
        brief = brief_of(candidacy, part.person if part else None, "call_script")
        words = api.call_sheet(brief, language=candidacy.owner.language)
    except AfterwordError:
        return
    yield _told(candidacy, "call", f"{words.opening.text}\n\n{words.question.text}\n\n{words.leave.text}")
    if words.voicemail:
        yield _told(candidacy, "voicemail", words.voicemail.text)
    yield _told(candidacy, "heard", "\n".join(f"– {answer.heard}\n  {answer.say}" for answer in words.answers))


def _proposed(candidacy: Candidacy, part: Participation, step: str) -> tuple[str, str] | None:
    kind = next((kind for kind in get_args(Kind) if kind == step and kind in PROPOSED), None)
    return _composed(candidacy, part, kind) if kind else None


def _composed(candidacy: Candidacy, part: Participation, kind: Kind) -> tuple[str, str] | None:
    """Subject and body from today's rows; None where they do not suffice: an entry can stand without."""
    try:
        letter = api.compose_letter(brief_of(candidacy, part.person, kind), language=candidacy.owner.language)
    except AfterwordError:
        return None
    return letter.subject or "", letter.body


def _told(candidacy: Candidacy, code: str, text: str, **params: object) -> str:
    return reason.message(f"followup.calendar.{code}", params, candidacy.owner.language) + "\n" + text
