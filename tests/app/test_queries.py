"""Reads shaped like their pages, in a number of queries that does not grow."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from afterword import api
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.judge import judge
from afterword.app.actions.keep_note import keep_note
from afterword.app.actions.keep_picture import keep_picture
from afterword.app.actions.record import record
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, GiftGiven, Interest, Note, Person, Picture
from afterword.app.owner import acting_as
from afterword.app.queries.candidacy import value_of
from afterword.app.queries.fortnight import DAYS, fortnight
from afterword.app.queries.gives_and_asks import gives_and_asks
from afterword.app.queries.page import page
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.notes.interest import Interest as LedgerInterest
from afterword.notes.ledger import Ledger
from app.conftest import NOW


@pytest.mark.parametrize("more", [0, 15])
def test_the_page_of_a_candidacy_takes_a_fixed_number_of_queries(held: Candidacy, ruth: Person, more: int) -> None:
    for number in range(more):
        contact = Contact(name=f"Panel {number}", emails=(Email(f"panel{number}@example.org"),))
        add_person(NOW, held.id, contact, ["interviewer"])
        Interest.objects.create(candidacy=held, person=ruth, subject=f"subject {number}")
        Note.objects.create(candidacy=held, text="x", written_at=NOW)
    with CaptureQueriesContext(connection) as seen:
        shown = page(held.id)
        names = [part.person.name for part in shown.people]
    assert len(seen) == 8
    assert len(names) == 2 + more
    assert shown.events[0].order > shown.events[-1].order


def test_the_page_of_somebody_else_is_not_there(held: Candidacy, stranger: uuid.UUID) -> None:
    with acting_as(stranger), pytest.raises(Candidacy.DoesNotExist):
        page(held.id)


def test_gives_and_asks_of_a_person_over_all_candidacies(held: Candidacy, ruth: Person) -> None:
    GiftGiven.objects.create(person=ruth, candidacy=held, title="Passkeys at work", employer=cast.FERNHILL, at=NOW)
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "thank_you", "gift": None})
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "follow_up_1", "gift": None})
    record(held.id, "call_made", NOW, who=[ruth.id], data={"step": "follow_up_1", "outcome": "no_answer"})
    undo(NOW)
    both = gives_and_asks(ruth.id)
    assert [give.title for give in both.gives] == ["Passkeys at work"]
    assert [(ask.kind, ask.by) for ask in both.asks] == [("follow_up_1", "letter_sent")]
    assert both.answered == 0
    assert both.not_before == dt.date(2026, 11, 24)  # five business days after Tuesday 17 November


def test_an_answer_is_of_every_question_before_it(held: Candidacy, ruth: Person) -> None:
    def day(number: int) -> dt.datetime:
        return NOW + dt.timedelta(days=number)

    record(held.id, "voicemail_left", day(8), who=[ruth.id], data={"step": "follow_up_1"})
    record(held.id, "auto_reply_received", day(9), who=[ruth.id])
    assert gives_and_asks(ruth.id).answered == 0
    record(held.id, "reply_received", day(10), who=[ruth.id])
    record(held.id, "letter_sent", day(20), who=[ruth.id], data={"kind": "follow_up_2"})
    record(held.id, "letter_sent", day(40), who=[ruth.id], data={"kind": "visibility"})
    both = gives_and_asks(ruth.id)
    assert [ask.answered_at for ask in both.asks] == [None, day(10)]
    assert (both.answered, both.visible) == (1, 1)


def test_a_call_that_was_answered_answers_itself_and_thanks_ask_nothing(held: Candidacy, ruth: Person) -> None:
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "thank_you"})
    assert gives_and_asks(ruth.id).not_before is None
    record(held.id, "call_made", NOW, who=[ruth.id], data={"step": "follow_up_1", "outcome": "spoke"})
    assert gives_and_asks(ruth.id).answered == 1


def test_a_touch_to_the_same_person_elsewhere_is_seen(held: Candidacy, ruth: Person) -> None:
    other = begin(NOW, noun.Candidacy("Second Firm", "analyst", "US", "WA", "America/Los_Angeles"))
    same = add_person(NOW, other.id, Contact(name=cast.RUTH, emails=(Email(cast.RUTH_EMAIL.upper()),)), ["interviewer"])
    assert same.id == ruth.id
    record(other.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "visibility", "gift": None})
    assert [(touch.person, touch.kind) for touch in value_of(held).elsewhere] == [(str(ruth.id), "visibility")]


def test_the_fortnight_has_every_day_and_what_is_overdue_today(held: Candidacy) -> None:
    later = NOW + dt.timedelta(days=8)
    days = fortnight(later, cast.SEATTLE)
    assert len(days) == DAYS
    assert next(iter(days)) == later.astimezone(cast.SEATTLE).date()
    placed = {due.step: day for day, list_ in days.items() for due in list_}
    assert placed["thank_you"] == later.astimezone(cast.SEATTLE).date()


def test_a_held_interview_is_a_row_with_who_was_met(held: Candidacy, ruth: Person) -> None:
    interview = held.interviews.get()
    assert (interview.round, interview.format, interview.at) == (1, "onsite", cast.INTERVIEW_END)
    assert list(interview.people.all()) == [ruth]


def test_a_second_round_is_a_second_row(held: Candidacy, ruth: Person) -> None:
    record(held.id, "interview_held", NOW + dt.timedelta(days=7), who=[ruth.id], data={"round": 2})
    assert sorted(held.interviews.values_list("round", flat=True)) == [1, 2]


def test_what_a_person_judged_is_never_overwritten(held: Candidacy, ruth: Person) -> None:
    ledger = Ledger(interests=(LedgerInterest("i1", "passkeys", "business"), LedgerInterest("i2", "bread", "personal")))
    note = keep_note(NOW, held.id, "passkeys, bread", ledger, person_id=ruth.id)
    assert note.interview == held.interviews.get()
    first = held.interests.get(subject="passkeys")
    judge(first.id, rank=9)
    judge(held.interests.get(subject="bread").id, hidden=True)
    keep_note(NOW, held.id, "again", ledger, person_id=ruth.id)
    assert list(held.interests.order_by("rank").values_list("subject", "rank", "hidden")) == [
        ("bread", 1, True),
        ("passkeys", 9, False),
    ]


def test_the_picture_of_a_card_is_kept_once_and_goes_with_the_person(held: Candidacy, ruth: Person) -> None:
    card = (Path(__file__).parents[2] / "examples" / "case-1" / "card.jpg").read_bytes()
    picture = api.keepable_picture(card, "card.jpg")
    assert picture is not None
    one = keep_picture(*picture, candidacy_id=held.id, person_id=ruth.id)
    assert keep_picture(*picture, candidacy_id=held.id, person_id=ruth.id) == one
    assert b"Exif" not in bytes(one.data)[:200]
    assert api.keepable_picture(b"Ruth Calloway", "card.txt") is None
    ruth.delete()
    assert Picture.objects.count() == 0
