"""Search on rows gives the answers of the search in memory, on both databases."""

import random

import pytest

import cast
from afterword.app.actions.begin import begin
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidate, Posting, ShelfItem
from afterword.app.queries.postings import Postings
from afterword.app.queries.shelf import choose as choose_rows
from afterword.candidacy import candidacy as noun
from afterword.gift.choose import choose as choose_memory
from afterword.gift.choose import named
from afterword.gift.fit import told_text
from afterword.gift.gift import Context, Employer, Gift
from afterword.gift.search import FEEDBACK, Index, weights
from app.conftest import NOW

WORDS = ("passkeys", "warehouse", "crew", "badge", "reset", "hospital", "pilot", *(f"word{n}" for n in range(20)))
QUERIES = ["passkeys for the warehouse crew", "resetting a badge", "hospital pilot", "nothing here fits zebra"]


@pytest.fixture
def gifts(amara: Candidate) -> list[Gift]:
    rng = random.Random(7)
    made = [
        Gift(
            id=f"g{number}",
            title=f"{number} " + " ".join(rng.sample(WORDS, 4)),
            url=f"https://example.org/{number:03}",
            text=" ".join(rng.choices(WORDS, k=rng.randint(3, 40))),
        )
        for number in range(120)
    ]
    assert shelve(made) == len(made)
    return made


@pytest.mark.parametrize("query", QUERIES)
def test_the_database_ranks_as_the_memory_does(gifts: list[Gift], query: str) -> None:
    index = Index((named(gift), told_text(gift)) for gift in gifts)
    postings = Postings()
    wanted = weights(query)
    memory = [(gifts[place].url, round(score, 6)) for place, score in index.score(wanted, 10)]
    urls = dict(ShelfItem.objects.values_list("id", "url"))
    rows = [(urls[item], round(score, 6)) for item, score in postings.score(wanted, 10)]
    assert rows == memory
    if memory:
        expanded = index.expand(wanted, index.score(wanted, 5), FEEDBACK)
        assert postings.expand(wanted, postings.score(wanted, 5), FEEDBACK) == pytest.approx(expanded)


def test_shelving_again_adds_nothing_and_joins_what_is_known(gifts: list[Gift]) -> None:
    again = Gift(id="x", title=gifts[0].title, url=gifts[0].url, author="Somebody", text=gifts[0].text)
    before = Posting.objects.count()
    assert shelve([again]) == 0
    assert ShelfItem.objects.count() == len(gifts)
    assert ShelfItem.objects.get(url=gifts[0].url).value["author"] == "Somebody"
    assert Posting.objects.count() >= before


def test_an_empty_shelf_finds_nothing(amara: Candidate) -> None:
    assert Postings().score(weights("passkeys")) == []


def test_choosing_from_rows_is_choosing_from_memory(gifts: list[Gift]) -> None:
    candidacy = begin(NOW, noun.Candidacy(cast.FERNHILL))
    subject = "rolling out passkeys to the warehouse crew"
    rows = choose_rows(candidacy, subject, NOW)
    memory = choose_memory(subject, gifts, Context(employer=Employer(cast.FERNHILL)), now=NOW)
    assert [choice.url for choice in rows.gifts] == [choice.url for choice in memory.gifts]
    assert rows.gifts
