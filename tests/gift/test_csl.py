import json

import pytest

from afterword.gift.formats import own

WORK = {
    "id": "abara2025", "type": "article-journal", "title": "Peer mentoring for night shifts",
    "author": [{"family": "Abara", "given": "Chidi"}, {"literal": "The Night Crew"}],
    "container-title": "Journal of Examples", "issued": {"date-parts": [[2025, 3]]}, "DOI": "10.5555/Example.1",
    "language": "en-GB", "keyword": "mentoring; read", "abstract": "What changed.",
    "accessed": {"date-parts": [["2026", "11", "2"]]},
}  # fmt: skip


def test_a_work() -> None:
    gifts, problems = own.read(json.dumps([WORK]), "zotero.json")
    assert not problems
    gift = gifts[0]
    assert (gift.kind, gift.author, gift.publisher) == ("paper", "Chidi Abara, The Night Crew", "Journal of Examples")
    assert (gift.date, gift.language, gift.added) == ("2025-03", "en", "2026-11-02")
    assert (gift.url, gift.read, gift.tags) == ("https://doi.org/10.5555/Example.1", True, ("mentoring",))


def test_it_may_stand_under_items() -> None:
    assert own.read(json.dumps({"items": [WORK]}), "x.json")[0][0].title == "Peer mentoring for night shifts"


@pytest.mark.parametrize(
    "broken",
    [{"author": "Chidi"}, {"author": [5, None]}, {"issued": "2025"}, {"issued": {"date-parts": "x"}}, {"DOI": 5},
     {"issued": {"date-parts": [[None]]}}, {"keyword": ["a"]}, {"URL": {"x": 1}}, {"abstract": ["a", "b"]}],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_left_out(broken: dict[str, object]) -> None:
    gifts, problems = own.read(json.dumps([WORK | broken]), "x.json")
    assert gifts[0].title == "Peer mentoring for night shifts"
    assert not problems


def test_an_entry_without_a_title_is_told() -> None:
    gifts, problems = own.read(json.dumps([WORK, {"type": "book"}, 7]), "x.json")
    assert len(gifts) == 1
    assert [one.where for one in problems] == ["x.json: [1]", "x.json: [2]"]
