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


TALK = [("Ruth Calloway", "0:05", QUESTION), ("Amara Boateng", "0:09", ANSWER)]
TALK += [("Ruth Calloway", "0:11", "Good."), ("Amara Boateng", "0:12", "Yes.")]


def cues(payload: str, number: str = "", comma: str = ".") -> str:
    return "\n\n".join(
        f"{number and index}\n00:00:{index:02}{comma}000 --> 00:00:{index + 1:02}{comma}000\n".lstrip("\n")
        + payload.format(name=name, text=text)
        for index, (name, _, text) in enumerate(TALK, 1)
    )


def blocks(form: str) -> str:
    return "\n".join(form.format(name=name, time=time, text=text) for name, time, text in TALK)


FORMATS = {
    "lines": blocks("{name}: {text}"),
    "bold": blocks("**{name}:** {text}"),
    "clock behind": blocks("{name} (00:0{time}):\n{text}\n"),
    "clock before": blocks("[00:0{time}] {name}: {text}"),
    "otter": blocks("{name}  {time}\n{text}\n"),
    "zoom": blocks("[{name}] 14:0{time}\n{text}\n"),
    "meet": "00:00:00\n\n" + blocks("{name}: {text}") + "\n\n00:05:00\n",
    "vtt": "WEBVTT\n\n" + cues("<v {name}>{text}</v>", number="1"),
    "zoom vtt": "WEBVTT\n\n" + cues("{name}: {text}", number="1"),
    "srt": cues("{name}: {text}", number="1", comma=","),
    "merged lines": blocks("{name}: {text}").replace("?\n", "? ") + "\nAmara Boateng:",
    "short names": blocks("{name}: {text}").replace("Ruth Calloway", "Ruth", 1),
}


@pytest.mark.parametrize("text", FORMATS.values(), ids=FORMATS)
def test_the_same_talk_is_read_from_every_format(text: str) -> None:
    assert said(text) == [(name, text) for name, _, text in TALK]


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
    text = (
        "WEBVTT\n\n00:05.000 --> 00:08.000\n<v.loud Ruth Calloway>Our <i>R&amp;D</i></v>\n\n"
        "00:09.000 --> 00:10.000\n<v Amara>Yes.</v>"
    )
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
        "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:02.000 --> 00:03.000\nI'd love to hear about passkeys.",
        "x.vtt",
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
