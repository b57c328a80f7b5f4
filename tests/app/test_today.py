"""Today: the order that matters, and a number of queries that does not grow."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Candidate, Step
from afterword.app.queries.today import LIMIT, today
from afterword.app.sweep import sweep
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW


def candidacy(company: str, wanted: noun.Wanted, ended: dt.datetime) -> None:
    row = begin(NOW, noun.Candidacy(company, "analyst", "US", None, "America/Los_Angeles", wanted))
    address = f"{company.lower().replace(' ', '.')}@example.org"
    who = add_person(NOW, row.id, Contact(name=f"Head of {company}", emails=(Email(address),)), ["interviewer"])
    record(row.id, "interview_held", NOW, at=ended, who=[who.id], data={"round": 1})


def test_what_is_wanted_more_comes_first(amara: Candidate) -> None:
    candidacy("Alder", 1, cast.INTERVIEW_END)
    candidacy("Birch", 3, cast.INTERVIEW_END)
    candidacy("Cedar", 2, cast.INTERVIEW_END)
    thanks = [line.company for line in today(NOW) if line.step == "thank_you"]
    assert thanks == ["Birch", "Cedar", "Alder"]


def test_time_alone_changes_a_plan_and_the_sweep_finds_it(amara: Candidate) -> None:
    candidacy("Alder", 2, cast.INTERVIEW_END)
    later = NOW + dt.timedelta(days=20)
    assert "thank_you" in {line.step for line in today(later)}
    assert sweep(later) == 1
    assert "thank_you" not in {line.step for line in today(later)}
    assert sweep(later) == 0


def test_a_step_keeps_its_id_while_only_time_passes(amara: Candidate) -> None:
    candidacy("Alder", 2, cast.INTERVIEW_END)
    before = dict(Step.objects.values_list("id", "due"))
    assert sweep(NOW + dt.timedelta(days=4)) == 1
    after = dict(Step.objects.values_list("id", "due"))
    assert after != before
    assert after.keys() <= before.keys()


def test_what_happened_makes_new_steps(amara: Candidate) -> None:
    candidacy("Alder", 2, cast.INTERVIEW_END)
    before = set(Step.objects.values_list("id", flat=True))
    record(Candidacy.objects.get().id, "snoozed", NOW, data={"step": "thank_you", "until": "2026-11-19"})
    assert not before & set(Step.objects.values_list("id", flat=True))


def test_a_sweep_is_bounded(amara: Candidate) -> None:
    for company in ("Alder", "Birch", "Cedar"):
        candidacy(company, 2, cast.INTERVIEW_END)
    later = NOW + dt.timedelta(days=20)
    assert [sweep(later, 2), sweep(later, 2), sweep(later, 2)] == [2, 1, 0]


def test_a_quiet_day_is_empty(amara: Candidate) -> None:
    assert today(NOW) == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(amara: Candidate, count: int) -> None:
    for number in range(count):
        candidacy(f"Firm {number}", 2, cast.INTERVIEW_END)
    with CaptureQueriesContext(connection) as seen:
        lines = today(NOW)
    assert len(seen) == 2  # the late, and the others
    assert 0 < len(lines) <= LIMIT
