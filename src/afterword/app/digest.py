"""What a reminder says: the day's list as a mail to oneself, and the few words that go to a phone."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterword.app.access import zone_of
from afterword.app.models import Candidate, Event, Note, Reminder, Step
from afterword.app.pages import steps
from afterword.app.pages.paused import paused
from afterword.app.pages.today import title
from afterword.app.queries.desk import Desk, Due, desk
from afterword.app.queries.today import said
from afterword.app.reminders import LATE
from afterword.outside.ntfy import Message

MOST_NOTE = 160
"""Characters of the last note that go along."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the day. note: the last one on this candidacy; do: the words of the link.

    also: what else is due to the same person, as on the card of Today.
    """

    title: str
    who: str
    why: str
    note: str
    url: str
    do: str
    also: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Digest:
    """A day. base: where the app answers on this computer; more: entries that are not listed."""

    heading: str
    day: str
    entries: list[Entry]
    more: int
    base: str


def digest(candidate: Candidate, now: dt.datetime, base: str) -> Digest | None:
    """Return what is due or arrived by the end of today, None where that is nothing.

    The sample is left out. now: in the candidate's zone; base: as far as the host. Words are of the language in use.
    """
    seen = desk(now, zone_of(candidate))
    real = [due for due in seen.due if not due.candidacy.sample]
    entries = [*_waiting(seen, base), *_due(real, now, candidate.language, base)]
    if not entries:
        return None
    count = len(entries) + sum(len(entry.also) for entry in entries) + seen.more
    heading = ngettext("One thing today", "%(count)d things today", count) % {"count": count}
    return Digest(heading, date_format(now, "l j F"), entries, seen.more, base)


def mail(found: Digest, candidate: Candidate, address: str, id: uuid.UUID, now: dt.datetime) -> bytes:
    """Return the digest as a mail from and to `address`, as text and as simple HTML."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = letter["To"] = Address(display_name=_name(candidate), addr_spec=address)
    letter["Subject"] = f"{found.heading}: {found.day}"
    letter["Date"] = format_datetime(now.astimezone(dt.UTC))
    letter["Message-ID"] = f"<{id}@{address.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday reply comes back
    letter.set_content(render_to_string("mail/digest.txt", {"digest": found}), cte="quoted-printable")
    letter.add_alternative(
        render_to_string("mail/digest.html", {"digest": found}), subtype="html", cte="quoted-printable"
    )
    return letter.as_bytes()


def words(found: Digest, *, names: bool) -> Message:
    """Return the digest for a phone. names: whether more than the number of things leaves this computer."""
    if not names:
        return Message(found.heading, _("Open Afterword to see them."), found.base + reverse("today"))
    lines = [
        "\n".join(filter(None, [entry.title, entry.who, entry.note, *(other.title for other in entry.also)]))
        for entry in found.entries
    ]
    return Message(found.heading, "\n\n".join(lines), found.base + reverse("today"))


def prompt(row: Reminder, step: Step | None, base: str, *, names: bool) -> Message | None:
    """Return the words of a prompt, None where it is of no use any more. step: as the plan has it now."""
    if row.candidacy is None or row.candidacy.stopped or not _stands(row, step):
        return None
    firm = row.candidacy.company if names else ""
    note = _notes({row.candidacy.id}).get(row.candidacy.id, "") if names else ""
    if row.kind == "prepare":
        heading = _("Your talk at %(firm)s") % {"firm": firm} if firm else _("A talk is coming up")
        url = reverse("sheet", args=[row.candidacy_id])
        text = _("The sheet before is ready: two minutes.")
    else:
        heading = _("How was it at %(firm)s?") % {"firm": firm} if firm else _("How was it?")
        url = f"{reverse('just_met')}?candidacy={row.candidacy_id}"
        text = _("Who was it, and what did they light up about? Three lines are enough.")
    return Message(heading, "\n".join(filter(None, [text, note])), base + url)


def _stands(row: Reminder, step: Step | None) -> bool:
    """A talk to write down is a step until that is done; one to come stays unless it is moved or called off."""
    if row.kind == "capture_prompt":
        return step is not None
    changed = ("interview_moved", "interview_cancelled")
    planned = row.until - LATE  # a further try moves `due`
    return not Event.objects.filter(candidacy=row.candidacy_id, type__in=changed, recorded_at__gte=planned).exists()


def _due(dues: list[Due], now: dt.datetime, language: str, base: str) -> list[Entry]:
    notes = _notes({due.candidacy.id for due in dues})
    found: list[Entry] = []
    of: dict[uuid.UUID, Entry] = {}
    for due in dues:
        link = steps.links(due.step, due.draft)[0]
        name = due.person.name or due.person.email if due.person else ""
        who = ", ".join(filter(None, [name, due.candidacy.company]))
        heading, note = title(due, now), notes.get(due.candidacy.id, "")
        entry = Entry(heading, who, said(due.step.value, language), note, base + link.url, link.label)
        if due.person and (known := of.get(due.person.id)):
            known.also.append(replace(entry, note="" if entry.note == known.note else entry.note))
            continue
        found.append(entry)
        if due.person:
            of[due.person.id] = entry
    return found


def _waiting(seen: Desk, base: str) -> list[Entry]:
    """What waits for the person's own word: it stands first, as on Today."""
    found = []
    for letter in seen.handed:
        name = letter.person.name or letter.person.email if letter.person else ""
        heading = _("Did you send the letter to %(name)s?") % {"name": name}
        found.append(Entry(heading, letter.candidacy.company, "", "", base + reverse("today"), _("Say so on Today")))
    for row in seen.moving:
        name = row.letter.person.name if row.letter.person else ""
        url = base + reverse("sending", args=[row.letter_id])
        found.append(Entry(_("A letter waits for you"), name, row.letter.subject, "", url, _("Look at it")))
    pauses = (pause for candidacy in seen.asked if (pause := paused(candidacy)))
    found += [Entry(one.title, one.candidacy.company, one.why, "", base + one.url, one.do) for one in pauses]
    return found


def _notes(candidacies: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The last note of each candidacy, cut short."""
    rows = Note.objects.filter(candidacy__in=candidacies).order_by("written_at").values_list("candidacy_id", "text")
    return {id: _short(" ".join(text[:2000].split())) for id, text in rows}


def _short(text: str) -> str:
    return text if len(text) <= MOST_NOTE else text[: MOST_NOTE - 1].rsplit(" ", 1)[0] + "…"


def _name(candidate: Candidate) -> str:
    return candidate.name if candidate.name.isprintable() else ""
