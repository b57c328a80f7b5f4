"""Choose the gift: the best of the shelf for one subject and one person, what must not be given, where to look."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword import shapes
from afterword.app.actions.allow_subject import allow_subject
from afterword.app.models import Interest
from afterword.app.pages.fields import LENGTH
from afterword.app.pages.gift_shown import Bar, bars, kind_word, length_and_cost, name_of, safe_link
from afterword.app.pages.interests import kind_word as interest_kind
from afterword.app.pages.interests import strokes
from afterword.app.pages.words import STEPS
from afterword.app.queries.gift import Choosing, choosing
from afterword.app.request import Request
from afterword.gift.gift import Choice, Choices, Search
from afterword.notes.interest import Interest as Line


@dataclass(frozen=True, slots=True)
class Chip:
    """A subject to change to. address: of this page for that subject; here: it is the one that is shown."""

    subject: str
    strokes: int
    kind: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A gift to enclose. about: its length and cost; read_at: the reader's page; weakest: the bar named in amber."""

    kind: str
    word: str
    title: str
    link: str
    about: str
    why: str
    read: bool
    bars: list[Bar]
    weakest: Bar
    enclose: str
    read_at: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place to search. good: what is found there, and whether it is free."""

    name: str
    good: str
    searches: list[Search]


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows.

    about: the names and values of `whose`, for a form; friend, mail: the lines to a friend, and to send them by mail;
    ways: the forms for a gift of one's own, each (kind, words, what for); asked, whose: queries that say
    about what, and for whom besides; bookmarklet: brings the page that a browser shows to the form of a link;
    near: what came near where nothing fits, for the person to judge.
    """

    found: Choosing
    name: str
    chips: list[Chip]
    cards: list[Card]
    near: list[Card]
    places: list[Place]
    ways: list[tuple[str, str, str]]
    asked: str
    whose: str
    bookmarklet: str
    without: str
    step: str
    friend: str
    mail: str
    about: dict[str, Any]
    allow_id: uuid.UUID


@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: Request, candidacy_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Show the gifts for `?interest=` or `?subject=`; a POST allows a private subject."""
    if request.method == "POST":
        return _allow(request, candidacy_id, person_id)
    found = asked_for(request, candidacy_id, person_id)
    return render(request, "gift.html", {"page": _context(found, request.build_absolute_uri)})


def asked_for(request: Request, candidacy_id: uuid.UUID, person_id: uuid.UUID) -> Choosing:
    """Return what there is for the `?interest=` or `?subject=` of an address."""
    return choosing(
        candidacy_id,
        person_id,
        request.now,
        interest_id=_interest(request),
        subject=" ".join(request.GET.get("subject", "").split())[:LENGTH],
        language=request.candidate.language,
    )


def about(found: Choosing) -> dict[str, Any]:
    """Return the query that says about what it is."""
    return {"interest": found.line.id} if found.line else {"subject": found.subject}


def whose(found: Choosing) -> str:
    """Return the query that says for whom besides."""
    return urlencode({"candidacy": found.candidacy.id, "person": found.part.person_id, **about(found)})


def name_in(found: Choosing) -> str:
    """Return how the person is called on a page."""
    person = found.part.person
    return person.value.get("given") or person.name or _("them")


def _allow(request: Request, candidacy_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    interest = _interest(request)
    if interest is None:
        raise Interest.DoesNotExist
    event = allow_subject(request.now, candidacy_id, interest, id=_id(request.POST.get("id", "")))
    messages.success(request, _("Allowed, for this subject only."), extra_tags=f"undo:{event.id}")
    return redirect(f"{reverse('gift', args=[candidacy_id, person_id])}?interest={interest}")


def _interest(request: Request) -> uuid.UUID | None:
    given = request.POST.get("interest") or request.GET.get("interest")
    return _id(given) if given else None


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Interest.DoesNotExist from error


def _context(found: Choosing, absolute: Callable[[str], str]) -> Context:
    candidacy, person = found.candidacy, found.part.person
    here = reverse("gift", args=[candidacy.id, person.id])
    write = reverse("write", args=[candidacy.id, found.step, person.id])
    query = whose(found)
    choices = found.chosen.choices if found.chosen else Choices()
    rows = found.chosen.rows if found.chosen else {}
    return Context(
        found=found,
        name=name_in(found),
        chips=[_chip(row, here, row == found.line) for row in found.subjects],
        cards=[_card(choice, rows[choice.gift.id], write, query) for choice in choices.gifts],
        near=[_card(choice, rows[choice.gift.id], write, query) for choice in choices.near],
        places=[_place(name, searches) for name, searches in found.hunt.items()],
        ways=_ways(),
        asked=urlencode(about(found)),
        whose=query,
        bookmarklet=_bookmarklet(absolute(f"{reverse('shelf_add', args=['link'])}?{query}")),
        without=f"{write}?gift=",
        step=str(STEPS.get(found.step, found.step)),
        friend=(friend := _friend(found.subject)),
        mail=f"mailto:?{urlencode({'subject': _('A small question'), 'body': friend}, quote_via=quote)}",
        about={"candidacy": candidacy.id, "person": person.id, **about(found)},
        allow_id=uuid.uuid4(),
    )


def _chip(row: Interest, here: str, chosen: bool) -> Chip:
    value = shapes.convert(row.value, Line, "interest")[0]
    address = f"{here}?interest={row.id}"
    return Chip(row.subject, strokes(value, judged=row.judged), interest_kind(value), address, chosen)


def _card(choice: Choice, row: uuid.UUID, write: str, whose: str) -> Card:
    shown = bars(choice.parts)
    return Card(
        kind=choice.kind,
        word=kind_word(choice.kind),
        title=name_of(choice),
        link=safe_link(choice.url),
        about=length_and_cost(choice.gift),
        why=choice.why,
        read=choice.gift.read,
        bars=shown,
        weakest=next(bar for bar in shown if bar.weakest),
        enclose=f"{write}?gift={row}",
        read_at=f"{reverse('reader', args=[row])}?{whose}",
    )


def _place(name: str, searches: list[Search]) -> Place:
    good = {
        "articles": _("articles"),
        "books": _("books to read online"),
        "courses": _("free courses"),
        "data": _("figures and where they come from"),
        "guides": _("guides, step by step"),
        "maps": _("maps"),
        "music": _("music and scores"),
        "papers": _("research and reports"),
        "pictures": _("pictures and old documents"),
        "podcasts": _("things to listen to"),
        "recipes": _("recipes"),
        "sounds": _("recordings"),
        "videos": _("talks and films"),
    }[searches[0].good]
    free = _("free") if searches[0].free else _("free in part")
    return Place(name, _("%(good)s, %(free)s") % {"good": good, "free": free}, searches)


def _bookmarklet(address: str) -> str:
    """Return a bookmark that opens the form of a link with the address and the title of the page it is used on."""
    # A browser takes the percent signs out of such an address before it runs it, so they stand there twice.
    here = json.dumps(f"{address}&url=".replace("%", "%25"))
    return (
        f"javascript:location.href={here}+encodeURIComponent(location.href)"
        "+'&title='+encodeURIComponent(document.title)"
    )


def _ways() -> list[tuple[str, str, str]]:
    return [
        ("link", _("Paste a link"), _("Something you found, with your one line why.")),
        ("tip", _("A tip of your own"), _("Two sentences from your own experience.")),
        ("places", _("A list of places"), _("Up to five you know, with why each.")),
        ("contact", _("A contact"), _("A business that helps, with its published number.")),
        ("statistic", _("A figure"), _("One number they can use, with its source.")),
        ("book", _("A book, a talk, a tool"), _("By its title, without a link if it has none.")),
    ]


def _friend(subject: str) -> str:
    return _(
        "I met somebody who cares about %(subject)s. "
        "What is the one short thing, free to read, that you would pass on to them?\n"
        "A link or two sentences is plenty, and thank you."
    ) % {"subject": subject}
