"""The commands on the database, as a person would use them, one after another."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import docx
import pytest

import cast

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CASE = EXAMPLES / "case-1"
PROGRAM = [sys.executable, "-c", "from afterword.cli import main; main()"]
NOW = ("--now", "2026-11-17T17:00:00-08:00")


class Program:
    """The program with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.limit: Callable[[], None] | None = None
        lean = {"DJANGO_SETTINGS_MODULE": "afterword.app.config"}
        self.environ = {**os.environ, **lean, "AFTERWORD_DATA": str(folder), "AFTERWORD_DATABASE": ""}

    def __call__(self, *arguments: str, code: int = 0, say: str | None = None) -> Any:
        ended = subprocess.run(
            [*PROGRAM, *arguments, "--json"],
            env=self.environ,
            input=say,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=self.limit,
        )
        assert ended.returncode == code, ended.stderr
        assert "Traceback" not in ended.stderr
        return json.loads(ended.stdout)


@pytest.fixture
def afterword(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")


def begun(afterword: Program) -> None:
    where = ("--country", "US", "--subdivision", "WA", "--timezone", "America/Los_Angeles")
    who = ("--name", cast.RUTH, "--email", cast.RUTH_EMAIL, "--as", "interviewer")
    afterword("add", cast.FERNHILL, "--role", cast.ROLE, *where, *who, *NOW)
    afterword("add", cast.FERNHILL, "--name", cast.DANA, "--email", cast.DANA_EMAIL, "--as", "hr", *NOW)
    held = ("--who", "Ruth", "--at", "2026-11-17T15:00:00-08:00", "--data", "round=1", "--data", "format=onsite")
    afterword("log", "Fernhill", "interview_held", *held, *NOW)


def test_one_interview_from_the_first_name_to_a_sent_letter(afterword: Program) -> None:
    begun(afterword)
    afterword("user", "--name", cast.AMARA, "--email", cast.AMARA_EMAIL, "--proof", "moved 340 people to phones")
    today = afterword("today", *NOW)["steps"]
    assert "thank_you" in [line["step"] for line in today]
    noted = afterword("note", "Fernhill", str(CASE / "notes.md"), "--who", "Ruth", *NOW)
    assert "passkey" in noted["ledger"]["interests"][0]["subject"]
    assert afterword("gifts", "--add", str(EXAMPLES / "shelf.html"))["added"] >= 60
    chosen = afterword("gifts", "Fernhill", *NOW)["gifts"]
    assert chosen[0]["title"].startswith("Passkeys: A practical guide")
    letter = afterword("draft", "Fernhill", "--gift", "Passkeys: A practical", *NOW)
    assert "bitwarden.com" in letter["letter"]["body"]
    approved = afterword("approve", letter["id"][:8], "--sent", *NOW)
    assert approved["sent"] is True
    assert "thank_you" not in [line["step"] for line in afterword("today", *NOW)["steps"]]
    assert afterword("undo", *NOW, code=1)["error"]["code"] == "app.undo.has_left"


def test_a_decision_stops_and_undo_takes_it_back(afterword: Program) -> None:
    begun(afterword)
    before = afterword("today", *NOW)
    afterword("decide", "Fernhill", "rejection", *NOW)
    assert {line["step"] for line in afterword("today", *NOW)["steps"]} <= {"rejection_thanks"}
    assert afterword("undo", *NOW)["type"] == "rejection"
    assert afterword("today", *NOW) == before


def test_a_backup_is_proven_and_restores_over_living_data_which_are_kept(afterword: Program, tmp_path: Path) -> None:
    begun(afterword)
    file = tmp_path / "backup.sqlite3"
    saved = afterword("today", *NOW)
    assert afterword("backup", str(file))["rows"]["afterword_person"] == 2
    afterword("decide", "Fernhill", "rejection", *NOW)
    assert afterword("restore", str(file), say="n\n", code=2)["error"]["code"] == "input.stopped"
    answer = afterword("restore", str(file), "--yes")
    assert afterword("today", *NOW) == saved
    kept = Path(answer["kept"])
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("SELECT count(*) FROM afterword_event WHERE type = 'rejection'").fetchone() == (1,)


def test_a_backup_never_overwrites_and_a_half_written_one_is_refused(afterword: Program, tmp_path: Path) -> None:
    begun(afterword)
    file = tmp_path / "backup.sqlite3"
    afterword("backup", str(file))
    assert afterword("backup", str(file), code=2)["error"]["code"] == "app.backup.exists"
    half = tmp_path / "half.sqlite3"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert afterword("restore", str(half), "--yes", code=2)["error"]["code"] == "app.backup.damaged"
    assert afterword("today", *NOW)["steps"]


def test_a_newer_database_is_refused_untouched(afterword: Program) -> None:
    begun(afterword)
    with closing(sqlite3.connect(afterword.folder / "afterword.sqlite3")) as file, file:
        file.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('afterword', '9999_later', '2030-01-01')"
        )
    assert afterword("today", *NOW, code=2)["error"]["code"] == "app.schema.newer"


def test_what_is_no_database_is_one_clear_line(afterword: Program) -> None:
    afterword.folder.mkdir()
    (afterword.folder / "afterword.sqlite3").write_bytes(b"this is no database" * 100)
    assert afterword("today", *NOW, code=2)["error"]["code"] == "app.schema.unusable"


def test_a_locked_database_is_one_clear_line_and_nothing_changes(afterword: Program) -> None:
    begun(afterword)
    before = afterword("today", *NOW)
    with closing(sqlite3.connect(afterword.folder / "afterword.sqlite3")) as file:
        file.execute("BEGIN EXCLUSIVE")
        assert afterword("decide", "Fernhill", "rejection", *NOW, code=2)["error"]["code"] == "app.schema.unusable"
        file.rollback()
    assert afterword("today", *NOW) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disk_is_one_clear_line_and_nothing_is_half_written(afterword: Program, tmp_path: Path) -> None:
    import resource

    begun(afterword)
    before = afterword("today", *NOW)
    afterword.limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    assert afterword("decide", "Fernhill", "rejection", *NOW, code=2)["error"]["code"] == "app.schema.unusable"
    afterword.limit = None
    assert afterword("today", *NOW) == before


def test_the_data_folder_is_private(afterword: Program) -> None:
    afterword("today", *NOW)
    assert afterword.folder.stat().st_mode & 0o777 == 0o700


def test_an_export_goes_into_another_folder(afterword: Program, tmp_path: Path) -> None:
    begun(afterword)
    file = tmp_path / "all.json"
    afterword("export", str(file))
    other = Program(tmp_path / "other")
    other("import", str(file))
    assert other("today", *NOW) == afterword("today", *NOW)


def test_a_candidacy_file_comes_in_with_its_plan(afterword: Program) -> None:
    afterword("import", str(CASE / "candidacy.json"), *NOW)
    assert "thank_you" in [line["step"] for line in afterword("today", *NOW)["steps"]]


def test_names_that_fit_none_or_several_are_asked_about(afterword: Program) -> None:
    for company in ("Alder One", "Alder Two"):
        afterword("add", company, *NOW)
    assert afterword("decide", "Alder", "offer", code=2)["error"]["code"] == "cli.naming.several"
    assert afterword("decide", "Birch", "offer", code=2)["error"]["code"] == "cli.naming.none"


def test_the_doctor_finds_a_fresh_folder_well(afterword: Program) -> None:
    found = {look["what"]: look["well"] for look in afterword("doctor")["found"]}
    assert found["folder"] is True
    assert found["database"] is True


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["", "--role", "picker"], "input.empty"),
        (["Brightwater\nDepot"], "input.not_a_line"),
        (["Brightwater \u202etopeD"], "input.not_a_line"),
        (["B" * 201], "input.too_long"),
        (["Brightwater", "--name", "Ev\r\nBcc: all@example.org"], "input.not_a_line"),
        (["Brightwater", "--email", "not an address"], "input.not_an_email"),
        (["Brightwater", "--email", "a@example.org, b@example.org"], "input.not_an_email"),
        (["Brightwater", "--phone", "hello"], "input.not_a_phone"),
        (["Brightwater", "--country", "Narnia"], "input.not_a_country"),
        (["Brightwater", "--timezone", "Mars/Olympus"], "followup.unknown_zone"),
    ],
)
def test_what_is_no_name_and_no_address_is_refused(afterword: Program, options: list[str], code: str) -> None:
    assert afterword("add", *options, *NOW, code=2)["error"]["code"] == code
    assert afterword("export", "-")["rows"]["candidacy"] == []


def test_what_is_not_known_is_null(afterword: Program) -> None:
    assert afterword("user", "--name", cast.AMARA)["email"] is None
    afterword("add", "Brightwater Depot", *NOW)
    afterword("log", "Brightwater", "interview_held", "--at", "2026-11-17T10:00:00-08:00", *NOW)
    lines = afterword("today", "--days", "40", *NOW)["steps"]
    assert [(line["step"], line["to"], line["role"]) for line in lines if line["step"] == "follow_up_1"] == [
        ("follow_up_1", None, None)
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": "9999-12-31T23:59:59-12:00"}, "followup.far_off"),
        ({"data": {"ended": "x"}}, "followup.not_a_time"),
        ({"type": "moon_landing"}, "shapes.not_known"),
    ],
)
def test_a_candidacy_no_plan_can_be_made_of_is_not_taken_in(
    afterword: Program, tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    file = tmp_path / "candidacy.json"
    event = {"type": "interview_held", "at": "2026-11-17T15:00:00-08:00"}
    file.write_text(json.dumps({"company": "Fernhill", "events": [event | change]}))
    error = afterword("import", str(file), *NOW, code=2)["error"]
    assert (error["code"], error["where"].startswith(str(file))) == (code, True)
    assert afterword("export", "-")["rows"]["candidacy"] == []


def test_odd_rounds_and_an_id_named_twice_are_taken_in(afterword: Program, tmp_path: Path) -> None:
    file = tmp_path / "candidacy.json"
    event = {"id": "same", "type": "interview_held", "at": "2026-11-17T15:00:00-08:00", "data": {"round": "two"}}
    file.write_text(json.dumps({"company": "Fernhill", "events": [event, event]}))
    assert afterword("import", str(file), *NOW)["added"] == 2


def test_an_import_of_brackets_is_one_line(afterword: Program, tmp_path: Path) -> None:
    file = tmp_path / "deep.json"
    file.write_text("[" * 100_000)
    assert afterword("import", str(file), code=2)["error"]["code"] == "shapes.not_json"


def test_a_decision_said_twice_is_recorded_once(afterword: Program) -> None:
    begun(afterword)
    before = afterword("today", *NOW)
    first = afterword("decide", "Fernhill", "rejection", *NOW)
    assert afterword("decide", "Fernhill", "rejection", *NOW) == first
    afterword("undo", *NOW)
    assert afterword("today", *NOW) == before


def test_reasons_are_said_in_the_language_asked_for(afterword: Program) -> None:
    begun(afterword)
    english, german = (afterword("today", *NOW, "--language", tongue)["steps"][0]["why"] for tongue in ("en", "de"))
    assert "interviewed you" in english
    assert "interviewed you" not in german
    assert cast.RUTH in german


def test_a_letter_that_is_none_is_told_as_such(afterword: Program) -> None:
    begun(afterword)
    assert afterword("approve", "Fernhill", *NOW, code=2)["error"]["code"] == "cli.naming.no_letter"


def test_a_word_document_is_kept_as_its_words(afterword: Program, tmp_path: Path) -> None:
    begun(afterword)
    file = tmp_path / "notes.docx"
    said = "Ruth asked twice about passkeys. She said she would love to hear more about passkeys."
    written = docx.Document()
    written.add_paragraph(said)
    written.save(str(file))
    afterword("note", "Fernhill", str(file), "--who", "Ruth", *NOW)
    (note,) = afterword("export", "-")["rows"]["note"]
    assert said in note["text"]


def test_a_letter_needs_somebody_who_writes_it(afterword: Program) -> None:
    begun(afterword)
    error = afterword("draft", "Fernhill", *NOW, code=2)["error"]
    assert (error["code"], "afterword user" in error["mend"]) == ("cli.draft.nobody", True)


def test_a_moment_out_of_reach_is_refused(afterword: Program) -> None:
    begun(afterword)
    assert afterword("today", "--now", "9999-12-31T00:00:00+00:00", code=2)["error"]["code"] == "input.not_a_time"


def test_a_person_is_added_by_the_beginning_of_the_firm(afterword: Program) -> None:
    first = afterword("add", "St. Mary Hospital", *NOW)
    again = afterword("add", "St. Mary", "--name", "Nguyen Thi Minh Khai", *NOW)
    assert (again["candidacy"], again["new"]) == (first["candidacy"], False)
    assert afterword("add", "St. Mary", *NOW)["new"] is True
