"""Content lines: folding, parameters, escapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.card import content_line
from afterword.card.content_line import ContentLine


def of(text: str) -> list[ContentLine]:
    return content_line.read(text.encode(), "lines")[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("VERSION:3.0\nNOTE:one t\n wo", "one two"),
        ("VERSION:2.1\nNOTE:one\n two", "one two"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:one =\n=74wo", "one two"),
        ("NOTE;QUOTED-PRINTABLE;CHARSET=utf-8:Z=C3=BC=\n\nrich", "Zürich"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab", r"a\nb"),
        ("KEY;ENCODING=b;TYPE=PGP:QUJD\n REVG\n\n", "data:application/pgp-keys;base64,QUJDREVG"),
        ("NOTE:x\rFN:y", "y"),
    ],
)
def test_ways_to_go_on_in_the_next_line(text: str, value: str) -> None:
    assert of(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("TEL;WORK;PREF;CHARSET=utf-8:1", {"TYPE": ("WORK",), "PREF": ("1",)}),
        ('TEL;TYPE="voice,home";TYPE=cell:1', {"TYPE": ("voice", "home", "cell")}),
        ('X;A="b:c;d,e":1', {"A": ("b:c;d,e",)}),
        ("X;A=^'b^'^nc^^:1", {"A": ('"b"\nc^',)}),
        ('X;A="open:1', {"A": ("open",)}),
    ],
)
def test_parameters(text: str, params: dict[str, tuple[str, ...]]) -> None:
    (line,) = of(text)
    assert line.params == params
    assert line.value == "1"


def test_lines_that_are_none_are_numbered() -> None:
    assert content_line.read(b"FN:x\n\nno colon\n;:\nN:y", "lines")[1] == [3, 4]


@given(
    st.dictionaries(
        st.sampled_from(["A", "B-C"]),
        st.lists(st.text(max_size=20), min_size=1, max_size=2).map(tuple),
        max_size=2,
    ),
    st.text(max_size=40),
)
def test_a_written_line_reads_as_itself(params: dict[str, tuple[str, ...]], value: str) -> None:
    once = content_line.one(str(ContentLine("X-A", value, params, "item1")))
    assert once is not None
    assert (once.name, once.group) == ("X-A", "item1")
    assert content_line.one(str(once)) == once


@given(st.lists(st.text("ab\\;,", max_size=6), min_size=1))
def test_split_undoes_a_join_of_escaped_pieces(pieces: list[str]) -> None:
    escaped = [piece.replace("\\", "\\\\").replace(";", "\\;") for piece in pieces]
    assert content_line.split(";".join(escaped), ";") == escaped
