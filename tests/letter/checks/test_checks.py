"""What holds for all checks: their texts, their lists, whole letters."""

import json
import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import shapes
from afterword.candidacy import reason
from afterword.letter import checks
from afterword.letter.brief import Brief
from afterword.letter.checking import check
from afterword.letter.checks import words
from letter.checks.spoiled import BRIEF, LETTER

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "src/afterword/letter/checks"
LETTERS = ROOT / "tests/data/letters"
CASES = json.loads((LETTERS / "cases.json").read_text(encoding="utf-8"))
FAMILIES = ("move", "truth", "gift", "tone", "style", "time", "verify", "detect", "names")
PHRASES = [
    (needs, phrase)
    for family in FAMILIES
    for name in words.lists(family)
    for needs, phrase in words.phrases(family, name)
    if needs
]
PARAMS = (
    "quote name title right family other company role topic value files when sent day fact count phrases words low high"
    " characters shown idea to percent said number most languages word meant days date asks"
)


def labelled(label: str) -> list[Path]:
    return sorted(LETTERS.glob(f"{label}-*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_correct_letter_blocks_neither_with_nor_without_its_brief(case: dict[str, object]) -> None:
    brief, _ = shapes.convert(case["brief"], Brief, "brief")
    letter = str(case["letter"])
    assert [one for one in check(letter, brief).findings if one.severity == "block"] == []
    assert [one for one in check(letter).findings if one.severity == "block"] == []


@pytest.mark.parametrize("path", labelled("good"), ids=lambda path: path.stem)
def test_a_good_letter_from_anywhere_does_not_block(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8").partition("\n")[2]).findings
    assert [(one.id, one.quote) for one in found if one.severity == "block"] == []


@pytest.mark.parametrize("path", [*labelled("template"), *labelled("bad")], ids=lambda path: path.stem)
def test_a_template_and_a_bad_letter_block(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8").partition("\n")[2]).findings
    blocks = {one.id for one in found if one.severity == "block"}
    assert blocks
    assert "text.placeholder" in blocks or path.stem.startswith("bad")


@pytest.mark.parametrize(
    "gap",
    [
        "[Name]", "{{name}}", "{name}", "${name}", "<Name>", "<<Name>>", "«First_Name»", "%NAME%", "____", "XXX", "TBD",
        "Your Name", "Mr./Ms. Last Name", "(fill in name)", "(your name)", "[Ihr Name]", "[Votre nom]", "Votre nom",
        "[Su nombre]", "[Il tuo nome]", "Vor- und Nachname", "Frau/Herr", "X years", "Job Title", "......",
    ],
)  # fmt: skip
def test_every_notation_of_a_placeholder(gap: str) -> None:
    findings = check(LETTER.replace("the conversation", f"the {gap}"), BRIEF).findings
    found = [one for one in findings if one.id == "text.placeholder"]
    assert found
    assert all(one.severity == "block" and not one.override and one.quote and one.quote in gap for one in found)


@pytest.mark.parametrize(
    "words_", ["[1]", "[sic]", "<https://journal.example.org/dock>", "Xmas", "a < b", "50%", "$5", "C++ {}", "..."]
)
def test_what_is_no_placeholder(words_: str) -> None:
    found = check(LETTER.replace("the conversation", f"the {words_}"), BRIEF).findings
    assert not [one for one in found if one.id == "text.placeholder"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_phrase_is_never_passed_over_for_the_word_it_must_hold(data: st.DataObject) -> None:
    needs, phrase = data.draw(st.sampled_from(PHRASES))
    pattern = re.compile(phrase, re.IGNORECASE | re.ASCII)
    letters = string.printable + "".join({letter for _, one in PHRASES for letter in one if not letter.isascii()})
    written = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=letters)).casefold()
    assert all(any(need in written for need in part) for part in needs)


def test_every_finding_has_its_text() -> None:
    families = "names|text|truth|time|move|gift|ask|tone|style|subject|header|panel|plan|call"
    codes = {
        code
        for path in [*ROOM.glob("*.py"), ROOM.parent / "verify.py"]
        for code in re.findall(rf'"((?:{families})\.[a-z.-]+)"', path.read_text(encoding="utf-8"))
    }
    params: dict[str, object] = dict.fromkeys(PARAMS.split(), "x")
    told = [code for code in sorted(codes) if _told(code, params)]
    assert len(told) >= 60


def _told(code: str, params: dict[str, object]) -> bool:
    """Whether this names a text; a check whose texts all have a last part of their own does not."""
    try:
        return bool(reason.message(f"letter.{code}", params)) and bool(reason.mend(f"letter.{code}", params))
    except KeyError as missing:
        if not _codes_below(code):
            raise AssertionError(code) from missing
        return False


def _codes_below(code: str) -> list[str]:
    """The last parts of the texts of a check that has several."""
    node = tomllib.loads((ROOM.parent / "says/en.toml").read_text(encoding="utf-8"))
    for part in code.split("."):
        node = node.get(part, {})
    return list(node)


def test_findings_are_sorted_and_only_the_few_refuse() -> None:
    letter = LETTER.replace("Dear Ruth Calloway", "Dear [Name]").replace(
        "keener", "keener, sorry for my nerves, salary apart,"
    )
    rows = check(letter, BRIEF).findings
    order = [checks.ORDER.index(one.severity) for one in rows]
    assert order == sorted(order)
    assert {one.id for one in rows if not one.override} <= {
        "text.placeholder", "names.right-person", "names.right-company", "truth.contact-consent", "header.unsafe",
    }  # fmt: skip


def test_there_are_checks_enough() -> None:
    assert len(checks.CHECKS) == len(set(checks.CHECKS)) >= 40


def test_every_check_is_documented() -> None:
    families = "names|text|truth|time|move|gift|ask|tone|style|subject|header|panel|plan|call"
    told = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    ids = {
        ".".join(code.split(".")[:2])
        for path in ROOM.glob("*.py")
        for code in re.findall(rf'"((?:{families})\.[a-z.-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(ids) >= 38
    ids -= {"names.elsewhere"}  # a text, said by two checks
    assert [one for one in sorted(ids) if one not in told] == []
