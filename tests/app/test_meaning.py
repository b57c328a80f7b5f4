"""Search by meaning on rows: what a model read is kept, made anew where it no longer holds, and asked."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.app import meaning
from afterword.app.actions.change_gift import change_gift
from afterword.app.actions.drop_gift import drop_gift
from afterword.app.actions.keep_vectors import keep_vectors
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidate, ShelfItem, Vector
from afterword.app.owner import acting_as
from afterword.app.queries.shelf import choose_for
from afterword.app.queries.vectors import read_count, shelf_of, unread
from afterword.gift.gift import Context, Gift
from afterword.gift.search import Hits
from afterword.outside import vectors
from app.conftest import NOW
from sentence_model import make

TITLES = ("Passkeys for a crew", "WebAuthn", "Rye bread and dough", "An oven", "Sailing a boat", "Tide")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = make(tmp_path / "model")
    monkeypatch.setattr(meaning, "folder", lambda: path)
    yield path
    meaning._failed.clear()
    vectors.rest()


@pytest.fixture
def shelf(amara: Candidate) -> None:
    shelve([Gift(f"g{n}", title=title, url=f"https://example.org/{n}") for n, title in enumerate(TITLES)])


def titles(found: Hits[uuid.UUID]) -> list[str]:
    return [ShelfItem.objects.get(id=item).title for item, _ in found]


def fault() -> str | None:
    progress = meaning.progress()
    assert progress
    return progress.fault.code if progress.fault else None


def asked(subject: str, *quotes: str) -> list[str]:
    near = meaning.near(subject, quotes)
    assert near
    return titles(near(()))


def test_the_shelf_is_read_little_by_little(folder: Path, shelf: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "AT_ONCE", 4)
    monkeypatch.setattr(meaning, "BATCH", 3)
    model = vectors.mark(folder)
    assert meaning.near("webauthn", ()) is None
    assert meaning.read_on(NOW)
    assert read_count(model) == 4
    assert not meaning.read_on(NOW)
    assert read_count(model) == len(TITLES)
    assert not meaning.read_on(NOW)


def test_what_means_the_like_is_near(folder: Path, shelf: None) -> None:
    meaning.read_on(NOW)
    assert set(asked("signing")[:2]) == {"Passkeys for a crew", "WebAuthn"}
    assert set(asked("oven")[:2]) == {"Rye bread and dough", "An oven"}
    assert asked("oven", "sailing and tide tide")[:1] == ["An oven"]


def test_choosing_hears_both(folder: Path, shelf: None) -> None:
    words_alone = choose_for("passkeys", Context(), NOW)
    meaning.read_on(NOW)
    both = choose_for("passkeys", Context(), NOW)
    assert words_alone.choices.gifts[0].title == both.choices.gifts[0].title == "Passkeys for a crew"
    assert both.rows.keys() >= words_alone.rows.keys()


def test_another_text_is_read_again_and_a_mark_of_having_read_is_not(folder: Path, shelf: None) -> None:
    meaning.read_on(NOW)
    model = vectors.mark(folder)
    item = ShelfItem.objects.get(title="Tide")
    change_gift(item.id, read=True)
    assert unread(model, 10) == []
    change_gift(item.id, note="passkeys passkeys passkeys")
    assert [id for id, _ in unread(model, 10)] == [item.id]
    meaning.read_on(NOW + dt.timedelta(minutes=1))
    assert asked("passkeys").index("Tide") < 3


def test_another_model_reads_all_again(folder: Path, shelf: None) -> None:
    meaning.read_on(NOW)
    make(folder, pooled=True)
    model = vectors.mark(folder)
    assert len(unread(model, 10)) == len(TITLES)
    assert meaning.near("oven", ()) is None
    meaning.read_on(NOW)
    assert read_count(model) == Vector.objects.count() == len(TITLES)
    assert asked("oven")


def test_the_matrix_is_held_until_something_changes(folder: Path, shelf: None) -> None:
    meaning.read_on(NOW)
    model = vectors.mark(folder)
    before = shelf_of(model)
    assert shelf_of(model) is before
    drop_gift(ShelfItem.objects.get(title="Tide").id)
    after = shelf_of(model)
    assert after
    assert len(after.items) == len(TITLES) - 1


def test_nobody_is_shown_the_shelf_of_somebody_else(folder: Path, shelf: None) -> None:
    meaning.read_on(NOW)
    model = vectors.mark(folder)
    assert shelf_of(model)
    other = Candidate.objects.create()
    with acting_as(other.id):
        assert shelf_of(model) is None
        shelve([Gift("x", title="Dough", url="https://example.org/dough")])
        meaning.read_on(NOW)
        assert asked("bread") == ["Dough"]
    assert len(asked("bread")) == len(TITLES)


def test_what_changed_or_went_while_it_was_read_is_left_out(folder: Path, shelf: None) -> None:
    item, gone = ShelfItem.objects.get(title="Tide"), ShelfItem.objects.get(title="An oven")
    drop_gift(gone.id)
    value = b"\0\0" * 4
    assert keep_vectors(NOW, "m", {item.id: ("another text", value), gone.id: ("any", value)}) == 0
    assert Vector.objects.count() == 0


def test_a_model_that_cannot_be_used_is_left_alone_until_its_files_change(folder: Path, shelf: None) -> None:
    (folder / "model.onnx").write_bytes(b"broken")
    assert not meaning.read_on(NOW)
    assert fault() == "outside.vectors.broken_model"
    assert choose_for("passkeys", Context(), NOW).choices.gifts
    make(folder)
    assert fault() is None
    meaning.read_on(NOW)
    assert asked("oven")


def test_a_folder_that_is_gone_leaves_the_words(folder: Path, shelf: None) -> None:
    (folder / "model.onnx").unlink()
    assert not meaning.read_on(NOW)
    assert fault() == "outside.vectors.no_model"
    assert choose_for("passkeys", Context(), NOW).choices.gifts


def test_without_the_setting_there_is_no_model(shelf: None) -> None:
    assert (meaning.folder(), meaning.progress(), meaning.near("oven", ())) == (None, None, None)
    assert not meaning.read_on(NOW)
