"""Which messages a mail answers."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.reply.read import read
from reply.mails import LETTER_ID, mail

STRICT = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


def test_the_nearest_comes_first_and_each_once() -> None:
    links = "In-Reply-To: <c@x.example>\nReferences: <a@x.example> <b@x.example>\n <c@x.example>\n"
    assert read(mail("Thanks", headers=links)).refers_to == ("<c@x.example>", "<b@x.example>", "<a@x.example>")


def test_its_own_id_is_not_among_them() -> None:
    links = f"In-Reply-To: <m1@fernhill.example.org>\nReferences: {LETTER_ID}\n"
    assert read(mail("Thanks", headers=links)).refers_to == (LETTER_ID,)


def test_an_id_cannot_carry_a_header() -> None:
    links = "In-Reply-To: <a@x.example\r\n Bcc: everybody@x.example>\nReferences: <b c@x.example> <d@e@> <>\n"
    assert read(mail("Thanks", headers=links)).refers_to == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=80))
def test_every_id_has_the_strict_form(value: str) -> None:
    for entry in read(mail("Thanks", headers=f"In-Reply-To: {value}\nReferences: <{value}@x.example>\n")).refers_to:
        assert STRICT.fullmatch(entry)
