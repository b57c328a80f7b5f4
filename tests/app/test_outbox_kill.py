"""kill -9 at any moment of sending: nothing twice, nothing lost; and the naive way fails in the same run."""

import asyncio
import datetime as dt
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

CHILD = Path(__file__).parent / "outbox_child.py"
LETTERS = 40
START = dt.datetime(2026, 11, 18, 1, 0, tzinfo=dt.UTC)
SEED = f"""
import datetime as dt, uuid, django
django.setup()
from afterword.app.schema import ensure
ensure()
from afterword.app.me import me
from afterword.app.owner import acting_as
from afterword.app.actions.approve import digest
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.introduce import introduce
from afterword.app.actions.keep_account import keep_account
from afterword.app.actions.queue import queue
from afterword.app.models import Letter
from afterword.app.queries.brief import brief_of
from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.contact import Contact, Email
with acting_as(me()):
    now = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    introduce(name="Amara Boateng", email="amara.boateng@example.org")
    account = keep_account("amara.boateng@example.org", {{"smtp": {{}}}})
    for number in range({LETTERS}):
        row = begin(now, Candidacy(f"Firm {{number}}", "analyst", "US", "WA", "America/Los_Angeles"))
        contact = Contact(name="Ruth Calloway", emails=(Email(f"ruth{{number}}@example.org"),))
        person = add_person(now, row.id, contact, ["hr"])
        letter = draft(row, person, brief_of(row, person, "withdrawal"))[0]
        letter.state = Letter.State.APPROVED
        letter.save()
        letter.approvals.create(at=now, digest=digest(letter), channel="email")
        queue(letter.id, account.id, now)
"""


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


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    made = {
        **os.environ,
        "AFTERWORD_DATA": str(tmp_path),
        "AFTERWORD_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "afterword.app.config",
    }
    subprocess.run([sys.executable, "-c", SEED], env=made, check=True)
    return made


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


def states(environ: dict[str, str]) -> Counter[str]:
    with closing(sqlite3.connect(Path(environ["AFTERWORD_DATA"]) / "afterword.sqlite3")) as file:
        return Counter(state for (state,) in file.execute("SELECT state FROM afterword_outbox"))


def sent_ids(environ: dict[str, str]) -> set[str]:
    with closing(sqlite3.connect(Path(environ["AFTERWORD_DATA"]) / "afterword.sqlite3")) as file:
        return {id for (id,) in file.execute("SELECT message_id FROM afterword_outbox WHERE state = 'sent'")}


def run(environ: dict[str, str], mode: str, port: int, rng: random.Random) -> int:
    """Send with kills until nothing is left that can be sent; return how many kills."""
    kills = 0
    for turn in range(60):
        now = START + dt.timedelta(hours=turn)  # past every lease and every grace
        child = subprocess.Popen(
            [sys.executable, str(CHILD), now.isoformat(), mode, str(port)],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        if kills >= 12:
            assert child.wait(timeout=60) == 0
            child.stdout.close()
            return kills
        time.sleep(rng.uniform(0.05, 0.3))
        child.kill()
        kills += 1
        child.wait()
        child.stdout.close()
        if not {"queued", "claimed"} & set(states(environ)):
            return kills
    return kills


@pytest.mark.slow
def test_nothing_is_sent_twice_and_nothing_is_lost(environ: dict[str, str], post: tuple[Post, int]) -> None:
    taking, port = post
    kills = run(environ, "wal", port, random.Random(11))
    left = states(environ)
    assert kills >= 5
    assert [id for id, times in taking.taken.items() if times > 1] == []
    assert sent_ids(environ) <= set(taking.taken)
    assert set(left) <= {"sent", "unsure", "doubt"}
    assert left["sent"] >= LETTERS / 2


@pytest.mark.slow
def test_the_naive_way_sends_twice(environ: dict[str, str], post: tuple[Post, int]) -> None:
    taking, port = post
    run(environ, "naive", port, random.Random(11))
    assert [id for id, times in taking.taken.items() if times > 1] != []
