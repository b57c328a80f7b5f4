"""A letter from draft to sent, on rows."""

import datetime as dt

import pytest

from afterword.app.actions.approve import approve, checked
from afterword.app.actions.draft import draft
from afterword.app.actions.hand_over import hand_over
from afterword.app.actions.record import record
from afterword.app.actions.reopen import reopen
from afterword.app.actions.sent import sent
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Event, GiftGiven, Interest, Letter, Outbox, Person, ShelfItem
from afterword.app.queries.brief import brief_of, rebuilt
from afterword.errors import Refused
from afterword.letter.brief import Topic
from app.conftest import NOW

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def thanks(held: Candidacy, ruth: Person) -> Letter:
    subject = "rolling out passkeys to the warehouse crew"
    value = {"id": "i1", "subject": subject, "kind": "business", "evidence": []}
    Interest.objects.create(candidacy=held, person=ruth, subject=subject, value=value)
    held.owner.proofs = [{"id": "e1", "text": "moved the front desks at Harbor Clinic from badges to phones"}]
    held.owner.save()
    gift = {
        "id": "g1",
        "kind": "article",
        "title": "Passkeys at work",
        "url": "https://example.org/passkeys",
        "read": True,
    }
    item = ShelfItem.objects.create(key="g1", kind="article", title="Passkeys at work", value=gift)
    own_words = "Your twenty minutes for a reset stayed with me."
    brief = brief_of(held, ruth, "thank_you", gift=item, gift_note="It is short and it fits.", own_words=own_words)
    return draft(held, ruth, brief)[0]


def test_the_brief_is_todays_rows(thanks: Letter, held: Candidacy, ruth: Person) -> None:
    Interest.objects.update(subject="passkeys on the floor")
    brief = brief_of(held, ruth, "thank_you")
    assert [topic.text for topic in brief.topics] == ["passkeys on the floor"]
    assert isinstance(brief.topics[0], Topic)
    assert brief.decision_date == dt.date(2026, 12, 4)


def test_the_decision_is_on_the_day_that_was_named_last(held: Candidacy, ruth: Person, dana: Person) -> None:
    later = {"outcome": "new_date", "date": "2026-12-11"}
    record(held.id, "reply_judged", NOW, who=[dana.id], data=later)
    record(held.id, "reply_judged", NOW, who=[dana.id], data={"outcome": "interview", "date": "2026-12-18"})
    assert brief_of(held, ruth, "thank_you").decision_date == dt.date(2026, 12, 11)


def test_the_day_is_the_day_there(held: Candidacy, ruth: Person) -> None:
    brief = brief_of(held, ruth, "thank_you", send_at=dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC))
    assert brief.interview is not None
    assert brief.interview.at is not None
    assert brief.send_at is not None
    assert (brief.interview.at.date(), brief.send_at.date()) == (dt.date(2026, 11, 17), dt.date(2026, 11, 17))
    assert "today" in draft(held, ruth, brief)[1].body


def test_the_line_why_is_in_the_letter_and_passes_the_checks_again(thanks: Letter) -> None:
    assert "It is short and it fits." in thanks.body
    assert [finding.id for finding in checked(thanks, LATER) if finding.severity == "block"] == []


def test_drafting_again_keeps_one_draft(thanks: Letter, held: Candidacy, ruth: Person) -> None:
    again, _ = draft(held, ruth, brief_of(held, ruth, "thank_you"), seed=7)
    assert (again.id, Letter.objects.count()) == (thanks.id, 1)


def test_approval_records_and_keeps_the_step_with_its_time(thanks: Letter, held: Candidacy) -> None:
    send_at = NOW + dt.timedelta(hours=16)
    approval = approve(thanks.id, LATER, send_at=send_at)
    assert approve(thanks.id, LATER).id == approval.id
    assert held.events.filter(type="letter_approved").count() == 1
    assert held.steps.get(step="thank_you").due == send_at


def test_sending_is_once_and_remembers_the_gift(thanks: Letter, held: Candidacy) -> None:
    approve(thanks.id, LATER)
    sent(thanks.id, LATER)
    sent(thanks.id, LATER)
    assert Event.objects.filter(type="letter_sent").count() == 1
    assert GiftGiven.objects.get().title == "Passkeys at work"
    assert not held.steps.filter(step="thank_you").exists()


def test_what_was_never_approved_was_never_sent(thanks: Letter) -> None:
    with pytest.raises(Refused) as caught:
        sent(thanks.id, LATER)
    assert caught.value.code == "app.sent.not_approved"


def test_a_wrong_name_refuses_approval_outright(thanks: Letter) -> None:
    Letter.objects.filter(id=thanks.id).update(body=thanks.body.replace("Ruth", "Rita"))
    findings = checked(Letter.objects.get(id=thanks.id), LATER)
    assert "names.right-person" in [finding.id for finding in findings if finding.severity == "block"]
    with pytest.raises(Refused) as caught:
        approve(thanks.id, LATER, anyway=["names.right-person"])
    assert caught.value.code == "app.approve.blocked"
    assert Letter.objects.get(id=thanks.id).state == "draft"


def test_a_rejection_cancels_what_was_approved(thanks: Letter, held: Candidacy) -> None:
    approve(thanks.id, LATER)
    record(held.id, "rejection", LATER)
    assert Letter.objects.get(id=thanks.id).state == "cancelled"


def test_nothing_is_approved_after_a_stop(thanks: Letter, held: Candidacy) -> None:
    record(held.id, "no_contact_asked", LATER, data={"until": None})
    with pytest.raises(Refused) as caught:
        approve(thanks.id, LATER)
    assert caught.value.code == "app.approve.stopped"


def test_undo_takes_the_letter_back_with_its_event(thanks: Letter) -> None:
    approve(thanks.id, LATER)
    hand_over(thanks.id, "copy", LATER)
    undo(LATER, event_id=Event.objects.get(type="handed_over").id)
    thanks.refresh_from_db()
    assert thanks.state == Letter.State.APPROVED
    approved = Event.objects.get(type="letter_approved")
    for _ in range(2):
        undo(LATER, event_id=approved.id)
    thanks.refresh_from_db()
    assert thanks.state == Letter.State.DRAFT
    assert Event.objects.filter(type="retracted").count() == 2


def test_an_approval_is_not_undone_while_the_letter_is_open_elsewhere(thanks: Letter) -> None:
    approve(thanks.id, LATER)
    hand_over(thanks.id, "copy", LATER)
    with pytest.raises(Refused, match=r"app\.reopen\.has_left"):
        undo(LATER, event_id=Event.objects.get(type="letter_approved").id)
    assert not Event.objects.filter(type="retracted").exists()


def test_a_letter_that_is_leaving_is_not_reopened(thanks: Letter) -> None:
    approve(thanks.id, LATER)
    row = Outbox.objects.create(letter=thanks, message_id="<1@x>", mail=b"", send_at=LATER, state="claimed")
    with pytest.raises(Refused, match=r"app\.reopen\.has_left"):
        reopen(LATER, thanks.id)
    row.state = Outbox.State.QUEUED
    row.save()
    reopen(LATER, thanks.id)
    row.refresh_from_db()
    assert row.state == Outbox.State.CANCELLED


def test_the_brief_of_a_letter_keeps_what_its_writer_chose(thanks: Letter, held: Candidacy, ruth: Person) -> None:
    record(held.id, "competing_offer", LATER, data={"deadline": "2026-11-30"})
    brief = brief_of(
        held, ruth, "competing_offer", tone="formal", pass_on=True, own_words="I would rather come to you."
    )
    letter, _ = draft(held, ruth, brief, now=LATER)
    again = rebuilt(letter, LATER)
    assert (again.tone, again.pass_on, again.own_words) == ("formal", True, "I would rather come to you.")
    assert again.deadline == dt.date(2026, 11, 30)
