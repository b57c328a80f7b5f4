"""Bytes of old address books as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.card import codepage


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("windows-1252", "Jörg Großmann, Élodie Château, José Núñez, Søren Ågård"),
        ("windows-1250", "Łukasz Wiśniewski, Małgorzata Dąbrowska, Jiří Černý"),
        ("windows-1254", "Ayşe Yılmaz, Doğan Şahin, Işıl Güneş"),
        ("windows-1251", "Наталья Кузнецова, Віктор Шевчук"),
        ("windows-1253", "Ελένη Παπαδοπούλου, Αθήνα"),
        ("windows-1255", "נועה פרידמן, ירושלים"),
        ("windows-1256", "فاطمة الزهراء, القاهرة"),
    ],
)
def test_the_page_is_guessed_by_its_letters(page: str, text: str) -> None:
    data = text.encode(page)
    assert codepage.guess(data) == page
    assert codepage.decode(data, None, codepage.guess(data)) == text


def test_a_declared_set_of_several_bytes_keeps_its_word() -> None:
    assert codepage.decode("田中".encode("iso-2022-jp"), "ISO-2022-JP", "utf-8") == "田中"


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert codepage.decode("Jörg".encode(), "Windows-1252", "utf-8") == "Jörg"


@pytest.mark.parametrize("name", ["zip", "hex", "rot13", "unicode_escape", "idna", "../../x", "undefined"])
def test_a_codec_that_is_no_character_set_is_never_tried(name: str) -> None:
    assert not codepage.is_charset(name)
    assert codepage.decode(b"a", name, "utf-8") == "a"


@given(st.binary(max_size=200))
def test_every_file_has_a_text(data: bytes) -> None:
    plain = codepage.as_ascii_superset(data)
    assert isinstance(codepage.decode(plain, None, codepage.guess(plain)), str)
