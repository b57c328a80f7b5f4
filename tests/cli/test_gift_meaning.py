"""`afterword gift` by words and by meaning, where the setting names a sentence model."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.cli import group
from afterword.cli.ending import run
from afterword.outside import vectors
from sentence_model import make

SHELF = "url,title\nhttps://example.org/1,Passkeys for a depot\nhttps://example.org/2,Rye bread\n"
NOW = ("--now", "2026-11-18T12:00:00+00:00")


@pytest.fixture(autouse=True)
def _rested() -> Iterator[None]:
    yield
    vectors.rest()


def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[dict[str, object], str]:
    shelf = tmp_path / "shelf.csv"
    shelf.write_text(SHELF, encoding="utf-8")
    assert run(group, ["gift", "passkeys", "--shelf", str(shelf), "--json", *NOW, *more], {}) == 0
    out, err = capsys.readouterr()
    found: dict[str, object] = json.loads(out)
    return found, err


def test_a_model_that_is_named_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, _ = asked(tmp_path, capsys)
    assert not vectors._running
    monkeypatch.setenv("AFTERWORD_SENTENCE_MODEL", str(make(tmp_path / "model")))
    context = tmp_path / "context.json"
    context.write_text('{"quotes": ["signing in at the depot"]}', encoding="utf-8")
    found, err = asked(tmp_path, capsys, "--context", str(context))
    assert vectors._running
    assert err == ""
    assert [one["url"] for one in found["gifts"]] == [one["url"] for one in plain["gifts"]]  # type: ignore[attr-defined]


def test_a_folder_that_is_no_model_is_one_line_and_the_words_are_searched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, _ = asked(tmp_path, capsys)
    monkeypatch.setenv("AFTERWORD_SENTENCE_MODEL", str(tmp_path / "nowhere"))
    found, err = asked(tmp_path, capsys)
    assert len(err.splitlines()) == 1
    assert "no such folder for a sentence model" in err
    assert found["gifts"] == plain["gifts"]
