"""Runs an action on copies of a database and kills itself at each of its statements in turn.

    python kill_everywhere.py ACTION FOLDER

Prints one JSON document: the rows by table before and after the whole action, and what stood after
each kill. A child is forked for each, so that Django is loaded once.
"""

import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import sys
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import django
import msgspec

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django is set up first

from afterword.app.actions.add_gift import add_gift  # noqa: E402
from afterword.app.actions.add_sample import add_sample  # noqa: E402
from afterword.app.actions.add_subject import add_subject  # noqa: E402
from afterword.app.actions.allow_contact import allow_contact  # noqa: E402
from afterword.app.actions.allow_subject import allow_subject  # noqa: E402
from afterword.app.actions.approve import approve  # noqa: E402
from afterword.app.actions.arrange import arrange, call_off, move  # noqa: E402
from afterword.app.actions.begin import add_person, begin  # noqa: E402
from afterword.app.actions.capture import Line, Met, Talk, capture  # noqa: E402
from afterword.app.actions.change_gift import change_gift  # noqa: E402
from afterword.app.actions.change_settings import change_settings  # noqa: E402
from afterword.app.actions.confirm_fact import confirm_fact  # noqa: E402
from afterword.app.actions.correct_contact import correct_contact  # noqa: E402
from afterword.app.actions.draft import draft  # noqa: E402
from afterword.app.actions.drop_gift import drop_gift  # noqa: E402
from afterword.app.actions.hold_picture import hold_picture  # noqa: E402
from afterword.app.actions.introduce import introduce  # noqa: E402
from afterword.app.actions.judge import judge  # noqa: E402
from afterword.app.actions.keep_note import keep_note  # noqa: E402
from afterword.app.actions.keep_picture import keep_picture  # noqa: E402
from afterword.app.actions.keep_reply import keep_reply  # noqa: E402
from afterword.app.actions.move_interest import move_interest  # noqa: E402
from afterword.app.actions.put_back import put_back  # noqa: E402
from afterword.app.actions.record import record  # noqa: E402
from afterword.app.actions.remove_sample import remove_sample  # noqa: E402
from afterword.app.actions.sent import sent  # noqa: E402
from afterword.app.actions.shelve import shelve  # noqa: E402
from afterword.app.actions.take_in import take_in  # noqa: E402
from afterword.app.actions.undo import undo  # noqa: E402
from afterword.app.actions.undo_import import undo_import  # noqa: E402
from afterword.app.actions.wait import wait  # noqa: E402
from afterword.app.export import export, restore_rows  # noqa: E402
from afterword.app.me import me  # noqa: E402
from afterword.app.models import Candidacy, Interest, Letter, Note, Person  # noqa: E402
from afterword.app.models import Event as OneEvent  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402
from afterword.app.queries.brief import brief_of  # noqa: E402
from afterword.app.schema import ensure  # noqa: E402
from afterword.candidacy import candidacy as noun  # noqa: E402
from afterword.candidacy.contact import Contact, Email  # noqa: E402
from afterword.candidacy.events import Event  # noqa: E402
from afterword.gift.gift import Gift  # noqa: E402
from afterword.notes.interest import Interest as LedgerInterest  # noqa: E402
from afterword.notes.ledger import Ledger  # noqa: E402
from afterword.reply.reply import Reply  # noqa: E402

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
NAME = "afterword.sqlite3"
WHOLE, COMMIT = 0, -1
"""Instead of the number of a statement: never killed; killed when only the commit is left."""


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


def approved() -> Letter:
    approve(letter().id, NOW, anyway=["move.recall", "move.interest", "truth.facts"])
    return letter()


def arranged() -> OneEvent:
    starts = NOW + dt.timedelta(days=2)
    ends = starts + dt.timedelta(hours=1)
    tom = Contact(name="Tom Okafor")
    firm = noun.Candidacy("Second Firm")
    return arrange(NOW, firm, starts=starts, ends=ends, format="video", contact=tom, id=NOTE)


PREPARED: dict[str, Callable[[], object]] = {
    "sent": approved,
    "stop": approved,
    "undo": lambda: record(candidacy().id, "rejection", NOW),
    "move": arranged,
    "call_off": arranged,
    "confirm_fact": lambda: keep_note(NOW, candidacy().id, "They decide by December 4.", Ledger(), id=NOTE),
    "move_interest": lambda: add_subject(candidacy().id, "bread", id=NOTE),
    "remove_sample": lambda: add_sample(NOW),
    "change_gift": lambda: add_gift(NOW, BREAD, id=NOTE),
    "drop_gift": lambda: add_gift(NOW, BREAD, id=NOTE),
    "undo_import": lambda: shelve([BREAD], now=NOW),
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
    "keep_note": lambda: keep_note(NOW, candidacy().id, "again", LEDGER, person_id=ruth().id),
    "keep_picture": lambda: keep_picture(b"jpeg", 1, 1, candidacy_id=candidacy().id, person_id=ruth().id),
    "judge": lambda: judge(Interest.objects.get().id, hidden=True),
    "introduce": lambda: introduce(name="Amara B.", proofs=["another fact"]),
    "shelve": lambda: shelve(
        [Gift(f"g{n}", title=f"Passkeys at firm {n}", url=f"https://example.org/{n}") for n in range(3)]
    ),
    "draft": lambda: draft(
        candidacy(), ruth(), brief_of(candidacy(), ruth(), "visibility", own_words="One more thing.")
    ),
    "approve": approved,
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
    "undo_import": lambda: undo_import(NOW),
    "allow_subject": lambda: allow_subject(NOW, candidacy().id, NOTE, id=NOTE),
    "wait": lambda: wait(NOW, TALK, thanked=NOW, asked=NOW, id=NOTE),
    "arrange": arranged,
    "move": lambda: move(
        NOW, OneEvent.objects.get(id=NOTE), NOW + dt.timedelta(days=4), NOW + dt.timedelta(days=5), id=uuid.UUID(int=8)
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
    "allow_contact": lambda: allow_contact(NOW, candidacy().id, at=NOW, who=[ruth().id], id=NOTE),
}
"""Every action, as a door calls it."""


def _exported() -> bytes:
    """What is standing, under new ids, so that all of it is new."""
    text = export().decode()
    for id in sorted({part for part in text.split('"') if part.count("-") == 4 and len(part) == 36}):
        text = text.replace(id, str(uuid.uuid5(uuid.NAMESPACE_URL, id)))
    return text.replace("ruth.calloway@", "ruth.c@").encode()


def digest(file: Path) -> str:
    """The whole content but for ids and moments of this run, after a check of every page."""
    with closing(sqlite3.connect(file)) as made:
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = [
            name
            for (name,) in made.execute(
                "SELECT name FROM sqlite_master WHERE name LIKE 'afterword_%' AND type = 'table'"
            )
        ]
        counts = {name: made.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in sorted(tables)}
        states = made.execute("SELECT state, subject FROM afterword_letter ORDER BY kind, state").fetchall()
        plans = made.execute("SELECT step, due FROM afterword_step ORDER BY step, due").fetchall()
        stops = made.execute("SELECT company, stopped FROM afterword_candidacy ORDER BY company").fetchall()
        judged = made.execute(
            "SELECT subject, judged, hidden, rank FROM afterword_interest ORDER BY subject, judged, rank"
        ).fetchall()
        who = made.execute("SELECT name, proofs FROM afterword_candidate").fetchall()
        who += made.execute("SELECT name, email FROM afterword_person ORDER BY name").fetchall()
        shelf = made.execute("SELECT title, value FROM afterword_shelfitem ORDER BY title, value").fetchall()
    return json.dumps([counts, states, plans, stops, judged, who, shelf])


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a child and return its wait status."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def use(file: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(file)


def killed_at(statement: int) -> Callable[..., Any]:
    """A wrapper that kills the process before the given statement of the action, or before its commit."""
    seen = 0

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapper


def run(file: Path, action: str, statement: int) -> int:
    def work() -> None:
        use(file)
        with acting_as(me()), connection.execute_wrapper(killed_at(statement)):
            if statement != COMMIT:
                ACTIONS[action]()
                return
            with transaction.atomic():
                ACTIONS[action]()
                os.kill(os.getpid(), signal.SIGKILL)  # everything was executed and nothing is kept yet

    return forked(work)


def main() -> None:
    action, folder = sys.argv[1], Path(sys.argv[2])
    start = folder / NAME

    def make() -> None:
        use(start)
        ensure()
        with acting_as(me()):
            seed()
            PREPARED.get(action, lambda: None)()

    assert forked(make) == 0
    whole = folder / "whole.sqlite3"
    _copy(start, whole)
    assert run(whole, action, WHOLE) == 0
    after_kill = []
    statement = 1
    while True:
        file = folder / f"at-{statement}.sqlite3"
        _copy(start, file)
        status = run(file, action, statement)
        if not os.WIFSIGNALED(status):
            break
        after_kill.append(digest(file))
        file.unlink()
        statement += 1
    last = folder / "commit.sqlite3"
    _copy(start, last)
    assert os.WIFSIGNALED(run(last, action, COMMIT))
    after_kill.append(digest(last))
    print(json.dumps({"before": digest(start), "after": digest(whole), "kills": after_kill}))


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as made:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(source, target)


if __name__ == "__main__":
    main()
