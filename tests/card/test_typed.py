"""What a person types over a contact is right and sure; the rest stays as it was read."""

import cast
from afterword.candidacy.contact import Contact, Email, Phone
from afterword.card import typed

RUTH = Contact(
    name=cast.RUTH,
    given="Ruth",
    family="Calloway",
    title=cast.RUTH_TITLE,
    emails=(Email(cast.RUTH_EMAIL, confidence=0.7), Email("desk@fernhill.example.org")),
    phones=(Phone(cast.RUTH_PHONE, "(206) 555-0118", "mobile", 0.8), Phone("+12065550121")),
    region="US",
    confidence={"name": 0.6, "title": 0.8},
)


def test_nothing_changes_where_the_same_is_typed() -> None:
    same = typed.with_name(RUTH, cast.RUTH)
    same = typed.with_text(same, "title", cast.RUTH_TITLE)
    same = typed.with_phone(typed.with_email(same, cast.RUTH_EMAIL), cast.RUTH_PHONE)
    assert same == RUTH
    assert typed.with_phone(RUTH, "(206) 555-0118") == RUTH
    assert typed.with_signs(typed.with_text(Contact(), "title", None), None) == Contact()


def test_a_name_is_told_apart_and_sure() -> None:
    changed = typed.with_name(RUTH, "Dr. Nguyen Thi Minh Khai")
    assert (changed.family, changed.given, changed.honorific) == ("Nguyen", "Thi Minh Khai", "Dr.")
    assert changed.order == "family_first"
    assert changed.confidence == {"name": 1.0, "title": 0.8}


def test_a_name_that_is_taken_out_leaves_nothing_of_it() -> None:
    bare = typed.with_name(RUTH, "")
    assert (bare.name, bare.given, bare.family, bare.confidence) == (None, None, None, {"title": 0.8})


def test_a_title_is_sure_or_gone() -> None:
    assert typed.with_text(RUTH, "title", "Director").confidence["title"] == 1.0
    assert "title" not in typed.with_text(RUTH, "title", "").confidence


def test_an_address_takes_the_place_of_the_one_it_corrects() -> None:
    changed = typed.with_email(RUTH, "r.calloway@fernhill.example.org")
    assert [email.value for email in changed.emails] == ["r.calloway@fernhill.example.org", "desk@fernhill.example.org"]
    assert changed.emails[0].confidence == 1.0
    assert [email.value for email in typed.with_email(RUTH, None).emails] == ["desk@fernhill.example.org"]


def test_a_number_is_dialled_by_its_country() -> None:
    changed = typed.with_phone(RUTH, "206 555 0199")
    assert (changed.phones[0].value, changed.phones[0].raw, changed.phones[0].kind) == (
        "+12065550199",
        "206 555 0199",
        "mobile",
    )
    assert len(changed.phones) == 2
    assert len(typed.with_phone(RUTH, "").phones) == 1


def test_what_cannot_be_dialled_stays_as_it_is_written() -> None:
    assert typed.dialled("206 555 0199", None) == "206 555 0199"
    assert typed.dialled("ask at the desk", "US") == "ask at the desk"
    assert typed.dialled("+1 206 555 0199 x12", "US") == "+1 206 555 0199 x12"


def test_how_they_sign_comes_back_and_goes() -> None:
    signed = typed.with_signs(RUTH, "Ruthie")
    assert typed.signs(signed) == "Ruthie"
    assert typed.signs(typed.with_signs(signed, None)) is None
    assert typed.signs(Contact(extra={"NICKNAME": ["NICKNAME:Boss"]})) is None
