"""No page asks the database more often because there is more to show."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.record import record
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidacy, Interest, Letter, Note, Person, Picture, ShelfItem, Step
from afterword.app.queries.brief import brief_of
from afterword.app.queries.feed import SHEETS
from afterword.app.urls import urlpatterns
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.gift.gift import Gift
from app.conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")

ANSWERS = {
    "missed", "sample_add", "sample_remove", "participant_add", "later", "shelf_import", "letter_live", "queued",
    "hand_over", "held_link", "confirm_sent", "take_back", "let_look", "undo",
}  # fmt: skip
"""Addresses that only take an answer, or show a page of one form."""
WITHOUT_ROWS = {"feed", "login", "alive", "parts"}
SUBJECT = "passkeys for the warehouse crew"
QUERIES_A_SHEET = 20

PAGES = [one for one in urlpatterns if one.name not in ANSWERS | WITHOUT_ROWS | {"calendar_download"}]


def more(count: int, held: Candidacy, ruth: Person) -> None:
    """Add to the candidacy and to the person as much as beside them."""
    for at in range(count):
        mark = uuid.uuid4().hex[:8]
        other = begin(NOW, noun.Candidacy(f"Firm {mark}", cast.ROLE, "US", "WA", "America/Los_Angeles"))
        contact = Contact(name=f"Ruth {mark}", emails=(Email(f"{mark}@example.org"),))
        person = add_person(NOW, other.id, contact, ["interviewer"])
        record(other.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[person.id], data={"round": 1})
        record(held.id, "snoozed", NOW, data={"step": "thank_you", "until": "2026-12-01"})
        add_person(
            NOW, held.id, Contact(name=f"Panel {mark}", emails=(Email(f"p{mark}@example.org"),)), ["interviewer"]
        )
        note = Note.objects.create(candidacy=held, text=f"They spoke of {mark}", written_at=NOW)
        value = {"id": mark, "subject": SUBJECT, "evidence": [{"quote": "I would love that", "words": "said"}]}
        Interest.objects.create(
            candidacy=held, person=ruth, subject=f"{SUBJECT} {mark}", rank=at + 2, note=note, value=value
        )
        shelve([Gift(id=mark, title=f"Passkeys for the warehouse {mark}", url=f"https://example.org/{mark}")])
        letter = {"kind": "thank_you", "subject": mark, "body": f"Dear {mark}", "changed_at": NOW}
        Letter.objects.create(candidacy=held, person=ruth, state="sent", **letter)
        Letter.objects.create(candidacy=other, person=person, state="handed_over", **letter)
        Picture.objects.create(candidacy=held, person=ruth, data=b"x", width=1, height=1)


@pytest.fixture
def names(held: Candidacy, ruth: Person) -> dict[str, object]:
    """What the addresses name."""
    value = {"id": "i1", "subject": SUBJECT, "kind": "business", "evidence": []}
    Interest.objects.create(candidacy=held, person=ruth, subject=SUBJECT, rank=1, value=value)
    letter = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)[0]
    more(3, held, ruth)
    return {
        "candidacy_id": held.id,
        "person_id": ruth.id,
        "letter_id": letter.id,
        "item_id": ShelfItem.objects.order_by("added_at").values_list("id", flat=True)[0],
        "step_id": Step.objects.values_list("id", flat=True)[0],
        "picture_id": Picture.objects.values_list("id", flat=True)[0],
        "step": "follow_up_1",
    }


def asked(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        status = browser.get(address).status_code
    assert status in ({200, 409} if address.endswith((".eml", ".pdf")) else {200, 302})  # none of what nobody approved
    return len(queries)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_asks_as_often_for_many_rows_as_for_few(
    browser: Client, held: Candidacy, ruth: Person, names: dict[str, object], page: URLPattern
) -> None:
    given = names | {"kind": "link" if page.name == "shelf_add" else "thank_you"}
    address = reverse(str(page.name), kwargs={name: given[name] for name in page.pattern.converters})
    few = asked(browser, address)
    more(9, held, ruth)
    assert asked(browser, address) == few


def test_the_file_of_the_calendar_asks_for_so_many_sheets_and_no_more(
    browser: Client, held: Candidacy, ruth: Person
) -> None:
    more(SHEETS, held, ruth)
    few = asked(browser, "/calendar.ics")
    more(SHEETS, held, ruth)
    assert asked(browser, "/calendar.ics") <= few + SHEETS
    assert few <= QUERIES_A_SHEET * (SHEETS + 1)
