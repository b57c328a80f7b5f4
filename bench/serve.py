"""How long `afterword` takes to its first page, and how much memory the living program holds.

    python bench/serve.py [--quick]

first_page_x: from the start of the process to the first page answered, on data that stand, over a bare
`python -c pass` in the same run; first_page_s: the same in seconds; new_data_s: on an empty folder, whose tables
are made; rss_idle_mb: of the server before a page was asked for; rss_pages_mb: after 200 views of Today, the
calendar, its file and the first screen; page_ms: the middle of those views. Each start is the best of its runs.
many_ms: the middle view of a page with 200 candidacies and 10,000 people on it.
"""

import http.cookiejar
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("afterword"))
PAGES = ("/", "/calendar", "/calendar.ics", "/start")
VIEWS = 200
MANY_PAGES = {"today": "/", "people": "/people?q=harbour", "calendar": "/calendar"}
MANY = """
import datetime as dt
import django
django.setup()
from django.db import transaction
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import record
from afterword.app.models import Candidate, Person
from afterword.app.owner import acting_as
from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.contact import Contact
now = dt.datetime.now(dt.UTC)
with acting_as(Candidate.objects.get().id), transaction.atomic():
    for at in range(200):
        row = begin(now, Candidacy(f"Firm {at}", "analyst", "US"))
        person = add_person(now, row.id, Contact(name=f"Person {at}"), ["interviewer"])
        record(row.id, "interview_held", now, at=now - dt.timedelta(days=at % 30, hours=3), who=[person.id])
    owner = Candidate.objects.get()
    Person.objects.bulk_create(Person(owner=owner, name=f"Somebody {at} at the harbour") for at in range(10_000))
"""
"""Many rows of one person, added by the program's own actions."""


class Started:
    """A running program. seconds: until it answered."""

    def __init__(self, folder: str) -> None:
        self.environ = {**os.environ, "AFTERWORD_DATA": folder, "AFTERWORD_DATABASE": ""}
        self.environ.pop("DJANGO_SETTINGS_MODULE", None)
        command = [PROGRAM, "serve", "--no-browser", "--port", "0"]
        began = time.perf_counter()
        self.process = subprocess.Popen(command, env=self.environ, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        found = re.search(r"(http://127\.0\.0\.1:\d+)/", self.process.stdout.readline())
        assert found
        self.address = found[1]
        self.idle = self.rss()
        self.open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        ).open
        self.open(f"{self.address}/alive").read()
        self.seconds = time.perf_counter() - began

    def rss(self) -> float:
        """Resident megabytes now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return round(int(found[1]) / 1024, 1)

    def stop(self) -> None:
        """End it as a person would."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0


def bare() -> float:
    began = time.perf_counter()
    subprocess.run([PYTHON, "-c", "pass"], check=True)
    return time.perf_counter() - began


def fill(folder: str) -> None:
    environ = {**os.environ, "AFTERWORD_DATA": folder, "AFTERWORD_DATABASE": ""}
    who = ["--name", "Ruth Calloway", "--email", "ruth.calloway@fernhill.example.org", "--phone", "+12065550118"]
    held = ["log", "Fernhill", "interview_held", "--who", "Ruth", "--data", "round=1"]
    for command in (
        ["user", "--name", "Amara Boateng", "--email", "amara.boateng@example.org"],
        ["add", "Fernhill Logistics", "--role", "identity systems analyst", "--country", "US", *who],
        held,
    ):
        subprocess.run([PROGRAM, *command], env=environ, check=True, capture_output=True)


def sign_in(program: Started) -> None:
    said = subprocess.run([PROGRAM, "login"], env=program.environ, check=True, capture_output=True, text=True)
    program.open(said.stdout.strip()).read()


def views(program: Started) -> list[float]:
    sign_in(program)
    taken = []
    for number in range(VIEWS):
        began = time.perf_counter()
        program.open(program.address + PAGES[number % len(PAGES)]).read()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def many(folder: str) -> dict[str, int]:
    environ = {**os.environ, "AFTERWORD_DATA": folder, "AFTERWORD_DATABASE": ""}
    subprocess.run([PYTHON, "-c", MANY], env={**environ, "DJANGO_SETTINGS_MODULE": "afterword.app.config"}, check=True)
    program = Started(folder)
    sign_in(program)
    middle = {}
    for name, page in MANY_PAGES.items():
        taken = []
        for _ in range(15):
            began = time.perf_counter()
            program.open(program.address + page).read()
            taken.append((time.perf_counter() - began) * 1000)
        middle[name] = round(statistics.median(taken))
    program.stop()
    return middle


def main() -> None:
    runs = 3 if "--quick" in sys.argv else 9
    with tempfile.TemporaryDirectory() as folder:
        program = Started(folder)
        new_data = program.seconds
        program.stop()
        fill(folder)
        seconds = []
        bases = []
        for _ in range(runs):
            bases.append(bare())
            program = Started(folder)
            seconds.append(program.seconds)
            idle = program.idle
            program.stop()
        program = Started(folder)
        taken = views(program)
        after = program.rss()
        program.stop()
        of_many = many(folder)
    line = {
        "first_page_x": round(min(seconds) / min(bases), 1),
        "first_page_s": round(min(seconds), 2),
        "new_data_s": round(new_data, 2),
        "rss_idle_mb": idle,
        "rss_pages_mb": after,
        "page_ms": round(statistics.median(taken), 1),
        "many_ms": of_many,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
