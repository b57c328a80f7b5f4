import json
from dataclasses import asdict
from typing import Any

import pytest

from afterword.errors import BadInput
from afterword.gift.formats import own
from afterword.gift.gift import Consent, Figure, Gift, GiftItem, Passage


def read(*gifts: object) -> tuple[list[Gift], list[str]]:
    found, problems = own.read(json.dumps(gifts), "x.json")
    return list(found), [problem.code for problem in problems]


def test_every_field_comes_back() -> None:
    gift = Gift(
        id="g1", kind="places", title="L", url="https://example.org/1", author="A", publisher="P", date="2026-10-02",
        language="en", read=True, note="quiet", passage=Passage("words", "p. 2"), place="Ballard", phone="+12065550161",
        source="https://example.org/s", consent=Consent("A"), figure=Figure("3.10", "h", 2025), self=True,
        items=(GiftItem("C", "s", business=False, phone="+12065550162"),), tags=("lunch",), text="t", added="2026",
        passages=(Passage("words", "p. 2", "It takes up their word: words."), Passage("more")), minutes=4,
    )  # fmt: skip
    assert read(asdict(gift)) == ([gift], [])


def test_one_object_or_a_list_under_gifts() -> None:
    assert own.read('{"title": "A"}', "x.json")[0][0].title == "A"
    assert own.read('{"gifts": [{"title": "A"}]}', "x.json")[0][0].title == "A"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"title": "A", "read": "yes"}, "gift.shelf.wrong_type"),
        ({"title": "A", "note": {"x": 1}}, "gift.shelf.wrong_type"),
        ({"title": "A", "items": "x"}, "gift.shelf.wrong_type"),
        ({"title": "A", "minutes": True}, "gift.shelf.wrong_type"),
        ({"title": "A", "minutes": -3}, "gift.shelf.wrong_type"),
        ({"title": "A", "passage": "x"}, "gift.shelf.wrong_type"),
        ({"title": "A", "kind": "voucher"}, "gift.shelf.unknown_kind"),
        ({"title": "A", "colour": "red"}, "gift.shelf.unknown_key"),
        ({"title": "A", "url": "javascript:alert(1)"}, "gift.shelf.no_link"),
    ],
)
def test_what_does_not_fit_is_told_and_left_out(raw: dict[str, Any], code: str) -> None:
    gifts, codes = read(raw)
    assert codes == [code]
    assert gifts[0].title == "A"
    assert gifts[0].url is None


def test_what_is_no_gift_is_told() -> None:
    assert read({"kind": "tip"}, 3, None) == (
        [], ["gift.shelf.no_title", "gift.shelf.entry_unreadable", "gift.shelf.entry_unreadable"],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["{", "[" * 100_000 + "]", '{"a": 1]'])
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        own.read(text, "x.json")
    assert caught.value.code == "gift.shelf.not_json"
