"""Whole inputs through the public door: photos, codes, texts, mails, calendars."""

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from afterword import api
from afterword.errors import BadInput
from cast import FERNHILL, RUTH, RUTH_EMAIL, RUTH_PHONE, RUTH_TITLE

CARD = Path(__file__).parent.parent.parent / "examples" / "case-1" / "card.jpg"
_LINES = ("VERSION:4.0", f"FN:{RUTH}", "N:Calloway;Ruth;;;", f"ORG:{FERNHILL}", f"EMAIL:{RUTH_EMAIL}")
VCARD = "\r\n".join(("BEGIN:VCARD", *_LINES, "END:VCARD"))


def photo(*texts: str, code: str | None = None) -> bytes:
    paper = Image.new("RGB", (1000, 600), "white")
    draw = ImageDraw.Draw(paper)
    for row, text in enumerate(texts):
        draw.text((60, 60 + 70 * row), text, font=ImageFont.load_default(36), fill="black")
    if code:
        barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode)
        paper.paste(Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=4)).convert("RGB"), (700, 250))
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


@pytest.mark.slow
def test_the_example_card() -> None:
    reading = api.read_card([("card.jpg", CARD.read_bytes())])
    (contact,) = reading.contacts
    assert (contact.name, contact.title, contact.company) == (RUTH, RUTH_TITLE, FERNHILL)
    assert [email.value for email in contact.emails] == [RUTH_EMAIL]
    assert [(phone.kind, phone.value) for phone in contact.phones] == [("work", RUTH_PHONE), ("mobile", "+12065550121")]
    assert [site.value for site in contact.websites] == ["fernhill.example.org"]
    assert contact.address is not None
    assert (contact.address.city, contact.address.postcode) == ("Seattle", "98101")
    assert contact.emails[0].where is not None
    assert contact.emails[0].where[0] == 0
    assert min(contact.confidence[key] for key in ("name", "title", "company")) >= 0.9
    assert reading.problems == ()


@pytest.mark.slow
def test_the_code_on_a_card_wins_over_its_print() -> None:
    picture = photo("Ruth Callowy", RUTH_TITLE, "206 555 0118", code=VCARD)
    (contact,) = api.read_card([("card.png", picture)]).contacts
    assert (contact.name, contact.title) == (RUTH, RUTH_TITLE)
    assert (contact.origin["name"], contact.origin["title"]) == ("qr", "ocr")
    assert [(phone.value, phone.origin) for phone in contact.phones] == [(RUTH_PHONE, "ocr")]


@pytest.mark.slow
def test_two_sides_are_one_contact_and_two_people_are_two() -> None:
    front = photo(RUTH, RUTH_TITLE, RUTH_EMAIL)
    back = photo(FERNHILL, "www.fernhill.example.org", "Tel +1 206 555 0118")
    other = photo("Dana Whitcombe", "HR Business Partner", "dana.whitcombe@fernhill.example.org")
    (contact,) = api.read_card([("front.png", front), ("back.png", back)]).contacts
    assert (contact.name, contact.company, contact.files) == (RUTH, FERNHILL, ("front.png", "back.png"))
    assert contact.phones[0].where is not None
    assert contact.phones[0].where[0] == 1
    people = api.read_card([("a.png", front), ("b.png", other)]).contacts
    assert [(person.name, person.files) for person in people] == [(RUTH, ("a.png",)), ("Dana Whitcombe", ("b.png",))]


@pytest.mark.slow
def test_a_picture_without_print_names_nobody() -> None:
    reading = api.read_card([("wall.png", photo())])
    assert reading.contacts == ()
    assert [(problem.code, problem.where) for problem in reading.problems] == [("card.photo.no_text", "wall.png")]


def test_typed_text_a_vcard_and_a_calendar_are_told_apart_by_content() -> None:
    text = f"{RUTH}\n{RUTH_TITLE}\n{RUTH_EMAIL}\n".encode()
    calendar = (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nORGANIZER;CN={RUTH}:mailto:{RUTH_EMAIL}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for name, data, origin in (("-", text, "text"), ("x", VCARD.encode(), "vcard"), ("y", calendar.encode(), "ics")):
        (contact,) = api.read_card([(name, data)]).contacts
        assert (contact.name, contact.emails[0].value, contact.emails[0].origin) == (RUTH, RUTH_EMAIL, origin)


def test_a_mail_gives_who_signed_it_and_the_lines_of_the_signature() -> None:
    mail = f"""From: {RUTH} <{RUTH_EMAIL}>
To: amara.boateng@example.org
Subject: Your visit

Dear Amara,

thank you for coming in on Tuesday, it was good to talk about passkeys.

Kind regards
{RUTH}
{RUTH_TITLE}
{FERNHILL}
+1 206 555 0118
"""
    reading = api.read_card([("mail.eml", mail.encode())])
    (contact,) = reading.contacts
    assert (contact.name, contact.title, contact.company) == (RUTH, RUTH_TITLE, FERNHILL)
    assert [email.value for email in contact.emails] == [RUTH_EMAIL]
    assert [phone.value for phone in contact.phones] == [RUTH_PHONE]
    assert reading.signature_lines == (5, 6, 7, 8, 9)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("card.jpg", b"", "card.photo.empty"),
        ("card.jpg", b"hello", "card.photo.not_an_image"),
        ("card.jpg", CARD.read_bytes()[:9000], "card.photo.broken"),
        ("card.bin", b"\0\1\2\3" * 50, "card.text.not_text"),
    ],
)
def test_bad_input_is_told_in_one_line(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as error:
        api.read_card([(name, data)])
    assert (error.value.code, error.value.where) == (code, name)


def test_an_empty_text_names_nobody() -> None:
    reading = api.read_card([("empty.txt", b"")])
    assert reading.contacts == ()
    assert [problem.code for problem in reading.problems] == ["card.text.no_text"]
