import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.gift.search import QUOTES_SHARE, Feedback, Index, stem, terms, weights, words

SHELF = [
    ("Passkeys for a depot", "one workflow for everybody at the start of a shift"),
    ("Rye bread", "cold dough and patience"),
    ("Signing in with WebAuthn", "passkeys are credentials of WebAuthn"),
    ("WebAuthn explained", "a standard for signing in"),
]


def test_terms_are_stemmed_folded_and_keep_repeats() -> None:
    assert terms("The crew's café: rolling, rolled AND Rolling") == ["crew", "cafe", "roll", "roll", "roll"]


def test_words_longer_than_forty_letters_are_no_words() -> None:
    assert words("a" * 41 + " ok") == ["ok"]


def test_chinese_and_japanese_are_searched_by_character() -> None:
    assert words("面包 bread") == ["面", "包", "bread"]


def test_stems_that_would_be_mixed_up_are_kept_apart() -> None:
    assert stem("accessibility") != stem("access")
    assert stem("authorization") != stem("author")
    assert stem("training") != stem("trains")


def test_the_query_weighs_one_and_the_quotes_their_share() -> None:
    found = weights("passkeys depot", ["bread bread rye"])
    assert found["passkey"] == found["depot"] == 0.5
    assert sum(found.values()) == pytest.approx(1 + QUOTES_SHARE)
    assert found["bread"] == pytest.approx(2 * found["rye"])


def test_a_title_tells_more_than_the_text() -> None:
    index = Index([("other words here", "bread"), ("bread", "other words here")])
    assert [place for place, _ in index.search("bread")] == [1, 0]


def test_feedback_finds_what_the_query_does_not_name() -> None:
    index = Index(SHELF)
    without = [place for place, _ in index.score(weights("passkeys"), 10)]
    with_feedback = [place for place, _ in index.search("passkeys")]
    assert 3 not in without
    assert 3 in with_feedback


def test_a_query_without_known_words_finds_nothing() -> None:
    assert Index(SHELF).search("zeppelin") == []
    assert Index(SHELF).search("") == []
    assert Index([]).search("bread") == []


def test_a_rare_term_tells_more() -> None:
    index = Index(SHELF)
    assert index.idf("bread") > index.idf("webauthn")
    assert index.idf("nowhere") > index.idf("bread")


def test_expansion_keeps_the_asked_share() -> None:
    index = Index(SHELF)
    asked = weights("passkeys")
    expanded = index.expand(asked, index.score(asked, 5), Feedback(own=0.6))
    assert sum(expanded.values()) == pytest.approx(1.0)
    assert expanded["passkey"] >= 0.6


WORDS = ["bread", "rye", "dough", "passkey", "depot", "shift", "sail", "tide"]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.lists(st.tuples(texts, texts), max_size=12), texts)
@settings(max_examples=60, deadline=None)
def test_scores_fall_and_equal_ones_keep_their_order(items: list[tuple[str, str]], query: str) -> None:
    hits = Index(items).search(query, limit=len(items) + 1)
    assert hits == sorted(hits, key=lambda hit: (-hit[1], hit[0]))
    assert len({place for place, _ in hits}) == len(hits)
    asked = set(terms(query))
    matching = {place for place, (title, text) in enumerate(items) if asked & set(terms(f"{title} {text}"))}
    assert matching <= {place for place, _ in hits}


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_has_terms_without_spaces(text: str) -> None:
    assert all(term and not any(c.isspace() for c in term) for term in terms(text))
