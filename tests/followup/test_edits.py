"""A person's own edits of the plan: kept as they decide, warned of under a minimum, never past a stop."""

from typing import Any

import pytest

from afterword import shapes
from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Settings
from afterword.errors import BadInput
from afterword.followup.edits import edits, usual
from afterword.followup.view import rows
from followup.scene import DANA_THERE, DATE, DECIDER, F1, F2, HELD, THANKED, codes, due, find, kinds, on, plan, the

ITEM = on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="g")
FAR = on("decision_date_named", "2026-11-17 15:00", date="2027-03-31", id="far")


def test_days_to_the_first_question_move_its_window() -> None:
    found = plan("2026-11-18 09:00", HELD, THANKED, settings={"follow_up_1_d": 14})
    assert due(found, "follow_up_1", "dana") == "2026-12-01 15:00"
    assert the(found, "follow_up_1").window[1].strftime("%m-%d %H:%M") == "12-04 15:00"
    assert codes(found) == []


def test_days_from_the_stated_date_move_its_window() -> None:
    found = plan("2026-11-20 09:00", HELD, THANKED, DECIDER, DATE, settings={"follow_up_1_date_bd": 5})
    assert due(found, "follow_up_1", "dana") == "2026-12-11 08:00"
    assert the(found, "follow_up_1").window[1].strftime("%m-%d %H:%M") == "12-15 19:00"


def test_never_before_the_stated_date_is_over() -> None:
    found = plan("2026-11-20 09:00", HELD, THANKED, DECIDER, DATE, settings={"follow_up_1_date_bd": 1})
    assert due(found, "follow_up_1", "dana") == "2026-12-07 08:00"
    assert codes(found) == ["follow_up_1_date_bd"]


def test_days_to_the_second_question() -> None:
    found = plan("2026-11-25 09:00", HELD, THANKED, F1, settings={"follow_up_2_bd": 3})
    assert due(found, "follow_up_2", "ruth") == "2026-11-30 08:00"
    assert the(found, "follow_up_2").window[1].strftime("%m-%d") == "12-07"
    assert codes(found) == ["follow_up_2_bd"]


def test_days_to_the_last_note() -> None:
    settings = {"follow_up_3": True, "follow_up_3_bd": 4}
    found = plan("2026-12-08 09:00", HELD, THANKED, F1, F2, settings=settings)
    assert due(found, "follow_up_3", "dana") == "2026-12-11 08:00"
    assert codes(found) == ["follow_up_3_bd"]


def test_own_days_hold_after_an_answer_too() -> None:
    thanks = (
        on("reply_received", "2026-11-24 16:00", "dana"),
        on("reply_judged", "2026-11-24 16:00", "dana", outcome="acknowledgement"),
    )
    usually = plan("2026-11-25 09:00", HELD, THANKED, F1, *thanks)
    assert due(usually, "follow_up_2", "dana") == "2026-12-16 08:00"
    found = plan("2026-11-25 09:00", HELD, THANKED, F1, *thanks, settings={"follow_up_2_bd": 20})
    assert due(found, "follow_up_2", "dana") == "2026-12-23 08:00"


def test_the_rate_of_visibility() -> None:
    seldom = plan("2026-12-09 09:00", HELD, THANKED, FAR, ITEM, settings={"visibility_bd": 20})
    assert due(seldom, "visibility") == "2027-01-07 08:00"
    often = plan("2026-12-09 09:00", HELD, THANKED, FAR, ITEM, settings={"visibility_bd": 8})
    assert due(often, "visibility") == "2026-12-18 08:00"
    assert codes(often) == ["visibility_bd"]


def test_the_spacing_to_one_person_stays_whatever_is_set() -> None:
    often = plan("2026-12-09 09:00", HELD, THANKED, FAR, ITEM, settings={"visibility_bd": 1})
    assert due(often, "visibility") == "2026-12-15 08:00"
    same = plan("2026-11-25 09:00", HELD, F1, people=[DANA_THERE], settings={"follow_up_2_bd": 1})
    assert due(same, "follow_up_2", "dana") == "2026-12-02 08:00"


@pytest.mark.parametrize(("wish", "channel"), [("call", "call"), ("note", "email"), (None, "call_or_email")])
def test_a_call_or_a_note(wish: str | None, channel: str) -> None:
    assert the(plan("2026-11-20 09:00", HELD, THANKED, settings={"ask_by": wish}), "follow_up_1").channel == channel


def test_a_wish_for_a_call_does_not_pass_the_one_call() -> None:
    called = on("call_made", "2026-11-18 10:00", "dana", step="follow_up_1", outcome="no_answer")
    found = plan("2026-11-20 09:00", HELD, THANKED, called, settings={"ask_by": "call"})
    assert the(found, "follow_up_1").channel == "email"


@pytest.mark.parametrize("stop", ["rejection", "offer", "withdrawal", "no_contact_asked"])
def test_no_edit_passes_a_stop(stop: str) -> None:
    settings = {edit.setting: 1 for edit in edits()} | {"follow_up_3": True, "ask_by": "call"}
    stopped = on(stop, "2026-11-18 10:00", "dana")
    assert plan("2026-11-20 09:00", HELD, THANKED, stopped, settings=settings) == plan(
        "2026-11-20 09:00", HELD, THANKED, stopped
    )


@pytest.mark.parametrize("edit", edits(), ids=lambda edit: edit.setting)
def test_under_a_minimum_it_warns_with_the_reason_and_at_it_does_not(edit: Any) -> None:
    under = plan("2026-11-20 09:00", HELD, THANKED, settings={edit.setting: edit.least - 1})
    assert codes(under) == [edit.setting]
    for language in reason.LANGUAGES:
        said = reason.message(under.warnings[0].code, under.warnings[0].params, language)
        assert str(edit.least) in said
    assert codes(plan("2026-11-20 09:00", HELD, THANKED, settings={edit.setting: edit.least})) == []


@pytest.mark.parametrize("edit", edits(), ids=lambda edit: edit.setting)
@pytest.mark.parametrize("value", [0, -3, 91, 10**9])
def test_a_number_that_cannot_be_is_one_clear_line(edit: Any, value: int) -> None:
    with pytest.raises(BadInput) as raised:
        plan("2026-11-20 09:00", HELD, settings={edit.setting: value})
    error = raised.value
    assert (error.code, error.where) == ("followup.edit_impossible", f"settings: {edit.setting}")
    assert str(value) in reason.message(error.code, error.params)
    assert "1 to 90" in str(reason.mend(error.code, error.params))


@pytest.mark.parametrize("value", ["soon", 2.5, True, [3]])
def test_what_is_no_number_is_one_clear_line(value: object) -> None:
    with pytest.raises(BadInput) as raised:
        shapes.convert({"settings": {"follow_up_2_bd": value}}, Candidacy, "x")
    assert "follow_up_2_bd" in str(raised.value)


def test_the_largest_number_is_planned_with() -> None:
    found = plan("2026-11-20 09:00", HELD, THANKED, settings={"follow_up_1_d": 90})
    assert due(found, "follow_up_1") == "2027-02-16 08:00"  # the 15th is a holiday


def test_every_edit_is_a_setting_and_nothing_set_is_the_table() -> None:
    assert all(edit.value(Settings()) is None for edit in edits())
    assert kinds(plan("2026-11-20 09:00", HELD, THANKED)) == ["follow_up_1", "follow_up_2", "visibility"]
    assert find(plan("2026-11-20 09:00", HELD, THANKED), "follow_up_3") is None


def test_what_is_usual_elsewhere_is_said_and_never_set_unasked() -> None:
    assert (usual("de", "follow_up_1_d"), usual("FR", "follow_up_1_d")) == (14, 10)
    assert usual("CH", "follow_up_1_d") == 14
    assert (usual("US", "follow_up_1_d"), usual(None, "follow_up_1_d"), usual("DE", "visibility_bd")) == (None,) * 3
    assert all(row["source"] for row in rows()["edits"]["usual"].values())
    german = plan("2026-11-18 09:00", HELD, THANKED, country="DE")
    assert due(german, "follow_up_1", "dana") == "2026-11-24 15:00"


def test_setting_changed_is_history_and_settings_are_the_present() -> None:
    changed = on("setting_changed", "2026-11-18 09:00", key="follow_up_3", value=True)
    assert find(plan("2026-12-08 09:00", HELD, THANKED, F1, F2, changed), "follow_up_3") is None
