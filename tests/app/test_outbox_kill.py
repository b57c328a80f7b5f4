"""kill -9 at any moment of sending: nothing twice, nothing lost; and the naive way fails in the same run."""

import asyncio
import datetime as dt
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import IO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

CHILD = Path(__file__).parent / "outbox_child.py"
LETTERS = 40
KILLS = 12
START = dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC)


class Post:
    """Takes its time, refuses for a while, drops the line before and after it has taken a mail."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.rng.random() * 0.03)
        chance = self.rng.random()
        if chance < 0.1:
            return "451 4.3.0 busy"
        if chance >= 0.15:
            self.taken[message_from_bytes(bytes(envelope.original_content or b""))["Message-ID"]] += 1
        if chance < 0.2:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            await asyncio.sleep(0.01)
        return "250 taken"


@dataclass(frozen=True)
class Sender:
    """The one process of this file that sends; each time in a child of its own, which can be killed."""

    asked: IO[str]
    told: IO[str]
    seed: Path

    def start(self, file: Path, now: dt.datetime, mode: str, port: int) -> int:
        """Return the id of the child that now begins to send what `file` holds."""
        self._ask(f"{file} {now.isoformat()} {mode} {port}")
        said, child = self.told.readline().split()
        assert said == "ready"
        return int(child)

    def ended(self) -> int:
        """Wait for the child and return its wait status."""
        self._ask("wait")
        said, status = self.told.readline().split()
        assert said == "ended"
        return int(status)

    def _ask(self, line: str) -> None:
        self.asked.write(f"{line}\n")
        self.asked.flush()


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    folder = tmp_path_factory.mktemp("sender")
    environ = {
        **os.environ,
        "AFTERWORD_DATA": str(folder),
        "AFTERWORD_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "afterword.app.config",
    }
    command = [sys.executable, str(CHILD), str(folder), str(LETTERS)]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as made:
        assert made.stdin
        assert made.stdout
        assert made.stdout.readline() == "seeded\n"
        yield Sender(made.stdin, made.stdout, folder / "seed.sqlite3")
        made.stdin.close()


@pytest.fixture
def queued(sender: Sender, tmp_path: Path) -> Path:
    """A database whose letters are all queued."""
    return Path(shutil.copy(sender.seed, tmp_path / "afterword.sqlite3"))


@pytest.fixture
def post() -> Iterator[tuple[Post, int]]:
    taking = Post(random.Random(7))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(taking, hostname="127.0.0.1", port=port)
    controller.start()
    yield taking, port
    controller.stop()


def states(file: Path) -> Counter[str]:
    with closing(sqlite3.connect(file)) as rows:
        return Counter(state for (state,) in rows.execute("SELECT state FROM afterword_outbox"))


def sent_ids(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as rows:
        return {id for (id,) in rows.execute("SELECT message_id FROM afterword_outbox WHERE state = 'sent'")}


def run(sender: Sender, file: Path, mode: str, port: int) -> int:
    """Send with kills until nothing is left that can be sent; return how many kills."""
    rng = random.Random(11)
    for kills in range(KILLS):
        child = sender.start(file, START + dt.timedelta(hours=kills), mode, port)  # past every lease and every grace
        time.sleep(rng.uniform(0.02, 0.2))
        os.kill(child, signal.SIGKILL)
        killed = os.WIFSIGNALED(sender.ended())
        if not {"queued", "claimed"} & set(states(file)):
            return kills + killed
    sender.start(file, START + dt.timedelta(hours=KILLS), mode, port)
    assert sender.ended() == 0
    return KILLS


@pytest.mark.slow
def test_nothing_is_sent_twice_and_nothing_is_lost(sender: Sender, queued: Path, post: tuple[Post, int]) -> None:
    taking, port = post
    kills = run(sender, queued, "wal", port)
    left = states(queued)
    assert kills >= 5
    assert [id for id, times in taking.taken.items() if times > 1] == []
    assert sent_ids(queued) <= set(taking.taken)
    assert set(left) <= {"sent", "unsure", "doubt"}
    assert left["sent"] >= LETTERS / 2


@pytest.mark.slow
def test_the_naive_way_sends_twice(sender: Sender, queued: Path, post: tuple[Post, int]) -> None:
    taking, port = post
    run(sender, queued, "naive", port)
    assert [id for id, times in taking.taken.items() if times > 1] != []
