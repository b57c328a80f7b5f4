"""Reading shapes from JSON as the contract says."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword import shapes
from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.contact import Contact, Email
from afterword.errors import BadInput
from afterword.letter.brief import Brief

BRIEF = {
    "kind": "thank_you",
    "candidate": {"name": "Amara Boateng"},
    "recipient": {"name": "Ruth Calloway"},
}


def test_an_empty_string_reads_as_null() -> None:
    brief, problems = shapes.read(json.dumps({**BRIEF, "role": "", "decision_date": ""}), Brief, "brief.json")
    assert (brief.role, brief.decision_date, problems) == (None, None, [])


def test_null_takes_the_default_where_the_shape_has_one() -> None:
    brief, _ = shapes.read(json.dumps({**BRIEF, "topics": None, "tone": None}), Brief, "brief.json")
    assert (brief.topics, brief.tone) == ((), "warm")


def test_a_missing_key_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(json.dumps({"kind": "thank_you", "recipient": {}}), Brief, "brief.json")
    assert (caught.value.code, caught.value.params) == ("shapes.missing", {"key": "candidate"})


def test_an_empty_required_name_is_an_error_with_its_path() -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(json.dumps({**BRIEF, "candidate": {"name": ""}}), Brief, "brief.json")
    assert caught.value.where == "brief.json: candidate.name"


def test_an_unknown_key_is_told_and_ignored() -> None:
    document = {**BRIEF, "topics": [{"id": "t1", "text": "passkeys", "colour": "blue"}]}
    brief, problems = shapes.read(json.dumps(document), Brief, "brief.json")
    assert brief.topics[0].text == "passkeys"
    assert [(found.code, found.where) for found in problems] == [("shapes.unknown_key", "brief.json: topics[0].colour")]


def test_an_unknown_kind_is_an_error_with_its_path() -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(json.dumps({**BRIEF, "kind": "love_letter"}), Brief, "brief.json")
    assert (caught.value.code, caught.value.where) == ("shapes.not_known", "brief.json: kind")


@pytest.mark.parametrize("wanted", [0, 4, 99, "2", 1.5])
def test_wanted_is_one_to_three(wanted: object) -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(json.dumps({"wanted": wanted}), Candidacy, "candidacy.json")
    assert caught.value.where == "candidacy.json: wanted"


def test_a_time_without_offset_is_an_error() -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(json.dumps({**BRIEF, "send_at": "2026-11-18T09:00:00"}), Brief, "brief.json")
    assert (caught.value.code, caught.value.where) == ("shapes.no_offset", "brief.json: send_at")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"kind": "thank_you",}'])
def test_broken_json_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        shapes.read(data, Brief, "brief.json")
    assert caught.value.code == "shapes.not_json"


def test_older_spelling_of_people_is_read() -> None:
    document = {"people": [{"id": "p1", "role": "hr", "phone": "+12065550119"}]}
    candidacy, problems = shapes.read(json.dumps(document), Candidacy, "candidacy.json")
    assert candidacy.people[0].roles == ("hr",)
    assert candidacy.people[0].phones[0].value == "+12065550119"
    assert problems == []


def test_who_may_be_an_id_a_list_or_null() -> None:
    events = [
        {"type": "offer", "at": "2026-12-01T10:00:00-08:00", "who": who} for who in ("p1", ["p1", "p2"], None, "")
    ]
    candidacy, _ = shapes.read(json.dumps({"events": events}), Candidacy, "candidacy.json")
    assert [event.who for event in candidacy.events] == [("p1",), ("p1", "p2"), (), ()]


def test_events_without_id_get_distinct_ones() -> None:
    events = [{"type": "offer", "at": "2026-12-01T10:00:00-08:00"}] * 3
    candidacy, _ = shapes.read(json.dumps({"events": events}), Candidacy, "candidacy.json")
    assert len({event.id for event in candidacy.events}) == 3


def test_a_generated_id_never_takes_a_given_one() -> None:
    at = "2026-12-01T10:00:00-08:00"
    events = [{"type": "offer", "at": at}, {"id": "e0", "type": "rejection", "at": at}]
    candidacy, _ = shapes.read(json.dumps({"events": events}), Candidacy, "candidacy.json")
    assert len({event.id for event in candidacy.events}) == 2


def test_times_keep_their_offset_on_the_way_out() -> None:
    brief, _ = shapes.read(json.dumps({**BRIEF, "send_at": "2026-11-18T09:00:00-08:00"}), Brief, "brief.json")
    assert json.loads(shapes.write(brief))["send_at"] == "2026-11-18T09:00:00-08:00"
    assert brief.send_at == dt.datetime(2026, 11, 18, 17, tzinfo=dt.UTC)


@given(name=st.text(min_size=1), address=st.text(min_size=1), confidence=st.floats(0, 1))
def test_what_is_written_reads_back_equal(name: str, address: str, confidence: float) -> None:
    contact = Contact(name=name, emails=(Email(address, confidence=confidence),))
    again, problems = shapes.read(shapes.write(contact), Contact, "contact.json")
    assert (again, problems) == (contact, [])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused_in_one_line(document: object) -> None:
    refused = ""
    try:
        shapes.convert(document, Candidacy, "candidacy.json")
    except BadInput as error:
        refused = error.code
    misfits = {"shapes.does_not_fit", "shapes.missing", "shapes.empty", "shapes.not_known"}
    assert refused in {"", "shapes.no_offset", *misfits}


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_document_may_begin_with_the_mark_of_its_charset(charset: str) -> None:
    text = json.dumps({**BRIEF, "role": "café manager"}, ensure_ascii=False)
    assert shapes.read(text.encode(charset), Brief, "brief.json")[0].role == "café manager"


def test_half_a_letter_of_utf_16_is_no_document() -> None:
    with pytest.raises(BadInput, match="not_json"):
        shapes.read(b"\xff\xfe{\x00\x00", Brief, "brief.json")


def test_accents_are_parts_of_their_letters() -> None:
    brief, _ = shapes.read(json.dumps({**BRIEF, "role": "cafe\u0301 manager"}), Brief, "brief.json")
    assert brief.role == "caf\u00e9 manager"
