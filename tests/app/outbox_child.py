"""Sends what is due, again and again, until it is killed or nothing is left; prints "ready" before the first.

    python outbox_child.py NOW MODE PORT

MODE: wal, as the program does it; naive: what is in doubt is sent again at once.
"""

import datetime as dt
import sys

import django

django.setup()

from afterword.app import outbox, sending  # noqa: E402 - Django is set up first
from afterword.app.me import me  # noqa: E402
from afterword.app.models import MailAccount, Outbox  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402

BUSY = (Outbox.State.QUEUED, Outbox.State.CLAIMED)


def main() -> None:
    now, mode, port = dt.datetime.fromisoformat(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    outbox.A_DAY = 10_000
    outbox.WAITS = (0,) * 200  # type: ignore[assignment]
    with acting_as(me()):
        account = MailAccount.objects.get()
        account.servers = {"smtp": {"host": "127.0.0.1", "port": port, "security": "none", "user": ""}}
        account.save()
        if mode == "naive":
            Outbox.objects.filter(state=Outbox.State.DOUBT).update(state=Outbox.State.QUEUED)
        print("ready", flush=True)
        while Outbox.objects.filter(state__in=BUSY).exists():
            outbox.send_due(account.id, now, sending.by(account, None))  # type: ignore[arg-type]
            if mode == "naive":
                Outbox.objects.filter(state=Outbox.State.DOUBT).update(state=Outbox.State.QUEUED)
    print("done", flush=True)


if __name__ == "__main__":
    main()
