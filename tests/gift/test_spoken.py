"""Words as a talk and an article have them."""

import pytest

from afterword import tables
from afterword.candidacy.stem import LANGUAGES
from afterword.gift.spoken import kin, language_of, stems


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("It is late and we have to go.", None, "en"),
        ("Das ist nicht der Grund, und wir haben es auch nicht gesagt.", None, "de"),
        ("C'est dans la ville que nous avons vu les enfants avec des vélos.", None, "fr"),
        ("C'est dans la ville que nous avons vu les enfants.", "de", "de"),
        ("", "sv", "en"),
    ],
)
def test_the_language_is_the_told_one_or_what_shows(text: str, told: str | None, language: str) -> None:
    assert language_of(text, told) == language


def test_stems_are_of_the_language() -> None:
    assert stems("the badges of a badge", "en") == ["badg", "badg"]
    assert stems("Häuser", "de") == stems("Haus", "de")
    assert stems("l’usine, qu'elle", "fr") == stems("usine elle", "fr")


def test_a_word_stands_for_every_other_of_its_groups_and_not_for_itself() -> None:
    doctor, physician = stems("doctor physician", "en")
    assert physician in kin(doctor, "en")
    assert doctor in kin(physician, "en")
    assert doctor not in kin(doctor, "en")
    assert kin("zorb", "en") == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_words_to_swap(language: str) -> None:
    for row in tables.table("gift/words/spoken.toml")[language]:
        assert len(set(stems(row, language))) > 1, row
