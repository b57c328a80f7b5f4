"""What happened: each kind of news is kept once, a mail is read but judged by the person."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event, Mail, Person, Step
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")

NO = f"""From: Dana Whitcombe <{cast.DANA_EMAIL}>
To: Amara Boateng <{cast.AMARA_EMAIL}>
Subject: Your application
Date: Tue, 17 Nov 2026 16:30:00 -0800
Message-ID: <1@fernhill.example.org>

Dear Amara,

Thank you for your time. Unfortunately we have decided to move forward with another candidate.

Kind regards
Dana Whitcombe
"""

AWAY = NO.replace(
    "Subject: Your application", "Subject: Automatic reply: Thank you\nAuto-Submitted: auto-replied"
).replace(
    "Thank you for your time. Unfortunately we have decided to move forward with another candidate.",
    "I am out of the office until 30 November 2026.",
)


def say(**more: str) -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "who": "", "at": "2026-11-17T16:30", **more}


@pytest.fixture
def address(held: Candidacy) -> str:
    held.owner.timezone = "America/Los_Angeles"
    held.owner.save()
    return f"/candidacies/{held.id}/happened"


@pytest.mark.parametrize(
    ("what", "more", "kind", "data"),
    [
        ("away", {"date": "2026-11-30"}, "auto_reply_received", {"return_date": "2026-11-30"}),
        ("bounced", {}, "bounced", {"kind": "hard"}),
        ("called", {"spoke": "spoke"}, "call_made", {"step": "follow_up_1", "outcome": "spoke"}),
        ("called", {"spoke": "voicemail"}, "voicemail_left", {"step": "follow_up_1"}),
        (
            "called",
            {"spoke": "call_back", "date": "2026-11-20"},
            "call_made",
            {"step": "follow_up_1", "outcome": "call_back", "date": "2026-11-20"},
        ),
        ("date", {"date": "2026-12-09"}, "decision_date_named", {"date": "2026-12-09"}),
        ("will_contact", {}, "will_contact_named", {"date": None}),
        ("talk", {"round": "2"}, "interview_held", {"round": 2}),
        (
            "elsewhere",
            {"step": "thank_you", "channel": "paper"},
            "touch_done_elsewhere",
            {"step": "thank_you", "channel": "paper"},
        ),
        ("other_offer", {"date": "2026-11-25"}, "competing_offer", {"deadline": "2026-11-25"}),
        ("offer", {"date": "2026-11-25"}, "offer", {"by": "2026-11-25"}),
        ("rejection", {}, "rejection", {}),
        ("withdrawal", {}, "withdrawal", {}),
        ("no_contact", {"date": "2027-02-01"}, "no_contact_asked", {"until": "2027-02-01"}),
    ],
)
def test_each_kind_of_news_is_kept_once(
    browser: Client, address: str, ruth: Person, what: str, more: dict[str, str], kind: str, data: dict[str, object]
) -> None:
    assert browser.get(f"{address}?what={what}").status_code == 200
    before = Event.objects.filter(type=kind).count()
    form = say(what=what, **{"who": str(ruth.id), **more})
    for _ in range(2):
        assert browser.post(address, form)["Location"] == address.removesuffix("/happened")
    event = Event.objects.get(id=form["id"])
    assert Event.objects.filter(type=kind).count() == before + 1
    assert (event.type, event.data, event.who) == (kind, data, [str(ruth.id)])
    assert event.at == dt.datetime(2026, 11, 17, 16, 30, tzinfo=cast.SEATTLE)


@pytest.mark.parametrize(
    ("what", "stop"), [("offer", "offer"), ("rejection", "rejection"), ("withdrawal", "withdrawal")]
)
def test_a_decision_stops_the_plan_and_undo_starts_it_again(
    browser: Client, address: str, held: Candidacy, what: str, stop: str
) -> None:
    assert "Record the decision" in text_of(browser.get(f"{address}?what={what}"))
    form = say(what=what)
    browser.post(address, form)
    held.refresh_from_db()
    assert held.stopped == stop
    assert not Step.objects.filter(step__startswith="follow_up").exists()
    browser.post("/undo", {"event": form["id"]})
    held.refresh_from_db()
    assert held.stopped == ""
    assert Step.objects.filter(step="follow_up_1").exists()


def test_no_contact_is_lifted_only_by_a_new_word_of_theirs(browser: Client, address: str, held: Candidacy) -> None:
    assert "glad to hear" not in text_of(browser.get(address))
    browser.post(address, say(what="no_contact"))
    held.refresh_from_db()
    assert held.stopped == "no_contact"
    assert "glad to hear" in text_of(browser.get(address))
    form = say(what="allowed", at="2026-11-17T16:40")
    for _ in range(2):
        assert browser.post(address, form).status_code == 302
    held.refresh_from_db()
    assert (held.stopped, held.paused) == ("", "")
    assert Event.objects.filter(type="setting_changed").count() == 1


def test_an_answer_to_their_question_lets_the_plan_go_on(
    browser: Client, address: str, held: Candidacy, dana: Person
) -> None:
    browser.post(address, say(what="they_called", who=str(dana.id), outcome="question", at="2026-11-17T17:00"))
    held.refresh_from_db()
    assert held.paused == "followup.pause.question"
    assert "waits for your answer" in text_of(browser.get("/"))
    assert "?what=elsewhere" in text_of(browser.get(address.removesuffix("/happened")))
    form = say(what="elsewhere", step="answer", who=str(dana.id), at="2026-11-17T17:00")
    browser.post(address, {**form, "who": ""})
    held.refresh_from_db()
    assert held.paused
    browser.post("/undo", {"event": str(Event.objects.get(type="reply_judged").id)})
    browser.post(address, say(what="they_called", who=str(dana.id), outcome="question", at="2026-11-17T16:00"))
    browser.post(address, form)
    assert Event.objects.get(type="touch_done_elsewhere").data == {"step": None, "channel": "email"}


def test_this_very_minute_is_now(browser: Client, address: str) -> None:
    form = say(what="rejection", at="2026-11-17T17:00")
    browser.post(address, form)
    assert Event.objects.get(id=form["id"]).at == NOW


def test_an_answer_is_judged_at_once_and_its_mail_is_kept(browser: Client, address: str, dana: Person) -> None:
    form = say(what="answer", who=str(dana.id), outcome="rejection", mail=NO)
    for _ in range(2):
        assert browser.post(address, form).status_code == 302
    assert Event.objects.get(type="reply_judged").data == {"outcome": "rejection"}
    mail = Mail.objects.get()
    assert b"another candidate" in bytes(mail.data)
    assert mail.value["outcome"] == "rejection"


def test_a_call_of_theirs_is_an_answer_too(browser: Client, address: str) -> None:
    browser.post(address, say(what="they_called", outcome="new_date", date="2026-12-11"))
    assert Event.objects.get(type="reply_judged").data == {"outcome": "new_date", "date": "2026-12-11"}


def test_a_mail_is_read_and_the_person_decides(browser: Client, address: str) -> None:
    answer = browser.post(address, say(what="answer", mail=NO, do="read"))
    text = text_of(answer)
    assert "It seems to be: a no" in text
    assert 'value="rejection" required' in text or 'value="rejection"' in text
    assert answer.context["form"]["outcome"].value() == "rejection"
    assert "another candidate" in text
    assert not Event.objects.filter(type="reply_received").exists()


def test_what_was_chosen_stays(browser: Client, address: str) -> None:
    answer = browser.post(address, say(what="answer", mail=NO, outcome="question", do="read"))
    assert answer.context["form"]["outcome"].value() == "question"


def test_an_automatic_reply_leads_to_its_own_form(browser: Client, address: str) -> None:
    text = text_of(browser.post(address, say(what="answer", mail=AWAY, do="read")))
    assert "It seems to be: an automatic reply" in text
    assert 'href="?what=away"' in text


def test_a_mail_comes_as_a_file_too(browser: Client, address: str) -> None:
    file = SimpleUploadedFile("answer.eml", NO.encode())
    answer = browser.post(address, {**say(what="answer", do="read"), "file": file})
    assert "It seems to be: a no" in text_of(answer)
    file.seek(0)
    browser.post(address, {**say(what="answer", outcome="rejection"), "file": file})
    assert bytes(Mail.objects.get().data) == NO.encode()


def test_plain_words_are_kept_as_plain_words(browser: Client, address: str) -> None:
    browser.post(address, say(what="answer", outcome="acknowledgement", mail="Thanks, got it."))
    assert bytes(Mail.objects.get().data) == b"Thanks, got it."


def test_two_megabytes_are_kept_whole(browser: Client, address: str) -> None:
    body = NO + "x" * (2_000_000 - len(NO))
    assert browser.post(address, say(what="answer", outcome="rejection", mail=body)).status_code == 302
    assert len(bytes(Mail.objects.get().data)) == 2_000_000


def test_more_than_two_megabytes_are_told_and_not_lost(browser: Client, address: str) -> None:
    answer = browser.post(address, say(what="answer", outcome="rejection", mail="y" * 2_000_001))
    assert answer.status_code == 422
    assert "yyyy" in text_of(answer)
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("answer", {}),
        ("answer", {"outcome": "new_date"}),
        ("answer", {"outcome": "maybe"}),
        ("answer", {"do": "read"}),
        ("called", {}),
        ("date", {}),
        ("date", {"date": "soon"}),
        ("date", {"date": "0000-00-00"}),
        ("talk", {"round": "0"}),
        ("decider", {}),
        ("elsewhere", {}),
        ("rejection", {"at": "2026-11-18T16:30"}),
        ("rejection", {"at": "1600-01-01T10:00"}),
        ("rejection", {"at": "yesterday"}),
        ("rejection", {"who": str(uuid.UUID(int=7))}),
        ("rejection", {"id": "seven"}),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(
    browser: Client, address: str, what: str, more: dict[str, str]
) -> None:
    count = Event.objects.count()
    answer = browser.post(address, say(what=what, **more))
    assert answer.status_code == 422
    assert 'role="alert"' in text_of(answer)
    assert Event.objects.count() == count


def test_what_was_typed_stays(browser: Client, address: str) -> None:
    answer = browser.post(address, say(what="answer", mail="Thanks, got it."))
    assert answer.status_code == 422
    assert "Thanks, got it." in text_of(answer)


def test_an_unknown_kind_is_not_there(browser: Client, address: str) -> None:
    assert browser.get(f"{address}?what=gossip").status_code == 404


def test_somebody_else_s_candidacy_is_not_there(browser: Client, address: str, stranger: uuid.UUID) -> None:
    Candidacy.everyone.update(owner=stranger)
    assert browser.get(address).status_code == 404
    assert browser.post(address, say(what="rejection")).status_code == 404


def test_markup_in_a_name_is_only_a_name(browser: Client, address: str, held: Candidacy) -> None:
    add_person(NOW, held.id, Contact(name="<script>alert(1)</script>", emails=(Email("x@x.example"),)), ["hr"])
    assert "<script>alert" not in browser.get(address).content.decode()


def test_the_queries_do_not_grow_with_rows(browser: Client, address: str, held: Candidacy) -> None:
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(5):
        add_person(NOW, held.id, Contact(name=f"Kim {number}", emails=(Email(f"k{number}@x.example"),)), ["hr"])
        record(held.id, "reply_received", NOW, data={})
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)
