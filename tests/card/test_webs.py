"""E-mail and web addresses in print."""

import pytest

from afterword.card import layout, webs
from afterword.card.lines import of_text


def found(text: str) -> webs.Found:
    return webs.find(layout.rows(of_text(text)))


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("E: ruth.calloway@fernhill.example.org", "ruth.calloway@fernhill.example.org"),
        ("Email:john.doe @ acme . com", "john.doe@acme.com"),
        ("Email: customercare@shop\n4shoes.com", "customercare@shop4shoes.com"),
        ("jane@acme.co\n.uk", "jane@acme.co.uk"),
        ("firstname.lastname\n@university.edu", "firstname.lastname@university.edu"),
        ("j.doe@gmailcom", "j.doe@gmail.com"),
        ("jdoe@acme,com Tel 12", "jdoe@acme.com"),
        ("emailjohn@acme.de", "john@acme.de"),
        ("x [at] y.de", "x@y.de"),
        ("bob@münchen.de", "bob@münchen.de"),
        ("a@b.com.Website", "a@b.com"),
        ("Jane Doe\nMjane.doe@acme.com", "jane.doe@acme.com"),
        ("Windroos B.V.\njan@windroos.example.nl", "jan@windroos.example.nl"),
    ],
)
def test_an_address_is_found_and_mended(text: str, email: str) -> None:
    assert [email.value for email in found(text).emails] == [email]


@pytest.mark.parametrize(
    "text", ["Pvt.Ltd Inc.All St.James", "one @ two", "10.5.2024", "v1.2.3", "@fernhill", "e.g. this"]
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert (found(text).emails, found(text).websites) == ((), ())


def test_a_mended_address_is_less_sure_than_a_clean_one() -> None:
    clean, mended = found("jane@acme.com").emails[0], found("jane@acmecom").emails[0]
    assert mended.confidence < 0.9 < clean.confidence
    assert mended.value == clean.value


def test_a_letter_that_may_be_an_icon_leaves_both_readings() -> None:
    (email,) = found("Mvibrantprints@gmail.com").emails
    assert email.value == "vibrantprints@gmail.com"
    assert email.alternatives == ("mvibrantprints@gmail.com",)
    assert email.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("www.fernhill.example.org/about", "www.fernhill.example.org/about"),
        ("http://www.avtec.example.com", "http://www.avtec.example.com"),
        ("acme.co.uk", "acme.co.uk"),
        ("WWW.ACME.COM", "www.acme.com"),
        ("www,acme.com", "www.acme.com"),
    ],
)
def test_a_website_is_found(text: str, site: str) -> None:
    assert [site.value for site in found(text).websites] == [site]


def test_what_is_left_has_a_bar_where_something_was() -> None:
    assert found("Ruth ruth@acme.com Seattle").rest == ("Ruth  |  Seattle",)


@pytest.mark.parametrize(
    ("host", "owner"),
    [("mail.fernhill.co.uk", "fernhill"), ("acme.com", "acme"), ("mail.fernhill.example.org", "fernhill")],
)
def test_who_a_host_belongs_to(host: str, owner: str) -> None:
    assert webs.main_label(host) == owner
