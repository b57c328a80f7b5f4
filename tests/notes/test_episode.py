"""Episodes of a page of notes: who tells, what is done with a thing, what it is called; in three languages."""

import pytest

from afterword.notes import ledger
from afterword.notes.ledger import Ledger


def of(interviewer: str, notes: str) -> Ledger:
    return ledger.read(notes, "notes.txt", interviewer=interviewer)


@pytest.mark.parametrize(
    ("who", "notes", "subject"),
    [
        (
            "Vera Lindqvist",
            (
                "Vera Lindqvist, head of the lab.\n"
                "- the usual: degree, notice period\n"
                "- I mentioned our compost heap. Pen went down. How long did it take, who turned it, did it smell?\n"
            ),
            "compost heap",
        ),
        (
            "Frau Brehm",
            (
                "Gespräch mit Frau Brehm.\n- Zeugnisse -> abgehakt\n"
                "- Als ich von der Lesestunde erzählte, hat sie den Stift hingelegt. Wer liest, wie oft, wer kommt?\n"
            ),
            "Lesestunde",
        ),
        (
            "Mme Aubry",
            (
                "Entretien avec Mme Aubry.\n- diplôme : la liste\n"
                "- je parle du potager. Là elle pose son stylo. Qui arrose ? qui paie ? Elle voudrait voir le plan.\n"
            ),
            "potager",
        ),
    ],
)
def test_asking_on_with_the_pen_down_shows_interest(who: str, notes: str, subject: str) -> None:
    first = of(who, notes).interests[0]
    assert first.subject.lower().endswith(subject.lower())
    assert all(evidence.quote in notes for evidence in first.evidence)


@pytest.mark.parametrize(
    ("who", "notes"),
    [
        ("Frau Brehm", 'Gespräch mit Frau Brehm.\n- Lehrplan abgefragt, höflich. "Interessant", sagte sie.\n'),
        (
            "Mme Aubry",
            "Entretien avec Mme Aubry.\n- diplôme : sa grille\n- mes voyages : elle soupire, question suivante\n",
        ),
        ("Jo Fenwick", "Jo Fenwick read it all off a sheet.\n- I went on about sailing, my passion. She nodded.\n"),
    ],
)
def test_lists_nods_and_the_writers_own_love_show_none(who: str, notes: str) -> None:
    assert of(who, notes).abstained


def test_a_colleagues_line_shows_nothing() -> None:
    notes = (
        "Two of them: Carl Hagen and Mira Solberg.\n"
        "Carl Hagen: mad about gliders, showed me a video, would love to know who repairs them.\n"
        "Mira Solberg: wanted to know how we kept the moths out, and drew me her attic.\n"
    )
    told = " ".join(interest.subject for interest in of("Mira Solberg", notes).interests)
    assert "moths" in told
    assert "gliders" not in told


def test_a_remark_at_the_door_goes_to_what_they_asked_on_about() -> None:
    notes = (
        "Ada Brook.\n- I told her about our rain barrels. She put the pen down. How many, who empties them?\n"
        '- walking me out: "nine of them, in a row"\n'
    )
    first = of("Ada Brook", notes).interests[0]
    assert "barrels" in first.subject
    assert "came_back_unprompted" in {evidence.cue for evidence in first.evidence}
