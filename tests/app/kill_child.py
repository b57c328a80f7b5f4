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

import django

django.setup()

from afterword.app.actions import record as recording  # noqa: E402 - Django is set up first
from afterword.app.actions import replan as replanning  # noqa: E402
from afterword.app.me import me  # noqa: E402
from afterword.app.models import Step  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402

START = dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC)


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    replan, create = replanning.replan, Step.objects.bulk_create

    def then_die(*args: object, **kwargs: object) -> object:
        done = {"after_steps": create, "before_commit": replan}[point](*args, **kwargs)  # type: ignore[arg-type]
        die()
        return done

    if point == "after_event":
        recording.replan = die  # type: ignore[assignment]
    if point == "before_steps":
        Step.objects.bulk_create = die  # type: ignore[assignment]
    if point == "after_steps":
        Step.objects.bulk_create = then_die  # type: ignore[assignment]
    if point == "before_commit":
        recording.replan = then_die  # type: ignore[assignment]


def main() -> None:
    candidacy, point, count = uuid.UUID(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with acting_as(me()):
        for number in range(count):
            if number == count - 1:
                arm(point)
            at = START + dt.timedelta(minutes=number)
            event = recording.record(candidacy, "note_written", at, data={"number": number})
            print(event.id, flush=True)


if __name__ == "__main__":
    main()
