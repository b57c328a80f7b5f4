"""A letter in the outbox, in plain words, and what the person can do about it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from afterword.app.language import language
from afterword.app.models import Letter, Outbox
from afterword.app.queries.links import LINKS
from afterword.candidacy import reason

MOVING = (Outbox.State.QUEUED, Outbox.State.CLAIMED, Outbox.State.DOUBT)
"""States that change by themselves: the page looks again every few seconds."""

ADDRESS = frozenset({"app.outbox.bounced", "app.outbox.moved"})
"""Why one waits that cannot go to the address it was written for: a word of the person does not help it."""


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """The latest copy of a letter. told: what the sender or the server said; mend: what can be done.

    moving: it goes on by itself; waits: it is held; may_stop: it can still be taken out; may_release: it waits
    for a word of the person; unsure: nobody knows whether it left; over: it is out of the outbox again;
    link: its gift's link holds it.
    """

    id: uuid.UUID
    state: str
    words: str
    told: str
    mend: str
    moving: bool
    waits: bool
    may_stop: bool
    may_release: bool
    unsure: bool
    over: bool
    link: bool


def on_its_way(letter: Letter) -> OnItsWay | None:
    """Return where the letter is; None where it was never put into the outbox, or taken out again."""
    row = letter.outbox.order_by("-attempts", "-send_at").exclude(state=Outbox.State.CANCELLED).first()
    if row is None:
        return None
    state = Outbox.State
    told, mend = _told(row.told)
    return OnItsWay(
        id=row.id,
        state=row.state,
        words=_words(row),
        told=told,
        mend=mend,
        moving=row.state in MOVING,
        waits=row.state == state.HELD,
        may_stop=row.state in {state.QUEUED, state.HELD},
        may_release=row.state in {state.HELD, state.FAILED} and row.told.get("code") not in ADDRESS,
        unsure=row.state == state.UNSURE,
        over=row.state == state.FAILED,
        link=row.state == state.HELD and str(row.told.get("code")).removeprefix("app.outbox.") in LINKS,
    )


def _words(row: Outbox) -> str:
    when = date_format(localtime(row.send_at), "l j F, H:i")
    return {
        "queued": _("It leaves on %(when)s.") % {"when": when},
        "held": _("It waits for your word."),
        "claimed": _("It is leaving now."),
        "doubt": _("It is leaving now; the server has not answered yet."),
        "sent": _("It has left."),
        "failed": _("It could not be sent."),
        "unsure": _("Nobody can say whether it left."),
    }[row.state]


def _told(told: dict[str, Any]) -> tuple[str, str]:
    if not told:
        return "", ""
    code, params = told["code"], told.get("params") or {}
    return reason.message(code, params, language()), reason.mend(code, params, language()) or ""
