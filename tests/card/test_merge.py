"""Contacts of one person from several sources."""

from afterword.candidacy.contact import Contact, Email, Phone
from afterword.card import merge
from cast import DANA, FERNHILL, RUTH, RUTH_EMAIL, RUTH_PHONE, RUTH_TITLE

PRINTED = Contact(
    name="Ruth Callovvay", title=RUTH_TITLE, emails=(Email(RUTH_EMAIL, confidence=0.9, origin="ocr"),),
    phones=(Phone("2065550118", origin="ocr"),), confidence={"name": 0.8, "title": 0.9},
    origin={"name": "ocr", "title": "ocr"},
)  # fmt: skip
CODED = Contact(
    name=RUTH, given="Ruth", family="Calloway", company=FERNHILL, emails=(Email(RUTH_EMAIL, origin="vcard"),),
    phones=(Phone(RUTH_PHONE, origin="vcard"),), confidence={"name": 1.0}, origin={"name": "vcard"},
)  # fmt: skip


def test_the_code_is_right_and_the_print_adds() -> None:
    (contact,) = merge.with_codes([PRINTED], [merge.of_code(CODED)])
    assert (contact.name, contact.company, contact.title) == (RUTH, FERNHILL, RUTH_TITLE)
    assert [(email.value, email.origin) for email in contact.emails] == [(RUTH_EMAIL, "qr")]
    assert [phone.value for phone in contact.phones] == [RUTH_PHONE]
    assert contact.origin == {"name": "qr", "title": "ocr"}


def test_a_code_of_somebody_else_is_another_contact() -> None:
    other = Contact(name=DANA)
    assert [contact.name for contact in merge.with_codes([PRINTED, Contact(name="Ada Quist")], [other])] == [
        DANA, PRINTED.name, "Ada Quist",
    ]  # fmt: skip


def named(*names: str) -> tuple[Contact, ...]:
    return tuple(Contact(name=name, confidence={"name": 0.95}) for name in names)


def test_which_pictures_are_sides_of_one_card() -> None:
    assert merge.sides([named(RUTH), (Contact(company=FERNHILL),)]) == ((0, 1),)
    assert merge.sides([named(RUTH), named(DANA)]) == ((0,), (1,))
    assert merge.sides([named(RUTH), named(DANA), named(RUTH)]) == ((0, 2), (1,))
    assert merge.sides([named("Taro Tanaka"), named("田中 太郎")]) == ((0, 1),)
    assert merge.sides([(), named(RUTH)]) == ((0, 1),)


def test_the_sender_of_a_mail_is_who_signed_it() -> None:
    signed = Contact(name="Ruth", phones=(Phone(RUTH_PHONE),), confidence={"name": 0.6}, origin={"name": "text"})
    (contact,) = merge.with_sender([signed], RUTH, RUTH_EMAIL, "mail.eml")
    assert contact.name == RUTH
    assert [email.value for email in contact.emails] == [RUTH_EMAIL]
    assert [phone.value for phone in contact.phones] == [RUTH_PHONE]
    assert merge.with_sender([], "", "", "mail.eml") == ()
