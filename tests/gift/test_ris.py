from afterword.gift.formats import ris

TWO = """TY  - JOUR
TI  - Peer mentoring for night shifts
AU  - Abara, Chidi
AU  - Löwe, Anna
T2  - Journal of Examples
PY  - 2025/03//
DO  - 10.5555/Example.1
KW  - mentoring
KW  - read
AB  - What changed.
LA  - en
SN  - 1234-5678
ER  -

TY  - BOOK
T1  - Tides
A1  - Moana, Kiri
Y1  - 2020
PB  - Harbour House
SN  - 978-0-306-40615-7
UR  - https://example.org/tides
N1  - The map on page 12.
ER  -
"""


def test_an_article_and_a_book() -> None:
    gifts, problems = ris.read(TWO, "x.ris")
    assert not problems
    article, book = gifts
    assert (article.kind, article.title, article.author) == (
        "paper", "Peer mentoring for night shifts", "Chidi Abara, Anna Löwe")  # fmt: skip
    assert (article.publisher, article.date, article.language) == ("Journal of Examples", "2025-03", "en")
    assert (article.url, article.read, article.tags) == ("https://doi.org/10.5555/Example.1", True, ("mentoring",))
    assert article.text == "What changed. doi:10.5555/Example.1"
    assert (book.kind, book.author, book.publisher, book.date) == ("book", "Kiri Moana", "Harbour House", "2020")
    assert (book.url, book.note) == ("https://example.org/tides", "The map on page 12.")
    assert book.text == "ISBN 978-0-306-40615-7"


def test_an_entry_without_its_end_or_title_costs_only_itself() -> None:
    gifts, problems = ris.read(f"TY  - JOUR\nAU  - Nobody, At All\n{TWO.replace('ER  - ', '', 1)}", "x.ris")
    assert [gift.title for gift in gifts] == ["Peer mentoring for night shifts", "Tides"]
    assert [(one.code, one.where) for one in problems] == [("gift.shelf.no_title", "x.ris: 1")]


def test_what_it_is_shows_in_the_text() -> None:
    assert ris.knows(TWO)
    assert not ris.knows("Title,URL\nTY - no,https://example.org")
