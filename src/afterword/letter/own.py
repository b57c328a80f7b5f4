"""How much of a letter could stand in no other letter."""

from afterword.letter.brief import Brief
from afterword.letter.letter import Own
from afterword.letter.text import LetterText


def own(text: LetterText, brief: Brief | None, language: str = "en") -> Own:
    """The share of a letter that is this candidate's, after this talk; per sentence with the reason."""
    return Own()
