"""The board and the pictures: every fact in words, nothing that overlaps, past and foreseen told apart."""

import datetime as dt
import itertools
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Candidate, Event, Step
from afterword.app.pages import picture
from afterword.app.pages.picture import APART, MARGIN, MOST_TICKS, Axis, ticks, timeline
from afterword.app.queries import board
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

LOCAL = dt.datetime.fromisoformat
MOMENTS = st.datetimes(LOCAL("2026-01-01"), LOCAL("2027-12-31"), timezones=st.just(cast.SEATTLE))
KINDS = st.sampled_from([kind for kind in board.DRAWN if kind != "decision_date_named"])


def firms(count: int) -> None:
    for number in range(count):
        row = begin(NOW, noun.Candidacy(f"Mills {number}", "analyst", "US", "WA", "America/Los_Angeles"))
        contact = Contact(name=f"Kim {number}", emails=(Email(f"kim{number}@mills.example.org"),))
        who = add_person(NOW, row.id, contact, ["interviewer"])
        record(row.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[who.id], data={"round": 1})


@pytest.mark.usefixtures("clock")
def test_the_board_says_in_words_what_it_draws(browser: Client, amara: Candidate, held: Candidacy) -> None:
    amara.timezone = "America/Los_Angeles"
    amara.save()
    text = text_of(browser.get("/board"))
    assert cast.FERNHILL in text
    assert "Interview, today." in text
    assert "They decide Fri 4 December." in text
    assert text.count('<svg class="lane"') == 1
    assert "aria-hidden" in text


@pytest.mark.usefixtures("clock")
def test_a_closed_one_stands_last_with_how_it_ended(browser: Client, held: Candidacy) -> None:
    record(held.id, "rejection", NOW)
    firms(1)
    page = browser.get("/board").context["page"]
    assert [row.stopped for row in page.rows] == ["", "They said no."]
    assert page.rows[1].lane.closed


def test_without_a_candidacy_it_says_how_to_begin(browser: Client) -> None:
    assert "No candidacy yet" in text_of(browser.get("/board"))


@pytest.mark.usefixtures("clock")
def test_a_page_is_bounded_and_its_queries_do_not_grow(
    browser: Client, held: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "PAGE", 3)
    browser.get("/board")
    with CaptureQueriesContext(connection) as few:
        browser.get("/board")
    firms(6)
    with CaptureQueriesContext(connection) as many:
        first = browser.get("/board").context["page"]
    assert len(many) == len(few)
    assert (len(first.rows), first.before, first.after) == (3, None, 1)
    last = browser.get("/board?page=2").context["page"]
    assert (len(last.rows), last.before, last.after) == (1, 1, None)


@pytest.mark.parametrize("page", ["-1", "x", "²", "9" * 40, ""])
def test_a_page_that_is_none_is_the_first_or_empty(browser: Client, held: Candidacy, page: str) -> None:
    assert browser.get("/board", {"page": page}).status_code == 200


def event(kind: str, at: dt.datetime) -> Event:
    return Event(id=uuid.uuid4(), type=kind, at=at, who=[], data={})


def step(due: dt.datetime, after: str) -> Step:
    value = {"channel": "email"}
    return Step(step="follow_up_1", due=due, until=due + dt.timedelta(days=3), to="x", after=after, value=value)


@given(
    st.lists(st.tuples(KINDS, MOMENTS), max_size=25),
    st.lists(st.tuples(MOMENTS, st.sampled_from(["", "follow_up_1"])), max_size=6),
    MOMENTS,
)
def test_no_two_dots_of_a_picture_touch(
    happened: list[tuple[str, dt.datetime]], coming: list[tuple[dt.datetime, str]], now: dt.datetime
) -> None:
    events = [event(kind, at) for kind, at in sorted(happened, key=lambda one: one[1])]
    drawn = timeline(events, [step(due, after) for due, after in coming], {}, now)
    assert (drawn is None) == (not events and not coming)
    if drawn is None:
        return
    for one, other in itertools.combinations(drawn.marks, 2):
        assert one.y != other.y or abs(one.x - other.x) >= APART - 0.01
    assert all(MARGIN <= mark.x <= 100 - MARGIN and mark.y - 18 >= 11 and mark.y < drawn.base for mark in drawn.marks)
    assert len(drawn.facts) == len(drawn.marks)
    assert {mark.state for mark in drawn.marks} == {fact.state for fact in drawn.facts}


@given(MOMENTS, st.integers(1, 1500), MOMENTS)
def test_no_two_labels_of_an_axis_touch(begins: dt.datetime, days: int, now: dt.datetime) -> None:
    found = ticks(Axis(begins, begins + dt.timedelta(days=days)), now)
    places = [label.x for label in found]
    assert len(found) <= MOST_TICKS
    assert all(later - earlier > 12 for earlier, later in itertools.pairwise(places))
    assert all(8 < x < 92 for x in places)


@given(st.lists(MOMENTS, min_size=2, max_size=30), MOMENTS)
def test_dots_of_a_lane_keep_their_distance_and_the_talk_stays(moments: list[dt.datetime], now: dt.datetime) -> None:
    events = [event("interview_held", min(moments)), *(event("letter_sent", at) for at in sorted(moments)[1:])]
    line = board.Line(Candidacy(company="Fernhill"), events, [], None)
    lane = picture.row(line, now, Axis(min(moments) - dt.timedelta(days=1), max(moments) + dt.timedelta(days=1))).lane
    assert lane
    assert lane.marks[0].icon == picture.TALK
    assert all(later.x - earlier.x >= 3.5 for earlier, later in itertools.pairwise(lane.marks))
