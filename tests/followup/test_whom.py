"""Who gets what, with the reason shown."""

from dataclasses import replace
from typing import Any, Literal

import pytest

from afterword.candidacy.candidacy import Person, PersonPhone, Touch
from afterword.candidacy.events import Event
from afterword.followup.step import Plan
from followup.scene import (
    AGENT,
    DANA_THERE,
    DATE,
    DECIDER,
    F1,
    F2,
    HELD,
    LEE_THERE,
    MAILBOX,
    RECRUITER,
    RUTH_THERE,
    THANKED,
    ZONE,
    at,
    codes,
    find,
    on,
    plan,
    the,
)  # fmt: skip

MANAGER = Person("max", "Max Lindqvist", ("hiring_manager",), "max@fernhill.example.org", (), "US", timezone=ZONE)
PANEL = on("interview_held", "2026-11-17 15:00", "ruth", "lee", id="panel")
EVERYBODY = [RUTH_THERE, LEE_THERE, DANA_THERE, RECRUITER, MANAGER, MAILBOX]


def ask(*people: Person, events: tuple[Event, ...] = ()) -> Plan:
    return plan("2026-11-20 09:00", HELD, THANKED, *events, people=people)


def why(found: Plan, kind: str) -> list[str]:
    return [code.rpartition(".")[2] for code in the(found, kind).params["codes"]]


def test_an_agency_in_between_gets_all_of_it() -> None:
    found = plan("2026-11-17 17:00", HELD, DECIDER, people=[*EVERYBODY, AGENT])
    assert {step.to for step in found.steps} == {"agent"}


def test_past_an_agency_only_as_a_warned_choice() -> None:
    found = plan("2026-11-17 17:00", HELD, people=[RUTH_THERE, AGENT], settings={"addressees": "each"})
    assert the(found, "thank_you").to == "ruth"
    assert "past_agency" in codes(found)
    assert the(found, "follow_up_1").to == "agent"


def test_a_recruiter_through_whom_everything_has_gone_is_in_between() -> None:
    thanked = on("letter_sent", "2026-11-17 17:30", "rec", kind="thank_you", gift="a")
    found = plan("2026-11-20 09:00", HELD, thanked, people=[RUTH_THERE, DANA_THERE, RECRUITER])
    assert {step.to for step in found.steps} == {"rec"}


def test_an_in_house_recruiter_ranks_after_hr() -> None:
    assert the(ask(RUTH_THERE, RECRUITER, DANA_THERE), "follow_up_1").to == "dana"
    assert the(ask(RUTH_THERE, RECRUITER), "follow_up_1").to == "rec"


@pytest.mark.parametrize(
    ("people", "to"),
    [
        (EVERYBODY, "dana"),
        ([RUTH_THERE, LEE_THERE, RECRUITER, MANAGER, MAILBOX], "rec"),
        ([RUTH_THERE, LEE_THERE, MANAGER, MAILBOX], "max"),
        ([RUTH_THERE, LEE_THERE, MAILBOX], "lee"),
        ([RUTH_THERE, MAILBOX], "ruth"),
        ([MAILBOX], "jobs"),
    ],
)
def test_the_ranks_of_who_is_asked(people: list[Person], to: str) -> None:
    assert the(ask(*people), "follow_up_1").to == to


def test_of_several_the_one_who_wrote_last() -> None:
    other = replace(DANA_THERE, id="dan", name="Dan Ito", email="dan@fernhill.example.org")
    replies = [
        on("reply_received", "2026-11-18 10:00", "dan"),
        on("reply_judged", "2026-11-18 10:05", "dan", outcome="acknowledgement"),
    ]
    found = ask(RUTH_THERE, DANA_THERE, other, events=tuple(replies))
    assert the(found, "follow_up_1").to == "dan"


def test_the_named_decider_comes_first() -> None:
    decider = on("decider_named", "2026-11-17 15:00", "max")
    found = ask(*EVERYBODY, events=(decider,))
    assert the(found, "follow_up_1").to == "max"
    assert why(found, "follow_up_1") == ["no_date", "decider"]


def test_a_decider_without_an_address_is_asked_for_through_hr() -> None:
    nobody = replace(MANAGER, email=None)
    found = ask(RUTH_THERE, DANA_THERE, nobody, events=(on("decider_named", "2026-11-17 15:00", "max"),))
    assert the(found, "follow_up_1").to == "dana"
    assert "Max Lindqvist" in the(found, "follow_up_1").why


def test_somebody_without_any_address_is_passed_over() -> None:
    assert the(ask(RUTH_THERE, replace(DANA_THERE, email=None, phones=())), "follow_up_1").to == "ruth"


@pytest.mark.parametrize("role", ["mailbox", "assistant"])
def test_a_giver_who_is_a_mailbox_or_an_assistant_leaves_it_to_hr(role: Literal["mailbox", "assistant"]) -> None:
    giver = replace(MAILBOX, roles=(role,))
    moved = on("decision_date_named", "2026-11-19 10:00", "jobs", date="2026-12-11")
    assert the(ask(RUTH_THERE, DANA_THERE, giver, events=(DATE, moved)), "follow_up_1").to == "dana"


def test_a_deleted_giver_leaves_it_to_hr() -> None:
    moved = on("decision_date_named", "2026-11-19 10:00", "gone", date="2026-12-11")
    assert the(ask(RUTH_THERE, DANA_THERE, events=(DATE, moved)), "follow_up_1").to == "dana"


def test_nobody_known_is_the_switchboard_question() -> None:
    found = plan("2026-11-20 09:00", on("interview_held", "2026-11-17 15:00"), people=[])
    step = the(found, "follow_up_1")
    assert (step.to, step.channel) == (None, "call")
    assert "who is handling the hiring" in step.why


def test_follow_up_2_goes_to_hr_then_the_lead_then_an_interviewer() -> None:
    asked = on("letter_sent", "2026-11-24 15:00", "max", kind="follow_up_1", id="f1")
    decider = on("decider_named", "2026-11-17 15:00", "max")

    def second(*people: Person) -> str | None:
        return the(plan("2026-11-25 09:00", HELD, THANKED, decider, asked, people=people), "follow_up_2").to

    assert second(MANAGER, RUTH_THERE, LEE_THERE, DANA_THERE) == "dana"
    assert second(MANAGER, RUTH_THERE, LEE_THERE, MAILBOX) == "lee"
    assert second(MANAGER, RUTH_THERE, MAILBOX) == "ruth"
    assert second(MANAGER) == "max"


def test_follow_up_2_prefers_the_interviewer_who_got_a_gift() -> None:
    other = replace(RUTH_THERE, id="kim", name="Kim Ferro", email="kim@fernhill.example.org")
    found = plan("2026-11-25 09:00", HELD, THANKED, F1, people=[other, RUTH_THERE, DANA_THERE])
    assert the(found, "follow_up_2").to == "ruth"


def test_follow_up_2_never_past_an_agency() -> None:
    asked = on("letter_sent", "2026-11-24 15:00", "agent", kind="follow_up_1")
    found = plan("2026-11-25 09:00", HELD, asked, people=[RUTH_THERE, DANA_THERE, AGENT])
    assert the(found, "follow_up_2").to == "agent"


def test_follow_up_2_needs_e_mail() -> None:
    by_phone = replace(RUTH_THERE, email=None)
    found = plan("2026-11-25 09:00", HELD, THANKED, F1, people=[by_phone, DANA_THERE])
    assert (the(found, "follow_up_2").to, the(found, "follow_up_2").channel) == ("dana", "email")


def test_follow_up_3_without_hr_goes_to_who_got_the_first() -> None:
    asked = on("letter_sent", "2026-11-24 15:00", "max", kind="follow_up_1")
    second = on("letter_sent", "2026-12-07 10:00", "ruth", kind="follow_up_2")
    found = plan(
        "2026-12-08 09:00", HELD, THANKED, asked, second, people=[RUTH_THERE, MANAGER], settings={"follow_up_3": True}
    )
    assert the(found, "follow_up_3").to == "max"


def test_a_panel_is_thanked_one_by_one() -> None:
    found = plan("2026-11-17 15:05", PANEL, people=EVERYBODY)
    assert {s.to for s in found.steps if s.step == "thank_you"} == {"ruth", "lee"}


@pytest.mark.parametrize("settings", [{"country": "GB"}, {"settings": {"sector": "public"}}])
def test_gb_and_public_bodies_thank_the_lead(settings: dict[str, Any]) -> None:
    found = plan("2026-11-17 15:05", PANEL, people=EVERYBODY, **settings)
    assert [s.to for s in found.steps if s.step == "thank_you"] == ["lee"]


def test_a_panel_without_a_lead_is_thanked_through_the_first_named_and_said_so() -> None:
    found = plan(
        "2026-11-17 15:05", PANEL, people=[RUTH_THERE, replace(LEE_THERE, roles=("interviewer",))], country="GB"
    )
    assert [s.to for s in found.steps if s.step == "thank_you"] == ["ruth"]
    assert why(found, "thank_you") == ["held", "first_named"]


@pytest.mark.parametrize(("setting", "to"), [("lead", "lee"), ("hr", "dana"), ("recruiter", "rec")])
def test_the_setting_decides(setting: str, to: str) -> None:
    found = plan("2026-11-17 15:05", PANEL, people=EVERYBODY, settings={"addressees": setting})
    assert [s.to for s in found.steps if s.step == "thank_you"] == [to]


def test_an_interviewer_without_an_address_is_thanked_through_hr() -> None:
    found = plan("2026-11-17 15:05", HELD, people=[replace(RUTH_THERE, email=None, phones=()), DANA_THERE])
    assert the(found, "thank_you").to == "dana"
    assert "pass it on" in the(found, "thank_you").why


def test_visibility_goes_to_the_interviewer_with_the_fewest_unanswered() -> None:
    far = on("decision_date_named", "2026-11-17 15:00", date="2027-03-31")
    first = on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="a")
    found = plan("2026-12-09 09:00", PANEL, far, first, people=[RUTH_THERE, LEE_THERE, DANA_THERE])
    assert the(found, "visibility").to == "lee"


def test_a_rejection_from_a_no_reply_mailbox_is_answered_to_who_is_known_best() -> None:
    rejection = on("rejection", "2026-11-24 09:00", "jobs")
    found = plan("2026-11-24 10:00", HELD, THANKED, rejection, people=[DANA_THERE, RUTH_THERE, MAILBOX])
    assert the(found, "rejection_thanks").to == "ruth"
    odd = replace(DANA_THERE, email="no-reply@fernhill.example.org", phones=())
    rejection = on("rejection", "2026-11-24 09:00", "dana")
    assert (
        the(plan("2026-11-24 10:00", HELD, THANKED, rejection, people=[odd, RUTH_THERE]), "rejection_thanks").to
        == "ruth"
    )


def test_a_stop_by_nobody_is_answered_to_hr_else_the_lead() -> None:
    for kind, answer in (("rejection", "rejection_thanks"), ("offer", "offer_answer"), ("withdrawal", "withdrawal")):
        stop = on(kind, "2026-11-24 09:00")
        assert the(plan("2026-11-24 10:00", HELD, stop, people=EVERYBODY), answer).to == "dana"
        assert the(plan("2026-11-24 10:00", HELD, stop, people=[RUTH_THERE, LEE_THERE]), answer).to == "lee"


def test_a_withdrawal_after_an_offer_goes_to_who_offered() -> None:
    offer, back = on("offer", "2026-11-24 09:00", "max"), on("withdrawal", "2026-11-24 15:00")
    assert the(plan("2026-11-24 16:00", HELD, offer, back, people=EVERYBODY), "withdrawal").to == "max"


def test_a_withdrawal_with_nothing_offered_goes_to_hr_or_recruiter_else_the_interviewer() -> None:
    back = on("withdrawal", "2026-11-24 15:00")
    assert the(plan("2026-11-24 16:00", HELD, back, people=[RUTH_THERE, RECRUITER]), "withdrawal").to == "rec"
    assert the(plan("2026-11-24 16:00", HELD, back, people=[RUTH_THERE]), "withdrawal").to == "ruth"


def test_a_competing_offer_goes_as_follow_up_1_if_no_hr_is_known() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-25")
    found = plan("2026-11-19 10:05", HELD, THANKED, offer, people=[RUTH_THERE])
    assert the(found, "competing_offer").to == "ruth"


def test_a_new_deadline_is_a_new_competing_offer() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-25")
    told = on("letter_sent", "2026-11-19 12:00", "dana", kind="competing_offer")
    longer = on("competing_offer", "2026-11-23 10:00", deadline="2026-11-30")
    assert find(plan("2026-11-20 10:00", HELD, THANKED, offer, told), "competing_offer") is None
    assert find(plan("2026-11-23 10:00", HELD, THANKED, offer, told, longer), "competing_offer") is not None


def test_channel_is_what_is_possible() -> None:
    assert the(ask(RUTH_THERE, replace(DANA_THERE, phones=())), "follow_up_1").channel == "email"
    assert the(ask(RUTH_THERE, replace(DANA_THERE, email=None)), "follow_up_1").channel == "call"
    fax = replace(DANA_THERE, phones=(PersonPhone("+12065550100", "fax"),))
    assert the(ask(RUTH_THERE, fax), "follow_up_1").channel == "email"


def test_one_call_in_all() -> None:
    called = on("call_made", "2026-11-18 10:00", "dana", step="follow_up_1", outcome="no_answer")
    assert the(ask(RUTH_THERE, DANA_THERE, events=(called,)), "follow_up_1").channel == "email"


def test_visibility_is_only_for_interviewers() -> None:
    held = on("screen_held", "2026-11-17 15:00", "dana")
    assert find(plan("2026-11-20 09:00", held, F2), "visibility") is None


def test_an_agency_that_nothing_reaches_is_not_passed_by() -> None:
    lost = replace(AGENT, email=None)
    found = plan("2026-11-17 17:00", HELD, people=[RUTH_THERE, DANA_THERE, lost])
    assert {step.to for step in found.steps} == {"agent"}
    assert "no_address" in codes(found)
    stopped = plan("2026-11-24 10:00", HELD, on("rejection", "2026-11-24 09:00"), people=[RUTH_THERE, lost])
    assert (stopped.steps, codes(stopped)) == ((), ["no_address"])


def test_who_was_met_is_an_interviewer_whatever_their_role() -> None:
    held = on("interview_held", "2026-11-17 15:00", "max")
    thanked = on("letter_sent", "2026-11-17 17:30", "max", kind="thank_you", gift="a")
    far = on("decision_date_named", "2026-11-17 15:00", date="2027-01-29")
    assert the(plan("2026-11-20 09:00", held, thanked, far, people=[MANAGER, DANA_THERE]), "visibility").to == "max"


def test_a_lead_nobody_met_is_no_interviewer() -> None:
    """Asked and silent once, the lead is the less burdened of the two; the subject is still the interviewer's."""
    asked = on("letter_sent", "2026-12-07 10:00", "lee", kind="follow_up_2")
    items = [on("letter_sent", day, "ruth", kind="visibility", gift=day) for day in ("2026-12-22 09:00",)]
    events = (HELD, THANKED, F1, asked, *items)
    assert the(plan("2026-12-23 09:00", *events, people=EVERYBODY), "visibility").to == "ruth"
    deaf = replace(RUTH_THERE, email=None)
    assert the(plan("2026-12-23 09:00", *events, people=[deaf, DANA_THERE, LEE_THERE]), "visibility").to == "lee"


def test_an_address_that_takes_no_replies_is_none() -> None:
    deaf = replace(DANA_THERE, email="NoReply@fernhill.example.org", phones=())
    assert the(ask(RUTH_THERE, deaf), "follow_up_1").to == "ruth"


def test_who_was_thanked_for_a_screen_is_not_in_between_for_that() -> None:
    screened = on("screen_held", "2026-11-10 10:00", "rec")
    thanked = on("letter_sent", "2026-11-10 11:00", "rec", kind="phone_screen_thanks")
    found = plan("2026-11-17 16:00", screened, thanked, HELD, people=[RUTH_THERE, RECRUITER])
    assert the(found, "thank_you").to == "ruth"


def test_who_chose_the_recruiter_has_everything_through_them() -> None:
    found = plan("2026-11-20 09:00", HELD, people=EVERYBODY, settings={"addressees": "recruiter"})
    assert {step.to for step in found.steps} == {"rec"}


def test_an_answer_may_be_a_call_when_the_one_call_is_spent() -> None:
    called = on("call_made", "2026-11-18 10:00", "dana", step="follow_up_1", outcome="no_answer")
    found = plan("2026-11-24 10:00", HELD, called, on("offer", "2026-11-24 09:00", "dana"))
    assert the(found, "offer_answer").channel == "call+email"


def test_an_agency_is_not_asked_a_third_time() -> None:
    asks = [
        on("letter_sent", "2026-11-24 10:00", "agent", kind="follow_up_1"),
        on("letter_sent", "2026-12-07 10:00", "agent", kind="follow_up_2"),
        on("decision_date_named", "2026-12-07 11:00", "ruth", date="2026-12-11"),
    ]
    found = plan("2026-12-08 09:00", HELD, *asks, people=[RUTH_THERE, AGENT])
    assert find(found, "follow_up_1") is None


def test_the_switchboard_is_not_asked_while_somebody_known_was_asked_enough() -> None:
    there = tuple(Touch(at(f"2026-10-0{day} 10:00"), person="dana", kind="follow_up_1") for day in (1, 2))
    assert find(plan("2026-11-20 09:00", HELD, people=[DANA_THERE], elsewhere=there), "follow_up_1") is None


def test_of_two_named_deciders_the_last_named() -> None:
    first = on("decider_named", "2026-11-17 15:00", "lee")
    last = on("decider_named", "2026-11-18 15:00", "max")
    assert the(ask(*EVERYBODY, events=(first, last)), "follow_up_1").to == "max"


def test_a_competing_offer_passed_over_is_not_told() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-25")
    skip = on("skipped", "2026-11-19 11:00", step="competing_offer", keep=False)
    assert find(plan("2026-11-19 12:00", HELD, offer), "competing_offer") is not None
    assert find(plan("2026-11-19 12:00", HELD, offer, skip), "competing_offer") is None


@pytest.mark.parametrize("stop", ["rejection", "offer", "withdrawal"])
def test_an_answer_passed_over_or_done_does_not_come_again(stop: str) -> None:
    step = {"rejection": "rejection_thanks", "offer": "offer_answer", "withdrawal": "withdrawal"}[stop]
    said = on(stop, "2026-11-24 09:00", "dana")
    skip = on("skipped", "2026-11-24 10:00", step=step, keep=False)
    sent = on("letter_sent", "2026-11-24 10:00", "dana", kind=step)
    assert find(plan("2026-11-24 11:00", HELD, said), step) is not None
    assert plan("2026-11-24 11:00", HELD, said, skip).steps == ()
    assert plan("2026-11-24 11:00", HELD, said, sent).steps == ()


def test_who_was_chosen_and_left_two_questions_open_is_not_asked_again() -> None:
    chosen = on("setting_changed", "2026-11-18 09:00", key="ask", value="lee")
    asked = tuple(Touch(at(day), person="lee", kind="follow_up_1") for day in ("2026-10-01 09:00", "2026-10-15 09:00"))
    people = [RUTH_THERE, LEE_THERE, DANA_THERE]
    assert the(plan("2026-11-18 10:00", HELD, chosen, people=people), "follow_up_1").to == "lee"
    assert the(plan("2026-11-18 10:00", HELD, chosen, people=people, elsewhere=asked), "follow_up_1").to == "dana"


def test_choosing_the_agency_itself_warns_of_nothing() -> None:
    people = [RUTH_THERE, AGENT]
    chosen = on("setting_changed", "2026-11-18 09:00", key="ask", value="agent")
    assert "past_agency" not in codes(plan("2026-11-18 10:00", HELD, chosen, people=people))
    past = on("setting_changed", "2026-11-18 09:00", key="ask", value="ruth")
    assert "past_agency" in codes(plan("2026-11-18 10:00", HELD, past, people=people))
