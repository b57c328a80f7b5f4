"""Letters in German: every kind, in the bank's own words, Sie throughout."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afterword import tables
from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Previous, Proof, Recipient, Talk, Topic
from afterword.letter.checking import check
from afterword.letter.compose import compose
from afterword.letter.text import parse
from afterword.letter.wordings import wordings

AT = dt.datetime(2026, 11, 17, 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
JUTTA = Recipient("Jutta Kranz", "Jutta", "Kranz", honorific="Frau")
BRIEF = Brief(
    kind="thank_you",
    candidate=Candidate("Amara Boateng"),
    recipient=JUTTA,
    tone="formal",
    locale="de_AT",
    interviewers=(Interviewer("Jutta Kranz"),),
    role="Systemanalytikerin",
    company="Fernhill Logistik",
    interview=Talk(AT, "onsite", 1),
    topics=(
        Topic(
            "t1", "die Einführung von Passkeys im Lager", "interviewer", "said", "Wir verlieren jeden Tag einen Ausweis"
        ),
    ),
    gift=Gift(
        "g1",
        "article",
        "Schichtwechsel ohne Passwort",
        "https://blatt.example.org/1",
        publisher="Lagerblatt",
        read=True,
    ),
    evidence=(Proof("e1", "habe 340 Personen in sechs Wochen von Ausweisen auf Telefone umgestellt"),),
    decision_date=dt.date(2026, 12, 4),
    send_at=AT + dt.timedelta(hours=18),
)
SEEDS = range(12)
KINDS = frozenset(wordings("de").subjects)


def test_a_german_letter_is_german_throughout() -> None:
    for seed in SEEDS:
        letter = compose(BRIEF, seed=seed)
        assert letter.body.startswith("Sehr geehrte Frau Kranz,\n\n")
        assert letter.body.endswith("Mit freundlichen Grüßen\nAmara Boateng")
        assert "4. Dezember" in letter.body
        assert "„Schichtwechsel ohne Passwort“ (Lagerblatt)" in letter.body
        assert "Ich habe 340 Personen" in letter.body
        assert [finding.id for finding in letter.checks if finding.severity == "block"] == []
        assert not re.search(r"\b(?:the|and|you|thank)\b", letter.body)


def test_after_the_greeting_the_sentence_goes_on_in_lower_case_but_for_sie() -> None:
    firsts = {
        compose(replace(BRIEF, kind=kind), seed=seed)  # type: ignore[arg-type]
        .body.split("\n\n")[1]
        .split()[0]
        for kind in KINDS - {"call_script", "voicemail"}
        for seed in SEEDS
    }
    assert {first for first in firsts if first[0].isupper()} <= {"Sie", "Ihr"}


@pytest.mark.parametrize(
    ("reader", "greeting"),
    [
        (JUTTA, "Sehr geehrte Frau Kranz,"),
        (replace(JUTTA, honorific="Ms"), "Sehr geehrte Frau Kranz,"),
        (Recipient("Ali Demir", "Ali", "Demir", honorific="Herr"), "Sehr geehrter Herr Demir,"),
        (Recipient("Kim Berger", "Kim", "Berger"), "Guten Tag Kim Berger,"),
        (Recipient("Kim Berger", "Kim", "Berger", honorific="Dr."), "Guten Tag Dr. Berger,"),
        (Recipient(email="kontakt@fernhill.example.org", relation="mailbox"), "Guten Tag,"),
    ],
)
def test_the_form_of_address_is_never_guessed(reader: Recipient, greeting: str) -> None:
    assert compose(replace(BRIEF, recipient=reader, interviewers=())).body.startswith(f"{greeting}\n\n")


def test_what_was_not_read_was_come_across() -> None:
    assert BRIEF.gift is not None
    for seed in SEEDS:
        body = compose(replace(BRIEF, gift=replace(BRIEF.gift, read=False)), seed=seed).body
        found = "entdeckt|der mir aufgefallen ist|auf den ich aufmerksam geworden bin|[Gg]efunden"
        assert re.search(found, body)
        assert "gelesen" not in body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_passes_its_checks(kind: str) -> None:
    sent = Previous("thank_you", AT, None, "Schichtwechsel ohne Passwort")
    brief = replace(BRIEF, kind=kind, previous=(sent,), send_at=AT + dt.timedelta(days=20))  # type: ignore[arg-type]
    for seed in SEEDS:
        assert [finding.id for finding in compose(brief, seed=seed).checks if finding.severity == "block"] == []


def test_what_the_room_says_in_german_is_complete_and_names_what_the_english_names() -> None:
    english, german = (_texts(tables.table(f"letter/says/{language}.toml")) for language in ("en", "de"))
    assert german.keys() == english.keys()
    for code, text in english.items():
        assert _names(german[code]) <= _names(text), code


def _texts(table: dict[str, Any], within: str = "") -> dict[str, str]:
    """Every text of a table of `says` by its code."""
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _texts(value, f"{within}{key}.") if isinstance(value, dict) else {f"{within}{key}": value}
    return found


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_a_good_letter_of_somebody_else_is_not_blocked_and_a_bad_one_is_seen() -> None:
    for path in sorted((Path(__file__).parents[1] / "data" / "letters-de").glob("*.txt")):
        header, letter = path.read_text(encoding="utf-8").split("\n", 1)
        found = {finding.severity for finding in check(letter).findings} & {"block", "warn"}
        if header.endswith("label: good"):
            assert "block" not in found, path.name
        else:
            assert found, path.name


def test_what_was_only_seen_need_not_be_told_to_somebody_who_was_not_there() -> None:
    brief = replace(
        BRIEF,
        recipient=Recipient("Kim Berger", "Kim", "Berger", relation="hr"),
        topics=(Topic("t1", "Bouldern", "nobody", "observed"),),
    )
    for seed in SEEDS:
        assert "block" not in {finding.severity for finding in compose(brief, seed=seed).checks}


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("der neue Dienstplan", "über den neuen Dienstplan"),
        ("Der neue Dienstplan", "über den neuen Dienstplan"),
        ("neuer Dienstplan", "über neuen Dienstplan"),
        ("Die Übergabe", "über die Übergabe"),
        ("ein neuer Prüfstand", "über einen neuen Prüfstand"),
        ("Ihr zentraler Einkauf", "über Ihren zentralen Einkauf"),
        ("Lieferanten, die zu spät antworten", "über Lieferanten, die zu spät antworten"),
    ],
)
def test_a_topic_stands_in_the_case_of_its_place(topic: str, said: str) -> None:
    brief = replace(BRIEF, gift=None, topics=(Topic("t1", topic),))
    bodies = [compose(brief, seed=seed).body for seed in SEEDS]
    assert any(said in body for body in bodies)
    assert not any(re.search(rf"über {topic} \w", body) for body in bodies)


def test_a_clause_stands_after_its_comma() -> None:
    brief = replace(BRIEF, topics=(Topic("t1", "wie Sie Schichten planen", "interviewer", "said"),))
    for kind in ("thank_you", "visibility", "next_round_thanks"):
        for seed in SEEDS:
            body = compose(replace(brief, kind=kind), seed=seed).body
            assert re.search(r"\w, wie Sie Schichten planen[,;.]", body)


def test_a_clause_is_not_cut_for_the_subject_line() -> None:
    clause = "wie Sie Lernende an alten Motoren im ersten Jahr anfangen lassen"
    brief = replace(BRIEF, topics=(Topic("t1", clause, "interviewer", "said"),))
    assert not any("wie Sie" in (compose(brief, seed=seed).subject or "") for seed in SEEDS)


def test_own_words_on_the_talk_stand_behind_what_they_refer_to() -> None:
    own = "Den Satz habe ich am Abend zu Hause weitererzählt."
    for seed in SEEDS:
        body = compose(replace(BRIEF, own_words=own), seed=seed).body
        recalled = re.search("die Einführung von Passkeys im Lager|Wir verlieren jeden Tag einen Ausweis", body)
        assert recalled
        assert recalled.start() < body.index(own)


def test_a_short_message_leaves_room_for_long_words_of_ones_own() -> None:
    own = "Auf dem Heimweg habe ich noch gerechnet: Bei uns wären das drei Ausweise in der Woche, also gut eine Stunde."
    short = replace(BRIEF, kind="short_message", channel="short", own_words=own, interviewers=(), tone="warm")
    reader = Recipient("Kim Berger", "Kim", "Berger", relation="hr")
    passed_on = replace(short, recipient=reader, interviewers=(Interviewer("Jutta Kranz"),), pass_on=True)
    for seed in SEEDS:
        assert [finding.id for finding in compose(passed_on, seed=seed).checks if finding.severity == "block"] == []
        assert "Schichtwechsel" in compose(replace(short, own_words="Der Ausweis war da."), seed=seed).body


def test_a_role_is_taken_up_as_what_one_works_as() -> None:
    planner, position = (replace(BRIEF, role=role, tone="warm") for role in ("Planer", "Planer-Position"))
    assert any(re.search("(?<!Stelle )als Planer", compose(planner, seed=seed).body) for seed in SEEDS)
    assert not any("als Planer-Position" in compose(position, seed=seed).body for seed in SEEDS)


def test_years_of_experience_stand_inside_a_sentence() -> None:
    brief = replace(BRIEF, evidence=(Proof("e1", "Sechs Jahre auf einer chirurgischen Station"),))
    bodies = [compose(brief, seed=seed).body for seed in SEEDS]
    assert any(" sechs Jahre auf einer chirurgischen Station" in body for body in bodies)


def test_a_swiss_letter_has_swiss_habits() -> None:
    for seed in SEEDS:
        letter = compose(replace(BRIEF, locale="de_CH"), seed=seed)
        greeting, first = letter.body.split("\n\n")[:2]
        assert greeting == "Sehr geehrte Frau Kranz"
        assert first[0].isupper()
        assert letter.body.endswith("Freundliche Grüsse\nAmara Boateng")
        assert "«Schichtwechsel ohne Passwort»" in letter.body
        assert "ß" not in letter.body
        assert "block" not in {finding.severity for finding in letter.checks}


def test_an_austrian_january_is_jaenner() -> None:
    brief = replace(BRIEF, decision_date=dt.date(2027, 1, 8))
    assert all("8. Jänner" in compose(brief, seed=seed).body for seed in SEEDS)


def test_a_role_is_said_without_the_marks_of_its_advertisement_and_a_firm_with_its_article() -> None:
    brief = replace(BRIEF, role="Pflegefachkraft (m/w/d)", company="Klinikum Nordheide", kind="withdrawal")
    body = compose(brief).body
    assert "für die Stelle als Pflegefachkraft am Klinikum Nordheide" in body
    assert "block" not in {finding.severity for finding in check(body, brief).findings}


@pytest.mark.parametrize(
    "farewell",
    [
        "Gruß",
        "Liebe Grüße",
        "LG",
        "Mit freundlichem Gruß",
        "Vielen Dank und freundliche Grüße",
        "Es grüßt Sie",
        "Alles Gute",
    ],
)
def test_a_german_farewell_is_no_sentence_of_the_letter(farewell: str) -> None:
    letter = parse(f"Guten Tag,\n\nunser Gespräch war am 15. Jänner in Graz. Danke dafür.\n\n{farewell}\nKim Berger")
    assert letter.closing == farewell
    assert len(letter.sentences) == 2
