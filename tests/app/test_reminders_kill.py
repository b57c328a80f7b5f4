"""kill -9 at any moment of a reminder: it comes once or not at all, never twice, and what became of it is known."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from outside.liar import Liar, answer, lying

CHILD = Path(__file__).parent / "reminders_child.py"
TAKEN = json.dumps({"id": "x", "time": 1, "expires": 2, "event": "message", "topic": "mine"})


class Post:
    """Keeps the ids of what it was given."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(0)
        self.taken.append(message_from_bytes(bytes(envelope.original_content or b""))["Message-ID"])
        assert envelope.rcpt_tos == [envelope.mail_from]
        return "250 taken"


@pytest.fixture(scope="module")
def post() -> Iterator[tuple[Post, int]]:
    handler = Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture(scope="module")
def phone() -> Iterator[Liar]:
    with lying(answer(TAKEN)) as liar:
        yield liar


@pytest.fixture(scope="module")
def case(
    post: tuple[Post, int], phone: Liar, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], list[list[str]]]]:
    folder = tmp_path_factory.mktemp("reminders")
    environ = {
        **os.environ, "AFTERWORD_DATA": str(folder), "AFTERWORD_DATABASE": "", "TZ": "UTC",
        "DJANGO_SETTINGS_MODULE": "afterword.app.web",
    }  # fmt: skip
    command = [sys.executable, str(CHILD), str(folder), str(post[1]), str(phone.port)]
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        assert child.stdin
        assert child.stdout
        asked, told = child.stdin, child.stdout

        def ask(channel: str, point: str) -> list[list[str]]:
            asked.write(f"{channel} {point}\n")
            states: list[list[str]] = json.loads(told.readline())
            return states

        yield ask
        asked.close()


@pytest.mark.parametrize("channel", ["mail", "ntfy"])
@pytest.mark.parametrize(
    ("point", "states", "came"),
    [
        ("none", ["sent", "sent", "sent", "sent"], 1),
        ("claimed", ["claimed", "claimed", "sent", "sent"], 1),
        ("doubt", ["doubt", "doubt", "failed", "failed"], 0),
        ("taken", ["doubt", "doubt", "failed", "failed"], 1),
    ],
)
def test_a_reminder_never_comes_twice(
    case: Callable[[str, str], list[list[str]]],
    post: tuple[Post, int],
    phone: Liar,
    channel: str,
    point: str,
    states: list[str],
    came: int,
) -> None:
    before = (len(post[0].taken), len(phone.bodies))
    assert case(channel, point) == [[state] for state in states]
    after = (len(post[0].taken), len(phone.bodies))
    assert (after[0] - before[0], after[1] - before[1]) == ((came, 0) if channel == "mail" else (0, came))
