"""The main job, as `make demo` does it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def demo(out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "demo.py"), "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("demo")
    return demo(out), out


def test_the_demo_takes_one_interview_through_all_six_steps(
    shown: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ended, out = shown
    assert (ended.returncode, ended.stderr) == (0, "")
    for expected in (
        "Ruth Calloway, Director of IT Operations, Fernhill Logistics",
        "passkeys to the warehouse crew",
        "decision_date: 2026-12-04",
        "Passkeys: A practical guide for rolling out modern authentication",
        "thank_you to Ruth Calloway",
        "follow_up_1 to Dana Whitcombe",
    ):
        assert expected in ended.stdout
    assert b"To: Ruth Calloway <ruth.calloway@fernhill.example.org>" in (out / "letter.eml").read_bytes()
    assert (out / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    ended = demo(blocked / "inside")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "Choose a folder you may write to" in ended.stderr
