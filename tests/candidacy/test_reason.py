"""Codes become sentences, in the language asked for."""

import datetime as dt
import string
import tomllib
from pathlib import Path

import pytest

from afterword.candidacy import reason

SOURCE = Path(__file__).parent.parent.parent / "src" / "afterword"


def test_a_code_and_its_params_become_a_sentence_with_its_mend() -> None:
    params = {"detail": "it ends early"}
    assert reason.message("shapes.not_json", params) == "This is not valid JSON: it ends early."
    assert reason.mend("shapes.not_json", params) == "Check the brackets and quotes near that place."


def test_a_plain_text_has_no_mend() -> None:
    assert reason.mend("shapes.unknown_key", {"key": "x"}) is None


def test_dates_are_written_as_the_language_writes_them() -> None:
    written = [reason._written(value, "en") for value in (dt.date(2026, 12, 4), "2026-12-04")]
    assert written == ["Fri 4 Dec 2026"] * 2
    assert reason._written(dt.date(2026, 12, 4), "de") == "Fr. 4. Dez. 2026"


def test_a_language_without_a_text_falls_back_to_english() -> None:
    english = reason.message("shapes.unknown_key", {"key": "x"})
    assert reason.message("shapes.unknown_key", {"key": "x"}, "tlh") == english
    assert reason.message("shapes.unknown_key", {"key": "x"}, "fr") != english


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        reason.message("nobody.says_this", {})


def test_braces_of_a_param_are_never_read_as_a_template() -> None:
    assert "{key.__class__}" in reason.message("shapes.unknown_key", {"key": "{key.__class__}"})


def texts(node: object, path: str = "") -> dict[str, str]:
    if isinstance(node, str):
        return {path: node}
    assert isinstance(node, dict), path
    found: dict[str, str] = {}
    for key, value in node.items():
        found |= texts(value, f"{path}.{key}" if path else key)
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("says/*.toml")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_text_is_a_whole_template_that_english_has_too(path: Path) -> None:
    own = texts(tomllib.loads(path.read_text(encoding="utf-8")))
    english = texts(tomllib.loads((path.parent / "en.toml").read_text(encoding="utf-8")))
    for key, text in own.items():
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert key in english, key
        known = {name for _, name, _, _ in string.Formatter().parse(english[key]) if name is not None}
        assert names <= known, f"{key}: {names - known}"


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("room", [".", "cli", "followup", "gift"])
def test_what_people_read_most_is_said_whole_in_every_language(room: str, language: str) -> None:
    says = SOURCE / room / "says"
    english, other = (
        texts(tomllib.loads((says / f"{name}.toml").read_text(encoding="utf-8"))) for name in ("en", language)
    )
    assert list(other) == list(english)
    for key, text in english.items():
        assert _names(text) == _names(other[key]), key


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
