"""Every page with something on it, and every form of every page, for tests that go through them all."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.test import Client
from django.urls import URLPattern, reverse
from lxml import html  # type: ignore[import-untyped]

from afterword.app.actions.add_sample import add_sample
from afterword.app.actions.draft import draft
from afterword.app.models import Participation, Picture, ShelfItem, Step
from afterword.app.queries.brief import brief_of
from afterword.app.urls import urlpatterns

WORDS = {
    "kind": {"write": "thank_you", "shelf_add": "article"},
    "step": {"call": "follow_up_1", "rehearse": "follow_up_1"},
    "how": {"hand_over": "mailto"},
}
"""Arguments of addresses that are words and no ids, each by its route."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a page shows it. fields: of its inputs and of its first button; files: names of file inputs."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = (("do", ""),)


def rows(now: dt.datetime) -> dict[str, uuid.UUID]:
    """Make one row of everything for the candidate in scope; return their ids by the arguments of addresses."""
    candidacy = add_sample(now)
    part = Participation.objects.filter(candidacy=candidacy, person__name="Ruth Calloway").select_related("person")[0]
    item = ShelfItem.objects.order_by("key")[0]
    brief = brief_of(candidacy, part.person, "thank_you", gift=item, gift_note="It is short and it fits.", send_at=now)
    letter = draft(candidacy, part.person, brief, now=now)[0]
    return {
        "candidacy_id": candidacy.id,
        "person_id": part.person_id,
        "item_id": item.id,
        "letter_id": letter.id,
        "step_id": Step.objects.filter(candidacy=candidacy)[0].id,
        "picture_id": Picture.objects.all()[0].id,
    }


def routes() -> list[URLPattern]:
    """Every page."""
    return [route for route in urlpatterns if isinstance(route, URLPattern)]


def arguments(route: URLPattern) -> list[str]:
    """The names of what stands in its address."""
    return list(route.pattern.converters)


def address(route: URLPattern, ids: dict[str, uuid.UUID]) -> str:
    """Its address with these ids."""
    name = str(route.name)
    given = {key: ids[key] if key in ids else WORDS.get(key, {}).get(name, "x") for key in arguments(route)}
    return reverse(name, kwargs=given)


def forms(browser: Client, page: str) -> Iterator[Form]:
    """Every form of a page."""
    answer = browser.get(page)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return
    seen: set[tuple[object, ...]] = set()
    for form in html.document_fromstring(answer.content).forms:
        fields = {name: str(value or "") for name, value in form.fields.items() if name}
        files = tuple(str(name) for name in form.xpath(".//input[@type='file']/@name"))
        named = [(str(b.get("name")), str(b.get("value") or "")) for b in form.xpath(".//button[@name]")]
        buttons = {(name, value.partition(":")[0]): (name, value) for name, value in named}  # one of each verb
        action = form.get("action") or page
        shape = (action, *fields, *buttons)
        if shape in seen:
            continue
        seen.add(shape)
        yield Form(action, form.method.lower(), fields, files, tuple(buttons.values()) or (("do", ""),))
