"""Every text a draft had: stepped back and forward through, kept within bounds, taken along and erased."""

import datetime as dt
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from afterword.app.actions.draft import draft
from afterword.app.actions.erase_person import erase_person
from afterword.app.actions.rephrase import rephrase
from afterword.app.actions.retrace import retrace
from afterword.app.actions.revise import MOST, PAUSE, revise
from afterword.app.actions.reword import another_wording, reword
from afterword.app.export import export, restore_rows
from afterword.app.models import Candidacy, Candidate, Letter, Person, Revision
from afterword.app.owner import acting_as
from afterword.app.queries.brief import brief_of, rebuilt
from afterword.app.queries.revisions import revisions
from afterword.errors import Refused
from afterword.letter.alternatives import alternatives
from afterword.letter.letter import Letter as Composed
from afterword.letter.letter import MoveText
from app.conftest import NOW

LATER = PAUSE + dt.timedelta(seconds=1)
DATABASE = Path(__file__).parent.parent / "data" / "databases" / "0002_living.sql.gz"


@pytest.fixture
def letter(held: Candidacy, ruth: Person) -> Letter:
    return draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)[0]


def typed(letter: Letter, text: str, at: dt.datetime = NOW) -> Letter:
    letter.refresh_from_db()
    return revise(at, letter.id, letter.version, "Thank you", text)


def kept(letter: Letter) -> list[tuple[int, str]]:
    letter.refresh_from_db()
    return [(row.number, row.how) for row in letter.revisions.order_by("number")]


def test_the_first_draft_is_the_first_revision(letter: Letter) -> None:
    assert kept(letter) == [(1, "written")]
    assert (letter.revision, letter.revisions.get().body) == (1, letter.body)


def test_every_change_is_a_step_and_comes_back_as_it_was(letter: Letter) -> None:
    letter.refresh_from_db()
    first = (letter.subject, letter.body, letter.moves, letter.seed)
    another_wording(NOW, letter.id, letter.version)
    typed(letter, "Dear Ruth,\n\nBy hand.")
    letter.refresh_from_db()
    reword(NOW, letter.id, letter.version, Composed("Thanks", "Dear Ruth,\n\nFrom elsewhere."))
    assert kept(letter) == [(1, "written"), (2, "reworded"), (3, "typed"), (4, "taken")]
    assert letter.moves == []
    retrace(NOW, letter.id, letter.version, 1)
    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.moves, letter.seed) == first
    retrace(NOW, letter.id, letter.version, 3)
    letter.refresh_from_db()
    assert letter.body == "Dear Ruth,\n\nBy hand."
    assert [bool(step) for step in (revisions(letter).back, revisions(letter).on)] == [True, True]


def test_a_change_gives_up_what_was_taken_back(letter: Letter) -> None:
    typed(letter, "One.")
    typed(letter, "Two.", NOW + LATER)
    letter.refresh_from_db()
    retrace(NOW, letter.id, letter.version, 1)
    typed(letter, "Three.", NOW + 2 * LATER)
    assert kept(letter) == [(1, "written"), (2, "typed")]
    assert letter.revisions.get(number=2).body == "Three."


def test_what_is_typed_without_a_pause_is_one_step(letter: Letter) -> None:
    for at in range(5):
        typed(letter, f"{at} words.", NOW + at * PAUSE)
    assert kept(letter) == [(1, "written"), (2, "typed")]
    typed(letter, "After a pause.", NOW + 4 * PAUSE + LATER)
    assert [row.body for row in letter.revisions.order_by("number")][1:] == ["4 words.", "After a pause."]


def test_the_oldest_go_first(letter: Letter) -> None:
    for at in range(1, MOST + 6):
        typed(letter, f"{at}.", NOW + at * LATER)
    numbers = [number for number, _ in kept(letter)]
    assert (len(numbers), numbers[-1]) == (MOST, MOST + 6)
    assert letter.revisions.get(number=numbers[-1]).body == letter.body


def test_one_sentence_is_a_step(letter: Letter) -> None:
    declared = tuple(MoveText(move["move"], move["text"], tuple(move["uses"])) for move in letter.moves)
    other = alternatives(rebuilt(letter, NOW), letter.body, declared, 0)[0]
    rephrase(NOW, letter.id, letter.version, 0, other.text)
    assert kept(letter) == [(1, "written"), (2, "sentence")]
    assert letter.body == other.body
    with pytest.raises(Refused):
        rephrase(NOW, letter.id, letter.version, 0, "Nobody offered this.")


def test_an_old_window_steps_nowhere(letter: Letter) -> None:
    typed(letter, "One.")
    retrace(NOW, letter.id, 1, 1)
    letter.refresh_from_db()
    assert (letter.body, letter.revision) == ("One.", 2)
    with pytest.raises(Refused):
        retrace(NOW, letter.id, letter.version, 9)


def test_a_letter_that_is_no_draft_stays(letter: Letter) -> None:
    typed(letter, "One.")
    Letter.objects.update(state=Letter.State.APPROVED)
    with pytest.raises(Refused):
        retrace(NOW, letter.id, letter.version, 1)


def test_a_text_that_no_revision_holds_is_kept_first(letter: Letter) -> None:
    Letter.objects.update(body="By another way.")
    typed(letter, "One.")
    assert [row.body for row in letter.revisions.order_by("number")][1:] == ["By another way.", "One."]


def test_they_are_taken_along_and_erased_with_the_letter(letter: Letter, ruth: Person) -> None:
    typed(letter, "One.")
    data = export()
    Candidate.objects.all().delete()
    with acting_as(Candidate.objects.create().id):
        restore_rows(data)
        assert Revision.objects.count() == 2
        erase_person(NOW, ruth.id)
        assert not Revision.objects.exists()


def test_the_earlier_wording_of_an_old_export_is_a_step(letter: Letter) -> None:
    document = json.loads(export())
    document["schema"] = "0002_living"
    del document["rows"]["revision"]
    (row,) = document["rows"]["letter"]
    del row["revision"]
    row["earlier"] = {"subject": "Before", "body": "Dear Ruth, before.", "moves": [], "seed": 3}
    Candidate.objects.all().delete()
    with acting_as(Candidate.objects.create().id):
        restore_rows(json.dumps(document).encode())
        restored = Letter.objects.get()
        assert kept(restored) == [(1, "written"), (2, "reworded")]
        retrace(NOW, restored.id, restored.version, 1)
        restored.refresh_from_db()
        assert (restored.subject, restored.seed) == ("Before", 3)


def test_the_earlier_wording_of_an_old_database_is_a_step(tmp_path: Path) -> None:
    earlier = {"subject": "Before", "body": "Dear Ruth, before.", "moves": [], "seed": 3}
    with closing(sqlite3.connect(tmp_path / "afterword.sqlite3")) as made:
        made.executescript(gzip.decompress(DATABASE.read_bytes()).decode())
        made.execute("UPDATE afterword_letter SET earlier = ?", [json.dumps(earlier)])
        made.commit()
    lean = {"DJANGO_SETTINGS_MODULE": "afterword.app.config", "AFTERWORD_DATABASE": ""}
    program = [sys.executable, "-c", "from afterword.cli import main; main()", "export"]
    environ = {**os.environ, **lean, "AFTERWORD_DATA": str(tmp_path)}
    saved = json.loads(subprocess.run(program, env=environ, capture_output=True, text=True, check=True).stdout)
    (row,) = saved["rows"]["letter"]
    found = sorted(saved["rows"]["revision"], key=lambda one: one["number"])
    assert row["revision"] == 2
    assert [(one["number"], one["body"], one["letter_id"]) for one in found] == [
        (1, "Dear Ruth, before.", row["id"]),
        (2, row["body"], row["id"]),
    ]


def test_rows_of_somebody_else_are_not_seen(letter: Letter, stranger: uuid.UUID) -> None:
    with acting_as(stranger), pytest.raises(Letter.DoesNotExist):
        retrace(NOW, letter.id, 1, 1)
