"""Every command of the contract, run on examples/ as a user would, against its published shape."""

import json
from pathlib import Path
from typing import Any

import pytest

from afterword import shapes
from afterword.cli import COMMANDS, ON_FILES, group
from afterword.cli.ending import run

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CASE = EXAMPLES / "case-1"
NOW = ["--now", "2026-11-17T17:00:00-08:00"]

RUNS: dict[str, tuple[list[str], str]] = {
    "card": (["card", str(CASE / "card.jpg")], "card_reading"),
    "interests": (["interests", str(CASE / "notes.md"), *NOW], "ledger"),
    "gift": (
        ["gift", "rolling out passkeys to the warehouse crew", "--shelf", str(EXAMPLES / "shelf.html"),
         "--context", str(CASE / "context.json"), *NOW],
        "choices",
    ),
    "passages": (["passages", str(CASE / "article.html"), "--for", "how another company got people to"], "passages"),
    "letter": (["letter", str(CASE / "brief.json")], "letter"),
    "check": (["check", str(CASE / "letter.txt"), "--brief", str(CASE / "brief.json")], "checked"),
    "plan": (["plan", str(CASE / "candidacy.json"), *NOW], "plan"),
    "reply": (["reply", str(CASE / "reply-acknowledgement.eml"), "--me", "amara.boateng@example.org"], "reply"),
}  # fmt: skip


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(group, arguments, {})
    out, err = capsys.readouterr()
    return code, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code, out, _ = called(capsys, *arguments, "--json")
    return code, json.loads(out)


def test_there_is_a_run_for_every_command_on_files() -> None:
    assert list(RUNS) == list(ON_FILES)


@pytest.mark.parametrize("name", RUNS)
def test_a_command_prints_one_document_of_its_shape(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, shape = RUNS[name]
    code, answer = document(capsys, *arguments)
    assert code == 0
    _, problems = shapes.convert(answer, shapes.published()[shape], name)
    assert problems == []


@pytest.mark.parametrize("name", RUNS)
def test_a_command_speaks_plainly_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, *RUNS[name][0])
    assert (code, bool(out.strip())) == (0, True)
    assert "{" not in out
    assert "Traceback" not in err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, name, "--help")
    assert code == 0
    assert "--json" in out or "Commands:" in out  # a group says it at each of its commands


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "--help")
    assert [name for name in COMMANDS if name not in out] == []


def test_the_first_interest_is_the_initiative_with_her_words(capsys: pytest.CaptureFixture[str]) -> None:
    _, ledger = document(capsys, *RUNS["interests"][0])
    assert "passkey" in ledger["interests"][0]["subject"]
    notes = (CASE / "notes.md").read_text()
    assert all(item["quote"] in notes for interest in ledger["interests"] for item in interest["evidence"])


def test_the_gift_is_the_article_that_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    _, choices = document(capsys, *RUNS["gift"][0])
    assert choices["gifts"][0]["title"] == "Passkeys: A practical guide for rolling out modern authentication"
    assert choices["gifts"][0]["gift"]["read"] is True


def test_the_plan_asks_hr_two_days_after_the_date_they_named(capsys: pytest.CaptureFixture[str]) -> None:
    _, plan = document(capsys, *RUNS["plan"][0])
    first_ask = next(step for step in plan["steps"] if step["step"] == "follow_up_1")
    assert first_ask["due"].startswith("2026-12-08")
    assert first_ask["to"] == "dana"


@pytest.mark.parametrize("name", ON_FILES)
def test_a_missing_file_is_one_line_and_one_document(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = {
        "gift": ["gift", "passkeys", "--shelf", "no-such-file"],
        "passages": ["passages", "no-such-file", "--for", "x"],
    }
    code, out, err = called(capsys, *arguments.get(name, [name, "no-such-file"]), "--json")
    assert code == 2
    assert json.loads(out)["error"]["code"] == "input.no_file"
    assert err.count("\n") == 1
    assert "Check the name" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], "input.usage"),
        (["plan"], "input.usage"),
        (["plan", str(CASE / "candidacy.json"), "--now", "tomorrow"], "input.not_a_time"),
        (["plan", str(CASE / "candidacy.json"), "--now", "2026-11-17T17:00:00"], "input.not_a_time"),
        (["plan", str(CASE)], "input.is_folder"),
        (["plan", str(CASE / "notes.md")], "shapes.not_json"),
        (["letter", str(CASE / "brief.json"), "--kind", "love_letter"], "input.usage"),
        (["card", str(CASE / "card.jpg"), "--language", "tlh"], "input.usage"),
    ],
)
def test_bad_usage_is_one_document_with_code_and_mend(
    arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, answer = document(capsys, *arguments)
    assert ended == 2
    assert answer["error"]["code"] == code
    assert answer["error"]["mend"]


def test_an_unknown_setting_stops_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(group, ["plan", str(CASE / "candidacy.json")], {"AFTERWORD_LANGUAGE": "tlh"})
    assert code == 2
    assert "AFTERWORD_LANGUAGE" in capsys.readouterr().err


def test_an_unexpected_failure_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("afterword.api.next_steps", fail)
    code, out, err = called(capsys, *RUNS["plan"][0])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "ZeroDivisionError" in err


def test_unknown_keys_are_told_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brief = json.loads((CASE / "brief.json").read_text()) | {"shoe_size": 42}
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(brief))
    code, out, err = called(capsys, "letter", str(file), "--json")
    assert code == 0
    assert json.loads(out)["body"]
    assert "shoe_size" in err


def test_the_calendar_and_the_vcard_are_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, *RUNS["plan"][0], "--ics")[1].startswith("BEGIN:VCALENDAR")
    assert called(capsys, *RUNS["card"][0], "--vcard")[1].startswith("BEGIN:VCARD")


def test_the_prompt_for_an_assistant_holds_the_facts(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, *RUNS["letter"][0], "--for-assistant")
    assert "passkey" in out.lower()
    assert "Ruth Calloway" in out


def test_the_prompt_for_an_assistant_is_a_document_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = document(capsys, *RUNS["letter"][0], "--for-assistant")
    assert (code, list(answer)) == (0, ["prompt"])


@pytest.mark.parametrize("arguments", [["gift", " ", "--shelf", str(EXAMPLES / "shelf.html")]])
def test_a_subject_without_a_word_is_no_subject(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = document(capsys, *arguments)
    assert (code, answer["error"]["code"], answer["error"]["where"]) == (2, "input.empty", "SUBJECT")


def test_a_region_that_is_no_country_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = document(capsys, *RUNS["card"][0], "--region", "USA")
    assert (code, answer["error"]["code"]) == (2, "input.not_a_country")


@pytest.mark.parametrize("mark", ["\x1b[2J", "\x07", "\x9b", "\u202e", "\u2066"])
def test_marks_that_steer_a_terminal_never_reach_it(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"card{mark}.vcf"
    file.write_text(f"BEGIN:VCARD\nVERSION:4.0\nFN:Ruth {mark}Calloway\nEMAIL:ruth@example.org\n")
    code, out, err = called(capsys, "card", str(file))
    assert code == 0
    assert "Calloway" in out
    assert mark[0] not in out + err
    assert "no end" in err


def test_an_invitation_tells_its_talks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "invite.ics"
    event = "BEGIN:VEVENT\nUID:{}\nSUMMARY:Interview\nATTENDEE:mailto:ruth@example.org\nDTSTART{}\nEND:VEVENT\n"
    talks = event.format(1, ";TZID=Europe/Berlin:20261201T150000") + event.format(2, ";TZID=Nowhere:20261202T150000")
    file.write_text(f"BEGIN:VCALENDAR\n{talks}END:VCALENDAR\n")
    _code, out, _err = called(capsys, "card", str(file))
    assert "talk        2026-12-01T15:00+01:00  Interview" in out
    assert "2026-12-02T15:00 (ask for the zone)  Interview" in out
    _code, answer = document(capsys, "card", str(file))
    assert [(one["starts"], one["doubt"]) for one in answer["invitations"]] == [
        ("2026-12-01T15:00:00+01:00", None),
        (None, "unknown_zone"),
    ]
