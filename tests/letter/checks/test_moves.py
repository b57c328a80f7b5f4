"""The moves of a letter, its gift and its questions."""

from dataclasses import replace

import pytest

from afterword.gift.gift import Gift
from afterword.letter import checks
from afterword.letter.brief import Previous, Proof
from afterword.letter.letter import MoveText
from afterword.letter.text import parse
from cast import INTERVIEW_END
from letter.checks.spoiled import BRIEF, LETTER, add, alone, quotes, run

GIFT = LETTER.split("\n\n")[4]


def test_a_thank_you_thanks() -> None:
    found = run("Thank you for the conversation yesterday about", "We had a conversation yesterday about")
    assert [one.id for one in found if one.severity == "block"] == ["move.thanks"]


def test_something_of_the_talk_is_taken_up() -> None:
    short = "Dear Ruth Calloway,\n\nThank you for meeting me. I want the job.\n\nBest regards,\nAmara Boateng"
    assert quotes(run(letter=short), "move.recall") == [None]
    assert quotes(run(letter=short.replace("want the job", "want to mend the lost badges")), "move.recall") == []


def test_another_particular_thing_is_only_a_doubt() -> None:
    letter = (
        "Dear Ruth Calloway,\n\nThank you for meeting me. The crane driver's whistle, the herring boats and the blue "
        "funnel in the fog made me want the job; so did the canteen's pickled walnuts.\n\nBest,\nAmara Boateng"
    )
    assert quotes(run(letter=letter), "move.recall", "warn") == [None]


def test_a_form_letter_blocks_without_a_brief() -> None:
    form = (
        "Dear Mr. Stone,\n\nI hope this email finds you well. I wanted to reach out and thank you for taking the time "
        "to meet with me. It was a pleasure to meet you. I believe my skills and experience are a great fit. "
        "I look forward to hearing from you.\n\nBest,\nAmy"
    )
    assert quotes(alone(form), "move.recall") == [None]


def test_the_gift_comes_after_the_thanks_and_after_its_reason() -> None:
    first = LETTER.replace(f"{GIFT}\n\n", "").replace("Thank you", f"{GIFT}\n\nThank you")
    assert quotes(run(letter=first), "move.gift-first")
    assert not quotes(run(), "move.gift-first")
    bare = run('You mentioned that "we lose a badge a day". ', "", evidence=())
    assert not quotes(bare, "move.bridge", "warn")  # the gift itself speaks of badges
    other = replace(BRIEF.gift, title="Ferries of the north")  # type: ignore[type-var]
    text = LETTER.replace("Badges, phones and the loading dock", "Ferries of the north").replace(
        'You mentioned that "we lose a badge a day". At Harbor Clinic I moved the front desks from badges to phones, '
        "340 people\nin six weeks.\n\n",
        "",
    )
    assert quotes(run(letter=text, gift=other), "move.bridge", "warn")


def test_interest_is_said() -> None:
    found = run("I am even keener on it than before.", "").copy()
    found = run(
        " I am even keener on it than before.", "", letter=LETTER.replace("I look forward to hearing", "You will hear")
    )
    assert quotes(found, "move.interest", "warn") == [None]


@pytest.mark.parametrize(
    "wish", ["I'd like the job.", "It is the one I want.", "I hope very much to help.", "I would be very glad to come."]
)
def test_interest_has_many_words(wish: str) -> None:
    text = LETTER.replace(" I am even keener on it than before.", f" {wish}").replace("I look forward to", "You will")
    assert not quotes(run(letter=text), "move.interest", "warn")


def test_one_fact_is_enough() -> None:
    facts = tuple(Proof(str(n), text) for n, text in enumerate(["mended pumps", "painted boats", "trained parrots"]))
    assert quotes(add("I mended pumps, painted boats and trained parrots.", evidence=facts), "move.fit", "warn") == [
        None
    ]
    assert quotes(run(evidence=(Proof("e", "mended pumps"),)), "move.fit", "info") == [None]


def test_declared_moves_are_believed() -> None:
    said = (
        MoveText("thanks", "Thank you for the conversation yesterday about the identity systems analyst role."),
        MoveText("recall", "Some of it.", uses=("t1",)),
        MoveText("interest", "I am even keener on it than before."),
    )
    text = parse(LETTER.replace(" I am even keener on it than before.", ""))
    for moves, missing in ((said, False), (said[:1], True)):
        found = checks.run(text, BRIEF, kind="thank_you", locale="en_US", moves=moves)
        assert any(one.id == "move.interest" for one in found) is missing


@pytest.mark.parametrize(
    ("sentence", "check", "severity"),
    [
        ("I also enclose another article on it.", "gift.one", "warn"),
        ("A coffee voucher is on its way.", "gift.no-value", "block"),
        ("I have two tickets to the game for you.", "gift.no-value", "block"),
        ("May I buy you lunch?", "gift.no-value", "block"),
        ("Please let me know what you think of it.", "gift.not-homework", "warn"),
        ("When will you make a decision?", "ask.none-in-thanks", "warn"),
    ],
)
def test_what_a_gift_and_a_thank_you_must_not_do(sentence: str, check: str, severity: str) -> None:
    assert quotes(add(sentence), check, severity)


@pytest.mark.parametrize(
    "sentence", ["The support tickets fell by half.", "We sampled the free text.", "The coffee was good."]
)
def test_ordinary_words_are_no_presents(sentence: str) -> None:
    assert not quotes(add(sentence), "gift.no-value")


def test_a_list_of_places_is_one_gift() -> None:
    letter = "Dear Ruth,\n\nThank you.\n\n- A: https://a.example.org\n- B: https://b.example.org\n\nBest,\nAmara"
    assert not quotes(alone(letter), "gift.one", "warn")
    assert quotes(alone(letter.replace("- ", "")), "gift.one", "warn")


def test_a_gift_given_before_is_told() -> None:
    assert BRIEF.gift
    before = (Previous("thank_you", INTERVIEW_END, gift=BRIEF.gift.title),)
    assert quotes(run(previous=before), "gift.given-before", "warn") == [BRIEF.gift.title]
    assert not quotes(run(previous=before, gift=Gift("n", "tip", "Another")), "gift.given-before", "warn")


@pytest.mark.parametrize(("tag", "id"), [("dead link", "gift.gone"), ("paywall", "gift.paywalled")])
def test_a_link_that_was_looked_at_in_vain_blocks_and_may_be_passed(tag: str, id: str) -> None:
    gift = replace(BRIEF.gift, tags=("trade", tag))  # type: ignore[type-var]
    found = next(one for one in run(gift=gift) if one.id == id)
    assert (found.severity, found.override, found.quote) == ("block", True, "https://journal.example.org/dock")
    assert found.mend
    assert not quotes(run(), id)
    unsent = LETTER.replace(f"{GIFT}\n\n", "")
    assert not quotes(run(letter=unsent, gift=gift), id), "a letter without the gift has nothing to look at"
