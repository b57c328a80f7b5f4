"""The living program as a person starts, finds and stops it."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "from afterword.cli import main; main()"]
OPEN = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Programs:
    """Programs on one data folder, ended after the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"}
        }
        self.environ |= {"AFTERWORD_DATA": str(folder), "AFTERWORD_DATABASE": "", "AFTERWORD_PORT": str(free_port())}
        self.environ.pop("DJANGO_SETTINGS_MODULE", None)
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*PROGRAM, *arguments], env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            [*PROGRAM, *arguments], env=self.environ, capture_output=True, text=True, timeout=60, check=False
        )
        assert "Traceback" not in ended.stderr
        return ended


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r"(http://127\.0\.0\.1:\d+)/", line)
    assert found, (line, process.poll(), process.stderr and process.poll() is not None and process.stderr.read())
    return found[1]


def stop(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[str, str]:
    process.send_signal(number)
    assert process.stdout
    assert process.stderr
    with process.stdout as out, process.stderr as err:
        told = out.read(), err.read()
    assert process.wait(timeout=20) == 0, told
    return told


def status(url: str, **headers: str) -> tuple[int, str]:
    try:
        with OPEN.open(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    found = Programs(tmp_path / "data")
    yield found
    for process in found.started:
        process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            assert pipe
            pipe.close()


def test_bare_afterword_serves_and_prints_a_link_where_no_browser_is(programs: Programs) -> None:
    process = programs.start()
    where = address(process)
    assert where.endswith(programs.environ["AFTERWORD_PORT"])
    assert process.stdout
    link = re.search(r"http://\S+/login/\S+", process.stdout.readline())
    assert link
    assert status(where + "/")[0] == 401
    assert "afterword login" in status(where + "/")[1]
    jar = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    assert "Where are you?" in jar.open(link[0], timeout=10).read().decode()
    assert "Where are you?" in jar.open(where + "/", timeout=10).read().decode()
    code, text = status(link[0])
    assert (code, "afterword login" in text) == (410, True)
    assert stop(process, signal.SIGINT)[1] == ""
    assert not (programs.folder / "running.json").exists()


def test_a_browser_that_opens_gets_the_link_and_the_screen_does_not(programs: Programs, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    programs.environ["BROWSER"] = f"{browser} %s"
    process = programs.start("serve", "--port", "0")
    where = address(process)
    assert (tmp_path / "opened").read_text().startswith(f"{where}/login/")
    assert "/login/" not in stop(process)[0]


def test_a_browser_that_fails_leaves_the_link(programs: Programs) -> None:
    programs.environ["BROWSER"] = "/bin/false %s"
    process = programs.start("serve", "--port", "0")
    where = address(process)
    assert f"{where}/login/" in stop(process)[0]


def test_data_are_private_and_the_log_holds_no_key_and_no_query(programs: Programs) -> None:
    process = programs.start("serve", "--no-browser", "--port", "0")
    where = address(process)
    link = programs.run("login").stdout.strip()
    key = link.rpartition("/")[2]
    assert status(link, Host="evil.example.org")[0] == 400
    assert status(f"{where}/feed/{key}.ics?token=secret-query")[0] == 404
    assert status(f"{where}/nowhere/?q=Ruth+Calloway")[0] == 401
    assert status(link + "x")[0] == 410
    stop(process)
    log = (programs.folder / "service.log").read_text()
    assert "started on port" in log
    assert "/feed/…" in log
    assert [word for word in (key, "secret-query", "Calloway") if word in log] == []
    modes = {path.name: path.stat().st_mode & 0o077 for path in [programs.folder, *programs.folder.iterdir()]}
    assert {name for name, mode in modes.items() if mode} == set()


def test_a_second_program_opens_the_first(programs: Programs) -> None:
    first = programs.start("serve", "--no-browser", "--port", "0")
    where = address(first)
    ended = programs.run("--json")
    assert ended.returncode == 2  # --json belongs to a command
    ended = programs.run("serve", "--json")
    assert ended.returncode == 0
    told = json.loads(ended.stdout)
    assert told["address"] == where + "/"
    assert told["link"].startswith(where + "/login/")
    assert first.poll() is None


def test_two_at_once_become_one(programs: Programs) -> None:
    both = [programs.start("serve", "--no-browser", "--port", "0") for _ in range(2)]
    assert len({address(process) for process in both}) == 1
    time.sleep(0.5)
    standing = [process for process in both if process.poll() is None]
    assert len(standing) == 1
    stop(standing[0])


def test_a_taken_port_gives_way_and_says_so(programs: Programs) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        process = programs.start("serve", "--no-browser", "--port", str(taken))
        where = address(process)
        assert int(where.rpartition(":")[2]) > taken
        assert f"Port {taken} is taken" in stop(process)[1]


@pytest.mark.parametrize("left", ['{"port": 1, "mark": "old"}', "not json", '{"port": "x"}', "[]", ""])
def test_what_a_crash_left_behind_deceives_nobody(programs: Programs, left: str) -> None:
    programs.folder.mkdir(mode=0o700)
    (programs.folder / "running.json").write_text(left)
    ended = programs.run("login")
    assert (ended.returncode, "not running" in ended.stderr) == (2, True)
    process = programs.start("serve", "--no-browser", "--port", "0")
    where = address(process)
    assert programs.run("login").stdout.startswith(where)
    process.kill()
    process.wait()
    again = programs.start("serve", "--no-browser", "--port", "0")
    assert status(address(again) + "/alive")[0] == 200
    stop(again)


def test_another_program_at_the_noted_port_is_not_ours(programs: Programs, tmp_path: Path) -> None:
    other = Programs(tmp_path / "other")
    process = other.start("serve", "--no-browser", "--port", "0")
    try:
        port = address(process).rpartition(":")[2]
        programs.folder.mkdir(mode=0o700)
        (programs.folder / "running.json").write_text(json.dumps({"port": int(port), "mark": "mine"}))
        assert programs.run("login").returncode == 2
    finally:
        stop(process)


@pytest.mark.parametrize("what", ["folder", "secret-key", "running.lock", "service.log"])
def test_a_folder_that_cannot_be_written_is_told_in_one_line(programs: Programs, what: str) -> None:
    if what == "folder":
        programs.folder.write_text("a file stands here")
    else:
        (programs.folder / what).mkdir(parents=True)
    ended = programs.run("serve", "--no-browser", "--port", "0")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith(f"{programs.folder if what == 'folder' else programs.folder / what}: ")


def test_a_port_that_is_none_is_told(programs: Programs) -> None:
    programs.environ["AFTERWORD_PORT"] = "99999"
    assert programs.run("serve", "--no-browser").returncode == 2
    assert programs.run("serve", "--port", "70000").returncode == 2


def test_a_backup_is_not_put_under_a_running_program(programs: Programs, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert programs.run("backup", str(copy)).returncode == 0
    process = programs.start("serve", "--no-browser", "--port", "0")
    address(process)
    ended = programs.run("restore", str(copy), "--yes")
    assert (ended.returncode, "Stop it first" in ended.stderr) == (1, True)
    stop(process)
    assert programs.run("restore", str(copy), "--yes").returncode == 0


SEED = """
import datetime as dt, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "afterword.app.config"
django.setup()
from afterword.app.schema import ensure
ensure()
from afterword.app.me import me
from afterword.app.owner import acting_as
from afterword.app.models import Candidacy
from afterword.app.actions.begin import begin
from afterword.app.actions.record import record
from afterword.candidacy.candidacy import Candidacy as Noun
now = dt.datetime.now(dt.UTC)
with acting_as(me()):
    for number in range(80):
        row = begin(now, Noun(f"Firm {number}", "analyst", "US", None, "America/Los_Angeles"))
        record(row.id, "interview_held", now, at=now - dt.timedelta(days=2), data={"round": 1})
    Candidacy.objects.update(recheck_at=now - dt.timedelta(days=1))
"""


def test_a_stop_in_the_middle_of_a_sweep_loses_nothing(programs: Programs) -> None:
    programs.folder.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", SEED], env=programs.environ, check=True)

    def overdue() -> int:
        with closing(sqlite3.connect(programs.folder / "afterword.sqlite3")) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            plans = file.execute("SELECT count(DISTINCT candidacy_id) FROM afterword_step").fetchone()[0]
            assert plans == 80  # a plan is there whole, the old one or the new one
            moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() - 3600))
            query = "SELECT count(*) FROM afterword_candidacy WHERE recheck_at < ?"
            return int(file.execute(query, (moment,)).fetchone()[0])

    assert overdue() == 80
    process = programs.start("serve", "--no-browser", "--port", "0")
    address(process)
    stop(process)
    overdue()
    again = programs.start("serve", "--no-browser", "--port", "0")
    address(again)
    end = time.monotonic() + 30
    while overdue() and time.monotonic() < end:
        time.sleep(0.2)
    assert overdue() == 0
    stop(again)
