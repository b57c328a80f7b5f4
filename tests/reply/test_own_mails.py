"""The mails of tests/data/reply and reply-fresh: what they are, day of return, new words, links."""

import json
from pathlib import Path
from typing import Any

import pytest

from afterword.reply.read import read
from cast import AMARA_EMAIL

DATA = Path(__file__).parent.parent / "data"
TRUTH: dict[str, dict[str, Any]] = {
    f"{folder}/{name}": wanted
    for folder in ("reply", "reply-fresh")
    for name, wanted in json.loads((DATA / folder / "truth.json").read_text("utf-8")).items()
}


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_mail_is_understood(name: str) -> None:
    wanted = TRUTH[name]
    got = read((DATA / name).read_bytes(), [AMARA_EMAIL])
    assert (got.what, got.outcome) == (wanted["what"], wanted["outcome"])
    assert (got.return_date.isoformat() if got.return_date else None) == wanted["return_date"]
    assert set(got.refers_to) == set(wanted["refers_to"])
    assert all(part in (got.text or "") for part in wanted["text_has"])
    assert not any(part in (got.text or "") for part in wanted["text_not"])
    assert 0 < got.confidence <= 1
