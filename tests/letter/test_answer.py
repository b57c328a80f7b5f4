"""What an assistant answers, unwrapped to the letter in it."""

import json

import pytest

from afterword.errors import BadInput, TooLarge
from afterword.letter.answer import read_answer
from letter.briefs import BRIEF

LETTER = """Dear Ruth Calloway,

Thank you for the talk yesterday. Your floor crew and its tablets stayed with me.

I came across one page on shared devices:
https://press.example.org/floor

With best wishes,
Amara Boateng"""
WHOLE = f"Subject: Passkeys for the crew\n\n{LETTER}"


@pytest.mark.parametrize(
    ("answer", "left_out"),
    [
        (WHOLE, ()),
        (f"Sure, here's a letter you could send:\n\n{WHOLE}", ("Sure, here's a letter you could send:",)),
        (f"{WHOLE}\n\nLet me know if you'd like it shorter!", ("Let me know if you'd like it shorter!",)),
        (f"```\n{WHOLE}\n```", ()),
        (f"Here it is.\n\n```text\n{WHOLE}\n```\n\nHope this helps.", ("Here it is.", "Hope this helps.")),
        (f"**Subject:** Passkeys for the crew\n\n{LETTER}", ()),
        (f"**Subject: Passkeys for the crew**\n\n---\n\n{LETTER}\n\n---\n\n*(118 words)*", ("(118 words)",)),
        (f"### Thank-you letter\n\n{WHOLE}", ("### Thank-you letter",)),
        (f"Subject: Passkeys for the crew\n\nBody:\n\n{LETTER}", ("Body:",)),
        (f"{WHOLE}\n\n(I kept it under 120 words and used no stock phrases.)", ("(I kept it under",)),
        (f"{WHOLE}\n\nNotes:\n- I quoted her once.\n- The link is exact.", ("Notes: - I quoted her",)),
        ("\n".join(f"> {line}" for line in WHOLE.split("\n")), ()),
        (f"<think>She wants 90 words. Dear Ruth, no.</think>\n{WHOLE}", ()),
        (WHOLE.replace("\n", "\r\n"), ()),
        (WHOLE.replace("talk", "ta\u200blk").replace("Dear", "\u202eDear"), ()),
    ],
)
def test_what_stands_around_a_letter_is_left_out_and_told(answer: str, left_out: tuple[str, ...]) -> None:
    read = read_answer(answer)
    assert (read.subject, read.body) == ("Passkeys for the crew", LETTER)
    assert len(read.left_out) == len(left_out)
    assert all(told.startswith(part) for told, part in zip(read.left_out, left_out, strict=True))


def test_a_bold_word_and_a_link_in_markdown_become_plain() -> None:
    text = LETTER.replace("floor crew", "**floor crew**").replace("one page", "[one page](https://a.example.org/x)")
    body = read_answer(text).body
    assert "Your floor crew and" in body
    assert "one page (https://a.example.org/x) on" in body


def test_lists_and_headings_in_a_letter_stay_to_be_seen() -> None:
    text = LETTER.replace("I came across", "## Enclosed\n\n- a page\n\nI came across")
    assert "## Enclosed\n\n- a page" in read_answer(text).body


def test_a_postscript_stays() -> None:
    assert read_answer(f"{WHOLE}\n\nP.S. The page is short.").body.endswith("P.S. The page is short.")


@pytest.mark.parametrize("head", ["**Option {}**", "Option {}:", "## Version {}", "---"])
def test_of_two_letters_the_first_is_taken_and_the_other_told(head: str) -> None:
    second = WHOLE.replace("Passkeys for the crew", "Tablets")
    answer = f"Here are two.\n\n{head.format(1)}\n\n{WHOLE}\n\n{head.format(2)}\n\n{second}"
    read = read_answer(answer)
    assert (read.subject, read.body) == ("Passkeys for the crew", LETTER)
    assert len(read.others) == 1
    assert read_answer(read.others[0]).subject == "Tablets"


def test_json_with_a_body_is_read() -> None:
    answer = json.dumps({"subject": "Passkeys for the crew", "body": LETTER})
    for text in (answer, f"```json\n{answer}\n```", f"Here you go: {answer}"):
        assert (read_answer(text).subject, read_answer(text).body) == ("Passkeys for the crew", LETTER)


def test_json_of_sentences_gets_greeting_closing_and_paragraphs() -> None:
    rows = [
        {"move": "thanks", "text": "Thank you for the talk.", "uses": ["interview"]},
        {"move": "interest", "text": "I would like the work.", "uses": []},
        {"move": "recall", "text": "The crew stayed\nwith me.", "uses": ["t1"]},
    ]
    read = read_answer(json.dumps({"subject": "The crew", "sentences": rows}), BRIEF)
    assert read.body.startswith("Dear Ruth Calloway,\n\nThank you for the talk. I would like the work.\n\nThe crew")
    assert read.body.endswith("Amara Boateng\n+1 206-555-0147") or "Amara Boateng" in read.body
    assert [move.uses for move in read.moves] == [("interview",), (), ("t1",)]


@pytest.mark.parametrize(
    "answer",
    [
        '{"subject": "A", "sentences": [{"move": "thanks", "text": "Thank you',
        '{"subject": "A", "sentences": []}',
        '{"subject": "A", "sentences": [{"move": "sing", "text": "La.", "uses": []}]}',
        '{"subject": "A", "sentences": [{"move": "thanks", "text": "", "uses": []}]}',
        '{"subject": "A", "sentences": [{"move": "thanks", "text": "Thanks.", "uses": "t1"}]}',
    ],
)
def test_broken_json_is_told(answer: str) -> None:
    with pytest.raises(BadInput, match=r"answer\.broken"):
        read_answer(answer)


@pytest.mark.parametrize("answer", ["", "...", '{"subject": "A", "body": ""}', "Subject: A\n\n---"])
def test_an_answer_without_a_letter_is_told(answer: str) -> None:
    with pytest.raises(BadInput, match=r"answer\.no_letter"):
        read_answer(answer)


def test_a_voicemail_has_no_greeting_and_loses_the_chatter_all_the_same() -> None:
    read = read_answer("Sure! Here's the script:\n\nThis is Amara Boateng. I am calling about the analyst role.")
    assert read.body == "This is Amara Boateng. I am calling about the analyst role."
    assert read.left_out == ("Sure! Here's the script:",)


def test_html_becomes_text() -> None:
    read = read_answer("<p>Dear Ruth Calloway,</p><p>Thank you for the talk.</p><p>Best,<br>Amara Boateng</p>")
    assert read.body.split("\n\n")[:2] == ["Dear Ruth Calloway,", "Thank you for the talk."]


def test_an_endless_answer_is_refused_and_a_long_one_read_quickly() -> None:
    with pytest.raises(TooLarge):
        read_answer("word " * 60_000)
    assert read_answer("*a" * 19_000).body
