"""Reminders: at the hour, once, only when something is due, told when missed, and never in a burst."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app import delivery, reminders
from afterword.app.actions.add_sample import add_sample
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.keep_account import keep_account
from afterword.app.actions.keep_note import keep_note
from afterword.app.actions.record import record
from afterword.app.actions.remind_me import put_reminders_away, remind_me
from afterword.app.models import Candidacy, Candidate, Person, Reminder, Step
from afterword.app.owner import acting_as
from afterword.app.queries.missed import not_come
from afterword.app.reminders import AGAIN, Answer, plan, remind
from afterword.app.sweep import sweep
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.notes.ledger import Ledger
from afterword.outside import smtp
from app.conftest import NOW
from outside.liar import answer, lying

DAY = dt.timedelta(days=1)
TAKEN = json.dumps({"id": "x", "time": 1, "expires": 2, "event": "message", "topic": "mine"})
PLAIN = {"smtp": {"host": "127.0.0.1", "port": 25, "security": "none", "user": ""}}


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of November in Seattle."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=cast.SEATTLE)


@pytest.fixture(autouse=True)
def in_seattle(amara: Candidate) -> None:
    amara.timezone = "America/Los_Angeles"
    amara.save()


class Sent:
    """Keeps what it was asked to send, and answers as it is told."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers) or [Answer("sent")]
        self.keys: list[str] = []

    def __call__(self, row: Reminder, before_send: Callable[[], None]) -> Answer:
        self.keys.append(row.key)
        before_send()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def choose(now: dt.datetime, **more: object) -> None:
    usual = {"digest": True, "hour": 8, "push": False, "server": "https://ntfy.sh", "topic": "mine", "names": False}
    remind_me(now, **{**usual, **more})  # type: ignore[arg-type]


def look(now: dt.datetime, send: reminders.Send) -> list[Reminder]:
    """As the runner does it."""
    plan(now)
    sweep(now)
    return remind(now, send)


def states() -> list[tuple[str, str]]:
    return list(Reminder.objects.order_by("due", "key").values_list("key", "state"))


def test_nothing_is_planned_until_it_is_turned_on(held: Candidacy) -> None:
    assert look(at(18, 9), Sent()) == []
    assert states() == []


def test_the_list_of_the_day_goes_at_its_hour_and_once(held: Candidacy) -> None:
    choose(at(17, 17))
    send = Sent()
    assert look(at(18, 7, 59), send) == []
    assert [row.state for row in look(at(18, 8), send)] == ["sent"]
    assert look(at(18, 8, 1), send) == []
    assert look(at(18, 20), send) == []
    assert send.keys == ["mail digest 2026-11-18"]


def test_who_turns_it_on_after_the_hour_waits_for_tomorrow(held: Candidacy) -> None:
    choose(at(18, 9))
    assert look(at(18, 10), Sent()) == []
    assert len(look(at(19, 8), Sent())) == 1


def test_an_hour_that_moves_sends_no_second_one_on_a_day(held: Candidacy) -> None:
    choose(at(17, 17))
    look(at(18, 8), Sent())
    choose(at(18, 8, 30), hour=10)
    assert look(at(18, 10), Sent()) == []


def test_a_clock_set_back_sends_nothing_again(held: Candidacy) -> None:
    choose(at(17, 17))
    look(at(19, 8), Sent())
    assert look(at(18, 9), Sent()) == []
    assert look(at(19, 9), Sent()) == []


def test_a_day_without_anything_is_quiet_and_nothing_leaves(held: Candidacy) -> None:
    choose(at(17, 17))
    look(at(18, 8), Sent(Answer("quiet")))
    assert states() == [("mail digest 2026-11-18", "quiet")]
    assert not_come() == []


def test_after_a_gap_at_most_one_goes_and_the_rest_is_told(held: Candidacy) -> None:
    choose(at(17, 17))
    look(at(18, 8), Sent())
    send = Sent()
    look(at(27, 10), send)  # the computer was off for nine days
    assert send.keys == ["mail digest 2026-11-27"]
    assert ("mail digest 2026-11-19", "missed") in states()
    assert [row.key for row in not_come()] == ["mail digest 2026-11-19"]
    assert put_reminders_away(at(27, 11)) == 1
    assert not_come() == []
    look(at(28, 8), send)
    assert len(send.keys) == 2


def test_a_computer_opened_before_the_hour_misses_nothing_of_today(held: Candidacy) -> None:
    choose(at(17, 17))
    look(at(18, 8), Sent())
    send = Sent()
    look(at(19, 7), send)
    assert send.keys == []
    assert [state for _, state in states()] == ["sent"]


def test_a_day_that_could_not_be_sent_is_missed_when_it_is_over(held: Candidacy) -> None:
    choose(at(17, 17))
    send = Sent(Answer(AGAIN, "outside.smtp.away", {"words": "no route"}))
    look(at(18, 23, 58), send)
    look(at(19, 0, 5), send)
    assert dict(states())["mail digest 2026-11-18"] == "missed"


def test_what_is_refused_for_now_is_tried_again_a_few_times(held: Candidacy) -> None:
    choose(at(17, 17))
    send = Sent(Answer(AGAIN, "outside.smtp.away", {"words": "no route"}))
    for minute in range(60):
        look(at(18, 8, minute), send)
    assert len(send.keys) == 1 + len(reminders.WAITS)
    (row,) = not_come()
    assert (row.state, row.told["code"]) == ("failed", "outside.smtp.away")


def test_a_doubt_is_never_sent_again(held: Candidacy) -> None:
    choose(at(17, 17))
    send = Sent(Answer("doubt", "outside.smtp.away"))
    look(at(18, 8), send)
    look(at(18, 8, 30), send)
    look(at(18, 12), send)
    assert len(send.keys) == 1
    assert not_come()[0].told["code"] == "app.reminders.doubt"


def test_another_process_that_took_it_meanwhile_keeps_it(held: Candidacy) -> None:
    choose(at(17, 17))

    def slow(row: Reminder, before_send: Callable[[], None]) -> Answer:
        Reminder.objects.filter(id=row.id).update(claimed_at=at(18, 9))
        with pytest.raises(reminders.TakenOverError):
            before_send()
        return Answer("sent")

    look(at(18, 8), slow)
    assert states() == [("mail digest 2026-11-18", "claimed")]


def test_nobody_else_is_reminded(held: Candidacy, stranger: uuid.UUID) -> None:
    choose(at(17, 17))
    with acting_as(stranger):
        assert look(at(18, 8), Sent()) == []
        assert states() == []


def scheduled(candidacy: Candidacy, begins: dt.datetime) -> None:
    data = {"from": begins.isoformat(), "to": (begins + dt.timedelta(hours=1)).isoformat()}
    record(candidacy.id, "interview_scheduled", NOW, at=NOW, data=data)


def test_a_talk_is_told_the_evening_before_an_hour_before_and_ten_minutes_after(fernhill: Candidacy) -> None:
    choose(at(17, 16), digest=False, push=True)
    scheduled(fernhill, at(20, 14))
    told = []
    now = at(19, 17)
    while now < at(20, 20):
        told += [(row.kind, now) for row in look(now, Sent())]
        now += dt.timedelta(minutes=1)
    assert [(kind, now.replace(tzinfo=None).isoformat()) for kind, now in told if kind != "digest"] == [
        ("prepare", "2026-11-19T18:00:00"),
        ("prepare", "2026-11-20T13:00:00"),
        ("capture_prompt", "2026-11-20T15:10:00"),
    ]


def test_a_prompt_that_was_put_off_comes_once_more(fernhill: Candidacy) -> None:
    choose(at(17, 16), digest=False, push=True)
    scheduled(fernhill, at(20, 14))
    look(at(20, 15, 10), Sent())
    record(fernhill.id, "snoozed", at(20, 15, 12), data={"step": "capture_prompt", "until": at(20, 18).isoformat()})
    send = Sent()
    for minute in (30, 59):
        look(at(20, 15, minute), send)
    assert send.keys == []
    look(at(20, 18), send)
    look(at(20, 18, 5), send)
    assert [key.split()[1] for key in send.keys] == ["capture_prompt"]


def test_prompts_of_a_computer_that_was_off_are_told_and_not_made_up_for(fernhill: Candidacy) -> None:
    choose(at(17, 16), digest=False, push=True)
    scheduled(fernhill, at(20, 14))
    look(at(19, 12), Sent())
    send = Sent()
    look(at(20, 19), send)
    assert [key.split()[1] for key in send.keys] == ["digest"]
    assert {row.kind for row in not_come()} == {"prepare", "capture_prompt"}


def test_the_queries_of_a_look_do_not_grow_with_talks(held: Candidacy) -> None:
    counts = []
    for talks in (1, 4):
        Reminder.objects.all().delete()
        for number in range(talks):
            due, step = at(18, 9), "capture_prompt"
            value = {"window": [due.isoformat(), due.isoformat()], "why_code": str(number)}
            Step.objects.create(candidacy=held, step=step, due=due, until=at(20, 9), to=f"{talks}{number}", value=value)
        choose(at(17, 9), digest=False, push=True)
        with CaptureQueriesContext(connection) as seen:
            plan(at(18, 9))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_talk_called_off_meanwhile_is_told_no_more(fernhill: Candidacy, amara: Candidate, tmp_path: Path) -> None:
    scheduled(fernhill, at(20, 14))
    with lying(answer("{}", 500), answer("{}", 500), answer(TAKEN)) as liar:
        choose(at(17, 16), digest=False, push=True, server=f"http://127.0.0.1:{liar.port}")
        plan(at(20, 13))
        delivery.remind_all(at(20, 13), tmp_path)
        record(fernhill.id, "interview_cancelled", at(20, 13, 1), at=at(20, 13, 1))
        delivery.remind_all(at(20, 13, 3), tmp_path)
    row = Reminder.objects.get(kind="prepare", until=at(20, 14))
    assert (row.state, row.attempts) == ("quiet", 2)


@pytest.fixture
def noted(held: Candidacy, ruth: Person) -> Candidacy:
    keep_note(NOW, held.id, "Ruth lit up at <dwell> time.\nThe dock drawing.", Ledger(), person_id=ruth.id)
    keep_account(cast.AMARA_EMAIL, dict(PLAIN))
    return held


def mailed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reply: smtp.Answer) -> list[tuple[str, str, bytes]]:
    """What a look at eight sends by mail."""
    sent: list[tuple[str, str, bytes]] = []

    def send(
        server: smtp.Server, secret: str, sender: str, recipient: str, mail: bytes, before_dot: Callable[[], None]
    ) -> smtp.Answer:
        before_dot()
        sent.append((sender, recipient, mail))
        return reply

    monkeypatch.setattr(smtp, "send", send)
    plan(at(18, 8))
    delivery.remind_all(at(18, 8), tmp_path)
    return sent


def test_the_mail_goes_to_oneself_alone_and_says_who_what_and_where(
    noted: Candidacy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(at(17, 17))
    ((sender, recipient, data),) = mailed(monkeypatch, tmp_path, smtp.Answer("accepted"))
    assert sender == recipient == cast.AMARA_EMAIL
    mail = message_from_bytes(data, policy=default)
    assert mail["To"] == mail["From"] == f"{cast.AMARA} <{cast.AMARA_EMAIL}>"
    assert mail["Subject"] == "One thing today: Wednesday 18 November"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert html
    words = text.get_content()
    assert "1. Thank Ruth Calloway" in words
    assert "Ruth Calloway, Fernhill Logistics" in words
    assert "Your last note: Ruth lit up at <dwell> time. The dock drawing." in words
    assert f"Find a gift: http://127.0.0.1:8000/candidacies/{noted.id}/gift/" in words
    assert "Ruth lit up at &lt;dwell&gt; time." in html.get_content()
    assert Reminder.objects.get().state == "sent"


def test_two_things_for_one_person_are_one_entry(
    noted: Candidacy, ruth: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(at(17, 17))
    harrow = begin(NOW, noun.Candidacy("Harrow", None, "US", "WA", "America/Los_Angeles"))
    add_person(NOW, harrow.id, Contact(name=cast.RUTH, emails=(Email(cast.RUTH_EMAIL),)), ["interviewer"])
    record(harrow.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[ruth.id], data={"round": 1})
    ((_, _, data),) = mailed(monkeypatch, tmp_path, smtp.Answer("accepted"))
    mail = message_from_bytes(data, policy=default)
    assert mail["Subject"] == "2 things today: Wednesday 18 November"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body
        words = body.get_content()
        assert "And at the same time" in words
        assert "2. " not in words
        assert words.count("<li>") in {0, 1}
        assert f"/candidacies/{harrow.id}/gift/" in words
        assert f"/candidacies/{noted.id}/gift/" in words
        assert words.count("The dock drawing.") == 1


def test_a_reply_that_came_is_on_the_list(
    noted: Candidacy, ruth: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(at(17, 17))
    record(noted.id, "reply_received", at(17, 18), who=[ruth.id])
    ((_, _, data),) = mailed(monkeypatch, tmp_path, smtp.Answer("accepted"))
    body = message_from_bytes(data, policy=default).get_body(("plain",))
    assert body
    assert "1. Fernhill Logistics wrote: what was it?" in body.get_content()


def test_no_mail_leaves_when_nothing_is_due(amara: Candidate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keep_account(cast.AMARA_EMAIL, dict(PLAIN))
    choose(at(17, 17))
    assert mailed(monkeypatch, tmp_path, smtp.Answer("accepted")) == []
    assert Reminder.objects.get().state == "quiet"


def test_the_sample_is_nobodys_reminder(amara: Candidate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    add_sample(NOW)
    keep_account(cast.AMARA_EMAIL, dict(PLAIN))
    choose(at(17, 17))
    assert mailed(monkeypatch, tmp_path, smtp.Answer("accepted")) == []
    assert Reminder.objects.get().state == "quiet"


def test_an_address_in_foreign_letters_is_told(
    noted: Candidacy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep_account("amara@bücher.example.org", dict(PLAIN))
    choose(at(17, 17))
    assert mailed(monkeypatch, tmp_path, smtp.Answer("accepted")) == []
    assert not_come()[0].told["code"] == "app.outbox.foreign_address"


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (smtp.Answer("refused", "outside.smtp.refused", "550 no"), "failed"),
        (smtp.Answer("later", "outside.smtp.wrong_password", "535 no"), "planned"),
        (smtp.Answer("lost", "outside.smtp.away", "gone"), "planned"),
        (smtp.Answer("doubt", "outside.smtp.away", "gone"), "doubt"),
    ],
)
def test_what_the_mail_server_says_is_kept(
    noted: Candidacy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reply: smtp.Answer, state: str
) -> None:
    choose(at(17, 17))
    mailed(monkeypatch, tmp_path, reply)
    row = Reminder.objects.get()
    assert (row.state, row.told["code"], row.told["params"]) == (state, reply.code, {"words": reply.words})


def test_without_an_account_it_says_so(held: Candidacy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose(at(17, 17))
    assert mailed(monkeypatch, tmp_path, smtp.Answer("accepted")) == []
    assert not_come()[0].told["code"] == "app.reminders.no_account"


@pytest.mark.parametrize("names", [False, True])
def test_only_titles_leave_for_a_phone_unless_more_is_allowed(noted: Candidacy, tmp_path: Path, names: bool) -> None:
    with lying(answer(TAKEN)) as liar:
        choose(at(17, 17), digest=False, push=True, server=f"http://127.0.0.1:{liar.port}", names=names)
        plan(at(18, 8))
        delivery.remind_all(at(18, 8), tmp_path)
    told = json.loads(liar.bodies[0])
    assert told["title"] == "One thing today"
    assert told["click"] == "http://127.0.0.1:8000/"
    for word in ("Ruth", "Fernhill", "dwell"):
        assert (word in liar.bodies[0].decode()) is names


@pytest.mark.parametrize("names", [False, True])
def test_a_prompt_names_the_firm_only_where_it_may(fernhill: Candidacy, tmp_path: Path, names: bool) -> None:
    scheduled(fernhill, at(20, 14))
    with lying(answer(TAKEN)) as liar:
        choose(at(17, 16), digest=False, push=True, server=f"http://127.0.0.1:{liar.port}", names=names)
        for now in (at(20, 13), at(20, 15, 10)):
            plan(now)
            sweep(now)
            delivery.remind_all(now, tmp_path)
    titles = [json.loads(body)["title"] for body in liar.bodies]
    firm = ["Your talk at Fernhill Logistics", "How was it at Fernhill Logistics?"]
    assert [title for title in titles if "today" not in title] == (
        firm if names else ["A talk is coming up", "How was it?"]
    )


def test_a_server_that_refuses_is_told_with_the_mend(held: Candidacy, tmp_path: Path) -> None:
    error = json.dumps({"code": 40301, "http": 403, "error": "forbidden"})
    with lying(answer(error, 403)) as liar:
        choose(at(17, 17), digest=False, push=True, server=f"http://127.0.0.1:{liar.port}")
        plan(at(18, 8))
        delivery.remind_all(at(18, 8), tmp_path)
    (row,) = not_come()
    assert row.told["code"] == "outside.ntfy.wants_token"


def test_an_address_that_became_impossible_fails_with_its_reason(held: Candidacy, tmp_path: Path) -> None:
    choose(at(17, 17), digest=False, push=True, server="http://ntfy.example.org")
    plan(at(18, 8))
    delivery.remind_all(at(18, 8), tmp_path)
    assert not_come()[0].told["code"] == "outside.ntfy.not_private"
