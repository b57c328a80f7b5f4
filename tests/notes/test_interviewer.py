import pytest

from afterword.notes import interviewer, reading
from afterword.notes.turn import Source

TALK = """\
Ruth Calloway: Thanks for coming in. Tell me what you did at the clinic?
Amara Boateng: In my last job I moved the front desks to phones.
Ruth Calloway: How long did it take?
Amara Boateng: Six weeks.
Ruth Calloway: And who trained them?
Amara Boateng: I did."""


def source(text: str) -> Source:
    return reading.read(text, "x")[0]


def test_who_asks_is_the_interviewer() -> None:
    askers, problems = interviewer.of_talk(source(TALK).turns, None, "x", "en")
    assert (askers.name, askers.labels, problems) == ("Ruth Calloway", frozenset({"Ruth Calloway"}), [])


@pytest.mark.parametrize("wanted", ["Ruth", "ruth calloway", "Ms. Calloway", "Calloway"])
def test_a_given_name_finds_its_label(wanted: str) -> None:
    askers, _ = interviewer.of_talk(source(TALK).turns, wanted, "x", "en")
    assert askers.name == "Ruth Calloway"


def test_a_given_name_that_does_not_speak_is_asked_about() -> None:
    askers, problems = interviewer.of_talk(source(TALK).turns, "Dana", "x", "en")
    assert askers.labels == frozenset()
    assert [problem.code for problem in problems] == ["notes.interviewer_not_found"]
    assert "Ruth Calloway" in problems[0].message


def test_labels_may_say_it() -> None:
    talk = "Q: Hello.\nA: Hi, how are you? And you? And she?\nQ: Fine.\nA: Good?"
    assert interviewer.of_talk(source(talk).turns, None, "x", "en")[0].name == "Q"


def test_two_who_ask_are_both_read_and_asked_about() -> None:
    talk = (
        TALK + "\nDana Whitcombe: What is your notice period?\nAmara Boateng: A month.\nDana Whitcombe: When can you?\n"
    )
    askers, problems = interviewer.of_talk(source(talk).turns, None, "x", "en")
    assert askers.name is None
    assert askers.labels == {"Ruth Calloway", "Dana Whitcombe"}
    assert [problem.code for problem in problems] == ["notes.several_interviewers"]
    named, _ = interviewer.of_talk(source(talk).turns, "Ruth", "x", "en")
    assert named.colleagues == {"Dana Whitcombe"}


def test_one_who_speaks_alone_is_asked_about() -> None:
    alone = "Amara: One.\nAmara: Two.\nAmara: Three.\nAmara: Four."
    _, problems = interviewer.of_talk(source(alone).turns, None, "x", "en")
    assert [problem.code for problem in problems] == ["notes.one_speaker"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Interview with Ruth Calloway\n- passkeys\n- badges", "Ruth Calloway"),
        ("Interviewer: Ruth Calloway, 2 pm\n- passkeys\n- badges", "Ruth Calloway"),
        ("Ruth Calloway, Director of IT Operations (card)\n- passkeys\n- badges", "Ruth Calloway"),
        ("Fernhill Logistics, Tuesday\nRuth Calloway (head of IT)\n- passkeys\n- badges", "Ruth Calloway"),
        ("Anneke de Wit, manager\n- passkeys\n- badges", "Anneke de Wit"),
        ("Primary school, head teacher Mrs. Halloran\n- garden\n- books", "Mrs. Halloran"),
        ("Monday\n- Ruth lit up at passkeys\n- badges", "Ruth"),
    ],
)
def test_notes_name_their_interviewer(text: str, name: str) -> None:
    assert interviewer.of_notes(source(text), None, "x", "en")[0] == name


def test_a_firm_is_no_interviewer() -> None:
    found, _, problems = interviewer.of_notes(source("Fernhill Logistics\n- passkeys\n- badges"), None, "x", "en")
    assert found is None
    assert [problem.code for problem in problems] == ["notes.nobody_named"]


def test_a_panel_is_asked_about() -> None:
    text = "Panel: Ngozi Adeyemi (chief nurse), Paul Brandt (HR)\n- Ngozi lit up at rotas\n- Paul asked about dates"
    found, _, problems = interviewer.of_notes(source(text), None, "x", "en")
    assert found is None
    assert [problem.code for problem in problems] == ["notes.several_people"]
