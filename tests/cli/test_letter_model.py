"""`letter --model`: what leaves is shown, what is true is taken, and what is not stays out."""

import json
from pathlib import Path

import pytest

from afterword.cli import group
from afterword.cli.ending import run
from letter.test_attempts import LIE, said
from outside.liar import Lie, answer, error, lying, message

BRIEF = {
    "kind": "thank_you",
    "candidate": {"name": "Amara Boateng", "email": "amara.boateng@example.org", "phone": "+12065550147"},
    "recipient": {"name": "Ruth Calloway", "email": "ruth.calloway@fernhill.example.org"},
    "role": "identity systems analyst",
    "company": "Fernhill Logistics",
    "interview": {"at": "2026-11-17T15:00:00-08:00"},
    "topics": [
        {"id": "t1", "text": "rolling out passkeys to the warehouse crew", "words": "said", "said_by": "interviewer"}
    ],
    "gift": {
        "id": "g1",
        "kind": "article",
        "title": "A Floor Crew Signs In",
        "url": "https://press.example.org/floor",
        "publisher": "The Shift Paper",
        "read": True,
        "note": "The third section is about shared devices.",
    },
    "evidence": [
        {"id": "e1", "text": "moved the front desks at Harbor Clinic from badges to phones, 340 people in six weeks"}
    ],
    "decision_date": "2026-12-04",
    "send_at": "2026-11-18T09:00:00-08:00",
}


@pytest.fixture
def brief(tmp_path: Path) -> str:
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(BRIEF))
    return str(file)


def called(capsys: pytest.CaptureFixture[str], brief: str, *more: str) -> tuple[int, str, str]:
    code = run(group, ["letter", brief, *more], {})
    out, err = capsys.readouterr()
    return code, out, err


def asked(capsys: pytest.CaptureFixture[str], brief: str, lie: Lie, *more: str) -> tuple[int, str, str]:
    with lying(lie) as liar:
        return called(capsys, brief, "--model", liar.address, "--model-name", "small", *more)


def test_a_true_draft_is_the_letter(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    code, out, err = asked(capsys, brief, message(said()))
    assert code == 0
    assert out.startswith("Subject: Passkeys for the warehouse crew\n\nDear Ruth Calloway,")
    assert "refused" not in err


def test_a_lie_is_told_and_the_letter_is_ours(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    ours = called(capsys, brief)[1]
    code, out, err = asked(capsys, brief, message(LIE))
    assert (code, out) == (0, ours)
    assert "I speak fluent Mandarin." in err
    assert err.count("draft was refused") == 2
    assert "The letter is Afterword's own." in err
    _, out, _ = asked(capsys, brief, message(LIE), "--json")
    told = json.loads(out)["model"]
    assert (told["taken"], told["failed"], len(told["refused"])) == (False, None, 2)


def test_where_nobody_answers_the_letter_is_ours(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    ours = called(capsys, brief)[1]
    code, out, err = asked(capsys, brief, answer("<h1>Welcome</h1>"))
    assert (code, out) == (0, ours)
    assert "127.0.0.1: What came back is no answer of a model." in err
    code, out, err = called(capsys, brief, "--model", "http://api.example.org/v1")
    assert (code, out) == (0, ours)
    assert "AFTERWORD_MODEL_HOSTS" in err


def test_a_server_that_knows_no_form_is_not_asked_for_it_again(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    unknown = error("unknown response_format", 400)
    with lying(unknown, unknown, message(LIE), message(said())) as liar:
        _, out, _ = called(capsys, brief, "--model", liar.address, "--json")
        assert len(liar.bodies) == 4
    told = json.loads(out)["model"]
    assert (told["taken"], told["form"], len(told["refused"])) == (True, "text", 1)


def test_a_draft_without_a_subject_takes_ours(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    ours = called(capsys, brief)[1].partition("\n")[0]
    _, out, _ = asked(capsys, brief, message(said(subject="")))
    assert out.partition("\n")[0] == ours
    assert "You mentioned rolling out passkeys" in out


def test_what_would_leave_is_what_leaves(capsys: pytest.CaptureFixture[str], brief: str) -> None:
    _, out, _ = called(capsys, brief, "--model-name", "small", "--what-leaves")
    with lying(message(said())) as liar:
        called(capsys, brief, "--model", liar.address, "--model-name", "small")
    assert out == liar.bodies[0].decode() + "\n"
    for private in ("example.org/", "5550147"):
        assert private not in out.replace("press.example.org/", "")
