"""A real sentence model (MiniLM) tells what means the like, in a process of its own, and finds it on a shelf."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tools.make_sentence_model import build, installed

from afterword.app import meaning
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidate, ShelfItem
from afterword.app.owner import acting_as
from afterword.app.queries.shelf import choose_for
from afterword.app.queries.vectors import read_count
from afterword.gift.gift import Context, Gift
from afterword.outside import vectors
from app.conftest import NOW

TITLES = (
    "Passkeys: signing in without a password",
    "Locking down accounts against phishing",
    "A starter for rye bread",
    "Proofing dough overnight in the fridge",
    "Reading tide tables",
    "Crossing the Channel in a small boat",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("minilm")
    build(path, installed())
    yield path
    vectors.rest()


def test_texts_of_one_meaning_lie_close(folder: Path) -> None:
    rows = vectors.vectors(folder, ["A man is eating food.", "A man eats something.", "The girl carries a baby."])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)
    assert rows[0] @ rows[1] > 0.7
    assert rows[0] @ rows[2] < 0.3


def test_a_text_has_the_same_vector_beside_longer_ones(folder: Path) -> None:
    alone = vectors.vectors(folder, ["tide tables"])
    beside = vectors.vectors(folder, ["word " * 5000, "tide tables"])
    assert beside[1] == pytest.approx(alone[0], abs=1e-4)


def test_the_shelf_is_read_and_searched_by_meaning(folder: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "folder", lambda: folder)
    with acting_as(Candidate.objects.create(name="Amara Boateng").id):
        shelve([Gift(f"g{n}", title=title, url=f"https://example.org/{n}") for n, title in enumerate(TITLES)])
        assert not meaning.read_on(NOW)
        assert read_count(vectors.mark(folder)) == len(TITLES)
        near = meaning.near("baking a sourdough loaf", ())
        assert near
        best = {ShelfItem.objects.get(id=item).title for item, _ in near(())[:2]}
        assert best == {"A starter for rye bread", "Proofing dough overnight in the fridge"}
        chosen = choose_for("rye bread", Context(), NOW)
        assert chosen.choices.gifts[0].title == "A starter for rye bread"
