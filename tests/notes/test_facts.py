import datetime as dt

import pytest

from afterword.notes import facts, reading
from afterword.notes.interest import At, Fact
from cast import DANA, RUTH

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


def told(text: str, who: str | None = RUTH, now: dt.datetime | None = NOW) -> list[tuple[str, str | None]]:
    source, _ = reading.read(text, "notes.md")
    found, _ = facts.find(source, frozenset({"Ruth"}), who, now, "notes.md", "en")
    return [(fact.kind, fact.value) for fact in found]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They decide by December 4.", "decision_date", "2026-12-04"),
        ("I hear back within two weeks", "decision_date", "2026-12-02"),
        ("she gets back to me by Friday the 4th", "decision_date", "2026-12-04"),
        ("Decision after Thanksgiving", "decision_date", "2026-11-30"),
        ("Entscheidung Ende nächster Woche", "decision_date", "2026-11-27"),
        ("HR is Dana Whitcombe, she will be in touch", "decider", DANA),
        ("it's Tom's call in the end", "decider", "Tom"),
        ("Dana Whitcombe is handling the hiring", "decider", DANA),
        ("the decision is up to Laura Stein", "decider", "Laura Stein"),
        ("she decides herself", "decider", RUTH),
        ("second interview with the whole crew", "next_round", "second interview with the whole crew"),
        ("there is a second round on December 1", "next_round", "a second round on December 1"),
        ("I promised to send the checklist", "promise_by_me", "send the checklist"),
        ("I said I'd look up the name of the vendor", "promise_by_me", "look up the name of the vendor"),
        ("she'll send me the badge figures", "promise_by_them", "send me the badge figures"),
        ("They settle it by Friday week", "decision_date", "2026-11-27"),
        ("Not before the 12th; by the 15th at the latest I would know", "decision_date", "2026-12-15"),
        ("The decision was due on the 23rd, no, now the 30th", "decision_date", "2026-11-30"),
        ("They decide in early December", "decision_date", None),
        ("decision 12/4", "decision_date", "2026-12-04"),
        ("Entschieden wird binnen zwei Wochen.", "decision_date", "2026-12-02"),
        ("Bescheid gibt es heute in 14 Tagen", "decision_date", "2026-12-02"),
        ("Réponse d'ici quinze jours.", "decision_date", "2026-12-03"),
        ("Es entscheidet Frau Lindner.", "decider", "Frau Lindner"),
        ("C'est madame Besson qui décide", "decider", "madame Besson"),
        ("Nächster Schritt: ein Probetag", "next_round", "ein Probetag"),
        ("Ich habe zugesagt, das Zeugnis nachzureichen.", "promise_by_me", "das Zeugnis nachzureichen"),
        ("Elle va m'envoyer le plan", "promise_by_them", "envoyer le plan"),
        ("Bitte rufen Sie nicht an.", "no_contact", None),
        ("Don't ring us before December 4.", "no_contact", "2026-12-04"),
        ("Please do not contact us again.", "no_contact", None),
        ("please don't call us", "no_contact", None),
        ("asked me not to contact the team", "no_contact", None),
    ],
)
def test_a_fact_is_read_with_its_value(text: str, kind: str, value: str | None) -> None:
    assert (kind, value) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'll send her the list by Friday",
        "we talked about badges on Tuesday",
        "When do you decide?",
        "the rollout starts on December 1",
        "I told them about the call centre",
        "The receptionist thought they decide by Friday",
        "I guess they decide by Friday",
        "Ich tippe darauf, dass sie sich bis Freitag melden",
        "Entscheidung nicht vor dem 10. Dezember",
        "The board decides on the pension scheme by the 30th",
    ],
)
def test_no_decision_date_is_invented(text: str) -> None:
    assert "decision_date" not in {kind for kind, _ in told(text)}


def test_dates_count_from_the_day_in_the_header() -> None:
    text = "Fernhill, 2 November 2026\n\n- passkeys\n- they decide within two weeks"
    assert ("decision_date", "2026-11-16") in told(text)


def test_without_any_day_a_relative_date_is_not_guessed() -> None:
    assert told("They decide within two weeks", now=None) == []


def test_a_date_that_has_passed_is_told() -> None:
    source, _ = reading.read("They decide by November 10", "notes.md")
    found, problems = facts.find(source, frozenset(), RUTH, NOW, "notes.md", "en")
    assert found[0].value == "2026-11-10"
    assert [problem.code for problem in problems] == ["notes.date_in_the_past"]


def test_quote_and_place_are_given() -> None:
    source, _ = reading.read("- passkeys\n- It went well. They decide by December 4.", "notes.md")
    found, _ = facts.find(source, frozenset(), RUTH, NOW, "notes.md", "en")
    assert found == (Fact("decision_date", "2026-12-04", "They decide by December 4.", At(line=2)),)


def test_in_a_talk_promises_belong_to_who_makes_them() -> None:
    talk = (
        "Ruth: I'll show you the floor, and we decide by December 4.\nAmara: I'll send you the checklist.\n"
        "Ruth: Good.\nAmara: I decide by Friday too."
    )
    assert told(talk) == [
        ("promise_by_them", "show you the floor, and we decide by December 4"),
        ("decision_date", "2026-12-04"),
        ("promise_by_me", "send you the checklist"),
    ]


def test_a_short_name_does_not_name_a_second_decider() -> None:
    text = "HR is Dana Whitcombe.\nDana will call."
    assert [value for kind, value in told(text) if kind == "decider"] == [DANA]
