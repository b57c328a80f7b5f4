"""I have one coming up: an invitation, or when and where by hand, for the sheet before and the reminders."""

import uuid
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword import api, shapes
from afterword.app.access import zone_of
from afterword.app.actions.arrange import When, arrange, call_off, move
from afterword.app.language import language
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy, Participation
from afterword.app.pages.coming_up_form import MOST_GUESTS, PASTED, ComingForm
from afterword.app.pages.fields import MOMENT, id_of
from afterword.app.queries.arranged import Invited, invited
from afterword.app.request import Request
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.card import typed
from afterword.card.invitation import Invitation, doubt_of
from afterword.card.reading import CardReading
from afterword.errors import BadInput
from afterword.followup.calendar import country_of_zone

NOWHERE = frozenset({None, "UTC", "Etc/UTC", "GMT"})
"""Zones of calendar programs, in which nobody looks at a clock."""

MOST = 20
"""So many talks of one file are offered; a whole calendar is no invitation."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows.

    found: the talks of a file; one: the chosen one; known: what an earlier version of it arranged; starts: its time
    as far as it is known; told: what was noticed in reading; change: moved, called_off, older, same, or "".
    """

    found: tuple[Invitation, ...] = ()
    one: Invitation | None = None
    known: Invited | None = None
    standing: Candidacy | None = None
    told: tuple[str, ...] = ()
    change: str = ""

    @property
    def asked(self) -> str | None:
        """What must be asked about its time."""
        return doubt_of(self.one, language()) if self.one else None

    @property
    def their_clock(self) -> str:
        """The time as the invitation writes it, where that is another than here."""
        one = self.one
        if one is None or one.starts is None or one.zone in NOWHERE or one.local is None:
            return ""
        there, here = one.local[11:16], timezone.localtime(one.starts)
        same = there == f"{here:%H:%M}"
        return "" if same else _("%(time)s in %(zone)s") % {"time": there, "zone": one.zone}


@require_http_methods(["GET", "HEAD", "POST"])
def coming_up(request: Request) -> HttpResponse:
    """Show the form, read an invitation into it, and record what it says. `?candidacy=` is a further talk there."""
    asked = id_of(request.POST.get("candidacy") or request.GET.get("candidacy"))
    standing = Candidacy.objects.filter(id=asked).first() if asked else None
    if request.method != "POST":
        initial = {"id": uuid.uuid4(), "candidacy": standing.id if standing else None}
        return _page(request, ComingForm(now=request.now, initial=initial), Context(standing=standing))
    do, _colon, number = request.POST.get("do", "").partition(":")
    found = _held(request.POST.get("found", ""))
    unread = not found and (request.FILES.get("file") or request.POST.get("pasted", "").strip())
    if do == "read" or (unread and not do):
        return _read(request, standing)
    which = number if do == "take" else request.POST.get("which", "")
    page = _context(request, found, which, standing)
    if do == "take":
        return _page(request, _filled(request, page), page)
    return _kept(request, page)


def _read(request: Request, standing: Candidacy | None) -> HttpResponse:
    """Read the file or the text, and show the form filled in."""
    upload = next(iter(request.FILES.getlist("file")), None)
    pasted = request.POST.get("pasted", "")[:PASTED]
    name, data = (upload.name or "", upload.read(PASTED * 20)) if upload else ("", pasted.encode())
    try:
        reading = api.read_invitation(name, data, language=language())
    except BadInput as error:
        page = Context(standing=standing, told=(in_one_line(error),))
        return _page(request, _filled(request, page), page, status=422)
    if not reading.invitations:
        page = Context(standing=standing, told=(_("There is no talk in it. Type when it is."),))
        return _page(request, _filled(request, page), page, status=422)
    ahead = [one for one in reading.invitations if one.starts is None or one.starts >= request.now]
    found = tuple((ahead or list(reading.invitations))[:MOST])
    page = _context(request, found, "0" if len(found) == 1 else "", standing)
    page = replace(page, told=tuple(problem.message for problem in reading.problems))
    return _page(request, _filled(request, page), page)


def _held(text: str) -> tuple[Invitation, ...]:
    """The talks that the form carries; what came back altered beyond reading counts as none."""
    try:
        return shapes.read(text, CardReading, "invitation")[0].invitations[:MOST] if text else ()
    except BadInput:
        return ()


def _context(request: Request, found: tuple[Invitation, ...], which: str, standing: Candidacy | None) -> Context:
    one = found[int(which)] if which.isdecimal() and int(which) < len(found) else None
    known = invited(one) if one else None
    return Context(found, one, known, known.candidacy if known else standing, (), _change(one, known))


def _change(one: Invitation | None, known: Invited | None) -> str:
    """What an invitation does to what stands."""
    if one is None or known is None or known.talk is None:
        return "unknown" if one and one.cancelled else ""
    if one.sequence < known.talk.sequence:
        return "older"
    if one.cancelled:
        return "called_off"
    return "same" if one.starts == known.talk.starts and one.ends in {None, known.talk.ends} else "moved"


def _filled(request: Request, page: Context) -> ComingForm:
    """The form with what was typed, and with what the invitation says in the fields that were left empty."""
    one = page.one
    initial: dict[str, Any] = {name: value for name, value in request.POST.items() if value and name != "found"}
    if page.found:
        initial["found"] = shapes.write(CardReading(invitations=page.found)).decode()
        initial["which"] = str(page.found.index(one)) if one else ""
    if one:
        moment = one.starts.astimezone(request.now.tzinfo).strftime(MOMENT) if one.starts else one.local
        if moment and not (one.all_day and one.starts is None):
            initial["starts"] = moment
        initial |= {"minutes": str(one.minutes or 60), "format": one.format or "onsite"}
        for at, (guest, part) in enumerate(_guests(request, one)):
            initial[f"guest_{at}"] = part
            initial.setdefault("company", guest.company or "")
    initial["id"] = uuid.uuid4()  # another talk of the same file is another event
    rows = _standing_with(request, page)
    if rows:
        initial.setdefault("goes_on", str(rows[0].id))
    return _form(request, page, rows, initial=initial)


def _form(request: Request, page: Context, standing: list[Candidacy], **given: Any) -> ComingForm:
    one = page.one
    return ComingForm(
        now=request.now,
        one=one,
        zones=_zones(request, page) if one and one.starts is None else (),
        guests=[guest for guest, _part in _guests(request, one)] if one else (),
        standing=standing,
        **given,
    )


def _zones(request: Request, page: Context) -> list[tuple[str, str]]:
    """The zones that could be meant, each with its reason."""
    one = page.one
    mine = str(zone_of(request.candidate))
    reasons = [
        (one.suggested if one else None, _("the calendar it came from")),
        (page.standing.timezone if page.standing else None, _("where the firm is")),
        (mine, _("where you are")),
    ]
    zones: dict[str, str] = {}
    for name, why in reasons:
        if name:
            zones.setdefault(name, f"{name} ({why})")
    return list(zones.items())


def _guests(request: Request, one: Invitation) -> list[tuple[Contact, str]]:
    """Whom the invitation names besides the candidate, and what each seems to do."""
    me = request.candidate
    others = [who for who in one.people if not _is(me.email, me.name, who)][:MOST_GUESTS]
    alone = len(others) == 1
    return [(who, "interviewer" if alone or not _is(one.organizer or "", "", who) else "hr") for who in others]


def _is(address: str, name: str, contact: Contact) -> bool:
    addresses = {email.value.casefold() for email in contact.emails}
    return address.casefold() in addresses if address and addresses else bool(name and contact.name == name)


def _standing_with(request: Request, page: Context) -> list[Candidacy]:
    """The candidacies in which somebody of the invitation takes part; none where it is known which one it is."""
    if page.standing or page.one is None:
        return []
    addresses = {email.value.lower() for who, _part in _guests(request, page.one) for email in who.emails}
    parts = Participation.objects.filter(person__email__in=addresses, candidacy__sample=False)
    rows = Candidacy.objects.filter(id__in=parts.values("candidacy")).order_by("-created_at")
    return list(rows[:5]) if addresses else []


def _kept(request: Request, page: Context) -> HttpResponse:
    """Record it and go to the sheet, or show what is missing beside its field."""
    known, one = page.known, page.one
    talk = known.talk if known else None
    if known and talk and page.change == "called_off":
        event = call_off(request.now, talk.event)
        messages.success(request, _("Called off."), extra_tags=f"undo:{event.id}")
        return redirect("candidacy", known.candidacy.id)
    form = _form(request, page, _standing_with(request, page), data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, form, page, status=422)
    starts, ends = form.times()
    when = When(starts, ends, one.key if one else None, one.sequence if one else None)
    if known and talk and page.change == "moved":
        event = move(request.now, talk.event, when, id=form.cleaned_data["id"])
        messages.success(request, _("Moved."), extra_tags=f"undo:{event.id}")
        return redirect("sheet", known.candidacy.id)
    event = arrange(
        request.now,
        _firm(request, form, one),
        when,
        format=form.cleaned_data["format"],
        people=_people(form),
        standing=known.candidacy.id if known else form.standing(),
        id=form.cleaned_data["id"],
    )
    if one:
        messages.success(request, _("The talk is in your plan."), extra_tags=f"undo:{event.id}")
    return redirect("sheet", event.candidacy_id)


def _people(form: ComingForm) -> list[tuple[Contact, Any]]:
    """Whom the talk is with: those of the invitation, and who was typed."""
    said = form.cleaned_data
    named = [(replace(who, company=who.company or said["company"] or None), part) for who, part in form.people()]
    contact = typed.with_email(typed.with_name(Contact(company=said["company"] or None), said["name"]), said["email"])
    return [*named, (contact, "interviewer")] if said["name"] or said["email"] else named


def _firm(request: Request, form: ComingForm, one: Invitation | None) -> noun.Candidacy:
    """The firm, where the invitation was written; without one, where the candidate lives."""
    said, me = form.cleaned_data, request.candidate
    named = sorted(form.people(), key=lambda one: one[1] != "interviewer")
    first = next((who.name or who.emails[0].value for who, _part in named), None)
    zone, country = str(zone_of(me)), me.country or None
    there = country_of_zone(one.zone) if one else None
    if one and one.zone and there and there != country:
        zone, country = str(ZoneInfo(one.zone)), there
    return noun.Candidacy(said["company"] or said["name"] or first, said["role"] or None, country, None, zone)


def _page(request: Request, form: ComingForm, page: Context, *, status: int | None = None) -> HttpResponse:
    name = "parts/coming_up.html" if request.htmx else "coming_up.html"
    status = status or (422 if form.is_bound else 200)
    return render(
        request, name, {"form": form, "page": page}, status=200 if request.htmx and not form.is_bound else status
    )
