"""Nothing that the brief does not know."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.gift.gift import Consent, Gift, GiftItem
from letter.checks.spoiled import BRIEF, add, alone, quotes, run


@pytest.mark.parametrize(
    "sentence",
    [
        "The clinic had 341 people.",
        "It took us seven weeks.",
        "I have two years of practice.",
        "We saved 20% of the time.",
        "That was on 5 December.",
        "I will call on 12/9.",
        "I wrote to ruth@example.org about it.",
        "My number is +1 415 555 0199.",
        "See https://journal.example.org/docks for it.",
        "You lost “two badges an hour” there.",
        "I did it with Karen Oldfield.",
        "Mr. Haverford taught me.",
    ],
)
def test_what_is_invented_blocks(sentence: str) -> None:
    found = [one for one in add(sentence) if one.id == "truth.facts" and one.severity == "block"]
    assert found
    assert all(one.quote and one.quote in sentence and one.override and one.mend for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "They were three hundred and forty people.",
        "It took us 6 weeks.",
        "I have one more thought on two of the points.",
        "That is Dec 4, 4 December, 12/4, 4.12.2026 or 2026-12-04.",
        "That is Friday, December 4th.",
        "I look forward to Friday.",
        "The talk on Tuesday stayed with me.",
        "My address is amara.boateng@example.org.",
        "You said “We lose a badge a day!”",
        "I also use Excel, and my English is good.",
        "The part on page “badges, phones” was short.",
        "Many thanks again, and a thousand thanks to the floor.",
    ],
)
def test_what_the_brief_knows_in_other_forms_is_free(sentence: str) -> None:
    assert not [one for one in add(sentence) if one.id in {"truth.facts", "time.words"}]


@given(st.dates(dt.date(2026, 11, 19), dt.date(2027, 3, 1)))
@settings(max_examples=40, deadline=None)
def test_a_date_is_free_exactly_when_the_brief_has_it(day: dt.date) -> None:
    found = add(f"I noted {day.day} {day:%B} {day.year}.", decision_date=dt.date(2026, 12, 4))
    assert bool(quotes(found, "truth.facts")) == (day != dt.date(2026, 12, 4))


def test_the_candidates_own_words_are_known() -> None:
    assert not quotes(
        add("My sister Oriana keeps 12 bees.", own_words="My sister Oriana keeps 12 bees."), "truth.facts"
    )


def test_read_is_claimed_only_of_what_was_read() -> None:
    assert BRIEF.gift
    unread = replace(BRIEF.gift, read=False)
    assert quotes(run(gift=unread), "truth.read-claim") == ["I read"]
    assert not quotes(run("an article I read", "an article I came across", gift=unread), "truth.read-claim")
    assert not quotes(run("an article I read", "an article I have not read yet", gift=unread), "truth.read-claim")


@pytest.mark.parametrize(
    ("claim", "severity"),
    [
        ("You mentioned the night inventory.", "block"),
        ("You told me about the books on bread on your shelf.", "block"),
        ("When we spoke about the books on bread, I smiled.", "block"),
        ("You said that open water swimming helps.", "block"),
        ("You mentioned a parrot in the boiler house.", "block"),
        ("When we spoke about the night inventory, I thought of Harbor Clinic.", None),
        ("I noticed the books on bread on your shelf.", None),
        ("You said how many badges get lost.", None),
        ("You mentioned that the decision comes soon.", None),
    ],
)
def test_mentioned_is_said_only_of_their_words(claim: str, severity: str | None) -> None:
    assert [one.severity for one in add(claim) if one.id == "truth.mentioned"] == ([severity] if severity else [])


def test_a_true_word_lends_nothing_to_an_invented_one() -> None:
    sentence = "You told me that the chapel roof leaks, and of shared tablets and lost badges."
    assert quotes(add(sentence), "truth.mentioned", "warn") == ["You told me"]


def test_attached_and_an_attachment_go_together() -> None:
    assert quotes(add("I have attached the checklist."), "truth.attachment") == ["I have attached"]
    assert not quotes(add("I have attached the checklist.", attachments=("checklist.pdf",)), "truth.attachment")
    assert quotes(run(attachments=("checklist.pdf",)), "truth.attachment", "warn") == [None]
    assert quotes(alone("Thank you. The plan is attached."), "truth.attachment", "info") == ["is attached"]
    assert quotes(add("Here is the plan, two pages, attached as a PDF."), "truth.attachment")
    assert not quotes(add("I am attached to the place."), "truth.attachment")


def test_a_private_number_needs_consent_and_a_firms_its_source() -> None:
    friend = Gift("g", "referral", "Nadia Brandt", phone="+12065550177")
    found = add("Her number is 206 555 0177.", gift=friend)
    assert [(one.quote, one.override) for one in found if one.id == "truth.contact-consent"] == [
        ("+12065550177", False)
    ]
    agreed = replace(friend, consent=Consent("Nadia Brandt", dt.date(2026, 11, 16)))
    assert not quotes(add("Her number is 206 555 0177.", gift=agreed), "truth.contact-consent")
    place = Gift("g", "places", "Lunch", items=(GiftItem("Noodle Dock", phone="+12065550190"),))
    assert quotes(add("Noodle Dock, +1 206 555 0190.", gift=place), "truth.contact-consent", "warn")
