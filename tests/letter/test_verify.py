"""What an assistant wrote, held against the brief."""

import pytest

from afterword.letter.text import parse
from afterword.letter.verify import verify
from letter.checks.spoiled import BRIEF, LETTER


def blocks(sentence: str) -> list[str]:
    text = parse(LETTER.replace("after December 4.", f"after December 4. {sentence}"))
    return [one.id for one in verify(text, BRIEF) if one.severity == "block"]


def test_a_true_draft_passes() -> None:
    assert verify(parse(LETTER), BRIEF) == ()


@pytest.mark.parametrize(
    "lie",
    [
        "I speak fluent Mandarin.",
        "I am a certified scuba diver.",
        "I hold a degree in oceanography.",
        "Your team recently won a regional award.",
        "I led a department of forty people.",
        "My thesis was on encryption.",
        "As a lifelong beekeeper, I know patience.",
        "I worked with Kubernetes there.",
        "I saw it at https://fernhill.example.org/news myself.",
        "As you said, “everything hinges on the tablets”.",
        "We met on the 9th of November.",
        "The parquet dance hall and its velvet curtains impressed the visiting orchestra.",
    ],
)
def test_an_invented_fact_blocks(lie: str) -> None:
    assert blocks(lie)


@pytest.mark.parametrize(
    "true",
    [
        "I would be glad to help with the tablets.",
        "It stayed with me on the way home.",
        "At Harbor Clinic I moved 340 people to phones.",
        "If anything else is useful, I am easy to reach.",
        "I would like to hear how the inventory went.",
    ],
)
def test_a_true_sentence_passes(true: str) -> None:
    assert not blocks(true)
