import pytest

from afterword.gift.formats import entry


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1700000000", "2023-11-14"),
        ("1700000000000", "2023-11-14"),
        ("1700000000000000", "2023-11-14"),
        ("2026-11-17T10:00:00Z", "2026-11-17"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-02-30", None),
        ("0", None),
        ("99999999999999999999", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_dates(text: str | None, iso: str | None) -> None:
    assert entry.date(text) == iso


def test_a_line_is_one_visible_line_of_limited_length() -> None:
    assert entry.line(" a\r\n\tb\u202e\u200b c ") == "a b c"
    assert entry.line("x" * 1000) == "x" * 299 + "…"
    assert entry.line("\u200b\n") is None


def test_an_id_stays_the_same() -> None:
    assert entry.gift_id("a", None) == entry.gift_id("a", None) != entry.gift_id("b", None)


def test_a_tag_names_the_kind_before_the_host_does() -> None:
    assert entry.kind("https://www.youtube.com/watch?v=1", ()) == "video"
    assert entry.kind("https://www.youtube.com/watch?v=1", ("podcast",)) == "podcast"
    assert entry.kind("https://blog.example.org/x", ("sailing",)) == "article"
    assert entry.kind("https://blog.example.org/x", (), "The 38 best restaurants in Seattle") == "places"
