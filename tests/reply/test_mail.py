"""Bytes that are no good mail: one clear answer, nothing invented, never slow."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterword.errors import BadInput, TooLarge
from afterword.reply import mail as room
from afterword.reply.read import read
from reply.mails import mail


def test_no_bytes_are_no_mail() -> None:
    for data in (b"", b"\r\n\r\n", b"\xef\xbb\xbf"):
        with pytest.raises(BadInput, match=r"reply\.empty"):
            read(data)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"Hi Amara,\n\nwe regret", b"\x00" * 900]
)
def test_what_has_no_headers_is_no_mail(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"reply\.not_a_mail"):
        read(data)


def test_five_megabytes_are_read_in_a_moment() -> None:
    start = time.process_time()
    assert read(mail("Thank you, we will be in touch.\n" + "lorem ipsum dolor " * 300_000)).what == "reply"
    assert time.process_time() - start < 5


def test_a_mail_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LIMIT", 1_000)
    with pytest.raises(TooLarge, match=r"reply\.too_large"):
        read(mail("x" * 1_000))


@pytest.mark.parametrize(
    ("label", "coding"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("us-ascii", "utf-8"),
        ("no-such-thing", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_wrong_charset_is_seen_through(label: str, coding: str) -> None:
    head, _, _ = mail("", kind=f"text/plain; charset={label}").partition(b"\n\n")
    got = read(head + b"\nContent-Transfer-Encoding: 8bit\n\n" + "Wir müssen leider absagen.".encode(coding))
    assert got.outcome == "rejection"
    if (label, coding) != ("utf-8", "cp1252"):
        assert got.text == "Wir müssen leider absagen."


def test_mails_nested_without_end_give_their_headers_only() -> None:
    body = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(3_000))
    got = read(mail(body, kind="multipart/mixed; boundary=b0"))
    assert got.what == "reply"
    assert [found.code for found in got.problems] == ["reply.too_deep"]


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_is_wrong_is_told(year: int) -> None:
    got = read(mail("Back on Monday.", subject="Out of office", date=f"Thu, 1 Jan {year} 00:00:00 +0000"))
    assert (got.what, got.return_date) == ("auto_reply", None)
    assert "reply.no_date" in [found.code for found in got.problems]


def test_the_last_server_helps_a_wrong_clock() -> None:
    received = "Received: from a.example.org by b.example.org; Thu, 3 Dec 2026 08:00:00 -0800\n"
    got = read(
        mail("Back on Monday.", subject="Out of office", headers=received, date="Thu, 1 Jan 1970 00:00:00 +0000")
    )
    assert str(got.return_date) == "2026-12-07"


def test_a_mail_without_a_plain_part_is_read_from_its_html() -> None:
    markup = (
        "<html><head><title>x</title><style>p{}</style><script>document.write('we regret')</script></head><body>"
        "<div style='display:none'>unfortunately not selected</div><p>Thanks,&nbsp;got it.</p>"
        "<blockquote>we regret to inform you that the role is filled</blockquote></body></html>"
    )
    got = read(mail(markup, kind="text/html; charset=utf-8"))
    assert (got.text, got.outcome) == ("Thanks, got it.", "acknowledgement")


def test_a_stub_of_plain_text_gives_way_to_html() -> None:
    parts = "--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>We will be in touch.</p>\n--b--\n"
    assert read(mail(parts, kind="multipart/alternative; boundary=b")).text == "We will be in touch."


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
@example(b"Content-Type: multipart/mixed; boundary=\n\n--\n--\n")
@example(b"Content-Type: text/plain; charset=utf-7\n\n+")
@example(b"From: =?utf-8?b?=====?=\nSubject: =?x?q?=\n\n")
def test_any_bytes_are_read_or_refused(junk: bytes) -> None:
    for data in (junk, b"Subject: Re: x\n" + junk, b"Subject: x\nContent-Type: text/html\n\n" + junk):
        try:
            got = read(data)
        except BadInput:
            continue
        assert got.what


def test_answers_between_the_quotations_of_an_html_mail_stay() -> None:
    markup = (
        "<div>Hi Amara,</div><div class='gmail_quote'><div class='gmail_attr'>On Wed Amara wrote:</div>"
        "<blockquote>When?</blockquote><div>On Tuesday.</div><blockquote>Where?</blockquote><div>Here.</div></div>"
    )
    assert (read(mail(markup, kind="text/html")).text or "").split() == ["Hi", "Amara,", "On", "Tuesday.", "Here."]


def test_the_history_of_an_outlook_mail_goes() -> None:
    markup = (
        "<p>We will be in touch.</p><div id='divRplyFwdMsg'><b>From:</b> Amara<br><b>Sent:</b> Wednesday<br></div>"
        "<div>We regret to inform you.</div>"
    )
    assert read(mail(markup, kind="text/html")).text == "We will be in touch."


@pytest.mark.slow
def test_hostile_html_takes_no_time() -> None:
    start = time.process_time()
    for piece in ("<a ", "<!--", "<b>", "</i>", "<![CDATA[", "&#", "<div style='display:none'>"):
        read(mail(f"<p>Thanks</p>{piece * 100_000}", kind="text/html"))
    assert time.process_time() - start < 10
