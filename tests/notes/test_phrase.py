import pytest

from afterword.notes import phrase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rolling out passkeys to the warehouse crew: she said", "rolling out passkeys to the warehouse crew"),
        ("the passkey rollout at the very end", "passkey rollout"),
        ("how we explained bills to clients", "bills to clients"),
        ("what they do about alarm fatigue, and more", "alarm fatigue"),
        ("R&D budgets", "R&D budgets"),
        ("it all again", None),
    ],
)
def test_the_first_phrase_stands_after_about(text: str, expected: str | None) -> None:
    found = phrase.first(text)
    assert (found.text if found else None) == expected


def test_a_name_ends_a_phrase() -> None:
    found = phrase.first("Ruth robots", skip=frozenset({"ruth"}))
    assert found is not None
    assert found.text == "robots"


def test_what_follows_may_stand_behind_a_colon_but_not_in_the_next_clause() -> None:
    behind = phrase.following("biggest smile: street trees", 13)
    assert behind is not None
    assert behind.text == "street trees"
    assert phrase.following("eyes shining, street trees", 12) is None


def test_no_phrase_is_longer_than_four_telling_words() -> None:
    found = phrase.first("warehouse badge reader firmware upgrade schedule")
    assert found is not None
    assert found.text == "warehouse badge reader firmware"


def test_the_article_is_kept_where_the_text_has_it() -> None:
    text = "back to the passkey rollout"
    found = phrase.first(text)
    assert found is not None
    assert phrase.with_article(text, found) == "the passkey rollout"
