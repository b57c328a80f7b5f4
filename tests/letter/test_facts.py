"""What a brief holds, as the clauses see it."""

import pytest

from afterword.letter.facts import as_sentence
from letter.briefs import AMERICAN


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("moved the front desks from badges to phones", "I moved the front desks from badges to phones."),
        ("Moved the front desks.", "I moved the front desks."),
        ("led a team of nine", "I led a team of nine."),
        ("speak Spanish and Portuguese", "I speak Spanish and Portuguese."),
        ("I ran the help desk.", "I ran the help desk."),
        ("My team rebuilt the rota.", "My team rebuilt the rota."),
        ("six years of night shifts", "Six years of night shifts."),
        ("The rota I wrote is still in use", "The rota I wrote is still in use."),
    ],
)
def test_a_fact_becomes_a_sentence(fact: str, sentence: str) -> None:
    assert as_sentence(fact, AMERICAN) == sentence
