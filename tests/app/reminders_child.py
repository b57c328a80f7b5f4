"""Sends one reminder after another, and dies where it is told to.

    python reminders_child.py FOLDER SMTP_PORT NTFY_PORT

Reads lines of CHANNEL POINT. For each, on a database of its own: a child sends the day's list and kills itself at
POINT, then others look again: at once, and an hour later. Prints the states that the reminder had after each, as JSON.

POINT: claimed (nothing has left), doubt (about to hand in), taken (the server has it, nothing of that is kept yet),
none (it is not killed).
"""

import datetime as dt
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import django

django.setup()

from django.db import connection  # noqa: E402 - Django is set up first

from afterword.app import delivery, reminders  # noqa: E402
from afterword.app.actions.begin import add_person, begin  # noqa: E402
from afterword.app.actions.introduce import introduce  # noqa: E402
from afterword.app.actions.keep_account import keep_account  # noqa: E402
from afterword.app.actions.record import record  # noqa: E402
from afterword.app.actions.remind_me import remind_me  # noqa: E402
from afterword.app.me import me  # noqa: E402
from afterword.app.models import Reminder, Reminding  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402
from afterword.app.schema import ensure  # noqa: E402
from afterword.candidacy.candidacy import Candidacy  # noqa: E402
from afterword.candidacy.contact import Contact, Email  # noqa: E402

TALK = dt.datetime(2026, 11, 17, 23, 0, tzinfo=dt.UTC)
EIGHT = dt.datetime(2026, 11, 18, 8, 0, tzinfo=dt.UTC)


def use(file: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(file)


def seed(smtp: int, ntfy: int) -> None:
    introduce(name="Amara Boateng", email="amara.boateng@example.org")
    row = begin(TALK, Candidacy("Fernhill Logistics", "analyst", "US", "WA", "America/Los_Angeles"))
    ruth = add_person(TALK, row.id, Contact(name="Ruth Calloway", emails=(Email("ruth@example.org"),)), ["lead"])
    record(row.id, "interview_held", TALK, at=TALK, who=[ruth.id], data={"round": 1})
    server = {"host": "127.0.0.1", "port": smtp, "security": "none", "user": ""}
    keep_account("amara.boateng@example.org", {"smtp": server})
    address = f"http://127.0.0.1:{ntfy}"
    remind_me(TALK, digest=True, hour=8, push=True, server=address, topic="mine", names=False)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Let the next reminder die at `point`."""
    make = delivery.by

    def deadly(*args: Any) -> reminders.Send:
        send = make(*args)

        def sent(row: Reminder, before_send: Callable[[], None]) -> reminders.Answer:
            if point == "claimed":
                die()

            def before() -> None:
                before_send()
                if point == "doubt":
                    die()

            answer = send(row, before)
            if point == "taken":
                die()
            return answer

        return sent

    mock.patch.object(delivery, "by", deadly).start()


def looked(file: Path, channel: str, now: dt.datetime, point: str = "none") -> list[str]:
    """Look once in a child; return the states that stand then."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            use(file)
            with acting_as(me()):
                Reminding.objects.update(digest=channel == "mail", push=channel == "ntfy")
                if point != "none":
                    arm(point)
                reminders.plan(now)
                delivery.remind_all(now, file.parent)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    use(file)
    with acting_as(me()):
        return list(Reminder.objects.order_by("due").values_list("state", flat=True))


def main() -> None:
    folder, smtp, ntfy = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    use(folder / "seed.sqlite3")
    ensure()
    with acting_as(me()):
        seed(smtp, ntfy)
    connection.close()
    for number, line in enumerate(sys.stdin):
        channel, point = line.split()
        file = Path(shutil.copy(folder / "seed.sqlite3", folder / f"{number}.sqlite3"))
        hour = dt.timedelta(hours=1)
        told = [
            looked(file, channel, EIGHT, point),
            looked(file, channel, EIGHT + dt.timedelta(minutes=1)),
            looked(file, channel, EIGHT + hour),
            looked(file, channel, EIGHT + 2 * hour),
        ]
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
