"""`afterword gifts --add`: large files, and how far they are."""

import os
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from afterword.cli import main; main()"]


def environ(folder: Path) -> dict[str, str]:
    lean = {"DJANGO_SETTINGS_MODULE": "afterword.app.config"}
    return {**os.environ, **lean, "AFTERWORD_DATA": str(folder), "AFTERWORD_DATABASE": ""}


def test_half_a_gigabyte_is_refused_by_its_size(tmp_path: Path) -> None:
    large = tmp_path / "bookmarks.html"
    with large.open("wb") as file:
        file.truncate(500_000_000)
    began = time.perf_counter()
    ended = subprocess.run(
        [*PROGRAM, "gifts", "--add", str(large)],
        env=environ(tmp_path / "data"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "bookmarks.html" in ended.stderr
    assert "64 MB" in ended.stderr
    assert time.perf_counter() - began < 20


def test_a_terminal_is_told_how_far_it_is_and_a_pipe_is_not(tmp_path: Path) -> None:
    lines = [f"https://example.org/page/{n},Passkeys and pallets {n}" for n in range(1500)]
    table = tmp_path / "saved.csv"
    table.write_text("url,title\n" + "\n".join(lines), encoding="utf-8")
    ours, theirs = os.openpty()
    shown = subprocess.run(
        [*PROGRAM, "gifts", "--add", str(table), "--json"],
        env=environ(tmp_path / "one"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    told = os.read(ours, 4096).decode()
    os.close(ours)
    assert "1000 of 1500 things are on the shelf\r1500 of 1500 things are on the shelf" in told.replace("\r\n", "\n")
    assert shown.stdout.startswith(b"{")
    quiet = subprocess.run(
        [*PROGRAM, "gifts", "--add", str(table)], env=environ(tmp_path / "two"), capture_output=True, check=True
    )
    assert quiet.stderr == b""
    assert b"1500" in quiet.stdout
