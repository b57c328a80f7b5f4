"""Mails made for these tests."""

from cast import AMARA_EMAIL, DANA, DANA_EMAIL

LETTER_ID = "<letter-1@example.org>"


def mail(
    text: str,
    *,
    subject: str = "Re: Badges and tablets",
    headers: str = "",
    kind: str = "text/plain; charset=utf-8",
    date: str = "Mon, 30 Nov 2026 10:12:00 -0800",
) -> bytes:
    """A mail of Dana's that answers LETTER_ID unless `headers` say otherwise."""
    linked = "" if "In-Reply-To" in headers or "Unlinked" in headers else f"In-Reply-To: {LETTER_ID}\n"
    return (
        f"From: {DANA} <{DANA_EMAIL}>\nTo: {AMARA_EMAIL}\nSubject: {subject}\nDate: {date}\n"
        f"Message-ID: <m1@fernhill.example.org>\n{linked}{headers}MIME-Version: 1.0\nContent-Type: {kind}\n\n{text}"
    ).encode()
