"""Why a candidacy waits for the person's word, and where that word is given."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from afterword.app.models import Candidacy

QUESTION = "followup.pause.question"


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause in words; url and do: what lifts it."""

    candidacy: Candidacy
    title: str
    why: str
    url: str
    do: str


def paused(row: Candidacy) -> Paused | None:
    """Return the pause of a candidacy, None where it goes on."""
    if not row.paused:
        return None
    news, firm = reverse("happened", args=[row.id]), {"firm": row.company or _("They")}
    if row.paused == QUESTION:
        why = _("They asked you something. Answer it, and the plan goes on.")
        return Paused(row, _("%(firm)s waits for your answer") % firm, why, f"{news}?what=elsewhere", _("I answered"))
    why = _("They wrote. Say what it was, and the plan goes on.")
    return Paused(row, _("%(firm)s wrote: what was it?") % firm, why, f"{news}?what=answer", _("Say what it was"))
