"""Whom to ask, with the reasons."""

import datetime as dt
from dataclasses import replace

import pytest

import cast
from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Person, PersonPhone
from afterword.candidacy.events import Event
from afterword.followup.asking import Asking, whom_to_ask
from afterword.followup.plan import next_steps

END = cast.INTERVIEW_END
DAY = dt.timedelta(days=1)
RUTH = Person("ruth", cast.RUTH, ("interviewer",), cast.RUTH_EMAIL)
DANA = Person("dana", cast.DANA, ("hr",), cast.DANA_EMAIL, (PersonPhone(cast.DANA_PHONE),))
AGENCY = Person("kim", "Kim Berger", ("agency",), "kim@search.example.org")
OMAR = Person("omar", "Omar Haddad", ("hiring_manager",), "omar@fernhill.example.org")


def event(type: str, days: float, who: str | None = None, **data: object) -> Event:
    at = END + days * DAY
    return Event(f"{type}{days}", type, at, (who,) if who else (), data, at)  # type: ignore[arg-type]


HELD = event("interview_held", 0, "ruth", round=1)


def of(*events: Event, people: tuple[Person, ...] = (RUTH, DANA, OMAR)) -> Candidacy:
    return Candidacy(cast.FERNHILL, cast.ROLE, "US", "WA", "America/Los_Angeles", 2, people, (HELD, *events))


def asking(*events: Event, days: float = 3, people: tuple[Person, ...] = (RUTH, DANA, OMAR)) -> Asking:
    return whom_to_ask(of(*events, people=people), END + days * DAY)


def test_the_first_and_who_comes_after_no_answer_have_their_reason_and_day() -> None:
    first, second = asking().planned
    assert (first.to, first.code, first.by_call) == ("dana", "followup.whom.hr", True)
    assert first.why == "Dana Whitcombe is in charge of hiring."
    assert (second.to, second.code, second.by_call) == ("ruth", "followup.whom.other_interviewer", False)
    assert first.at
    assert second.at
    assert first.at < second.at


def test_others_come_in_their_order_once_each() -> None:
    assert [one.to for one in asking().others] == ["omar"]
    assert asking().barred == ()


def test_the_reason_stays_when_the_best_time_is_over() -> None:
    assert asking(days=20).planned[0].code == "followup.whom.hr"


def test_who_was_named_comes_first() -> None:
    told = asking(event("decider_named", 0.1, "omar"))
    assert (told.planned[0].to, told.planned[0].code) == ("omar", "followup.whom.decider")
    assert "dana" in {one.to for one in (*told.planned, *told.others)}


def test_past_who_stands_between_is_a_choice_that_is_warned_of() -> None:
    people = (RUTH, DANA, AGENCY)
    told = asking(people=people)
    assert [one.to for one in told.planned][:1] == ["kim"]
    assert {(one.to, one.code, one.by_choice) for one in told.barred} == {
        ("dana", "followup.barred.in_between", True),
        ("ruth", "followup.barred.in_between", True),
    }
    chosen = of(event("setting_changed", 1, key="ask", value="dana"), people=people)
    plan = next_steps(chosen, END + 3 * DAY)
    assert next(step.to for step in plan.steps if step.step == "follow_up_1") == "dana"
    assert "followup.warning.past_agency" in {one.code for one in plan.warnings}


@pytest.mark.parametrize("stop", ["no_contact_asked", "offer", "rejection", "withdrawal"])
def test_after_a_stop_nobody_is_asked(stop: str) -> None:
    told = asking(event(stop, 1, "dana"))
    assert told.planned == ()
    assert told.others == ()
    assert {one.to for one in told.barred} == {"dana", "omar", "ruth"}
    assert not any(one.by_choice for one in told.barred)


def test_who_left_two_questions_unanswered_is_not_asked_a_third_time() -> None:
    twice = (
        event("letter_sent", 8, "dana", kind="follow_up_1"),
        event("letter_sent", 20, "dana", kind="follow_up_2"),
    )
    told = asking(*twice, days=22)
    assert ("dana", "followup.barred.unanswered") in {(one.to, one.code) for one in told.barred}
    assert told.asked == 1


def test_who_was_just_asked_is_not_offered_again() -> None:
    told = asking(event("letter_sent", 8, "dana", kind="follow_up_1"), days=10)
    assert [one.to for one in told.planned] == ["ruth"]
    assert [(one.to, one.code, one.by_choice) for one in told.barred] == [("dana", "followup.barred.asked", False)]


def test_who_has_no_address_and_who_only_answers_the_telephone_is_said() -> None:
    nobody = Person("bo", "Bo Lind", ("hr",))
    assistant = Person("pia", "Pia Roth", ("assistant",), "pia@fernhill.example.org")
    told = asking(people=(RUTH, DANA, nobody, assistant))
    assert {(one.to, one.code) for one in told.barred} == {
        ("bo", "followup.barred.no_address"), ("pia", "followup.barred.assistant"),
    }  # fmt: skip


def test_nobody_known_is_the_switchboard() -> None:
    told = asking(people=())
    assert (told.planned[0].to, told.planned[0].code, told.planned[0].by_call) == (
        None,
        "followup.whom.switchboard",
        True,
    )


def choose(who: str, days: float) -> Event:
    return event("setting_changed", days, key="ask", value=who)


def test_another_choice_changes_the_plan_and_no_minimum() -> None:
    before = next_steps(of(), END + 3 * DAY)
    after = next_steps(of(choose("omar", 1)), END + 3 * DAY)
    old, new = (next(step for step in plan.steps if step.step == "follow_up_1") for plan in (before, after))
    assert (new.to, new.params["codes"][-1]) == ("omar", "followup.whom.chosen")
    assert new.due == old.due


def test_the_last_choice_counts_and_can_be_taken_back() -> None:
    both = (choose("omar", 1), choose("ruth", 2))
    assert asking(*both).planned[0].to == "ruth"
    back = event("retracted", 2.5, event=both[1].id)
    assert asking(*both, back).planned[0].to == "omar"


def test_after_the_first_question_the_choice_is_for_the_second() -> None:
    asked = event("letter_sent", 8, "dana", kind="follow_up_1")
    assert asking(asked, choose("omar", 9), days=10).planned[0].to == "omar"
    assert asking(asked, choose("dana", 9), days=10).planned[0].to == "ruth"


def test_a_choice_lapses_with_the_next_round() -> None:
    again = event("interview_held", 14, "ruth", round=2)
    assert asking(choose("omar", 1), again, days=15).planned[0].to == "dana"


def test_a_choice_of_somebody_gone_or_without_address_is_none() -> None:
    assert asking(choose("erased", 1)).planned[0].to == "dana"
    mute = replace(OMAR, email=None)
    assert asking(choose("omar", 1), people=(RUTH, DANA, mute)).planned[0].to == "dana"


@pytest.mark.parametrize("language", reason.LANGUAGES)
def test_every_reason_is_said_in_every_language(language: str) -> None:
    told = whom_to_ask(of(people=(RUTH, DANA, AGENCY)), END + 3 * DAY, language)
    whys = [*(one.why for one in (*told.planned, *told.others)), *(one.why for one in told.barred)]
    assert len(whys) > 2
    assert not any("{" in why or why != why.strip() for why in whys)
