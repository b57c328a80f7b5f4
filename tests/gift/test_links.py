import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.gift import links


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("https://example.org/a?utm_source=x&utm_medium=y&page=2", "https://example.org/a?page=2"),
        ("HTTPS://Example.org/A?fbclid=1", "https://example.org/A"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa&sa=t", "https://example.org/a"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fb%3Fgclid%3D1&data=2",
            "https://example.org/b",
        ),
    ],
)
def test_tracking_and_wrappers_are_taken_off(given: str, cleaned: str) -> None:
    link = links.clean(given)
    assert link is not None
    assert link == links.Link(cleaned, tracked=True)


def test_credentials_are_taken_off() -> None:
    assert links.clean("https://me:secret@example.org/a") == links.Link("https://example.org/a")


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://",
        "https://[::1",
        "https://example.org:99999/",
        "https://localhost/",
        "https://example.org/a\r\nBcc: x@example.org",
        "https://example.org/\u202egnp.exe",
        "https://example.org/" + "a" * 5000,
        "",
        None,
    ],
)
def test_what_is_no_web_address_is_none(bad: str | None) -> None:
    assert links.clean(bad) is None


def test_one_page_has_one_key() -> None:
    same = {
        links.same_page(url)
        for url in (
            "http://www.example.org/a/",
            "https://example.org/a",
            "https://example.org/a#part",
            "https://example.org/a?utm_source=x",
            "https://EXAMPLE.org/a",
        )
    }
    assert len(same) == 1
    assert links.same_page("https://example.org/a?b=1&c=2") == links.same_page("https://example.org/a?c=2&b=1")
    assert links.same_page("https://example.org/a?b=1") != links.same_page("https://example.org/a?b=2")


def test_a_host_lies_within_its_domain_only() -> None:
    hosts = frozenset({"example.org"})
    assert links.within("blog.example.org", hosts)
    assert not links.within("notexample.org", hosts)


def test_a_known_publisher() -> None:
    assert links.publisher("https://bitwarden.com/blog/passkeys") == "Bitwarden Blog"
    assert links.publisher("https://bitwarden.com/pricing") is None
    assert links.publisher("https://www.rfc-editor.org/rfc/rfc9110") == "RFC Editor"
    assert links.publisher("https://example.org/") is None


def test_the_date_in_an_address() -> None:
    assert links.date_in("https://example.org/2026/03/12/passkeys") == "2026-03-12"
    assert links.date_in("https://example.org/2026/03/passkeys") == "2026-03"
    assert links.date_in("https://example.org/2026/33/passkeys") is None


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_a_clean_link_is_clean(text: str) -> None:
    link = links.clean("https://example.org/" + text)
    if link:
        again = links.clean(link.url)
        assert again is not None
        assert again == links.Link(link.url)
        assert link.url.isprintable()
