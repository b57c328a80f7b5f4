import pytest

from afterword.gift.formats import bibtex

ARTICLE = r"""
@article{one,
  author   = {Abara, Chidi and L{\"o}we, Anna},
  title    = {Peer {Mentoring} for Night Shifts},
  journal  = {Journal of Examples},
  date     = {2025-03},
  doi      = {https://doi.org/10.5555/Example.1},
  langid   = {english},
  keywords = {mentoring, shifts, read},
  abstract = {What \emph{changed}.}
}
"""


def test_an_article() -> None:
    gifts, problems = bibtex.read(ARTICLE, "x.bib")
    assert not problems
    gift = gifts[0]
    assert gift.kind == "paper"
    assert gift.title == "Peer Mentoring for Night Shifts"
    assert gift.author == "Chidi Abara, Anna Löwe"
    assert gift.publisher == "Journal of Examples"
    assert gift.url == "https://doi.org/10.5555/Example.1"
    assert (gift.date, gift.language, gift.read, gift.tags) == ("2025-03", "en", True, ("mentoring", "shifts"))
    assert gift.text == "What changed. doi:10.5555/Example.1"


def test_a_book_without_a_link() -> None:
    gifts, _ = bibtex.read("@book{b, title = {Tides}, author = {Moana, Kiri}, isbn = {978-0-306-40615-7}}", "x.bib")
    assert (gifts[0].kind, gifts[0].url, gifts[0].text) == ("book", None, "ISBN 978-0-306-40615-7")


def test_a_malformed_entry_does_not_take_the_others_along() -> None:
    gifts, problems = bibtex.read("@article{bad, title = {never closed\n\n" + ARTICLE, "x.bib")
    assert [gift.title for gift in gifts] == ["Peer Mentoring for Night Shifts"]
    assert [problem.code for problem in problems] == ["gift.shelf.entry_unreadable"]


def test_an_entry_without_a_title_is_told() -> None:
    gifts, problems = bibtex.read("@article{x, year = {2025}}", "x.bib")
    assert not gifts
    assert problems[0].code == "gift.shelf.no_title"


def test_a_link_that_is_none_is_left_out() -> None:
    gifts, _ = bibtex.read("@misc{x, title = {T}, url = {javascript:alert(1)}}", "x.bib")
    assert gifts[0].url is None


@pytest.mark.parametrize(
    ("tex", "plain"),
    [(r"Stra{\ss}e", "Straße"), (r"Caf\'{e}", "Café"), (r"A \& B", "A & B"), ("{{IoT}} at work", "IoT at work")],
)
def test_tex_becomes_text(tex: str, plain: str) -> None:
    assert bibtex.plain(tex) == plain
