"""Sends what is due, again and again, until it is killed or nothing is left.

    python outbox_child.py FOLDER LETTERS

Writes FOLDER/seed.sqlite3 with so many letters queued and says "seeded". Then it reads lines of FILE NOW MODE PORT
and forks a child for each, so that Django is loaded once. The child says "ready" with its id before its first
letter. The line "wait" after it is answered by "ended" with its wait status; until then the id is nobody else's.

MODE: wal, as the program does it; naive: what is in doubt is sent again at once.
"""

import datetime as dt
import os
import sys
import traceback
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 - Django is set up first

from afterword.app import outbox, sending  # noqa: E402
from afterword.app.actions.approve import digest  # noqa: E402
from afterword.app.actions.begin import add_person, begin  # noqa: E402
from afterword.app.actions.draft import draft  # noqa: E402
from afterword.app.actions.introduce import introduce  # noqa: E402
from afterword.app.actions.keep_account import keep_account  # noqa: E402
from afterword.app.actions.queue import queue  # noqa: E402
from afterword.app.me import me  # noqa: E402
from afterword.app.models import Letter, MailAccount, Outbox  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402
from afterword.app.queries.brief import brief_of  # noqa: E402
from afterword.app.schema import ensure  # noqa: E402
from afterword.candidacy.candidacy import Candidacy  # noqa: E402
from afterword.candidacy.contact import Contact, Email  # noqa: E402

NOW = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
BUSY = (Outbox.State.QUEUED, Outbox.State.CLAIMED)


def use(file: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(file)


def seed(letters: int) -> None:
    """Queue letters to as many people."""
    introduce(name="Amara Boateng", email="amara.boateng@example.org")
    account = keep_account("amara.boateng@example.org", {"smtp": {}})
    for number in range(letters):
        row = begin(NOW, Candidacy(f"Firm {number}", "analyst", "US", "WA", "America/Los_Angeles"))
        contact = Contact(name="Ruth Calloway", emails=(Email(f"ruth{number}@example.org"),))
        person = add_person(NOW, row.id, contact, ["hr"])
        letter = draft(row, person, brief_of(row, person, "withdrawal"))[0]
        letter.state = Letter.State.APPROVED
        letter.save()
        letter.approvals.create(at=NOW, digest=digest(letter), channel="email")
        queue(letter.id, account.id, NOW)


def send(now: dt.datetime, mode: str, port: int) -> None:
    """Send until nothing is left that can be sent."""
    account = MailAccount.objects.get()
    account.servers = {"smtp": {"host": "127.0.0.1", "port": port, "security": "none", "user": ""}}
    account.save()
    if mode == "naive":
        Outbox.objects.filter(state=Outbox.State.DOUBT).update(state=Outbox.State.QUEUED)
    print("ready", os.getpid(), flush=True)
    while Outbox.objects.filter(state__in=BUSY).exists():
        outbox.send_due(account.id, now, sending.by(account, None))  # type: ignore[arg-type]
        if mode == "naive":
            Outbox.objects.filter(state=Outbox.State.DOUBT).update(state=Outbox.State.QUEUED)


def forked(file: Path, now: dt.datetime, mode: str, port: int) -> int:
    """Send in a child and return its id."""
    child = os.fork()
    if child == 0:
        try:
            use(file)
            with acting_as(me()):
                send(now, mode, port)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def main() -> None:
    folder, letters = Path(sys.argv[1]), int(sys.argv[2])
    outbox.A_DAY = 10_000
    outbox.WAITS = (0,) * 200  # type: ignore[assignment]
    use(folder / "seed.sqlite3")
    ensure()
    with acting_as(me()):
        seed(letters)
    connection.close()
    print("seeded", flush=True)
    for line in sys.stdin:
        file, now, mode, port = line.split()
        child = forked(Path(file), dt.datetime.fromisoformat(now), mode, int(port))
        assert sys.stdin.readline() == "wait\n"
        print("ended", os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
