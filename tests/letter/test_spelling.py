"""A name on the telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from afterword import tables
from afterword.letter.spelling import spell
from letter.briefs import few


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("en_US", "Bravo"), ("en_GB", "Bravo"), ("de", "Berlin"), ("de_DE", "Berlin"),
        ("de_AT", "Berta"), ("de_CH", "Berta"), ("fr", "Berthe"), ("fr_CH", "Berthe"), ("xx", "Bravo"),
    ],
)  # fmt: skip
def test_each_country_has_its_alphabet(locale: str, first: str) -> None:
    (_, _), (word, letters) = spell(cast.AMARA, locale)
    assert (word, letters[0], len(letters)) == ("Boateng", first, 7)


@pytest.mark.parametrize(
    ("name", "locale", "said"),
    [
        ("Özil", "de", "Umlaut Offenbach"),
        ("Özil", "de_CH", "Örlikon"),
        ("Özil", "en_US", "Oscar with two dots"),
        ("Éluard", "fr", "Eugène, accent aigu"),
        ("-", "en_US", None),
        ("ßx", "de", "Eszett"),
        ("łx", "en_US", "l with a stroke"),
        ("Ặn", "en_US", "Alfa with a mark with a mark"),
    ],
)
def test_letters_with_marks_are_said(name: str, locale: str, said: str | None) -> None:
    words = spell(name, locale)
    assert (words[0][1][0] if words else None) == said


def test_signs_in_a_name_are_said() -> None:
    assert spell("O’Neill-Ruiz", "en_US")[0][1][:3] == ("Oscar", "apostrophe", "November")


def test_a_name_in_another_script_is_not_spelled() -> None:
    assert spell("田中 弘", "en_US") == ()


@pytest.mark.parametrize("name", sorted(tables.table("letter/spelling.toml")))
def test_an_alphabet_has_a_word_for_every_letter_that_begins_with_it(name: str) -> None:
    words = tables.table("letter/spelling.toml")[name]["letters"].split()
    assert [word[0].lower() for word in words] == list("abcdefghijklmnopqrstuvwxyz")


@few
@given(st.text(max_size=40), st.sampled_from(["en_US", "de_AT", "fr", "zz"]))
def test_any_name_is_spelled_letter_by_letter(name: str, locale: str) -> None:
    for word, letters in spell(name, locale):
        assert len(word) == len(letters)
        assert all(letters)
