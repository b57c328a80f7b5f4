"""A letter as a mail message."""

import email
import email.policy
from dataclasses import replace

import pytest

import cast
from afterword.errors import Refused
from afterword.letter.brief import Brief, Candidate, Recipient
from afterword.letter.eml import message
from afterword.letter.letter import Letter

BRIEF = Brief(
    kind="thank_you",
    candidate=Candidate(cast.AMARA, cast.AMARA_EMAIL),
    recipient=Recipient(name=cast.RUTH, email=cast.RUTH_EMAIL),
)
LETTER = Letter(subject="Passkeys on the floor – one example", body="Dear Ruth,\n\nThank you.\n\nAmara")


def test_the_message_reads_back_as_written() -> None:
    mail = email.message_from_bytes(message(LETTER, BRIEF), policy=email.policy.default)
    assert mail["From"] == f"{cast.AMARA} <{cast.AMARA_EMAIL}>"
    assert mail["To"] == f"{cast.RUTH} <{cast.RUTH_EMAIL}>"
    assert mail["Subject"] == LETTER.subject
    assert mail["X-Unsent"] == "1"
    assert mail["Date"] is None
    assert mail.get_content().replace("\r\n", "\n") == LETTER.body + "\n"


def test_without_an_address_there_is_no_recipient() -> None:
    brief = replace(BRIEF, recipient=Recipient(name=cast.RUTH))
    assert email.message_from_bytes(message(LETTER, brief))["To"] is None


@pytest.mark.parametrize(
    "brief",
    [
        replace(BRIEF, recipient=Recipient(name="Ruth\r\nBcc: x@example.org", email=cast.RUTH_EMAIL)),
        replace(BRIEF, recipient=Recipient(name=cast.RUTH, email="ruth@example.org\nBcc: x@example.org")),
        replace(BRIEF, recipient=Recipient(name=cast.RUTH, email="no address")),
        replace(BRIEF, candidate=Candidate("Amara\x00", cast.AMARA_EMAIL)),
    ],
)
def test_a_name_or_address_that_would_break_a_header_is_refused(brief: Brief) -> None:
    with pytest.raises(Refused):
        message(LETTER, brief)


def test_a_subject_with_a_line_break_is_refused() -> None:
    with pytest.raises(Refused):
        message(replace(LETTER, subject="Hello\nBcc: x@example.org"), BRIEF)
