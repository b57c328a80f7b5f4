"""Records events one after another until it is killed; prints each id once it is acknowledged.

    python kill_child.py CANDIDACY POINT COUNT

POINT names where it kills itself in the middle of the action: after_event, before_steps, after_steps,
before_commit; "" runs on until somebody else kills it.
"""

import datetime as dt
import os
import signal
import sys
import uuid
from typing import Any
from unittest import mock

import django

django.setup()

from afterword.app.actions.record import record  # noqa: E402 - Django is set up first
from afterword.app.actions.replan import replan  # noqa: E402
from afterword.app.me import me  # noqa: E402
from afterword.app.models import Step  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402

START = dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC)


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Let the next action die at `point`."""
    create = Step.objects.bulk_create

    def create_then_die(*args: Any, **kwargs: Any) -> None:
        create(*args, **kwargs)
        die()

    def replan_then_die(*args: Any, **kwargs: Any) -> None:
        replan(*args, **kwargs)
        die()

    target, stand_in = {
        "after_event": ("afterword.app.actions.record.replan", die),
        "before_steps": ("afterword.app.models.Step.objects.bulk_create", die),
        "after_steps": ("afterword.app.models.Step.objects.bulk_create", create_then_die),
        "before_commit": ("afterword.app.actions.record.replan", replan_then_die),
    }[point]
    mock.patch(target, stand_in).start()


def main() -> None:
    candidacy, point, count = uuid.UUID(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with acting_as(me()):
        for number in range(count):
            if point and number == count - 1:
                arm(point)
            at = START + dt.timedelta(minutes=number)
            event = record(candidacy, "note_written", at, data={"number": number})
            print(event.id, flush=True)


if __name__ == "__main__":
    main()
