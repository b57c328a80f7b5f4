"""What is killed: every action, as a door calls it, and what stands before it."""

import datetime as dt
import uuid
from collections.abc import Callable

import msgspec

from afterword.app.access import digest
from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.add_own_words import add_own_words
from afterword.app.actions.add_proof import add_proof
from afterword.app.actions.add_sample import add_sample
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.allow_contact import allow_contact
from afterword.app.actions.allow_subject import allow_subject
from afterword.app.actions.approve import approve
from afterword.app.actions.arrange import When, arrange, call_off, move
from afterword.app.actions.ask_model import ask_model, give_up, keep_outcome
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.bring_in import begin_import, bring_part, end_import
from afterword.app.actions.capture import Line, Met, Talk, capture
from afterword.app.actions.change_gift import change_gift
from afterword.app.actions.change_settings import change_settings
from afterword.app.actions.choose_sources import choose_sources
from afterword.app.actions.choose_whom import choose_whom
from afterword.app.actions.close_feed import close_feed
from afterword.app.actions.confirm_fact import confirm_fact
from afterword.app.actions.correct_contact import correct_contact
from afterword.app.actions.draft import draft, keep_draft
from afterword.app.actions.drop_gift import drop_gift
from afterword.app.actions.drop_unclaimed import drop_unclaimed
from afterword.app.actions.erase_everything import erase_everything
from afterword.app.actions.erase_person import erase_person
from afterword.app.actions.follow import follow, turn, unfollow
from afterword.app.actions.hand_over import hand_over, take_over_back
from afterword.app.actions.hold_picture import hold_picture
from afterword.app.actions.introduce import introduce
from afterword.app.actions.judge import judge
from afterword.app.actions.keep_account import drop_account, keep_account
from afterword.app.actions.keep_article import keep_article
from afterword.app.actions.keep_entries import keep_entries
from afterword.app.actions.keep_look import keep_look
from afterword.app.actions.keep_model import drop_model, keep_model
from afterword.app.actions.keep_note import keep_note
from afterword.app.actions.keep_picture import keep_picture
from afterword.app.actions.keep_reply import keep_reply
from afterword.app.actions.keep_vectors import keep_vectors
from afterword.app.actions.let_look import let_look
from afterword.app.actions.locate import locate
from afterword.app.actions.log_call import Call, log_call
from afterword.app.actions.move_interest import move_interest
from afterword.app.actions.note_copy import note_copy
from afterword.app.actions.open_feed import open_feed
from afterword.app.actions.pass_over import pass_over
from afterword.app.actions.present import present
from afterword.app.actions.put_back import put_back
from afterword.app.actions.queue import queue
from afterword.app.actions.read_feed import read_feed
from afterword.app.actions.record import record
from afterword.app.actions.remind_me import put_reminders_away, remind_me
from afterword.app.actions.remove_sample import remove_sample
from afterword.app.actions.reopen import reopen
from afterword.app.actions.rephrase import rephrase
from afterword.app.actions.retrace import retrace
from afterword.app.actions.revise import revise
from afterword.app.actions.reword import another_wording, reword
from afterword.app.actions.sent import sent
from afterword.app.actions.shelve import compare, shelve
from afterword.app.actions.sign import sign
from afterword.app.actions.sign_in import make_link, sign_in
from afterword.app.actions.sign_out import sign_out
from afterword.app.actions.stop_sending import release, settle, stop_sending
from afterword.app.actions.take_in import take_in
from afterword.app.actions.undo import undo
from afterword.app.actions.undo_import import undo_import
from afterword.app.actions.wait import wait
from afterword.app.export import export, restore_rows
from afterword.app.me import me
from afterword.app.models import (
    Candidacy,
    Feed,
    Import,
    Interest,
    Letter,
    MailAccount,
    ModelDraft,
    Note,
    Outbox,
    Person,
    Reminder,
    Token,
)
from afterword.app.models import Event as OneEvent
from afterword.app.queries.brief import brief_of, rebuilt
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.candidacy.events import Event
from afterword.gift import look
from afterword.gift.gift import Gift
from afterword.gift.meaning import mark
from afterword.letter.alternatives import alternatives
from afterword.letter.attempts import Drafted
from afterword.letter.letter import Letter as Composed
from afterword.letter.letter import MoveText
from afterword.notes.interest import Interest as LedgerInterest
from afterword.notes.ledger import Ledger
from afterword.reply.reply import Reply

NOW = dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC)
RUTH = Contact(name="Ruth Calloway", emails=(Email("ruth.calloway@fernhill.example.org"),))
LEDGER = Ledger(interests=(LedgerInterest("i1", "rolling out passkeys", "business"),))
NOTE = uuid.UUID(int=7)
TALK = Talk(
    noun.Candidacy("Second Firm"),
    "interview_held",
    "video",
    NOW,
    met=(Met(Contact(name="Tom Okafor")),),
    note="Tom lit up about bread.",
    lines=(Line(LedgerInterest("", "bread"), 0),),
)
BREAD = Gift("g9", kind="book", title="Bread and its makers", url="https://example.org/bread")
THREE = [Gift(f"g{n}", title=f"Passkeys at firm {n}", url=f"https://example.org/{n}") for n in range(3)]


def seed() -> None:
    """One candidacy with a person, an interview, an interest and a draft."""
    introduce(name="Amara Boateng", email="amara.boateng@example.org", proofs=["moved 340 people to phones"])
    row = begin(NOW, noun.Candidacy("Fernhill Logistics", "analyst", "US", "WA", "America/Los_Angeles"))
    ruth = add_person(NOW, row.id, RUTH, ["interviewer"])
    record(row.id, "interview_held", NOW, at=NOW - dt.timedelta(hours=2), who=[ruth.id], data={"round": 1})
    keep_note(NOW, row.id, "passkeys", LEDGER, person_id=ruth.id)
    draft(row, ruth, brief_of(row, ruth, "thank_you", own_words="Your twenty minutes stayed with me."))


def candidacy() -> Candidacy:
    return Candidacy.objects.get()


def ruth() -> Person:
    return Person.objects.get()


def letter() -> Letter:
    return Letter.objects.get()


def agreed() -> None:
    approve(letter().id, NOW, anyway=["move.recall", "move.interest", "truth.facts"])


def approved() -> Letter:
    agreed()
    return letter()


def brought() -> None:
    bring_part(NOW, begin_import(NOW, ["b.html"]).id, compare([BREAD]), looked_at=1, total=4)


def queued() -> Outbox:
    account = keep_account("amara.boateng@example.org", {"smtp": {}})
    return queue(approved().id, account.id, NOW)


def sending(state: Outbox.State) -> None:
    row = queued()
    row.state, row.dated_at = state, NOW
    row.save()


def handed_over() -> Letter:
    return hand_over(approved().id, "mailto", NOW)


def reworded() -> Letter:
    return another_wording(NOW, letter().id, letter().version)


def rephrased() -> Letter:
    row = letter()
    declared = msgspec.convert(row.moves, tuple[MoveText, ...])
    offered = alternatives(rebuilt(row, NOW), row.body, declared, 0)
    return rephrase(NOW, row.id, row.version, 0, offered[0].text)


def model_asked() -> ModelDraft:
    return ask_model(NOW, letter().id, keep_model("http://127.0.0.1:11434/v1", "small"), "{}")


def token(purpose: Token.Purpose) -> None:
    Token.objects.create(id=NOTE, purpose=purpose, digest=digest("key"), expires_at=NOW + dt.timedelta(minutes=10))


def called() -> Call:
    who, day = ruth().id, NOW.date()
    return Call("call", "call_back", who, back_on=day, named=day + dt.timedelta(days=9), decider=who, note="Tuesday.")


def followed() -> Feed:
    follow(NOW, [("Shift Paper", "https://paper.example.org/feed")], on=True)
    return Feed.objects.get()


def arranged() -> OneEvent:
    starts = NOW + dt.timedelta(days=2)
    ends = starts + dt.timedelta(hours=1)
    tom = Contact(name="Tom Okafor")
    firm = noun.Candidacy("Second Firm")
    return arrange(NOW, firm, When(starts, ends), format="video", people=[(tom, "interviewer")], id=NOTE)


PREPARED: dict[str, Callable[[], object]] = {
    "sent": approved,
    "stop": approved,
    "undo": lambda: record(candidacy().id, "rejection", NOW),
    "ask_model": model_asked,
    "keep_outcome": model_asked,
    "give_up": model_asked,
    "drop_model": model_asked,
    "move": arranged,
    "call_off": arranged,
    "confirm_fact": lambda: keep_note(NOW, candidacy().id, "They decide by December 4.", Ledger(), id=NOTE),
    "move_interest": lambda: add_subject(candidacy().id, "bread", id=NOTE),
    "remove_sample": lambda: add_sample(NOW),
    "change_gift": lambda: add_gift(NOW, BREAD, id=NOTE),
    "drop_gift": lambda: add_gift(NOW, BREAD, id=NOTE),
    "keep_vectors": lambda: add_gift(NOW, BREAD, id=NOTE),
    "bring_part": brought,
    "end_import": brought,
    "undo_import": brought,
    "close_feed": lambda: open_feed(NOW, id=NOTE),
    "read_feed": lambda: open_feed(NOW, id=NOTE),
    "drop_unclaimed": lambda: hold_picture(NOW - dt.timedelta(days=3), b"jpeg", 1, 1),
    "erase_everything": lambda: (add_sample(NOW), queued()),
    "erase_person": queued,
    "hand_over": approved,
    "take_over_back": handed_over,
    "drop_account": queued,
    "queue": lambda: (approved(), keep_account("amara.boateng@example.org", {"smtp": {}})),
    "reopen": queued,
    "retrace": reworded,
    "make_link": lambda: make_link(NOW - dt.timedelta(days=1)),
    "sign_in": lambda: token(Token.Purpose.LOGIN),
    "sign_out": lambda: token(Token.Purpose.DEVICE),
    "put_reminders_away": lambda: Reminder.objects.create(
        id=NOTE, channel="mail", kind="digest", key="mail digest 2026-11-17", state="missed", due=NOW, until=NOW
    ),
    "stop_sending": queued,
    "turn": followed,
    "unfollow": followed,
    "keep_entries": followed,
    "keep_article": lambda: add_gift(NOW, BREAD, id=NOTE),
    "keep_look": lambda: add_gift(NOW, BREAD, id=NOTE),
    "pass_over": lambda: (approved(), Letter.objects.update(body="Dear Ruth Calloway,\n\nI want this role.")),
    "release": lambda: sending(Outbox.State.HELD),
    "settle": lambda: sending(Outbox.State.UNSURE),
    "settle, not left": lambda: sending(Outbox.State.UNSURE),
    "allow_subject": lambda: Interest.objects.create(
        id=NOTE,
        candidacy=candidacy(),
        subject="her church choir",
        value={
            "id": "i2",
            "subject": "her church choir",
            "kind": "personal",
            "sensitive": True,
            "evidence": [{"quote": "I sing in our choir.", "words": "said"}],
        },
    ),
}
"""What stands before the action that is killed, where the seed is not enough."""

ACTIONS: dict[str, Callable[[], object]] = {
    "begin": lambda: begin(NOW, noun.Candidacy("Second Firm", "analyst", "US")),
    "add_person": lambda: add_person(
        NOW, candidacy().id, Contact(name="Dana Whitcombe", emails=(Email("dana@example.org"),)), ["hr"]
    ),
    "record": lambda: record(candidacy().id, "interview_held", NOW, who=[ruth().id], data={"round": 2}),
    "stop": lambda: record(candidacy().id, "rejection", NOW),
    "undo": lambda: undo(NOW),
    "keep_vectors": lambda: keep_vectors(NOW, "a model", {NOTE: (mark(BREAD), bytes(8))}),
    "keep_note": lambda: keep_note(NOW, candidacy().id, "again", LEDGER, person_id=ruth().id),
    "keep_picture": lambda: keep_picture(b"jpeg", 1, 1, candidacy_id=candidacy().id, person_id=ruth().id),
    "judge": lambda: judge(Interest.objects.get().id, hidden=True),
    "introduce": lambda: introduce(name="Amara B.", proofs=["another fact"]),
    "shelve": lambda: shelve(THREE),
    "draft": lambda: draft(
        candidacy(), ruth(), brief_of(candidacy(), ruth(), "visibility", own_words="One more thing.")
    ),
    "approve": agreed,
    "sent": lambda: sent(letter().id, NOW),
    "take_in": lambda: take_in(
        NOW,
        noun.Candidacy(
            "Third Firm", people=(noun.Person("p", "Jo"),), events=(Event("e", "interview_held", NOW, ("p",)),)
        ),
    ),
    "import": lambda: restore_rows(_exported()),
    "capture": lambda: capture(NOW, TALK, id=NOTE),
    "hold_picture": lambda: hold_picture(NOW, b"jpeg", 1, 1),
    "correct_contact": lambda: correct_contact(NOW, ruth().id, Contact(name="Ruth C. Calloway")),
    "confirm_fact": lambda: confirm_fact(NOW, Note.objects.get(id=NOTE).id, 0, id=NOTE),
    "add_subject": lambda: add_subject(candidacy().id, "bread", person_id=ruth().id, id=NOTE),
    "move_interest": lambda: move_interest(NOTE, "down"),
    "add_sample": lambda: add_sample(NOW),
    "remove_sample": remove_sample,
    "add_gift": lambda: add_gift(NOW, BREAD, id=NOTE),
    "change_gift": lambda: change_gift(NOTE, read=True),
    "drop_gift": lambda: drop_gift(NOTE),
    "put_back": lambda: put_back(
        {"id": str(NOTE), "value": msgspec.to_builtins(BREAD), "sample": False, "added_at": NOW.isoformat()}
    ),
    "begin_import": lambda: begin_import(NOW, ["b.html"]),
    "bring_part": lambda: bring_part(NOW, Import.objects.get().id, compare(THREE), looked_at=3, total=4),
    "end_import": lambda: end_import(NOW, Import.objects.get().id, [("b.html", "broken")], failed=True),
    "undo_import": lambda: undo_import(Import.objects.get().id),
    "allow_subject": lambda: allow_subject(NOW, candidacy().id, NOTE, id=NOTE),
    "wait": lambda: wait(NOW, TALK, thanked=NOW, asked=NOW, id=NOTE),
    "arrange": arranged,
    "move": lambda: move(
        NOW,
        OneEvent.objects.get(id=NOTE),
        When(NOW + dt.timedelta(days=4), NOW + dt.timedelta(days=5)),
        id=uuid.UUID(int=8),
    ),
    "call_off": lambda: call_off(NOW, OneEvent.objects.get(id=NOTE)),
    "keep_reply": lambda: keep_reply(
        NOW,
        candidacy().id,
        at=NOW,
        who=ruth().id,
        what="reply",
        judged={"outcome": "rejection"},
        mail=(Reply("reply", "rejection"), b"mail"),
        id=NOTE,
    ),
    "change_settings": lambda: change_settings(NOW, candidacy().id, {"company": "Fernhill", "follow_up_3": True}),
    "close_feed": lambda: close_feed(NOW, NOTE),
    "read_feed": lambda: read_feed(NOW, NOTE),
    "drop_unclaimed": lambda: drop_unclaimed(NOW),
    "erase_everything": erase_everything,
    "erase_person": lambda: erase_person(NOW, ruth().id),
    "hand_over": lambda: hand_over(letter().id, "mailto", NOW),
    "take_over_back": lambda: take_over_back(letter().id, NOW),
    "keep_account": lambda: keep_account("amara.boateng@example.org", {"smtp": {}}),
    "drop_account": lambda: drop_account(MailAccount.objects.get().id),
    "keep_draft": lambda: keep_draft(
        candidacy(), ruth(), brief_of(candidacy(), ruth(), "thank_you"), Composed("Thank you", "Dear Ruth,")
    ),
    "ask_model": model_asked,
    "keep_outcome": lambda: keep_outcome(NOW, ModelDraft.objects.get().id, Drafted(failed="outside.llm.cut_off")),
    "give_up": lambda: give_up(letter().id),
    "add_proof": lambda: add_proof("A third fact."),
    "add_own_words": lambda: add_own_words(letter().id, "The dock drawing stayed with me."),
    "choose_sources": lambda: choose_sources(["openlibrary"]),
    "choose_whom": lambda: choose_whom(NOW, candidacy().id, ruth().id, id=NOTE),
    "keep_model": lambda: keep_model("https://api.example.org/v1", "small"),
    "drop_model": drop_model,
    "locate": lambda: locate(NOW, ruth().id, "DE", "Europe/Berlin"),
    "log_call": lambda: log_call(NOW, candidacy().id, called(), id=NOTE),
    "note_copy": lambda: note_copy(NOW),
    "open_feed": lambda: open_feed(NOW, id=NOTE),
    "present": lambda: present(
        name="Amara B.",
        email="amara@example.org",
        phone="",
        language="en",
        country="US",
        timezone="America/Los_Angeles",
        proofs=["moved 340 people to phones", "another fact"],
    ),
    "queue": lambda: queue(letter().id, MailAccount.objects.get().id, NOW),
    "reopen": lambda: reopen(NOW, letter().id),
    "revise": lambda: revise(NOW, letter().id, letter().version, "Thank you", "Dear Ruth,"),
    "reword": lambda: reword(NOW, letter().id, letter().version, Composed("Thank you", "Dear Ruth,")),
    "another_wording": reworded,
    "rephrase": rephrased,
    "retrace": lambda: retrace(NOW, letter().id, letter().version, 1),
    "sign": lambda: sign(me(), "Amara B."),
    "make_link": lambda: make_link(NOW),
    "sign_in": lambda: sign_in("key", NOW, "Firefox"),
    "sign_out": lambda: sign_out(NOTE, NOW),
    "stop_sending": lambda: stop_sending(Outbox.objects.get().id),
    "follow": lambda: follow(NOW, [("Shift Paper", "https://paper.example.org/feed")], on=True),
    "turn": lambda: turn(Feed.objects.get().id, on=False),
    "unfollow": lambda: unfollow(Feed.objects.get().id),
    "keep_entries": lambda: keep_entries(NOW, Feed.objects.get().id, [BREAD], title="Bread", etag="a"),
    "keep_article": lambda: keep_article(NOW, NOTE, "<p>Bread.</p>"),
    "keep_look": lambda: keep_look(NOW, str(BREAD.url), look.Look("gone")),
    "let_look": lambda: let_look(on=True),
    "pass_over": lambda: pass_over(letter().id, NOW, ["move.thanks"]),
    "release": lambda: release(Outbox.objects.get().id, NOW),
    "settle": lambda: settle(Outbox.objects.get().id, NOW, left=True),
    "settle, not left": lambda: settle(Outbox.objects.get().id, NOW, left=False),
    "remind_me": lambda: remind_me(
        NOW, digest=True, hour=7, push=True, server="https://ntfy.sh", topic="mine", names=True
    ),
    "put_reminders_away": lambda: put_reminders_away(NOW),
    "allow_contact": lambda: allow_contact(NOW, candidacy().id, at=NOW, who=[ruth().id], id=NOTE),
}
"""Every action, as a door calls it."""

SEVERAL: dict[str, Callable[[], object]] = {
    "two": lambda: (judge(Interest.objects.get().id, hidden=True), introduce(name="Amara B.")),
}
"""What is not one action: the half of it must be seen."""


def _exported() -> bytes:
    """What is standing, under new ids, so that all of it is new."""
    text = export().decode()
    for id in sorted({part for part in text.split('"') if part.count("-") == 4 and len(part) == 36}):
        text = text.replace(id, str(uuid.uuid5(uuid.NAMESPACE_URL, id)))
    return text.replace("ruth.calloway@", "ruth.c@").encode()
