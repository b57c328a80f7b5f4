"""The outbox: each approved letter once, and nothing that must not leave."""

import datetime as dt
import uuid
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

import cast
from afterword.app import outbox
from afterword.app.actions.approve import approve
from afterword.app.actions.draft import draft
from afterword.app.actions.keep_account import drop_account, keep_account
from afterword.app.actions.queue import UNDO, queue
from afterword.app.actions.record import record
from afterword.app.actions.stop_sending import release, settle, stop_sending
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Event, Letter, MailAccount, Outbox, Person
from afterword.app.owner import acting_as
from afterword.app.queries.brief import brief_of
from afterword.app.sending import send_all
from afterword.errors import BadInput, Refused
from afterword.outside.smtp import Answer
from app.conftest import NOW

SOON = NOW + UNDO
PLAIN = {"smtp": {"host": "127.0.0.1", "port": 25, "security": "none", "user": ""}}


class Server:
    """Answers as it is told, and keeps what it was given."""

    def __init__(self, answer: Answer = Answer("accepted")) -> None:  # noqa: B008 - frozen
        self.answer = answer
        self.taken: list[tuple[str, str, bytes]] = []
        self.states: list[str] = []

    def __call__(self, sender: str, recipient: str, mail: bytes, before_dot: Callable[[], None]) -> Answer:
        if self.answer.state != "lost":
            before_dot()
        self.states = list(Outbox.objects.values_list("state", flat=True))
        self.taken.append((sender, recipient, mail))
        return self.answer


@pytest.fixture
def account(held: Candidacy) -> MailAccount:
    return keep_account(cast.AMARA_EMAIL, dict(PLAIN))


@pytest.fixture
def thanks(held: Candidacy, ruth: Person) -> Letter:
    letter = draft(held, ruth, brief_of(held, ruth, "thank_you", own_words="Your drawing of the dock stayed with me."))[
        0
    ]
    approve(letter.id, NOW, anyway=["move.no-recall"])
    letter.refresh_from_db()
    return letter


@pytest.fixture
def queued(thanks: Letter, account: MailAccount) -> Outbox:
    return queue(thanks.id, account.id, NOW)


def test_a_letter_leaves_once_and_is_remembered(queued: Outbox, account: MailAccount) -> None:
    server = Server()
    assert [row.state for row in outbox.send_due(account.id, SOON, server)] == ["sent"]
    assert outbox.send_due(account.id, SOON, server) == []
    assert len(server.taken) == 1
    assert server.states == ["doubt"]
    queued.refresh_from_db()
    assert queued.letter.state == Letter.State.SENT
    assert Event.objects.filter(type="letter_sent").count() == 1


def test_the_mail_is_whole_and_fixed(queued: Outbox, account: MailAccount) -> None:
    server = Server()
    outbox.send_due(account.id, SOON, server)
    sender, recipient, data = server.taken[0]
    mail = message_from_bytes(data, policy=default)
    assert (sender, recipient) == (cast.AMARA_EMAIL, cast.RUTH_EMAIL)
    assert mail["From"] == f"{cast.AMARA} <{cast.AMARA_EMAIL}>"
    assert mail["To"] == f"{cast.RUTH} <{cast.RUTH_EMAIL}>"
    assert mail["Message-ID"] == queued.message_id
    assert mail["Date"].datetime == SOON.replace(microsecond=0)
    assert mail.get_content().splitlines() == queued.letter.body.rstrip().splitlines()


def test_it_rests_before_it_leaves_and_can_be_stopped(queued: Outbox, account: MailAccount) -> None:
    server = Server()
    assert outbox.send_due(account.id, NOW, server) == []
    stop_sending(queued.id)
    assert outbox.send_due(account.id, SOON, server) == []
    assert server.taken == []
    assert stop_sending(queued.id).state == Outbox.State.CANCELLED


def test_what_has_left_cannot_be_stopped(queued: Outbox, account: MailAccount) -> None:
    outbox.send_due(account.id, SOON, Server())
    with pytest.raises(Refused):
        stop_sending(queued.id)


def test_queued_twice_is_once(queued: Outbox, account: MailAccount) -> None:
    assert queue(queued.letter_id, account.id, NOW).id == queued.id


def test_a_refusal_for_good_has_failed_with_the_words_of_the_server(queued: Outbox, account: MailAccount) -> None:
    server = Server(Answer("refused", "outside.smtp.recipient", "550 no such user"))
    assert [row.state for row in outbox.send_due(account.id, SOON, server)] == ["failed"]
    queued.refresh_from_db()
    assert queued.told == {"code": "outside.smtp.recipient", "params": {"words": "550 no such user"}}
    assert queued.letter.state == Letter.State.APPROVED


def test_a_refusal_for_now_is_tried_again_later_and_not_for_ever(queued: Outbox, account: MailAccount) -> None:
    server = Server(Answer("later", "outside.smtp.refused", "451 greylisted"))
    now, tries = SOON, 0
    while (row := Outbox.objects.get(id=queued.id)).state == Outbox.State.QUEUED:
        now = max(now, row.send_at)
        outbox.send_due(account.id, now, server)
        tries += 1
    assert tries == len(outbox.WAITS) + 1
    assert row.state == Outbox.State.FAILED
    dates = {message_from_bytes(data)["Date"] for _, _, data in server.taken}
    assert len(dates) == 1


def test_doubt_ends_as_a_question_and_is_never_sent_again(queued: Outbox, account: MailAccount) -> None:
    server = Server(Answer("doubt"))
    outbox.send_due(account.id, SOON, server)
    later = SOON + outbox.GRACE
    for moment in (SOON + dt.timedelta(minutes=1), later, later + dt.timedelta(days=2)):
        outbox.send_due(account.id, moment, server)
    assert len(server.taken) == 1
    assert Outbox.objects.get(id=queued.id).state == Outbox.State.UNSURE
    assert settle(queued.id, later, left=True).state == Outbox.State.SENT
    assert Event.objects.filter(type="letter_sent").count() == 1


def test_found_not_to_have_left_it_can_be_queued_anew(queued: Outbox, account: MailAccount) -> None:
    outbox.send_due(account.id, SOON, Server(Answer("doubt")))
    outbox.send_due(account.id, SOON + outbox.GRACE, Server())
    settle(queued.id, SOON, left=False)
    with pytest.raises(Refused):
        queue(queued.letter_id, account.id, SOON)
    approve(queued.letter_id, SOON, anyway=["move.no-recall"])
    assert queue(queued.letter_id, account.id, SOON).id != queued.id


def test_a_server_that_is_away_is_tried_again(queued: Outbox, account: MailAccount) -> None:
    outbox.send_due(account.id, SOON, Server(Answer("lost", "outside.smtp.away", "refused")))
    row = Outbox.objects.get(id=queued.id)
    assert (row.state, row.send_at) == (Outbox.State.QUEUED, SOON + dt.timedelta(minutes=outbox.WAITS[0]))


def test_a_rejection_before_it_leaves_stops_it(queued: Outbox, account: MailAccount, ruth: Person) -> None:
    record(queued.letter.candidacy_id, "rejection", NOW, who=[ruth.id])
    server = Server()
    outbox.send_due(account.id, SOON, server)
    assert server.taken == []
    assert Outbox.objects.get(id=queued.id).state == Outbox.State.CANCELLED


def test_a_text_changed_behind_its_back_does_not_leave(queued: Outbox, account: MailAccount) -> None:
    Letter.objects.filter(id=queued.letter_id).update(body="Something else.")
    server = Server()
    assert [row.state for row in outbox.send_due(account.id, SOON, server)] == ["cancelled"]
    assert server.taken == []


def test_what_the_checks_no_longer_pass_is_held(queued: Outbox, account: MailAccount, ruth: Person) -> None:
    Person.objects.filter(id=ruth.id).update(
        name="Rita Calloway", value={**ruth.value, "name": "Rita Calloway", "given": "Rita"}
    )
    server = Server()
    assert [row.state for row in outbox.send_due(account.id, SOON, server)] == ["held"]
    assert server.taken == []
    assert Outbox.objects.get(id=queued.id).told["code"] == "app.outbox.checks"


def test_a_question_waits_for_the_word_on_their_answer(held: Candidacy, dana: Person, account: MailAccount) -> None:
    letter = draft(held, dana, brief_of(held, dana, "follow_up_1"))[0]
    late = NOW + dt.timedelta(days=20)
    approve(letter.id, late)
    row = queue(letter.id, account.id, late)
    record(held.id, "reply_received", late, who=[dana.id])
    assert [one.state for one in outbox.send_due(account.id, late + UNDO, Server())] == ["held"]
    assert row.id == Outbox.objects.get().id


@pytest.mark.parametrize(("kind", "state"), [("hard", "held"), ("soft", "sent")])
def test_a_bounce_for_good_holds_what_was_approved_before_it(
    queued: Outbox, account: MailAccount, ruth: Person, kind: str, state: str
) -> None:
    bounce = record(queued.letter.candidacy_id, "bounced", NOW, who=[ruth.id], data={"kind": kind})
    assert [row.state for row in outbox.send_due(account.id, SOON, Server())] == [state]
    if kind == "hard":
        undo(SOON, event_id=bounce.id)
        release(queued.id, SOON)
        assert [row.state for row in outbox.send_due(account.id, SOON, Server())] == ["sent"]


def test_a_corrected_address_is_never_passed_over(queued: Outbox, account: MailAccount, ruth: Person) -> None:
    Person.objects.filter(id=ruth.id).update(email="ruth.c@fernhill.example.org")
    server = Server()
    assert [row.state for row in outbox.send_due(account.id, SOON, server)] == ["held"]
    assert server.taken == []
    stop_sending(queued.id)
    queue(queued.letter_id, account.id, SOON)
    outbox.send_due(account.id, SOON + UNDO, server)
    assert [recipient for _sender, recipient, _mail in server.taken] == ["ruth.c@fernhill.example.org"]


def test_a_name_of_other_letters_is_carried_and_such_an_address_is_told(
    thanks: Letter, account: MailAccount, ruth: Person
) -> None:
    Person.objects.filter(id=ruth.id).update(email="rüth@fernhill.example.org")
    with pytest.raises(Refused) as told:
        queue(thanks.id, account.id, NOW)
    assert told.value.code == "app.outbox.foreign_address"
    Person.objects.filter(id=ruth.id).update(email=cast.RUTH_EMAIL, name="Rüth Çalloway")
    mail = message_from_bytes(bytes(queue(thanks.id, account.id, NOW).mail), policy=default)
    assert mail["To"].addresses[0].display_name == "Rüth Çalloway"


def test_one_account_is_named_and_another_is_not_known(queued: Outbox, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        send_all(NOW, tmp_path, "nobody@example.org")
    assert send_all(NOW, tmp_path, cast.AMARA_EMAIL) == []


def test_after_a_pause_it_is_held_and_let_go_by_hand(queued: Outbox, account: MailAccount) -> None:
    late = SOON + outbox.LATE + dt.timedelta(hours=1)
    server = Server()
    assert [row.state for row in outbox.send_due(account.id, late, server)] == ["held"]
    release(queued.id, late)
    states = [row.state for row in outbox.send_due(account.id, late, server)]
    assert states in (["sent"], ["held"])  # the day word may have gone stale meanwhile: then it waits again
    assert len(server.taken) == states.count("sent")


def test_only_one_sends_at_a_time(queued: Outbox, account: MailAccount) -> None:
    MailAccount.objects.filter(id=account.id).update(leased_until=SOON + dt.timedelta(seconds=1))
    server = Server()
    assert outbox.send_due(account.id, SOON, server) == []
    assert len(outbox.send_due(account.id, SOON + dt.timedelta(seconds=2), server)) == 1


def test_who_was_taken_over_leaves_before_the_dot(queued: Outbox, account: MailAccount) -> None:
    def slow(sender: str, recipient: str, mail: bytes, before_dot: Callable[[], None]) -> Answer:
        Outbox.objects.filter(id=queued.id).update(claimed_at=SOON + dt.timedelta(hours=1))
        before_dot()
        raise AssertionError("the dot was reached")

    with pytest.raises(outbox.TakenOverError):
        outbox.send_due(account.id, SOON, slow)


def test_a_crash_between_claim_and_doubt_sends_it_again(queued: Outbox, account: MailAccount) -> None:
    Outbox.objects.filter(id=queued.id).update(state=Outbox.State.CLAIMED, claimed_at=NOW, attempts=1)
    assert [row.state for row in outbox.send_due(account.id, SOON, Server())] == ["sent"]


def test_no_burst_and_no_flood(thanks: Letter, account: MailAccount, held: Candidacy) -> None:
    first = queue(thanks.id, account.id, NOW)
    for number in range(outbox.AT_ONCE + 2):
        copy = Letter.objects.get(id=thanks.id)
        approval = copy.approvals.get()
        copy.pk, approval.pk = None, None
        copy._state.adding = approval._state.adding = True
        copy.id = approval.id = uuid.uuid4()
        copy.save()
        approval.letter = copy
        approval.save()
        queue(copy.id, account.id, NOW + dt.timedelta(milliseconds=number))
    server = Server()
    outbox.send_due(account.id, SOON + dt.timedelta(seconds=1), server)
    assert len(server.taken) == outbox.AT_ONCE
    Outbox.objects.filter(id=first.id).update(dated_at=SOON)
    assert Outbox.objects.filter(state=Outbox.State.QUEUED).count() == 3


def test_a_letter_to_nobody_and_one_not_approved_are_refused(thanks: Letter, account: MailAccount) -> None:
    Letter.objects.filter(id=thanks.id).update(state=Letter.State.DRAFT)
    with pytest.raises(Refused, match="not_approved"):
        queue(thanks.id, account.id, NOW)
    Letter.objects.filter(id=thanks.id).update(state=Letter.State.APPROVED, person=None)
    with pytest.raises(Refused, match="no_address"):
        queue(thanks.id, account.id, NOW)


def test_the_sample_never_leaves(thanks: Letter, account: MailAccount) -> None:
    Candidacy.objects.update(sample=True)
    with pytest.raises(Refused, match="sample"):
        queue(thanks.id, account.id, NOW)


def test_a_later_letter_goes_on_in_the_thread(
    queued: Outbox, account: MailAccount, held: Candidacy, ruth: Person
) -> None:
    outbox.send_due(account.id, SOON, Server())
    letter = draft(held, ruth, brief_of(held, ruth, "gift_note", own_words="The list I spoke of is below."))[0]
    Letter.objects.filter(id=letter.id).update(state=Letter.State.APPROVED)
    letter.approvals.create(at=NOW, digest="x", channel="email")
    row = queue(letter.id, account.id, SOON)
    assert message_from_bytes(bytes(row.mail))["In-Reply-To"] == queued.message_id


def test_an_account_is_one_and_can_go(account: MailAccount, stranger: object) -> None:
    again = keep_account("amara@example.net", dict(PLAIN))
    assert (again.id, MailAccount.objects.count()) == (account.id, 1)
    assert drop_account(account.id) == account.secret
    assert not MailAccount.objects.exists()


def test_somebody_else_sends_nothing_of_it(queued: Outbox, account: MailAccount, stranger: object) -> None:
    assert isinstance(stranger, uuid.UUID)
    server = Server()
    with acting_as(stranger):
        assert outbox.send_due(account.id, SOON, server) == []
    assert server.taken == []


def approved(held: Candidacy, ruth: Person, body: str, now: dt.datetime) -> Letter:
    """A letter of the person's own words, approved at a moment."""
    letter = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=now), now=now)[0]
    Letter.objects.filter(id=letter.id).update(body=body, moves=[])
    letter.refresh_from_db()
    approve(letter.id, now, anyway=["move.no-recall", "move.no-thanks", "time.words"])
    Letter.objects.get(id=letter.id).approvals.update(overridden=["move.no-recall"])
    return letter


@pytest.mark.parametrize(
    ("words", "sent", "state"),
    [
        ("thank you for the talk today", "2026-11-17T23:58-08:00", "sent"),
        ("thank you for the talk today", "2026-11-18T00:01-08:00", "held"),
        ("thank you for the talk yesterday", "2026-11-18T23:58-08:00", "sent"),
        ("thank you for the talk yesterday", "2026-11-19T00:01-08:00", "held"),
        ("thank you for the talk yesterday", "2026-11-19T08:30+01:00", "sent"),
        ("thank you for the talk on Tuesday", "2026-11-20T09:00-08:00", "sent"),
        ("thank you for the talk. I know that you decide tomorrow", "2026-12-03T09:00-08:00", "sent"),
        ("thank you for the talk. I know that you decide tomorrow", "2026-12-04T00:01-08:00", "held"),
    ],
)
def test_day_words_are_judged_where_the_talk_was_at_the_moment_of_sending(
    held: Candidacy, ruth: Person, account: MailAccount, words: str, sent: str, state: str
) -> None:
    at = dt.datetime.fromisoformat(sent)
    body = (
        f"Dear {cast.RUTH},\n\n{words[0].upper()}{words[1:]}. The badges stayed with me.\n\nKind regards\n{cast.AMARA}"
    )
    letter = approved(held, ruth, body, NOW)
    row = queue(letter.id, account.id, at - dt.timedelta(minutes=3))
    assert [one.state for one in outbox.send_due(account.id, at, Server())] == [state]
    row.refresh_from_db()
    assert row.told.get("params", {}).get("ids", []) == (["time.words"] if state == "held" else [])


def test_where_the_zone_of_a_firm_is_not_known_days_are_the_candidate_s_own(held: Candidacy, ruth: Person) -> None:
    Candidacy.objects.update(timezone="")
    held.refresh_from_db()
    held.owner.timezone = "America/Los_Angeles"
    brief = brief_of(held, ruth, "thank_you", send_at=dt.datetime(2026, 11, 18, 7, 30, tzinfo=dt.UTC))
    assert brief.interview
    assert (brief.interview.at.hour, brief.send_at and brief.send_at.date()) == (15, dt.date(2026, 11, 17))  # type: ignore[union-attr]
