"""The passages that answer what somebody said."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.api import find_passages
from afterword.gift.passages import FEWEST, MOST, Block, Page, choose

FOLDER = Path(__file__).parent.parent / "data" / "passages"
FILLER = "Nothing of note happened that week and the ledger of the depot stayed as thin as it had been all year long."


def test_the_three_best_hold_the_answer_in_every_own_pair() -> None:
    pairs = json.loads((FOLDER / "pairs.json").read_text("utf-8"))
    first = 0
    for pair in pairs:
        found = find_passages((FOLDER / pair["document"]).read_bytes(), pair["document"], pair["quotes"]).passages
        right = [any(beginning in passage.text for beginning in pair["right"]) for passage in found]
        assert any(right), pair["id"]
        first += right[0]
    assert first >= 0.85 * len(pairs)


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
