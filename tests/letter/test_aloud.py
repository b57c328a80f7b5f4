"""How long a text takes to say."""

import pytest

from afterword.letter import aloud


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Thank you, and goodbye.", 4),
        ("on November 17", 3),
        ("My number is +1 206-555-0147.", 3 + 12),
        ("Mon numéro est le 06 12 34 56 78.", 4 + 10),
        ("Sie erreichen mich unter (030) 5550147.", 4 + 10),
    ],
)
def test_a_number_is_read_digit_by_digit(text: str, words: int) -> None:
    assert aloud.words(text) == words


def test_a_hundred_and_fifty_words_are_a_minute() -> None:
    assert aloud.seconds("word " * 150) == 60
    assert aloud.seconds("word " * 151) == 61
    assert aloud.seconds("word " * 75) == aloud.VOICEMAIL
    assert aloud.seconds("word " * 50) == aloud.OPENING
