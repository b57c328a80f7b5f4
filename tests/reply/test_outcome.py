"""What employers' words come to."""

import json
import time
from pathlib import Path

import pytest

from afterword.reply.outcome import judge

DATA = Path(__file__).parent.parent / "data"
SENTENCES: list[tuple[str, str]] = [
    (outcome, text)
    for folder in ("reply", "reply-fresh")
    for outcome, texts in json.loads((DATA / folder / "sentences.json").read_text("utf-8")).items()
    for text in texts
]


def test_nearly_all_of_the_own_sentences_are_judged_right() -> None:
    wrong = [text for outcome, text in SENTENCES if judge(text).outcome not in {outcome, None}]
    silent = [text for _, text in SENTENCES if judge(text).outcome is None]
    assert len(wrong) <= 3, wrong
    assert len(silent) <= 0.03 * len(SENTENCES), silent


def test_no_acknowledgement_is_called_a_rejection() -> None:
    friendly = [text for outcome, text in SENTENCES if outcome == "acknowledgement"]
    assert friendly
    assert not [text for text in friendly if judge(text).outcome == "rejection"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("We will be in touch if your profile matches.", "acknowledgement"),
        ("If you have not been selected, we will let you know.", "acknowledgement"),
        ("This is not a rejection: we need another week.", "acknowledgement"),
        ('The template says "we regret to inform you that you were not selected", sorry for that.', "acknowledgement"),
        ("We were unable to offer you the role.", "rejection"),
        ("We cannot offer you the job.", "rejection"),
        ("We would have loved to offer you the role.", None),
        ("Are you saying we should have rejected your application?", None),
        ("Falls wir uns für andere Bewerber entscheiden, hören Sie von uns.", "acknowledgement"),
        ("Si vous êtes disponible, nous aimerions vous rencontrer mardi.", "interview"),
        ("If you are free on Tuesday, we would like to invite you to a second interview.", "interview"),
        ("", None),
    ],
)
def test_conditions_negations_and_quotations(text: str, outcome: str | None) -> None:
    assert judge(text).outcome == outcome


def test_a_decision_outweighs_the_thanks_around_it() -> None:
    text = "Thank you so much, it was a pleasure.\n\nWe have decided to move forward with others.\n\nThanks again!"
    assert judge(text).outcome == "rejection"


@pytest.mark.parametrize(
    "text",
    [
        "Unfortunately the ferry job and another role in your application puzzle me.",
        "Leider ist mir bei Ihrer Bewerbung etwas nicht klar geworden.",
        "Malheureusement je ne trouve plus votre candidature.",
    ],
)
def test_regret_that_no_phrase_explains_is_left_to_the_person(text: str) -> None:
    judged = judge(text)
    assert (judged.outcome, judged.doubt, judged.about) == (None, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "We went with another candidate for the senior post. You are still a candidate for this one.",
        "Das ist keine Absage. Die andere Stelle ist vergeben.",
        "Ce n'est pas un refus. L'autre poste a été pourvu.",
    ],
)
def test_who_says_that_it_is_no_rejection_is_believed(text: str) -> None:
    assert judge(text).outcome == "acknowledgement"


def test_good_wishes_alone_are_no_rejection() -> None:
    assert judge("I wish you the best of luck.").outcome is None


def test_regret_beside_a_day_is_a_delay() -> None:
    assert judge("Leider fällt die Entscheidung erst im Januar.").outcome == "acknowledgement"
    assert judge("Unfortunately the committee is slow.").outcome == "acknowledgement"


def test_hostile_text_takes_no_time() -> None:
    start = time.process_time()
    for text in (
        "unfortunately not " * 4_000,
        "we will " * 8_000,
        "(" * 60_000,
        "offer you the " * 5_000,
        ". " * 30_000,
    ):
        judge(text)
    assert time.process_time() - start < 3
