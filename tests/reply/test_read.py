"""The order of the questions: own copy, bounce, automatic, invitation, reply, other."""

from pathlib import Path

import pytest

from afterword.api import read_reply
from afterword.reply.read import read
from cast import DANA, DANA_EMAIL
from reply.mails import LETTER_ID, mail

SHARED = Path("../shared/data/mail")


def report(action: str, kind: str = "delivery-status") -> bytes:
    """A delivery report about LETTER_ID."""
    status = f"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; r@x.example\nAction: {action}\n\n"
    letter = f"Message-ID: {LETTER_ID}\nIn-Reply-To: <before@x.example>\nSubject: x\n\nHi\n"
    parts = (
        "--b\nContent-Type: text/plain\n\nAbout your message.\n"
        f"--b\nContent-Type: message/delivery-status\n\n{status}"
        f"--b\nContent-Type: message/rfc822\n\n{letter}--b--\n"
    )
    return mail(
        parts, headers="Unlinked: yes\n", kind=f"multipart/report; report-type={kind}; boundary=b", subject="Report"
    )


def test_own_copies_are_known_by_any_spelling_of_the_address() -> None:
    data = mail("We regret to inform you.")
    assert read(data, [DANA_EMAIL.upper()]).what == "own_copy"
    assert read(data, [f"{DANA} <{DANA_EMAIL}>"]).what == "own_copy"
    assert read(data, ["", "nobody@example.org"]).what == "reply"


@pytest.mark.parametrize("action", ["failed", "delayed", "Failed (user unknown)"])
def test_a_report_of_failure_is_a_bounce_and_names_the_letter(action: str) -> None:
    got = read(report(action))
    assert (got.what, got.outcome, got.refers_to) == ("bounce", None, (LETTER_ID,))


def test_a_report_of_success_is_none() -> None:
    assert read(report("delivered")).what == "other"


def test_a_person_who_passes_a_report_on_is_no_bounce() -> None:
    inner = (
        "--c\nContent-Type: message/rfc822\n\n"
        + report("failed").decode().replace("boundary=b", 'boundary="b"')
        + "\n--c--\n"
    )
    text = "--c\nContent-Type: text/plain\n\nThank you, but this came back.\n"
    assert read(mail(text + inner, kind="multipart/mixed; boundary=c")).what == "reply"


@pytest.mark.parametrize(
    ("headers", "subject", "what"),
    [
        ("Auto-Submitted: auto-replied\n", "Re: x", "auto_reply"),
        ("Auto-Submitted: auto-replied (vacation)\n", "Re: x", "auto_reply"),
        ("Auto-Submitted: no\n", "Re: x", "reply"),
        ("X-Autoreply: yes\n", "Re: x", "auto_reply"),
        ("Precedence: auto_reply\n", "Re: x", "auto_reply"),
        ("X-Auto-Response-Suppress: All\n", "Re: x", "reply"),
        ("X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: r@x.example\n", "Re: x", "auto_reply"),
        ("", "Automatic reply: x", "auto_reply"),
        ("", "Abwesenheitsnotiz: x", "auto_reply"),
        ("", "Réponse automatique : x", "auto_reply"),
        ("", "Re: Automatic reply to customers", "reply"),
    ],
)
def test_automatic_replies(headers: str, subject: str, what: str) -> None:
    assert read(mail("I will read it.", headers=headers, subject=subject)).what == what


def test_a_decision_from_a_tracking_system_is_a_reply() -> None:
    headers = (
        "Unlinked: yes\nAuto-Submitted: auto-generated\nPrecedence: bulk\nList-Unsubscribe: <mailto:x@y.example>\n"
    )
    got = read(mail("Your application was not successful.", headers=headers, subject="Your application"))
    assert (got.what, got.outcome) == ("reply", "rejection")
    assert read(mail("Your code is 1234.", headers=headers, subject="Your code")).what == "other"


def test_an_appointment_that_a_calendar_service_confirms_is_a_reply() -> None:
    headers = "Unlinked: yes\nAuto-Submitted: auto-generated\n"
    text = "Your interview with Fernhill is confirmed for December 1 at 2 pm."
    got = read(mail(text, headers=headers, subject="Interview confirmed"))
    assert (got.what, got.outcome) == ("reply", "interview")


@pytest.mark.parametrize(("method", "what"), [("REQUEST", "invitation"), ("CANCEL", "reply"), ("REPLY", "reply")])
def test_only_a_request_is_an_invitation(method: str, what: str) -> None:
    calendar = (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nSUMMARY:Interview\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    parts = f"--b\nContent-Type: text/plain\n\nTuesday.\n--b\nContent-Type: text/calendar\n\n{calendar}--b--\n"
    got = read(mail(parts, kind="multipart/mixed; boundary=b"))
    assert got.what == what
    if what == "invitation":
        assert got.outcome == "interview"


def test_private_mail_is_other() -> None:
    assert read(mail("Are you free on Sunday? Thanks!", headers="Unlinked: yes\n", subject="Lunch")).what == "other"


def test_a_question_without_a_sign_is_left_to_the_person() -> None:
    got = read_reply(mail("Which visa do you hold?"))
    assert (got.what, got.outcome) == ("reply", None)
    assert got.confidence < 0.5


def test_a_regret_in_doubt_is_a_reply_without_an_outcome() -> None:
    text = "Unfortunately something in your application does not add up."
    got = read(mail(text, headers="Unlinked: yes\n", subject="Your papers"))
    assert (got.what, got.outcome) == ("reply", None)
    assert read_reply(mail(text)).outcome is None


def test_problems_speak_the_language_asked_for() -> None:
    data = mail("I am away.", subject="Automatic reply: x")
    assert read(data).problems[0].message == "The automatic reply names no day of return."


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside this clone")
def test_reports_of_many_servers_are_found_and_linked() -> None:
    got = [read(path.read_bytes()) for path in sorted((SHARED / "bounces").glob("*.eml"))]
    bounces = [one for one in got if one.what == "bounce"]
    assert len(bounces) >= 0.94 * len(got)
    assert sum(bool(one.refers_to) for one in bounces) >= 0.8 * len(bounces)


@pytest.mark.parametrize(
    ("name", "what", "outcome"),
    [
        ("reply-acknowledgement", "reply", "acknowledgement"),
        ("reply-away", "auto_reply", None),
        ("reply-bounce", "bounce", None),
        ("reply-rejection", "reply", "rejection"),
    ],
)
def test_the_mails_of_the_example_are_what_they_are_called(name: str, what: str, outcome: str | None) -> None:
    got = read((Path("examples/case-1") / f"{name}.eml").read_bytes(), language="en")
    assert (got.what, got.outcome) == (what, outcome)
