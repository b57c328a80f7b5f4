"""Letters that were read and approved; AFTERWORD_APPROVE=1 writes them anew, to be read again."""

import os

import pytest

from afterword.letter.compose import compose
from letter.briefs import EXAMPLES, ROOT, read

APPROVED = ROOT / "docs/gallery"
BRIEFS = {path.stem: path for path in EXAMPLES} | {"case-1": ROOT / "examples/case-1/brief.json"}
BRIEFS |= {f"{path.parent.name}/{path.stem}": path for path in (ROOT / "examples/briefs").glob("*/*.json")}


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_the_letter_is_the_approved_one(name: str) -> None:
    letter = compose(read(BRIEFS[name]))
    text = f"Subject: {letter.subject}\n\n{letter.body}\n"
    approved = APPROVED / f"{name}.txt"
    if os.environ.get("AFTERWORD_APPROVE"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(text, encoding="utf-8")
    assert text == approved.read_text(encoding="utf-8")


def test_no_approved_letter_is_left_over() -> None:
    assert {path.relative_to(APPROVED).with_suffix("").as_posix() for path in APPROVED.glob("**/*.txt")} == set(BRIEFS)
