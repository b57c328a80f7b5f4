"""A letter laid out on paper."""

import datetime as dt

import pytest

from afterword.candidacy.contact import Address
from afterword.errors import BadInput, TooLarge
from afterword.letter.brief import Brief, Candidate, Recipient
from afterword.letter.compose import compose
from afterword.letter.letter import Letter
from afterword.letter.paper import Envelope, Sheet, envelope, has_address, paper_of, sheet
from cast import AMARA, AMARA_EMAIL, AMARA_PHONE, FERNHILL, RUTH, RUTH_TITLE
from letter.briefs import BRIEF, ROOT, changed, read

ON = dt.date(2026, 11, 18)
MILL = Address("12 Mill Street, Suite 400, Seattle, WA 98101", "12 Mill Street", "Seattle", "WA", "98101")
JUTTA = read(ROOT / "examples/briefs/de/thank_you.json")
CLAIRE = read(ROOT / "examples/briefs/fr/thank_you.json")


def laid_out(brief: Brief = BRIEF, body: str | None = None) -> Sheet:
    return sheet(Letter("Thank you", body) if body is not None else compose(brief), brief, ON)


def to(address: Address | None, brief: Brief = BRIEF, **fields: object) -> tuple[str, ...]:
    return envelope(changed(brief, recipient=changed(brief.recipient, address=address, **fields))).to  # type: ignore[arg-type]


def test_a_letter_has_all_its_parts_once() -> None:
    letter = compose(BRIEF)
    page = sheet(letter, BRIEF, ON)
    assert (page.sender, page.reach) == (AMARA, (AMARA_EMAIL, "+1 206-555-0147"))
    assert page.to == (RUTH, RUTH_TITLE, FERNHILL)
    assert (page.date, page.paper, page.subject) == ("November 18, 2026", "us-letter", None)
    assert page.paragraphs[0] == (f"Dear {RUTH},",)
    assert page.signature == (AMARA,)  # the number stands in the letterhead
    shown = [*(line for part in page.paragraphs for line in part), page.closing, *page.signature, page.reach[1]]
    assert shown == [line for line in letter.body.splitlines() if line]


def test_each_locale_keeps_its_own_form() -> None:
    german, french, british = laid_out(JUTTA), laid_out(CLAIRE), laid_out(changed(locale="en_GB"))
    assert (german.paper, german.date, german.to[0]) == ("a4", "18. November 2026", "Frau Jutta Kranz")
    assert german.subject
    assert not german.subject.startswith("Betreff")
    assert french.date == "le 18 novembre 2026"
    assert (french.subject or "").startswith("Objet : ")
    assert (british.paper, british.date) == ("a4", "18 November 2026")


@pytest.mark.parametrize(
    ("locale", "country", "paper"),
    [
        ("en_US", None, "us-letter"), ("en", None, "us-letter"), ("fr_CA", None, "us-letter"), ("en_IN", None, "a4"),
        ("de", None, "a4"), ("ja_JP", None, "a4"), ("en-Latn-GB", None, "a4"), ("xx", None, "us-letter"),
        ("en_US", "Deutschland", "a4"), ("de", "US", "us-letter"), ("en_US", "Nowhere", "us-letter"),
    ],
)  # fmt: skip
def test_the_paper_is_that_of_the_reader(locale: str, country: str | None, paper: str) -> None:
    there = Address("x", country=country)
    assert paper_of(changed(locale=locale, recipient=changed(BRIEF.recipient, address=there))) == paper  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (MILL, ["12 Mill Street, Suite 400", "Seattle, WA 98101"]),  # what no part holds is kept
        (Address(None, "12 Mill Street", "Seattle", "WA", "98101"), ["12 Mill Street", "Seattle, WA 98101"]),
        (Address("Hafenstr. 1, 20457 Hamburg", None, "Hamburg", None, "20457"), ["Hafenstr. 1", "20457 Hamburg"]),
        (Address("Hafenstr. 1, Hamburg, 20457, Deutschland", "Hafenstr. 1", "Hamburg", None, "20457", "Deutschland"),
         ["Hafenstr. 1", "20457 Hamburg", "Deutschland"]),
        (Address(None, "1 High Street", "Leeds", None, "LS1 4AP", "GB"), ["1 High Street", "Leeds", "LS1 4AP", "GB"]),
        (Address("the red house"), ["the red house"]),
        (Address("12 Mill Street\r\n\nSeattle, WA 98101,\n"), ["12 Mill Street", "Seattle, WA 98101"]),
        (Address(country="US"), []),
        (None, []),
    ],
)  # fmt: skip
def test_an_address_stands_as_its_country_writes_it(address: Address | None, lines: list[str]) -> None:
    assert to(address) == (RUTH, RUTH_TITLE, FERNHILL, *lines)
    assert has_address(address) is bool(lines)


def test_what_is_unknown_leaves_no_gap() -> None:
    assert to(None, name=None, given=None, family=None, role=None) == (FERNHILL,)
    alone = Brief("thank_you", Candidate(AMARA), Recipient(email="hr@fernhill.example.org"))
    page = laid_out(alone, "Dear Sir or Madam,\n\nThank you.")
    assert (page.to, page.reach, page.sender_lines) == ((), (), ())
    with pytest.raises(BadInput, match="nobody"):
        envelope(alone)


def test_the_return_address_is_the_candidates() -> None:
    brief = changed(candidate=Candidate(AMARA, AMARA_EMAIL, AMARA_PHONE, MILL))
    assert (
        laid_out(brief).sender_lines
        == envelope(brief).sender_lines
        == ("12 Mill Street, Suite 400", "Seattle, WA 98101")
    )


@pytest.mark.parametrize(
    ("body", "closing", "signature"),
    [
        (f"Dear Ruth,\n\nThank you.\n\nBest wishes,\n\n{AMARA}\nPortland", "Best wishes,", (AMARA, "Portland")),
        (f"Dear Ruth,\n\nThank you.\n\nBest wishes, {AMARA}", None, ()),
        (f"Dear Ruth,\n\nThank you for the whole hour that you gave me today.\n\n{AMARA}", None, ()),
        (f"{AMARA}\n\nDear Ruth,\n\nThank you.", None, ()),
        (f"I am\n{AMARA}", None, ()),
    ],
)
def test_only_a_closing_above_the_name_makes_room_to_sign(
    body: str, closing: str | None, signature: tuple[str, ...]
) -> None:
    page = laid_out(body=body)
    assert (page.closing, page.signature) == (closing, signature)
    shown = [*(line for part in page.paragraphs for line in part), *filter(None, [closing]), *signature]
    assert shown == [line for line in body.splitlines() if line]


def test_what_lies_inside_is_named() -> None:
    gift = changed(BRIEF.gift, url=None)  # type: ignore[arg-type]
    assert laid_out(changed(gift=gift, attachments=("floor.pdf",))).enclosed == "Enclosure: A Floor Crew Signs In"
    assert laid_out(changed(gift=None, attachments=("a.pdf", "b.pdf")), "Hello").enclosed == "Enclosure: a.pdf, b.pdf"
    assert laid_out().enclosed is None


def test_a_call_is_a_sheet_to_read_from() -> None:
    page = laid_out(changed(kind="call_script"))
    assert (page.date, page.to, page.reach, page.closing) == ("", (), (), None)
    assert page.subject == page.title


def test_signs_that_hide_or_turn_are_gone_and_unbroken_spaces_stay() -> None:
    page = laid_out(body="Bonjour\u202e Ruth\u200b,\r\n\r\nmerci\u00a0\u2009!\x07\tVoil\u00e0\u2028fin")
    assert page.paragraphs == (("Bonjour Ruth,",), ("merci\u00a0\u2009! Voil\u00e0", "fin"))


def test_what_is_no_letter_is_said() -> None:
    with pytest.raises(BadInput, match="empty"):
        laid_out(body=" \n\u200b")
    with pytest.raises(TooLarge, match="too_long"):
        laid_out(body="word " * 30_000)
    with pytest.raises(TooLarge, match=r"long_line recipient\.role"):
        to(None, role="x" * 201)
    with pytest.raises(BadInput, match="not_known"):
        sheet(compose(BRIEF), BRIEF, ON, "a5")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="not_known"):
        envelope(BRIEF, "c5")  # type: ignore[arg-type]


def test_the_cover_fits_the_paper() -> None:
    covers: list[Envelope] = [envelope(BRIEF), envelope(JUTTA), envelope(JUTTA, "c6")]
    assert [cover.cover for cover in covers] == ["no10", "dl", "c6"]
