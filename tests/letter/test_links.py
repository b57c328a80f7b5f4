"""Links into the person's own mail."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.letter import links

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120)


@given(subject=TEXT, body=TEXT)
@settings(max_examples=60)
def test_what_goes_in_comes_out_again(subject: str, body: str) -> None:
    for way, key in ((links.gmail, "su"), (links.outlook, "subject")):
        link = way("ruth.calloway@fernhill.example.org", subject, body)
        assert link is not None
        fields = parse_qs(urlsplit(link).query, keep_blank_values=True)
        assert (fields["to"], fields[key], fields["body"]) == (
            ["ruth.calloway@fernhill.example.org"],
            [subject],
            [body],
        )


def test_a_mail_link_breaks_lines_as_the_standard_says() -> None:
    link = links.mailto("ruth@example.org", "Thank you & more", "Dear Ruth,\n\nOne + one?\n")
    assert link == (
        "mailto:ruth@example.org?subject=Thank%20you%20%26%20more&body=Dear%20Ruth%2C%0D%0A%0D%0AOne%20%2B%20one%3F%0D%0A"
    )


def test_an_address_cannot_add_a_field() -> None:
    link = links.mailto("ruth@example.org?bcc=x@example.org", "s", "b")
    assert link is not None
    assert "?bcc" not in link
    assert unquote(link).count("?") == 2


@pytest.mark.parametrize("way", ["gmail", "outlook", "mailto"])
def test_a_letter_too_long_for_a_link_has_none(way: str) -> None:
    assert links.WAYS[way]("ruth@example.org", "s", "word " * 3000) is None
