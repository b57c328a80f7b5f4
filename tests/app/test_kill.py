"""kill -9 at any point of an action loses nothing that was acknowledged and doubles nothing."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

CHILD = Path(__file__).parent / "kill_child.py"
SEED = """
import datetime as dt, django
django.setup()
from afterword.app.schema import ensure
ensure()
from afterword.app.me import me
from afterword.app.owner import acting_as
from afterword.app.actions.begin import begin
from afterword.candidacy.candidacy import Candidacy
with acting_as(me()):
    now = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    print(begin(now, Candidacy("Fernhill Logistics", "analyst", "US", "WA", "America/Los_Angeles")).id)
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "AFTERWORD_DATA": str(tmp_path),
        "AFTERWORD_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "afterword.app.config",
    }


@pytest.fixture
def candidacy(environ: dict[str, str]) -> str:
    made = subprocess.run([sys.executable, "-c", SEED], env=environ, capture_output=True, text=True, check=True)
    return made.stdout.strip()


def recorded(environ: dict[str, str]) -> list[str]:
    """Ids of the events, in their order; the whole file is checked on the way."""
    with closing(sqlite3.connect(Path(environ["AFTERWORD_DATA"]) / "afterword.sqlite3")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = file.execute('SELECT id, "order" FROM afterword_event ORDER BY "order"').fetchall()
    assert [order for _, order in rows] == list(range(1, len(rows) + 1))
    return [id for id, _ in rows]


def acknowledged(out: str) -> list[str]:
    return [line.replace("-", "") for line in out.split()]


@pytest.mark.parametrize("point", ["after_event", "before_steps", "after_steps", "before_commit"])
def test_a_kill_at_a_named_point_leaves_all_or_nothing(environ: dict[str, str], candidacy: str, point: str) -> None:
    command = [sys.executable, str(CHILD), candidacy, point, "3"]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == -9
    assert recorded(environ) == acknowledged(ended.stdout)
    assert len(acknowledged(ended.stdout)) == 2


def test_kills_at_random_lose_and_double_nothing(environ: dict[str, str], candidacy: str) -> None:
    rng = random.Random(20261118)
    told: list[str] = []
    for _ in range(6):
        command = [sys.executable, str(CHILD), candidacy, "", "100000"]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(rng.uniform(0.01, 0.4))
            child.kill()
            told += acknowledged(first + child.stdout.read())
        standing = recorded(environ)
        # the one event that was committed and not yet printed may stand too
        assert [id for id in standing if id in set(told)] == told
        assert len(standing) <= len(told) + 1
        told = standing
    assert len(told) > 6


ACTIONS = (
    "begin", "add_person", "record", "stop", "undo", "keep_note", "keep_picture", "judge", "introduce", "shelve",
    "draft", "approve", "sent", "take_in", "import",
    "capture", "hold_picture", "correct_contact", "confirm_fact", "add_subject", "move_interest",
    "add_sample", "remove_sample",
    "add_gift", "change_gift", "drop_gift", "put_back", "undo_import", "allow_subject",
    "wait", "arrange", "move", "call_off", "keep_reply", "change_settings", "allow_contact",
)  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
def test_a_kill_at_any_statement_of_any_action_leaves_all_or_nothing(
    environ: dict[str, str], action: str, tmp_path: Path
) -> None:
    command = [sys.executable, str(CHILD.with_name("kill_everywhere.py")), action, str(tmp_path)]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen["before"] != seen["after"]
    assert len(seen["kills"]) > 2
    assert [kill for kill in seen["kills"] if kill not in {seen["before"], seen["after"]}] == []
    assert seen["kills"][-1] == seen["before"]


def test_every_action_is_killed() -> None:
    files = (CHILD.parents[2] / "src" / "afterword" / "app" / "actions").glob("[a-z]*.py")
    text = CHILD.with_name("kill_everywhere.py").read_text()
    inner = {"replan"}  # runs inside the others
    assert [file.stem for file in files if file.stem not in inner and f"actions.{file.stem} import" not in text] == []
