import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import BadInput, TooLarge
from afterword.notes import reading
from afterword.notes.interest import At
from afterword.notes.turn import Source

QUESTION = "How did you get them to use it?"
ANSWER = "We put the bonus in it."


def read(text: str) -> Source:
    return reading.read(text, "talk")[0]


def said(text: str) -> list[tuple[str | None, str]]:
    source = read(text)
    assert source.kind == "transcript"
    return [(turn.speaker, turn.text) for turn in source.turns]


@pytest.mark.parametrize(
    "text",
    [
        f"Ruth Calloway: {QUESTION}\nAmara Boateng: {ANSWER}\nRuth Calloway: Good.\nAmara Boateng: Yes.",
        f"**Ruth Calloway:** {QUESTION}\n**Amara Boateng:** {ANSWER}\n**Ruth Calloway:** Good.\n**Amara Boateng:** Yes.",
        f"Ruth Calloway (00:00:05):\n{QUESTION}\n\nAmara Boateng (00:00:09):\n{ANSWER}\n\n"
        "Ruth Calloway (00:00:11):\nGood.\n\nAmara Boateng (00:00:12):\nYes.",
        f"Ruth Calloway  0:05\n{QUESTION}\n\nAmara Boateng  0:09\n{ANSWER}\n\n"
        "Ruth Calloway  0:11\nGood.\n\nAmara Boateng  0:12\nYes.",
        f"[Ruth Calloway] 14:00:05\n{QUESTION}\n\n[Amara Boateng] 14:00:09\n{ANSWER}\n\n"
        "[Ruth Calloway] 14:00:11\nGood.\n\n[Amara Boateng] 14:00:12\nYes.",
        f"00:00:05\n\nRuth Calloway: {QUESTION}\nAmara Boateng: {ANSWER}\n\n00:01:00\n\n"
        "Ruth Calloway: Good.\nAmara Boateng: Yes.",
        f"WEBVTT\n\n1\n00:00:05.000 --> 00:00:08.000\n<v Ruth Calloway>{QUESTION}</v>\n\n"
        f"00:00:09.000 --> 00:00:10.000\n<v Amara Boateng>{ANSWER}</v>\n\n"
        "00:00:11.000 --> 00:00:12.000\n<v Ruth Calloway>Good.</v>\n\n00:00:12.000 --> 00:00:13.000\n<v Amara Boateng>Yes.</v>",
        f"WEBVTT\n\n1\n00:00:05.000 --> 00:00:08.000\nRuth Calloway: {QUESTION}\n\n2\n"
        f"00:00:09.000 --> 00:00:10.000\nAmara Boateng: {ANSWER}\n\n3\n"
        "00:00:11.000 --> 00:00:12.000\nRuth Calloway: Good.\n\n4\n00:00:12.000 --> 00:00:13.000\nAmara Boateng: Yes.",
        f"1\n00:00:05,000 --> 00:00:08,000\nRuth Calloway: {QUESTION}\n\n2\n00:00:09,000 --> 00:00:10,000\n"
        f"Amara Boateng: {ANSWER}\n\n3\n00:00:11,000 --> 00:00:12,000\nRuth Calloway: Good.\n\n4\n"
        "00:00:12,000 --> 00:00:13,000\nAmara Boateng: Yes.",
        f"Ruth Calloway: {QUESTION} Amara Boateng: {ANSWER}\nRuth Calloway: Good.\n"
        "Amara Boateng: Yes.\nAmara Boateng:",
        f"RUTH CALLOWAY: {QUESTION}\nAmara Boateng: {ANSWER}\nRuth Calloway: Good.\nAmara: Yes.".replace(
            "RUTH CALLOWAY", "Ruth"
        ),
    ],
    ids=["lines", "bold", "clock below", "otter", "zoom", "meet", "vtt", "zoom vtt", "srt", "merged lines", "short names"],
)
def test_the_same_talk_is_read_from_every_format(text: str) -> None:
    assert said(text) == [
        ("Ruth Calloway", QUESTION),
        ("Amara Boateng", ANSWER),
        ("Ruth Calloway", "Good."),
        ("Amara Boateng", "Yes."),
    ]


def test_captions_of_one_speaker_are_one_turn_whose_pieces_keep_their_time() -> None:
    source = read(
        "WEBVTT\n\n00:00:05.000 --> 00:00:08.000\n<v Ruth>We lose a badge</v>\n\n"
        "00:00:08.000 --> 00:00:09.000\n<v Ruth>a day.</v>\n\n00:00:09.000 --> 00:00:10.000\n<v Amara>Oh.</v>"
    )
    turn = source.turns[0]
    assert turn.text == "We lose a badge a day."
    assert turn.quote(0, len(turn.text)) == ("We lose a badge", At(time="00:00:05"))
    assert turn.quote(16, len(turn.text)) == ("a day.", At(time="00:00:08"))


def test_markup_in_captions_is_dropped_and_entities_are_read() -> None:
    text = "WEBVTT\n\n00:05.000 --> 00:08.000\n<v.loud Ruth Calloway>Our <i>R&amp;D</i></v>\n\n00:09.000 --> 00:10.000\n<v Amara>Yes.</v>"
    assert said(text)[0] == ("Ruth Calloway", "Our R&D")


def test_headings_of_notes_are_no_speakers() -> None:
    source = read("Budget: fine\nPasskeys: she lit up\nBadges: a mess\nNext: second talk\nHR: Dana")
    assert source.kind == "notes"
    assert [turn.speaker for turn in source.turns] == [None] * 5


def test_bullets_are_entries_and_lines_above_them_the_header() -> None:
    source = read("Interview with Ruth\n\n- passkeys: lit up\n  and again at the end\n* badges\n1. tablets\n")
    assert [piece.text for piece in source.header] == ["Interview with Ruth"]
    assert [turn.text for turn in source.turns[1:]] == ["passkeys: lit up and again at the end", "badges", "tablets"]
    assert source.turns[2].at == At(line=5)


def test_wrapped_paragraphs_are_put_together() -> None:
    line = "She talked for a long time about the passkeys and how the crew in the"
    source = read(f"{line}\n{line}\n{line}\nwarehouse took to them.\n\nThen the badges.")
    assert len(source.turns) == 2


def test_a_transcript_without_speakers_is_told() -> None:
    source, problems = reading.read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:02.000 --> 00:03.000\nI'd love to hear about passkeys.", "x.vtt"
    )
    assert source.kind == "transcript"
    assert [problem.code for problem in problems] == ["notes.no_speakers"]


def test_a_clock_that_runs_backwards_is_told_with_its_line() -> None:
    _, problems = reading.read("Ruth (00:09:00): One.\nAmara (00:01:00): Two.\nRuth (00:10:00): Three.", "x.txt")
    assert [(problem.code, problem.where) for problem in problems] == [("notes.clock_goes_back", "x.txt: line 2")]


def test_a_label_of_two_people_is_nobody_and_told() -> None:
    source, problems = reading.read(
        "Ruth: Hello.\nAmara: Hi.\nRuth & Amara: I'd love to hear about badges.\nAmara: Well.\nRuth: Good.", "x.txt"
    )
    assert source.turns[2].speaker is None
    assert [problem.code for problem in problems] == ["notes.merged_labels"]


@pytest.mark.parametrize("text", ["", "  \n\n", "-- 12:00 !!"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as error:
        reading.read(text, "x.txt")
    assert (error.value.code, error.value.where) == ("notes.empty", "x.txt")


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge):
        reading.read("a" * (reading.MAX_CHARACTERS + 1), "x.txt")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_every_piece_stands_in_the_source(text: str) -> None:
    if any(character.isalpha() for character in text):
        for turn in read(text).turns:
            for piece in turn.pieces:
                assert piece.text in text
                assert piece.text in text.removeprefix("\ufeff").splitlines()[piece.line - 1]
