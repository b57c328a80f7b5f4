"""Tone, style, subject, header, siblings, calls."""

from dataclasses import replace
from typing import Any

import pytest

from afterword.letter.brief import Recipient, Sibling, Topic
from letter.checks.spoiled import BRIEF, LETTER, add, alone, quotes, run


@pytest.mark.parametrize(
    ("sentence", "check", "severity"),
    [
        ("My salary expectation is open.", "tone.salary", "block"),
        ("Could we discuss compensation?", "tone.salary", "block"),
        ("I am still waiting for your answer.", "tone.pressure", "block"),
        ("I haven’t heard back from you.", "tone.pressure", "block"),
        ("When I start, I will mend the badges.", "tone.presume", "block"),
        ("I look forward to working with you.", "tone.presume", "warn"),
        ("I am sorry that I was so nervous.", "tone.apology", "warn"),
        ("You are truly inspiring.", "tone.flattery", "warn"),
        ("I hope your back pain is better.", "tone.private", "block"),
        ("I hope your daughter likes the new school.", "tone.private", "warn"),
        ("It was great 😀", "tone.slang-caps", "block"),
        ("I liked the badges!!", "tone.slang-caps", "block"),
        ("I am gonna try that.", "tone.slang-caps", "block"),
        ("THIS IS WHAT I WANT.", "tone.slang-caps", "block"),
        ("Now i want the job.", "tone.slang-caps", "block"),
    ],
)
def test_what_spoils_a_letter(sentence: str, check: str, severity: str) -> None:
    found = add(sentence)
    assert quotes(found, check, severity)
    assert all(one.quote is None or one.quote in sentence or one.quote in LETTER for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The badges pay for themselves.",
        "I. e. nothing.",
        "NIST and SAML came up.",
        "The ICU nurses liked it.",
        "It is urgent.",
    ],
)
def test_what_only_looks_alike(sentence: str) -> None:
    blocked = [one for one in add(sentence) if one.severity == "block" and one.id.startswith("tone.")]
    assert [one.quote for one in blocked] == (["urgent"] if "urgent" in sentence else [])


def test_a_word_of_the_brief_is_no_fault_of_tone() -> None:
    assert not quotes(add("The benefits package team was kind.", role="benefits package analyst"), "tone.salary")


def test_their_own_date_is_no_pressure() -> None:
    assert not quotes(add("You hope to decide by December 4."), "tone.pressure")
    assert not quotes(add("You told me when you expect to make up your mind."), "tone.pressure")
    assert quotes(add("Please decide by December 4."), "tone.pressure")
    assert quotes(add("Please make up your mind."), "tone.pressure")


def test_an_offer_may_be_talked_about() -> None:
    assert not quotes(add("The salary you offer is fine.", kind="offer_answer"), "tone.salary")
    assert not quotes(add("They ask me to answer by Friday.", kind="competing_offer"), "tone.pressure")


def test_a_sensitive_topic_is_kept_out() -> None:
    topics = (*BRIEF.topics, Topic("t9", "her chapel choir", words="noted", sensitive=True))
    assert quotes(add("Your chapel choir sounded lovely.", topics=topics), "tone.private") == ["her chapel choir"]


def test_stock_phrases_are_counted() -> None:
    stock = "I hope this email finds you well. Please do not hesitate to contact me. I am passionate about badges."
    found = [one for one in add(stock) if one.id == "style.boilerplate"]
    assert [one.params["count"] for one in found] == [4]  # one stands in the letter already
    assert not quotes(add("I hope this email finds you well."), "style.boilerplate", "warn")


def test_length_has_a_window_and_an_end() -> None:
    assert quotes(run(letter="Dear Ruth Calloway,\n\nThank you.\n\nBest,\nAmara Boateng"), "style.length", "warn")
    assert quotes(add("The badges and the tablets and the desks. " * 14), "style.length", "warn")
    assert quotes(add("The badges and the tablets and the desks. " * 40), "style.length")


def test_rhythm() -> None:
    assert quotes(add("I like it. I want it. I hope."), "style.rhythm", "warn")
    wall = add("The badges, the tablets and the desks came up again, and so did the phones and the dock. " * 6)
    assert quotes(wall, "style.rhythm", "warn")


def test_subjects() -> None:
    line = "Subject: Shared tablets and lost badges"
    assert quotes(run(line, "Subject: Thank you"), "subject.generic", "warn") == ["Thank you"]
    assert quotes(run(line, "Subject: Re: Shared tablets"), "subject.generic", "info")
    assert quotes(run(line, f"{line} and all the other things that we spoke about"), "subject.length", "warn")
    assert quotes(run(line, "Subject: Good news for a fine day"), "subject.specific", "warn")
    assert quotes(run(f"{line}\n\n", ""), "subject.missing", "warn") == [None]
    assert not quotes(run(f"{line}\n\n", "", channel="paper"), "subject.missing", "warn")
    assert quotes(alone("Dear Ruth,\n\nThank you."), "subject.missing", "info") == [None]


def test_a_header_cannot_be_broken_out_of() -> None:
    assert quotes(run("\n\nDear", "\nBcc: all@example.org\n\nDear"), "header.unsafe") == ["Bcc: all@example.org"]
    for email in ("ruth@example.org, all@example.org", "ruth@example.org\nBcc: x@example.org", "ruth"):
        assert quotes(run(recipient=replace(BRIEF.recipient, email=email)), "header.unsafe") == [email]
    assert all(not one.override for one in run(recipient=Recipient("A\u2066B")) if one.id == "header.unsafe")


def test_readers_compare() -> None:
    body = LETTER.split("\n\n", 2)[2].rpartition("\n\n")[0]
    copy = run(siblings=(Sibling("Dana Whitcombe", None, body),))
    assert quotes(copy, "panel.distinct") == [None]
    sentence = "It was the first warm day of the year and the doors to the dock stood open."
    one = add(sentence, siblings=(Sibling("Dana Whitcombe", None, f"Something else here. {sentence} And more."),))
    assert quotes(one, "panel.distinct", "warn") == [sentence]
    assert not quotes(run(siblings=(Sibling("Dana Whitcombe", None, "Other words."),)), "panel.distinct", "warn")


def test_calls() -> None:
    spoken: dict[str, Any] = {"kind": "voicemail", "channel": "voicemail", "gift": None, "topics": ()}
    good = "Hello, this is Amara Boateng, +1 206 555 0147. May I ask when you decide? Again: +1 206 555 0147."
    candidate = replace(BRIEF.candidate, phone="+12065550147")
    assert not [one for one in run(letter=good, candidate=candidate, **spoken) if one.id.startswith("call.")]
    bad = run(
        letter="Hello, this is Amara. Call +1 206 555 0147. " + "I want it so much. " * 15,
        candidate=candidate,
        **spoken,
    )
    assert {one.id for one in bad if one.id.startswith("call.")} == {"call.identity", "call.number", "call.length"}


def test_two_languages_in_one_letter() -> None:
    letter = (
        "Dear Ms. Weiss,\n\nThank you for the talk about the badges and the tablets on the floor.\n\n"
        "Ich freue mich sehr, wenn Sie mir noch in dieser Woche wegen des Gehalts schreiben.\n\nBest,\nAmara"
    )
    found = alone(letter)
    assert quotes(found, "text.languages", "warn") == [None]
    assert quotes(found, "tone.salary") == ["Gehalts"]
