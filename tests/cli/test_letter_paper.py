"""`afterword letter --pdf --envelope`: files beside the letter, and none of them half."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from afterword.cli import group
from afterword.cli.ending import run

BRIEF = str(Path(__file__).parents[2] / "examples" / "briefs" / "de" / "thank_you.json")


def test_letter_and_envelope_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter, cover = tmp_path / "letter.pdf", tmp_path / "envelope.pdf"
    assert run(group, ["letter", BRIEF, "--pdf", str(letter), "--envelope", str(cover), "--cover", "c6"], {}) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Subject: ")
    assert said.err.count("The postal address is missing") == 1
    assert "18. November 2026" in PdfReader(letter).pages[0].extract_text()
    assert "Frau Jutta Kranz" in PdfReader(cover).pages[0].extract_text()


def test_a_file_that_exists_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "letter.pdf"
    there.write_text("mine")
    assert run(group, ["letter", BRIEF, "--pdf", str(there)], {}) == 2
    assert "exists already" in capsys.readouterr().err
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("letter.pdf", "mine")]
