"""The passages that answer what somebody said."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.api import find_passages
from afterword.gift.passages import FEWEST, MOST, Block, Page, choose
from afterword.outside.pages import read_page

FOLDER = Path(__file__).parent.parent / "data" / "passages"
FILLER = "Nothing of note happened that week and the ledger of the depot stayed as thin as it had been all year long."


def test_one_of_the_three_best_holds_the_answer_of_most_own_pairs() -> None:
    pairs = json.loads((FOLDER / "pairs.json").read_text("utf-8"))
    ranks = Counter(place for pair in pairs for place in [_place(pair)])
    assert len(pairs) >= 120
    assert ranks[0] >= 0.65 * len(pairs)
    assert ranks.total() - ranks[None] >= 0.9 * len(pairs)


def test_every_label_stands_in_its_article() -> None:
    pairs = json.loads((FOLDER / "pairs.json").read_text("utf-8"))
    assert len({pair["id"] for pair in pairs}) == len(pairs)
    for pair in pairs:
        page = read_page((FOLDER / pair["document"]).read_bytes(), pair["document"])
        whole = " ".join(" ".join(block.text for block in page.blocks).split())
        assert [beginning for beginning in pair["right"] if beginning not in whole] == [], pair["id"]


def _place(pair: dict[str, Any]) -> int | None:
    """The place of the first right passage."""
    found = find_passages((FOLDER / pair["document"]).read_bytes(), pair["document"], pair["quotes"]).passages
    flat = [" ".join(passage.text.split()) for passage in found]
    return next((n for n, text in enumerate(flat) if any(right in text for right in pair["right"])), None)


def test_passages_are_verbatim_of_the_right_length_and_apart() -> None:
    page = Page(
        blocks=(Block(f"{FILLER} {FILLER} Passkeys came. {FILLER}"), Block(f"{FILLER} Every passkey works. {FILLER}"))
    )
    whole = "\n\n".join(block.text for block in page.blocks)
    found = choose(page, ["passkeys"]).passages
    assert found
    spans = []
    for passage in found:
        assert passage.text in whole
        assert FEWEST <= len(passage.text.split()) <= MOST
        spans.append((passage.at, passage.at + len(passage.text.split())))
    assert all(end <= other for (_, end), (other, _) in zip(sorted(spans), sorted(spans)[1:], strict=False))


def test_a_passage_crosses_neither_a_heading_nor_a_page() -> None:
    blocks = (
        Block(f"{FILLER} {FILLER} {FILLER} Bread rises.", 1),
        Block("On bread", 2),
        Block(f"Bread rests. {FILLER} {FILLER} {FILLER}", 2),
    )
    found = choose(Page(blocks=blocks), ["her bread"]).passages
    assert {(passage.page, passage.heading) for passage in found} == {(1, None), (2, "On bread")}
    assert not any("On bread" in passage.text for passage in found)


def test_an_article_shorter_than_a_passage_is_given_whole() -> None:
    found = choose(Page(blocks=(Block("Sailing is slow. It is cheap too."),)), ["My daughter sails"]).passages
    assert [passage.text for passage in found] == ["Sailing is slow. It is cheap too."]


def test_the_reason_names_their_words() -> None:
    text = f"{FILLER} {FILLER} Badges were lost and each reset took twenty minutes. {FILLER}"
    found = choose(Page(blocks=(Block(text),)), ["we lose a badge a day and every reset is twenty minutes"]).passages[0]
    assert found.why_code == "gift.passages.why.words"
    assert "badge" in found.why
    assert 0 < found.score <= 1


def test_another_word_for_theirs_is_found_and_told() -> None:
    text = f"{FILLER} {FILLER}\n\nThe older doctors minded, and some spoke of it."
    page = Page(blocks=tuple(Block(part) for part in text.split("\n\n")))
    found = choose(page, ["The physicians think we are meddling"]).passages[0]
    assert "doctors" in found.text
    assert found.why_code == "gift.passages.why.other"
    assert "doctors" in found.why


def test_a_word_of_theirs_is_told_before_one_that_stands_for_it() -> None:
    found = choose(Page(blocks=(Block("The physician asked the other doctors."),)), ["my physician"]).passages[0]
    assert (found.why_code, "physician" in found.why, "doctors" in found.why) == (
        "gift.passages.why.word",
        True,
        False,
    )


def test_a_paragraph_of_the_right_length_is_not_cut() -> None:
    paragraphs = [f"{FILLER} {FILLER} Number {n} of the ferries sank." for n in range(3)]
    found = choose(Page(blocks=tuple(map(Block, paragraphs))), ["ferries that sink"]).passages
    assert sorted(passage.text for passage in found) == paragraphs


def test_a_last_short_paragraph_is_reached() -> None:
    blocks = (*(Block(f"{FILLER} {FILLER} {FILLER} {FILLER} {FILLER}") for _ in range(3)), Block("The ferry sank."))
    found = choose(Page(blocks=blocks), ["the ferry"]).passages
    assert found[0].text.endswith("The ferry sank.")
    assert FEWEST <= len(found[0].text.split()) <= MOST


def test_the_three_show_different_sides() -> None:
    both = f"{FILLER} {FILLER} Tickets, tickets, and the queue for the tickets."
    again = f"{FILLER} {FILLER} Tickets, tickets, more tickets, and once again tickets."
    other = f"{FILLER} {FILLER} The escalator stood still."
    page = Page(blocks=(Block(both, 1), Block(again, 2), Block(other, 3)))
    found = choose(page, ["tickets, the queue, and that escalator"]).passages
    assert [passage.page for passage in found] == [1, 3, 2]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Les fuites de l'électricité coûtent cher.", "la facture d’électricité"),
        ("Die Häuser sind alt und die Leute sind es auch, und das ist nicht schlecht.", "Unser Haus ist zu klein"),
    ],
)
def test_words_are_stemmed_in_the_articles_own_language(text: str, quote: str) -> None:
    language = "fr" if "Les" in text else "de"
    found = choose(Page(blocks=(Block(text),), language=language), [quote]).passages
    assert [passage.text for passage in found] == [text]


def test_nothing_in_common_is_said() -> None:
    got = choose(Page(blocks=(Block(FILLER),)), ["sourdough"])
    assert got.passages == ()
    assert [found.code for found in got.problems] == ["gift.passages.no_answer"]
    assert choose(Page(blocks=(Block(FILLER),)), []).passages == ()


def test_words_and_minutes_are_those_of_the_whole() -> None:
    got = choose(Page(blocks=(Block("word " * 440 + "."),)), ["word"])
    assert (got.words, got.minutes) == (441, 3)


def test_a_book_is_searched_in_its_beginning_only() -> None:
    got = choose(Page(blocks=tuple(Block(FILLER) for _ in range(3_500))), ["ledger"])
    assert "gift.passages.only_beginning" in [found.code for found in got.problems]
    assert len(got.passages) == 3


@pytest.mark.parametrize("ending", ["Dr. Okonjo spoke. ", "It cost 3.5 million. ", "Am 3. Mai begann es. "])
def test_sentences_are_not_cut_at_every_full_stop(ending: str) -> None:
    text = (ending + FILLER + " ") * 6
    for passage in choose(Page(blocks=(Block(text.strip()),)), ["ledger"]).passages:
        assert passage.text.startswith((ending.split(maxsplit=1)[0], "Nothing"))


@pytest.mark.parametrize("text", ["." * 100_000, '"' * 100_000, "." + " " * 100_000 + "x", "a" * 100_000])
def test_a_text_without_sense_is_soon_done(text: str) -> None:
    start = time.process_time()
    choose(Page(blocks=(Block(f"Hello. {text}"),)), ["hello"])
    assert time.process_time() - start < 3


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text(alphabet="abc d.!?\n", max_size=300), max_size=6),
    st.lists(st.text(alphabet="abc d", max_size=20), max_size=3),
)
def test_any_text_gives_verbatim_passages(texts: list[str], quotes: list[str]) -> None:
    blocks = tuple(Block(text) for text in texts)
    whole = "\n\n".join(texts)
    for passage in choose(Page(blocks=blocks), quotes).passages:
        assert passage.text in whole
