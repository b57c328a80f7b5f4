"""A database made by every earlier release opens, is brought up to date, and shows its day."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

DATABASES = sorted((Path(__file__).parent.parent / "data" / "databases").glob("*.sql.gz"))


@pytest.mark.parametrize("file", DATABASES, ids=lambda file: file.name)
def test_a_database_of_an_earlier_release_opens(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "afterword.sqlite3")) as made:
        made.executescript(gzip.decompress(file.read_bytes()).decode())
    lean = {"DJANGO_SETTINGS_MODULE": "afterword.app.config"}
    environ = {**os.environ, **lean, "AFTERWORD_DATA": str(tmp_path), "AFTERWORD_DATABASE": ""}
    program = [sys.executable, "-c", "from afterword.cli import main; main()"]
    days = ["today", "--now", "2026-11-17T17:00:00-08:00", "--days", "30", "--json"]
    shown = subprocess.run([*program, *days], env=environ, capture_output=True, text=True, check=True)
    steps = [line["step"] for line in json.loads(shown.stdout)["steps"]]
    assert steps == ["thank_you", "follow_up_1"]
    saved = subprocess.run([*program, "export"], env=environ, capture_output=True, text=True, check=True)
    assert "Ruth Calloway" in saved.stdout


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert DATABASES
