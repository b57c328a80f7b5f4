import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.notes import sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.sentences(text)]


def test_sentences_end_at_their_stops() -> None:
    assert cut("One. Two! Three?") == ["One.", "Two!", "Three?"]


def test_titles_and_initials_end_nothing() -> None:
    assert cut("Dr. Carvalho came. B. got animated.") == ["Dr. Carvalho came.", "B. got animated."]


def test_a_quotation_is_not_cut() -> None:
    assert cut('She said "One. Two." and left. Then me.') == ['She said "One. Two." and left.', "Then me."]


def test_quotations_of_every_style_are_found() -> None:
    text = "a \"one two\" b “three four” c „fünf sechs“ d 'it isn't so bad' e don't"
    assert [text[span.start : span.end] for span in sentences.quoted(text)] == [
        "one two",
        "three four",
        "fünf sechs",
        "it isn't so bad",
    ]


def test_masking_keeps_the_length() -> None:
    text = 'say "now"'
    assert sentences.masked(text, sentences.quoted(text)) == 'say "   "'


@settings(max_examples=60)
@given(st.text(alphabet="ab .!?\"'“”\n", max_size=300))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentences.sentences(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "").replace("\n", "") == text.replace(
        " ", ""
    ).replace("\n", "")
