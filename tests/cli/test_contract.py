"""The documents that scripts rely on: every key of the contract stands there, and no value is an empty text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.cli import group
from afterword.cli.ending import run

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CASE = EXAMPLES / "case-1"
NOW = ["--now", "2026-11-17T17:00:00-08:00"]
SUBJECT = "rolling out passkeys to the warehouse crew"
CONTEXT = ["--context", str(CASE / "context.json")]
BRIEFS = sorted((EXAMPLES / "briefs").glob("*.json"))
CANDIDACIES = sorted((EXAMPLES / "candidacies").glob("*.json"))
REPLIES = sorted(CASE.glob("reply-*.eml"))

Shape = dict[str, Any]
"""The keys of a document: a key leads to None (any value), a Shape (an object or null), or [Shape] (a list of them)."""

PROBLEMS = [{"code": None, "message": None, "where": None}]
FOUND_FIELD: Shape = {"value": None, "confidence": None, "origin": None, "where": None, "alternatives": []}
ADDRESS = dict.fromkeys(("text", "street", "city", "region", "postcode", "country"))
CONTACT: Shape = {
    "files": [],
    **dict.fromkeys(("name", "given", "family", "order", "honorific")),
    "credentials": [],
    **dict.fromkeys(("title", "company", "department")),
    "emails": [{**FOUND_FIELD, "kind": None}],
    "phones": [{**FOUND_FIELD, "raw": None, "kind": None}],
    "websites": [FOUND_FIELD],
    "address": ADDRESS,
    "region": None,
    "confidence": None,
    "origin": None,
    "extra": None,
}
EVIDENCE = dict.fromkeys(("quote", "words", "speaker", "at", "cue"))
INTEREST = {
    **dict.fromkeys(("id", "subject", "kind", "score", "confidence", "sensitive", "why", "why_code")),
    "evidence": [EVIDENCE],
}
GIFT: Shape = {
    **dict.fromkeys(("id", "kind", "title", "url", "author", "publisher", "date", "language", "read", "note")),
    "passage": {"text": None, "where": None},
    **dict.fromkeys(("place", "phone", "source")),
    "consent": {"by": None, "on": None},
    "items": [dict.fromkeys(("name", "note", "business", "address", "url", "phone", "kind", "source", "consent"))],
    "figure": dict.fromkeys(("value", "unit", "year")),
    "self": None,
}
FINDING = dict.fromkeys(("id", "severity", "override", "quote", "message", "mend"))
DOCUMENTS: dict[str, Shape] = {
    "card": {"contacts": [CONTACT], "signature_lines": [], "problems": PROBLEMS},
    "interests": {
        "interviewer": None,
        "interests": [INTEREST],
        "subjects": [],
        "abstained": None,
        "facts": [dict.fromkeys(("kind", "value", "quote", "at"))],
        "problems": PROBLEMS,
    },
    "gift": {
        "gifts": [
            {
                "gift": GIFT,
                **dict.fromkeys(("title", "url", "kind", "score", "why", "why_code")),
                "parts": dict.fromkeys(("fit", "personal", "fresh", "open", "credible", "brief", "novel")),
            }
        ],
        "refused": [dict.fromkeys(("title", "url", "gate", "reason"))],
        "abstained": None,
        "hunt": [dict.fromkeys(("where", "query", "url"))],
    },
    "passages": {
        **dict.fromkeys(("title", "author", "date", "words", "minutes")),
        "passages": [dict.fromkeys(("text", "page", "at", "score", "why"))],
        "paywalled": None,
        "problems": PROBLEMS,
    },
    "letter": {
        **dict.fromkeys(("subject", "body", "own")),
        "moves": [{"move": None, "text": None, "uses": []}],
        "checks": [FINDING],
    },
    "check": {
        **dict.fromkeys(("kind", "locale")),
        "findings": [FINDING],
        "own": {"share": None, "sentences": [dict.fromkeys(("text", "own", "why"))]},
    },
    "plan": {
        "steps": [dict.fromkeys(("step", "due", "window", "to", "channel", "after", "why", "why_code"))],
        "stopped": None,
        "paused": {"reason": None, "until": None},
        "recheck_at": None,
        "warnings": [{"code": None, "message": None}],
    },
    "reply": {**dict.fromkeys(("what", "outcome", "confidence", "text", "return_date")), "refers_to": []},
}
ERROR = {"error": dict.fromkeys(("code", "message", "mend", "where"))}

RUNS: list[list[str]] = [
    ["card", str(CASE / "card.jpg")],
    ["card", str(CASE / "reply-acknowledgement.eml")],
    ["interests", str(CASE / "notes.md"), *NOW],
    *(["gift", SUBJECT, "--shelf", str(EXAMPLES / f"shelf.{kind}"), *CONTEXT, *NOW] for kind in ("html", "csv", "bib")),
    ["gift", "glass blowing in Murano", "--shelf", str(EXAMPLES / "shelf.html"), *CONTEXT, *NOW],
    ["passages", str(CASE / "article.html"), "--for", "how another company got people to"],
    ["passages", str(CASE / "letter.txt"), "--for", "glass blowing"],
    *(["letter", str(path)] for path in [CASE / "brief.json", *BRIEFS]),
    ["check", str(CASE / "letter.txt"), "--brief", str(CASE / "brief.json")],
    ["check", str(CASE / "letter.txt")],
    *(["plan", str(path), *NOW] for path in [CASE / "candidacy.json", *CANDIDACIES]),
    *(["reply", str(path), "--me", "amara.boateng@example.org"] for path in REPLIES),
]


def missing(value: Any, shape: Any, path: str = "$") -> Iterator[str]:
    """The paths of keys that the shape names and the value lacks, and of lists that are none."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{path} is no list"
        elif shape:
            for index, item in enumerate(value):
                yield from missing(item, shape[0], f"{path}[{index}]")
    elif isinstance(shape, dict) and value is not None:
        for key, inner in shape.items():
            if key not in value:
                yield f"{path}.{key}"
            else:
                yield from missing(value[key], inner, f"{path}.{key}")


def blanks(value: Any, path: str = "$") -> Iterator[str]:
    """The paths of empty texts."""
    if value == "":
        yield path
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from blanks(inner, f"{path}.{key}")
    for index, inner in enumerate(value) if isinstance(value, list) else ():
        yield from blanks(inner, f"{path}[{index}]")


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("arguments", RUNS, ids=lambda run: f"{run[0]}-{Path(run[1]).name}")
def test_every_key_of_the_contract_is_there_and_no_text_is_empty(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(group, [*arguments, "--json", "--language", language], {})
    document = json.loads(capsys.readouterr().out)
    assert code == 0, document
    assert list(missing(document, DOCUMENTS[arguments[0]])) == []
    assert list(blanks(document)) == []


def test_every_document_of_the_contract_is_run() -> None:
    assert {arguments[0] for arguments in RUNS} == set(DOCUMENTS)


def test_a_missing_key_and_an_empty_text_are_seen() -> None:
    assert list(missing({"subject": "x", "moves": [{"move": "thanks"}]}, DOCUMENTS["letter"])) == [
        "$.body", "$.own", "$.moves[0].text", "$.moves[0].uses", "$.checks",
    ]  # fmt: skip
    assert list(blanks({"a": [{"b": ""}], "c": None})) == ["$.a[0].b"]


BAD_INPUT = {
    "an empty brief": ("letter", b"", "shapes.not_json"),
    "a brief of brackets": ("letter", b"[" * 100_000, "shapes.not_json"),
    "a brief that is a list": ("letter", b"[]", "shapes.does_not_fit"),
    "a brief without a kind": ("letter", b"{}", "shapes.missing"),
    "an unknown kind": ("letter", b'{"kind": "love_letter"}', "shapes.not_known"),
    "an unknown zone": ("plan", b'{"company": "Fernhill", "timezone": "Mars/Olympus"}', "followup.unknown_zone"),
    "an unknown event": (
        "plan",
        b'{"company": "Fernhill", "events": [{"type": "moon_landing", "at": "2026-11-17T15:00:00-08:00"}]}',
        "shapes.not_known",
    ),
    "a time without offset": (
        "plan",
        b'{"company": "Fernhill", "events": [{"type": "interview_held", "at": "2026-11-17T15:00:00"}]}',
        "shapes.no_offset",
    ),
    "a time at the end of time": (
        "plan",
        b'{"company": "Fernhill", "events": [{"type": "interview_held", "at": "9999-12-31T23:59:59-12:00"}]}',
        "followup.far_off",
    ),
    "an empty letter": ("check", b"", "letter.text.empty"),
    "an empty mail": ("reply", b"", "reply.empty"),
    "notes without a word": ("interests", b"", "notes.empty"),
    "a card that is no file of a kind": ("card", bytes(range(256)), None),
}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_one_document_that_names_the_file_and_the_mend(
    name: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, data, expected = BAD_INPUT[name]
    file = tmp_path / "given.txt"
    file.write_bytes(data)
    code = run(group, [command, str(file), "--json", "--language", language], {})
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert code == 2
    assert list(missing(document, ERROR)) == []
    assert expected in {None, document["error"]["code"]}
    assert document["error"]["where"].startswith(str(file))
    assert document["error"]["mend"]
    assert err.count("\n") == 1
    assert list(blanks(document)) == []
