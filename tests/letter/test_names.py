"""People are greeted the way they write and say their names."""

import pytest

from afterword.errors import BadInput
from afterword.letter.brief import Recipient
from afterword.letter.names import address, checked_name, full, listed, one_line, phone
from letter.briefs import AMERICAN, BRITISH


@pytest.mark.parametrize(
    ("reader", "american", "british"),
    [
        (Recipient("Ruth Calloway", "Ruth", "Calloway"), "Ruth Calloway", "Ruth Calloway"),
        (Recipient("Chidi Okafor", "Chidi", "Okafor", honorific="Dr."), "Dr. Okafor", "Dr Okafor"),
        (Recipient("Chidi Okafor", "Chidi", "Okafor", honorific="Mx"), "Mx Okafor", "Mx Okafor"),
        (Recipient("Ana Ruiz Peña", "Ana", "Ruiz Peña", honorific="Ms"), "Ms. Ruiz Peña", "Ms Ruiz Peña"),
        (Recipient("Eva von der Au", "Eva", "von der Au", honorific="Judge"), "Judge von der Au", "Judge von der Au"),
        (Recipient("Tanaka Hiroshi", "Hiroshi", "Tanaka", "family_first"), "Tanaka Hiroshi", "Tanaka Hiroshi"),
        (Recipient(None, "Hiroshi", "Tanaka", "family_first"), "Tanaka Hiroshi", "Tanaka Hiroshi"),
        (Recipient("Tanaka Hiroshi", "Hiroshi", "Tanaka", "family_first", "Mr"), "Mr. Tanaka", "Mr Tanaka"),
        (Recipient("Nguyễn Thị Minh Khai", "Khai", "Nguyễn", "family_first", "Ms"), "Ms. Khai", "Ms Khai"),
        (Recipient("Linh Nguyen", "Linh", "Nguyen", "given_first", "Dr"), "Dr. Nguyen", "Dr Nguyen"),
        (Recipient("Suharto", order="single"), "Suharto", "Suharto"),
        (Recipient("Suharto", order="single", honorific="Mr"), "Mr. Suharto", "Mr Suharto"),
        (Recipient("Katherine Wu", "Katherine", "Wu", honorific="Ms", known_as="Kit"), "Kit", "Kit"),
        (Recipient("Ruth Calloway", honorific="Dr"), "Ruth Calloway", "Ruth Calloway"),
    ],
)  # fmt: skip
def test_the_name_after_dear(reader: Recipient, american: str, british: str) -> None:
    assert address(reader, AMERICAN) == american
    assert address(reader, BRITISH) == british


def test_without_any_name_there_is_none() -> None:
    assert address(Recipient(email="ruth@example.org"), AMERICAN) is None
    assert full(Recipient(email="ruth@example.org")) is None


def test_an_address_in_a_names_place_is_no_name() -> None:
    assert checked_name("ruth.calloway@example.org", "recipient.name") is None


@pytest.mark.parametrize("name", ["O'Neill", "Jean-Luc d'Arc", "Þóra Ýr", "Mary Jane (MJ) Watson", "李小龍", "Dr. No"])
def test_true_names_pass_unchanged(name: str) -> None:
    assert checked_name(name, "recipient.name") == name


@pytest.mark.parametrize(
    "name", ["Ruth\nCalloway", "Ruth <r@example.org>", "{name}", "Bcc: someone", "https://example.org"]
)
def test_what_no_name_holds_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_name(name, "recipient.name")
    assert refused.value.where == "recipient.name"


def test_names_in_a_row() -> None:
    assert listed(("Ruth",), "and") == "Ruth"
    assert listed(("Ruth", "Jo"), "and") == "Ruth and Jo"
    assert listed(("Ruth", "Jo", "Sam"), "and") == "Ruth, Jo and Sam"


def test_one_line_drops_what_hides_and_keeps_joiners() -> None:
    assert one_line(" a\u202e\r\n b\u200b ") == "a b"
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"


def test_a_number_is_written_internationally_or_as_given() -> None:
    assert phone("+442079460958") == "+44 20 7946 0958"
    assert phone("ext. 12") == "ext. 12"
