"""How long a text takes to say."""

import re

from afterword.letter.text import count_words

WORDS_A_MINUTE = 150
"""How fast one speaks on the telephone."""

VOICEMAIL, OPENING = 30, 20
"""Seconds: what a voicemail may take, and what is said before the other one gets to speak."""

_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-/\u00a0]{0,2}\d){6,14}")


def words(text: str) -> int:
    """Words as they are spoken: a telephone number is read digit by digit, and its plus is a word."""
    numbers: list[str] = _NUMBER.findall(text)
    digits = sum(letter.isdigit() or letter == "+" for number in numbers for letter in number)
    return count_words(_NUMBER.sub(" ", text)) + digits


def seconds(text: str) -> int:
    """Seconds at WORDS_A_MINUTE, rounded up."""
    return -(-words(text) * 60 // WORDS_A_MINUTE)
