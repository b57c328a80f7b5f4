"""Two roles at one firm: what reached the same person from the other candidacy counts here."""

from dataclasses import replace

import pytest

from afterword.candidacy.candidacy import Person, Touch
from followup.scene import DANA_THERE, HELD, RUTH_THERE, THANKED, at, due, find, kinds, on, plan, the


def there(when: str, kind: str | None, person: str | None = "dana", email: str | None = None) -> Touch:
    return Touch(at(when), person=person, email=email, kind=kind)


@pytest.mark.parametrize("kind", ["follow_up_1", "follow_up_2", "follow_up_3", "visibility", None])
def test_what_is_unasked_there_holds_for_five_business_days_here(kind: str | None) -> None:
    found = plan("2026-11-23 11:00", HELD, THANKED, elsewhere=(there("2026-11-23 10:00", kind),))
    assert due(found, "follow_up_1", "dana") == "2026-12-01 08:00"


@pytest.mark.parametrize("kind", ["thank_you", "gift_note", "rejection_thanks", "competing_offer"])
def test_thanks_and_answers_there_hold_nothing_here(kind: str) -> None:
    found = plan("2026-11-23 11:00", HELD, THANKED, elsewhere=(there("2026-11-23 10:00", kind),))
    assert due(found, "follow_up_1", "dana") == "2026-11-24 15:00"


def test_only_asks_there_count_for_the_two_unanswered() -> None:
    for kind, to in (("follow_up_1", "ruth"), ("thank_you", "dana"), ("visibility", "dana"), (None, "dana")):
        twice = (there("2026-10-01 10:00", kind), there("2026-10-12 10:00", kind))
        assert the(plan("2026-11-20 11:00", HELD, THANKED, elsewhere=twice), "follow_up_1").to == to


def test_one_ask_there_and_one_here_are_two() -> None:
    once = (there("2026-10-01 10:00", "follow_up_1"),)
    asked = on("letter_sent", "2026-11-24 15:00", "dana", kind="follow_up_1")
    found = plan("2026-11-25 09:00", HELD, asked, people=[DANA_THERE], elsewhere=once)
    assert find(found, "follow_up_2") is None


def test_a_reply_answers_what_was_asked_there_before_it() -> None:
    twice = (there("2026-10-01 10:00", "follow_up_1"), there("2026-10-12 10:00", "follow_up_2"))
    wrote = (
        on("reply_received", "2026-11-18 10:00", "dana"),
        on("reply_judged", "2026-11-18 11:00", "dana", outcome="acknowledgement"),
    )
    assert the(plan("2026-11-20 11:00", HELD, THANKED, *wrote, elsewhere=twice), "follow_up_1").to == "dana"
    since = (there("2026-11-19 10:00", "follow_up_1"), there("2026-11-19 11:00", "follow_up_2"))
    assert the(plan("2026-11-20 11:00", HELD, THANKED, *wrote, elsewhere=since), "follow_up_1").to == "ruth"


def test_the_same_address_under_another_id_is_the_same_person() -> None:
    other = (there("2026-11-23 10:00", "follow_up_1", None, f" {DANA_THERE.email} ".strip().title()),)
    assert due(plan("2026-11-23 11:00", HELD, THANKED, elsewhere=other), "follow_up_1") == "2026-12-01 08:00"
    nobody = (there("2026-11-23 10:00", "follow_up_1", None, ""),)
    nameless = replace(DANA_THERE, email=None)
    found = plan("2026-11-23 11:00", HELD, THANKED, elsewhere=nobody, people=[RUTH_THERE, nameless])
    assert due(found, "follow_up_1", "dana") == "2026-11-24 15:00"


def test_what_lies_ahead_there_counts_when_it_comes() -> None:
    ahead = (there("2026-11-23 12:00", "follow_up_1"),)
    found = plan("2026-11-23 11:00", HELD, THANKED, elsewhere=ahead)
    assert due(found, "follow_up_1") == "2026-11-24 15:00"
    assert found.recheck_at == at("2026-11-23 12:00")


def test_touches_there_hold_no_thank_you_and_reset_with_no_round() -> None:
    busy = (there("2026-11-17 15:30", "follow_up_1", "ruth"),)
    assert due(plan("2026-11-17 16:00", HELD, elsewhere=busy), "thank_you", "ruth") == "2026-11-17 17:00"
    second = on("interview_held", "2026-12-14 15:00", "ruth", id="two")
    twice = (there("2026-12-01 10:00", "follow_up_1"), there("2026-12-08 10:00", "follow_up_2"))
    thanked = on("letter_sent", "2026-12-14 18:00", "ruth", kind="next_round_thanks", gift="b")
    assert the(plan("2026-12-15 09:00", HELD, THANKED, second, thanked, elsewhere=twice), "follow_up_1").to == "ruth"


def test_an_interviewer_who_is_hr_is_thanked_once_and_asked_as_hr() -> None:
    both = replace(DANA_THERE, roles=("hr", "interviewer"))
    held = on("interview_held", "2026-11-17 15:00", "dana")
    found = plan("2026-11-17 16:00", held, people=[both])
    assert [(step.step, step.to) for step in found.steps] == [
        ("thank_you", "dana"), ("follow_up_1", "dana"), ("follow_up_2", "dana"), ("visibility", "dana"),
    ]  # fmt: skip
    assert the(found, "follow_up_1").params["codes"][1] == "followup.whom.hr"


def test_a_person_abroad_keeps_the_holidays_of_their_own_part() -> None:
    # the first Monday of June is a holiday in Western Australia, not in New South Wales
    sydney = Person("ruth", "Ruth", ("interviewer",), "r@example.org", (), "AU", timezone="Australia/Sydney")
    held = on("interview_held", "2026-05-29T18:30+10:00", "ruth")
    found = plan("2026-05-29T19:30+10:00", held, people=[sydney], subdivision="WA")
    assert due(found, "thank_you") == "2026-06-01 08:00"


def test_a_person_abroad_without_a_zone_is_written_to_by_their_countrys_day() -> None:
    german = Person("ruth", "Ruth", ("interviewer",), "r@example.org", (), "DE")
    step = the(plan("2026-11-17 15:05", HELD, people=[german]), "thank_you")
    assert step.due.isoformat() == "2026-11-19T08:00:00+01:00"  # midnight of the 18th there


def test_one_question_at_a_time() -> None:
    items = [
        on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="a"),
        on("letter_sent", "2026-12-31 10:00", "ruth", kind="visibility", gift="b"),
    ]
    found = plan("2027-03-01 09:00", HELD, THANKED, *items)
    assert kinds(found).count("ask_person") == 1


def test_the_question_whether_to_keep_going_waits_for_what_they_wrote() -> None:
    items = [
        on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="a"),
        on("letter_sent", "2026-12-31 10:00", "ruth", kind="visibility", gift="b"),
    ]
    wrote = on("reply_received", "2027-01-04 08:00", "dana")
    found = plan("2027-01-04 09:00", HELD, THANKED, *items, wrote)
    assert found.paused is not None
    assert find(found, "ask_person") is None
