"""Events are only added; the plan follows them in the same transaction."""

import datetime as dt
import uuid

import pytest

import cast
from afterword.app.actions.begin import add_person
from afterword.app.actions.record import record
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Event, Letter, Person, Step
from afterword.app.owner import NoOwnerError, acting_as
from afterword.candidacy.contact import Contact, Email
from afterword.errors import Refused
from app.conftest import NOW


def kinds(candidacy: Candidacy) -> list[tuple[str, str]]:
    return list(candidacy.steps.order_by("due").values_list("step", "after"))


def test_the_plan_follows_what_happened(held: Candidacy) -> None:
    assert ("thank_you", "") in kinds(held)
    first = held.steps.get(step="follow_up_1")
    assert first.due.date() == dt.date(2026, 12, 8)
    assert held.recheck_at is not None


def test_a_double_submit_is_recorded_once(held: Candidacy) -> None:
    id = uuid.uuid4()
    one = record(held.id, "call_made", NOW, data={"step": "follow_up_1", "outcome": "spoke"}, id=id)
    two = record(held.id, "call_made", NOW, data={"step": "follow_up_1", "outcome": "spoke"}, id=id)
    assert one.id == two.id
    assert held.events.filter(type="call_made").count() == 1


def test_an_event_cannot_be_changed_or_deleted(held: Candidacy) -> None:
    event = held.events.order_by("order")[0]
    event.data = {"round": 2}
    with pytest.raises(PermissionError):
        event.save()
    with pytest.raises(PermissionError):
        event.delete()


def test_a_stop_leaves_its_own_answer_alone(held: Candidacy) -> None:
    record(held.id, "rejection", NOW)
    held.refresh_from_db()
    assert held.stopped == "rejection"
    assert {step for step, _ in kinds(held)} <= {"rejection_thanks"}


def test_undo_brings_the_plan_back(held: Candidacy) -> None:
    before = kinds(held)
    event = record(held.id, "rejection", NOW)
    assert undo(NOW).id == event.id
    held.refresh_from_db()
    assert (held.stopped, kinds(held)) == ("", before)
    assert held.events.filter(type="retracted").count() == 1


def test_undo_twice_takes_back_two_things(held: Candidacy) -> None:
    first = record(held.id, "call_made", NOW, data={"step": "follow_up_1", "outcome": "no_answer"})
    second = record(held.id, "rejection", NOW + dt.timedelta(minutes=1))
    later = NOW + dt.timedelta(minutes=2)
    assert [undo(later).id, undo(later).id] == [second.id, first.id]


def test_a_clock_set_back_keeps_the_order_and_the_plan(held: Candidacy) -> None:
    record(held.id, "call_made", NOW, data={"step": "follow_up_1", "outcome": "spoke"})
    yesterday = NOW - dt.timedelta(days=1)
    last = record(held.id, "rejection", yesterday)
    held.refresh_from_db()
    assert held.stopped == "rejection"
    assert undo(yesterday).id == last.id
    held.refresh_from_db()
    assert held.stopped == ""


def test_a_letter_that_left_cannot_be_taken_back(held: Candidacy) -> None:
    record(held.id, "letter_sent", NOW, data={"kind": "thank_you", "gift": None})
    with pytest.raises(Refused):
        undo(NOW)


def test_nothing_is_half_written_when_planning_fails(held: Candidacy, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no plan today")

    steps, events = kinds(held), held.events.count()
    monkeypatch.setattr("afterword.api.next_steps", fail)
    with pytest.raises(RuntimeError):
        record(held.id, "rejection", NOW)
    assert (kinds(held), held.events.count()) == (steps, events)


def test_an_unknown_zone_refuses_the_event_and_keeps_the_plan(held: Candidacy) -> None:
    Candidacy.objects.filter(id=held.id).update(timezone="Mars/Olympus")
    events = held.events.count()
    with pytest.raises(Exception, match="zone"):
        record(held.id, "call_made", NOW)
    assert held.events.count() == events


def test_somebody_elses_rows_are_not_there(held: Candidacy, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        assert (Candidacy.objects.count(), Event.objects.count(), Step.objects.count()) == (0, 0, 0)
        with pytest.raises(Candidacy.DoesNotExist):
            record(held.id, "rejection", NOW)
        held.company = "Taken"
        with pytest.raises(PermissionError):
            held.save()


@pytest.mark.django_db
def test_without_an_owner_nothing_is_seen() -> None:
    with pytest.raises(NoOwnerError):
        Candidacy.objects.count()


def test_taking_back_that_somebody_was_added_takes_the_new_part_alone(held: Candidacy, dana: Person) -> None:
    contact = Contact(name=cast.DANA, emails=(Email(cast.DANA_EMAIL),))
    add_person(NOW, held.id, contact, ["hr", "interviewer"])
    assert held.participations.get(person=dana).roles == ["hr", "interviewer"]
    undo(NOW, held.id)
    assert held.participations.get(person=dana).roles == ["hr"]
    undo(NOW, event_id=held.events.filter(type="person_added", who=[str(dana.id)]).order_by("order")[0].id)
    assert not Person.objects.filter(id=dana.id).exists()
    assert held.steps.filter(to=str(dana.id)).count() == 0


def test_who_was_written_to_stays_known_when_taken_out(held: Candidacy, dana: Person) -> None:
    Letter.objects.create(candidacy=held, person=dana, kind="follow_up_1", subject="How things stand")
    undo(NOW, event_id=held.events.get(type="person_added", who=[str(dana.id)]).id)
    assert not held.participations.filter(person=dana).exists()
    assert Person.objects.filter(id=dana.id).exists()
