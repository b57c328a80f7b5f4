"""One letter checked from the door inwards."""

import time
from dataclasses import replace

import pytest

from afterword import api
from afterword.errors import BadInput, TooLarge
from letter.checks.spoiled import BRIEF, LETTER


def test_the_brief_decides_kind_and_locale() -> None:
    checked = api.check_letter(LETTER, BRIEF)
    assert (checked.kind, checked.locale, checked.findings) == ("thank_you", "en_US", ())
    assert checked.own.share > 0.5


@pytest.mark.parametrize(
    ("letter", "kind", "locale"),
    [
        ("Dear Ruth,\n\nThank you for the talk on Tuesday.", "thank_you", "en_US"),
        ("Dear Ruth,\n\nMay I ask about the status of my application? I was there in May.", "follow_up_1", "en_US"),
        ("Dear Ruth,\n\nThank you for letting me know that you chose another candidate.", "rejection_thanks", "en_US"),
        ("Dear Ruth,\n\nI have received another offer and must answer by Friday.", "competing_offer", "en_US"),
        ("Dear Ruth,\n\nI withdraw my application.", "withdrawal", "en_US"),
        ("Hello, this is Amara, +1 206 555 0147. My number again: +1 206 555 0147.", "voicemail", "en_US"),
        ("Sehr geehrte Frau Weiß,\n\nvielen Dank für das Gespräch, ich habe mich sehr gefreut.", "thank_you", "de"),
        ("Madame,\n\nMerci pour votre accueil, je suis ravie de notre échange avec vous.", "thank_you", "fr"),
        (
            "Dear Ruth,\n\nThank you. I realised that the colour of the programme matters.\n\nKind regards,\nA",
            "thank_you",
            "en_GB",
        ),
    ],
)
def test_kind_and_locale_are_read_off_the_letter(letter: str, kind: str, locale: str) -> None:
    checked = api.check_letter(letter)
    assert (checked.kind, checked.locale) == (kind, locale)


def test_a_mail_is_a_letter() -> None:
    mail = b"From: a@example.org\r\nTo: r@example.org\r\nSubject: Badges\r\n\r\nDear Ruth,\r\n\r\nThank you.\r\n"
    assert "subject.missing" not in {one.id for one in api.check_letter(mail).findings}


def test_unknown_kinds_and_locales_are_bad_input() -> None:
    with pytest.raises(BadInput):
        api.check_letter(LETTER, kind="love_letter")
    with pytest.raises(BadInput):
        api.check_letter(LETTER, locale="../etc")


def test_bad_input_ends_in_one_error() -> None:
    for nothing in ("", b"", b"\0\1\2\3"):
        with pytest.raises(BadInput):
            api.check_letter(nothing)
    with pytest.raises(TooLarge):
        api.check_letter("a " * 600_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["a ", "[", "{", "“a ", "A. ", "Mr. ", "the role of ", "A B ", "a@", "(your ", "1/1/", "\n-", "!!"],
)
def test_a_letter_at_the_limit_answers_in_seconds(piece: str) -> None:
    letter = "Dear Ruth,\n\nThank you. " + piece * (199_000 // len(piece))
    start = time.process_time()
    api.check_letter(letter, BRIEF)
    assert time.process_time() - start < 20


def test_a_placeholder_is_open_though_the_notes_have_its_word() -> None:
    topic = replace(BRIEF.topics[0], quote="I would love to see how another company got people to use them")
    brief = replace(BRIEF, topics=(topic,))
    found = api.check_letter(f"{LETTER}\n\nYour [Company] is in my notes.", brief).findings
    assert [one.quote for one in found if one.id == "text.placeholder"] == ["[Company]"]


def test_what_was_declared_counts_as_long_as_it_stands() -> None:
    letter = api.compose_letter(BRIEF, seed=3)
    interest = next(move for move in letter.moves if move.move == "interest")
    unchanged = api.check_letter(f"Subject: {letter.subject}\n\n{letter.body}", BRIEF, moves=letter.moves)
    assert [one.id for one in unchanged.findings if one.id.startswith("move.")] == []
    bare = api.check_letter("Dear Ruth Calloway,\n\nThank you for Tuesday.", BRIEF, moves=letter.moves)
    assert "move.interest" in {one.id for one in bare.findings}
    foreign = letter.body.replace(interest.text, "I am still very interested in the role.")
    said_anew = api.check_letter(f"Subject: {letter.subject}\n\n{foreign}", BRIEF, moves=letter.moves)
    assert "move.interest" not in {one.id for one in said_anew.findings}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sure! Here is a letter you can use:\n\n", "\nLet me know if you would like any changes!\n"),
        ("```\n", "```\n"),
        ("Here is the letter:\n\n```text\n", "```\n\nI kept it short and warm.\n"),
        ("", "\nOn Tue, Nov 17, 2026 at 4:02 PM Ruth Calloway wrote:\n> You promised 950 badges and a salary.\n"),
        ("", "\n-----Original Message-----\nFrom: Ruth Calloway\n\nWe are still waiting for 950 badges.\n"),
        ("", "-- \nAmara Boateng\nHarbor Clinic | +1 206 555 0147 | www.example.org/amara\n"),
        ("\ufeff", ""),
    ],
)
def test_what_stands_around_a_letter_is_none_of_it(before: str, after: str) -> None:
    assert api.check_letter(f"{before}{LETTER}{after}", BRIEF).findings == ()
    assert api.check_letter(f"{before}{LETTER}{after}".encode(), BRIEF).findings == ()


@pytest.mark.parametrize(
    "written",
    [
        LETTER.replace("\n", "\r\n"),
        LETTER.replace("Calloway", "Callo\u200bway"),
        LETTER.replace("conversation", "conver\u00adsation"),
        LETTER.replace("Subject: Shared tablets and lost badges", "**Subject:** Shared tablets and lost badges"),
    ],
)
def test_signs_nobody_sees_change_nothing(written: str) -> None:
    assert api.check_letter(written, BRIEF).findings == ()


def test_a_letter_copied_from_a_page_is_read_without_its_tags() -> None:
    page = "".join(f"<p>{part}</p>\n" for part in LETTER.partition("\n")[2].strip().split("\n\n"))
    assert {one.id for one in api.check_letter(page, BRIEF).findings} == {"subject.missing"}


@pytest.mark.parametrize("piece", ["1 ", "you mentioned the ", "two weeks ", "wie es mit der ", "the the ", "(Name "])
def test_a_long_text_takes_time_by_its_length(piece: str) -> None:
    letter = "Dear Ruth,\n\nThank you. " + piece * (30_000 // len(piece))
    start = time.process_time()
    api.check_letter(letter, BRIEF)
    assert time.process_time() - start < 6
