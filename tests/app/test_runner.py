"""The runner: what is due is done, what fails is found again, and what had its time meanwhile is told."""

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

import cast
from afterword.app import pause
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.drop_unclaimed import drop_unclaimed
from afterword.app.actions.hold_picture import HOLDS, hold_picture
from afterword.app.actions.record import record
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Candidate, Outbox, Person, Picture, Step
from afterword.app.owner import acting_as
from afterword.app.queries.brief import brief_of
from afterword.app.queries.missed import missed, passed
from afterword.app.runner import inline
from afterword.app.runner.inline import Inline, look, until_next, wake
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW

LATER = NOW + dt.timedelta(days=3)


def another(company: str) -> Candidacy:
    row = begin(NOW, noun.Candidacy(company, "analyst", "US", None, "America/Los_Angeles"))
    who = add_person(NOW, row.id, Contact(name="Ann Other", emails=(Email("a@example.org"),)), ["interviewer"])
    record(row.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[who.id], data={"round": 1})
    return row


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_a_look_plans_for_every_candidate(held: Candidacy, stranger: uuid.UUID, tmp_path: Path) -> None:
    with acting_as(stranger):
        theirs = another("Harbor Clinic")
    look(LATER, tmp_path)
    for id in (held.id, theirs.id):
        again = Candidacy.everyone.get(id=id).recheck_at
        assert again is None or again > LATER


def test_one_that_fails_stops_no_other_and_is_found_again(
    held: Candidacy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = another("Harbor Clinic")

    def failing(row: Candidacy, now: dt.datetime) -> object:
        if row.id == held.id:
            raise RuntimeError("their words")
        return replan(row, now)

    monkeypatch.setattr("afterword.app.sweep.replan", failing)
    with caplog.at_level(logging.ERROR):
        look(LATER, tmp_path)
    assert "could not be planned again" in caplog.text
    waiting = set(Candidacy.objects.filter(recheck_at__lte=LATER).values_list("id", flat=True))
    assert waiting == {held.id}
    assert other.id not in waiting
    monkeypatch.undo()
    look(LATER, tmp_path)
    assert not Candidacy.objects.filter(recheck_at__lte=LATER).exists()


def test_an_end_in_the_middle_leaves_the_rest_to_the_next_look(held: Candidacy, tmp_path: Path) -> None:
    another("Harbor Clinic")
    asked = iter([False, False, True])
    look(LATER, tmp_path, lambda: next(asked, True))
    assert Candidacy.objects.filter(recheck_at__lte=LATER).count() == 1
    look(LATER, tmp_path)
    assert not Candidacy.objects.filter(recheck_at__lte=LATER).exists()


def test_the_next_look_comes_when_a_plan_changes_and_within_a_minute(held: Candidacy) -> None:
    Candidacy.objects.update(recheck_at=NOW + dt.timedelta(seconds=20))
    assert until_next(NOW) == 20
    Candidacy.objects.update(recheck_at=NOW + dt.timedelta(days=2))
    assert until_next(NOW) == inline.LOOK_EVERY
    Candidacy.objects.update(recheck_at=NOW - dt.timedelta(days=2))  # it failed: not again at once
    assert until_next(NOW) == inline.LOOK_EVERY


def test_the_next_look_comes_when_a_letter_is_due(held: Candidacy, ruth: Person) -> None:
    letter, _ = draft(held, ruth, brief_of(held, ruth, "thank_you"))
    Candidacy.objects.update(recheck_at=None)
    row = Outbox.objects.create(letter=letter, message_id="<1@example.org>", mail=b"", send_at=NOW)
    assert until_next(NOW - dt.timedelta(seconds=9)) == 9
    Outbox.objects.filter(id=row.id).update(state=Outbox.State.SENT)
    assert until_next(NOW - dt.timedelta(seconds=9)) == inline.LOOK_EVERY


def test_a_letter_that_is_due_is_sent_by_the_look(
    held: Candidacy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[tuple[dt.datetime, Path]] = []

    def failing(now: dt.datetime, folder: Path) -> None:
        asked.append((now, folder))
        raise OSError("no network")

    monkeypatch.setattr(inline, "send_all", failing)
    look(NOW, tmp_path)
    assert asked == [(NOW, tmp_path)]
    assert "what was due failed" in caplog.text


def test_the_thread_looks_when_woken_survives_a_failure_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[dt.datetime] = []

    def failing_first(now: dt.datetime, folder: Path, ending: Callable[[], bool]) -> None:
        looks.append(now)
        if len(looks) == 1:
            raise RuntimeError("their words")

    monkeypatch.setattr(inline, "look", failing_first)
    monkeypatch.setattr(inline, "until_next", lambda now: 60.0)
    monkeypatch.setattr(inline, "close_old_connections", lambda: None)
    runner = Inline(tmp_path, clock=lambda: NOW)
    runner.start()
    assert until(lambda: len(looks) == 1)
    assert until(lambda: "a look failed" in caplog.text)
    wake()
    assert until(lambda: len(looks) == 2)
    runner.stop()
    assert [thread for thread in threading.enumerate() if thread.name == "runner"] == []


def test_photos_that_nobody_claimed_go(amara: Candidate, tmp_path: Path) -> None:
    hold_picture(NOW, b"old", 1, 1)
    drop_unclaimed(NOW + HOLDS / 2)
    assert Picture.objects.count() == 1
    look(NOW + HOLDS + dt.timedelta(minutes=1), tmp_path)
    assert Picture.objects.count() == 0


# While this was closed


def opened_again(folder: Path, first: dt.datetime, then: dt.datetime) -> None:
    look(first, folder)
    look(then, folder)


def test_what_had_its_time_meanwhile_is_told_until_it_is_put_away(held: Candidacy, tmp_path: Path) -> None:
    opened_again(tmp_path, NOW, LATER)
    found = missed(tmp_path)
    assert found
    assert (found.closed_at, found.opened_at) == (NOW, LATER)
    assert [(line.step, line.who, line.stands) for line in found.lines] == [("thank_you", cast.RUTH, True)]
    look(LATER + dt.timedelta(minutes=1), tmp_path)
    assert missed(tmp_path) == found
    pause.put_away(tmp_path, held.owner_id)
    assert missed(tmp_path) is None


def test_what_is_too_late_for_the_plan_is_told_as_left_out(held: Candidacy, tmp_path: Path) -> None:
    opened_again(tmp_path, NOW, NOW + dt.timedelta(days=9))
    found = missed(tmp_path)
    assert found
    assert [(line.step, line.stands) for line in found.lines] == [("thank_you", False)]
    assert "thank_you" not in set(Step.objects.values_list("step", flat=True))


def test_a_short_break_is_no_pause(held: Candidacy, tmp_path: Path) -> None:
    end = Step.objects.get(step="thank_you").until
    opened_again(tmp_path, end - dt.timedelta(minutes=10), end + dt.timedelta(minutes=10))
    assert missed(tmp_path) is None


def test_a_clock_set_back_is_no_pause_and_the_next_look_is_usual(held: Candidacy, tmp_path: Path) -> None:
    opened_again(tmp_path, LATER, NOW)
    assert missed(tmp_path) is None
    assert pause.closed_since(tmp_path, NOW + dt.timedelta(minutes=1)) is None


def test_a_second_pause_adds_to_what_was_not_seen(held: Candidacy, tmp_path: Path) -> None:
    opened_again(tmp_path, NOW, LATER)
    look(NOW + dt.timedelta(days=60), tmp_path)
    found = missed(tmp_path)
    assert found
    assert (found.closed_at, found.opened_at) == (NOW, NOW + dt.timedelta(days=60))
    assert [line.step for line in found.lines][:2] == ["thank_you", "follow_up_1"]


def test_a_removed_candidacy_is_not_told_of(held: Candidacy, tmp_path: Path) -> None:
    opened_again(tmp_path, NOW, LATER)
    Candidacy.objects.all().delete()
    assert missed(tmp_path) is None


def test_each_sees_only_what_was_theirs(held: Candidacy, stranger: uuid.UUID, tmp_path: Path) -> None:
    opened_again(tmp_path, NOW, LATER)
    with acting_as(stranger):
        assert missed(tmp_path) is None
        assert passed(NOW, LATER) == []


@pytest.mark.parametrize("left", ["not json", "[]", ""])
def test_a_damaged_note_is_taken_as_none(held: Candidacy, tmp_path: Path, left: str) -> None:
    (tmp_path / "missed.json").write_text(left)
    assert missed(tmp_path) is None
    opened_again(tmp_path, NOW, LATER)
    assert missed(tmp_path) is not None
