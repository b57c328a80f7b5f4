"""What nobody should put into a brief: a good letter all the same, or one clear line."""

import dataclasses
import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from afterword import shapes
from afterword.candidacy import reason
from afterword.errors import AfterwordError
from afterword.letter.assistant import assistant_prompt
from afterword.letter.brief import Brief, Candidate, Interviewer, Recipient, Talk
from afterword.letter.checking import check
from afterword.letter.compose import compose
from afterword.letter.letter import Letter
from cast import AMARA, FERNHILL, RUTH
from letter.briefs import ARTICLE, BRIEF, PASSKEYS, changed
from letter.briefs import RUTH as READER

HOLES = re.compile(
    r"  |\w [,.;:](?:\s|$)|[(\[]\s*[)\]]|“\s*”|„\s*“|«\s*»|,,|(?<!\.)\.\.(?!\.)|\bNone\b"
    r"|\b(?:about|of|for|at|on|by|the|über|als|bei|von|sur|pour|chez)[,.;:](?:\s|$)"
)
"""Where a word is missing."""

TEXTS = {
    "blank": " \t ",
    "unbroken": "\u00a0",
    "dots": "...",
    "commas": ", ,",
    "dash": "–",
    "quotes": '"“”„',
    "emoji": "😀",
    "hidden": "\u200b\u2060",
    "turned": "Ruth \u202eyawollaC",
    "null": "Ruth\0 Calloway",
    "header": "Ruth\r\nBcc: everyone@example.org",
    "markup": "<script>alert(1)</script>",
    "slots": "{name} {0} %s",
    "long": "R" * 300,
    "long words": "Ruth " * 60,
    "trailing": "shift plans ,",
    "stop": "Fernhill Inc.",
    "arabic": "محمد علي",
    "japanese": "田中博",
    "accents": unicodedata.normalize("NFD", "Zoë Núñez-Übermüller"),
    "address": "x@example.org",
    "link": "https://press.example.org/x",
}


def texts(value: Any, path: str = "") -> Iterator[str]:
    """The places of all texts in a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts(inner, f"{path}.{at}")
    elif isinstance(value, str) and not path.endswith(("at", "date", "kind", "tone", "id")):
        yield path


def put(document: Any, path: str, value: object) -> Any:
    """The document with a value at a place."""
    first, _, rest = path.partition(".")
    key: Any = int(first) if isinstance(document, list) else first
    copy = list(document) if isinstance(document, list) else dict(document)
    copy[key] = put(copy[key], rest, value) if rest else value
    return copy


DOCUMENT = json.loads(shapes.write(BRIEF))
PLACES = sorted(texts(DOCUMENT))


def written(brief: Brief) -> Letter | None:
    """The letter, which has no hole in it; None where one clear line was the answer."""
    try:
        letter = compose(brief)
        assistant_prompt(brief)
    except AfterwordError as error:
        assert_clear(error)
        return None
    assert HOLES.search(f"{letter.subject}\n{letter.body}") is None, f"{letter.subject}\n{letter.body}"
    return letter


def assert_clear(error: AfterwordError) -> None:
    """What is wrong, where, and the mend, in one line."""
    assert len(reason.message(error.code, error.params).splitlines()) == 1
    assert reason.mend(error.code, error.params)
    assert error.where


def read(document: object) -> Brief | None:
    """The brief of a document; None where one clear line was the answer."""
    try:
        return shapes.read(json.dumps(document), Brief, "brief.json")[0]
    except AfterwordError as error:
        assert_clear(error)
        return None


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_in_any_place_leaves_a_hole(name: str) -> None:
    for place in PLACES:
        brief = read(put(DOCUMENT, place, TEXTS[name]))
        letter = written(brief) if brief else None
        if letter and "phone" not in place and name in {"accents", "stop", "trailing"}:
            blocks = [finding.id for finding in letter.checks if finding.severity == "block"]
            assert set(blocks) <= {"header.unsafe"}, (place, blocks)


@pytest.mark.parametrize("name", ["blank", "dots", "hidden"])
def test_a_field_that_says_nothing_is_as_good_as_empty(name: str) -> None:
    brief = changed(
        role=TEXTS[name],
        company=TEXTS[name],
        topics=(dataclasses.replace(PASSKEYS, text=TEXTS[name]),),
        gift=dataclasses.replace(ARTICLE, title=TEXTS[name], publisher=TEXTS[name], note=TEXTS[name]),
        interviewers=(Interviewer(TEXTS[name]),),
    )
    bare = changed(role=None, company=None, topics=(), gift=changed_gift(), interviewers=())
    assert compose(brief).body == compose(bare).body


def changed_gift() -> Any:
    return dataclasses.replace(ARTICLE, title=None, publisher=None, note=None)


def test_a_hidden_sign_or_a_trailing_comma_is_no_part_of_a_title() -> None:
    for title in ("A Floor\u200b Crew Signs In", "A Floor Crew Signs In ,"):
        letter = compose(changed(gift=dataclasses.replace(ARTICLE, title=title)))
        assert "A Floor Crew Signs In" in letter.body
        assert [finding.id for finding in letter.checks if finding.severity == "block"] == []


def test_accents_typed_apart_are_the_same_name() -> None:
    apart = unicodedata.normalize("NFD", "Zoë Núñez")
    letter = compose(changed(candidate=Candidate(apart), recipient=Recipient(apart, company=FERNHILL)))
    assert "Zoë Núñez" in letter.body
    assert [finding.id for finding in letter.checks if finding.severity == "block"] == []


def test_a_name_with_a_stop_ends_a_sentence_with_one() -> None:
    for seed in range(30):
        assert ".." not in compose(changed(company="Fernhill Inc."), seed=seed).body


@pytest.mark.parametrize(
    "brief",
    [
        Brief("thank_you", Candidate(AMARA), Recipient()),
        Brief("thank_you", Candidate(AMARA), Recipient(email="r.c@fernhill.example.org")),
        Brief("follow_up_1", Candidate(AMARA), Recipient(relation="mailbox")),
        Brief("gift_note", Candidate(AMARA), Recipient(RUTH)),
        Brief("offer_answer", Candidate(AMARA), Recipient(RUTH)),
        Brief("competing_offer", Candidate(AMARA), Recipient(RUTH)),
        changed(topics=(), gift=None, evidence=()),
        changed(gift=dataclasses.replace(ARTICLE, read=False, note="I read it twice and loved it.")),
        changed(decision_date=dt.date(2026, 1, 1)),
        changed(send_at=BRIEF.send_at - dt.timedelta(days=30)) if BRIEF.send_at else BRIEF,
        changed(interviewers=(Interviewer(RUTH, "Director"), Interviewer(RUTH, "Intern"))),
        changed(recipient=dataclasses.replace(READER, company="Northgate Freight")),
        changed(recipient=dataclasses.replace(READER, given="Dana", family="Whitcombe")),
        changed(interview=Talk(format="onsite", round=-4)),
        changed(interview=Talk(round=10**18, detail="in")),
        changed(topics=(PASSKEYS,) * 12),
        changed(deadline=dt.date.min, kind="competing_offer"),
        changed(send_at=dt.datetime.max.replace(tzinfo=dt.timezone(-dt.timedelta(hours=14)))),
        changed(interview=Talk(dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=14))))),
        changed(decision_date=dt.date.max),
    ],
)
def test_too_little_and_contradictions_still_give_a_letter(brief: Brief) -> None:
    for tone in ("formal", "warm", "brief"):
        for locale in ("en_US", "de", "fr"):
            letter = written(changed(brief, tone=tone, locale=locale))
            assert letter
            assert letter.body.strip()


@pytest.mark.parametrize(
    "locale", ["xx", "en-Latn-US", "zz_ZZ", "de_", "_", "-", "EN_us", "fr-CA", "e" * 300, "de\0", "日本"]
)
def test_a_locale_nobody_knows_is_answered(locale: str) -> None:
    letter = written(changed(locale=locale))
    assert letter is None or letter.body


def test_a_huge_brief_is_answered_in_one_line() -> None:
    for brief in (
        changed(own_words="word " * 10_000),
        changed(topics=(PASSKEYS,) * 10_000),
        changed(interviewers=(Interviewer(RUTH),) * 10_000),
        changed(other_names=("x" * 100,) * 100_000),
        changed(attachments=("a.pdf",) * 10_000),
    ):
        letter = written(brief)
        assert letter is None or len(letter.body.split()) < 300


def test_a_letter_in_two_languages_is_told() -> None:
    english = "Dear Ruth,\n\nThank you for talking with me about the passkeys. I would like to work with you."
    german = "Vielen Dank für das Gespräch. Ich würde gern mit Ihnen arbeiten und freue mich auf Ihre Antwort."
    found = {finding.id for finding in check(f"{english}\n\n{german}\n\nBest wishes,\n{AMARA}").findings}
    assert any("language" in id for id in found), found


@pytest.mark.parametrize(
    "sign", ["a", "a ", "A. ", "https://x.example.org/", "1 ", "é", "ab\n", "a-", "(a) ", "'a", "Aa", "„a“ "]
)
def test_a_text_without_end_is_still_checked(sign: str) -> None:
    checked = check(f"Dear Ruth Calloway,\n\n{sign * (60_000 // len(sign))}\n\nBest wishes,\n{AMARA}", BRIEF)
    assert "move.thanks" in {finding.id for finding in checked.findings}
