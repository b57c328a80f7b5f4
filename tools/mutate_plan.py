"""Break each rule of the contact plan, one at a time, and see that a test of the plan turns red.

    python tools/mutate_plan.py [--only TEXT] [--workers 2]

Two kinds of mutants: every number of plan.toml one less and one more, and the hand-written ones
below (a stop ignored, a cap removed, a comparison turned, a rule of whom or by which way dropped).
Each is applied to a copy of the package, and tests/followup runs against the copy until the first
red. Survivors are printed; the exit code is 1 when there is one. Takes minutes: `make soak` runs it.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import babel.core
import holidays
import hypothesis
import phonenumbers
import pytest

IMPORTED_ONCE = (babel.core, holidays, hypothesis, phonenumbers)
"""What is heavy to import: each mutant has a process of its own, forked from this one."""

ROOT = Path(__file__).parent.parent
ROOM = Path("afterword/followup")
LONGEST = 300
"""Seconds for the tests of one mutant."""
TESTS = ["rows", "limits", "counters", "clock", "whom", "replies", "events", "edits", "elsewhere", "calendar",
         "asking", "bad_input", "words", "examples", "journeys", "laws"]  # fmt: skip
"""The files of tests/followup, the quickest to turn red first."""

WRITTEN: dict[str, list[tuple[str, str]]] = {
    "calendar.py": [
        ('_LARGEST_PART = {"GB": "ENG"}', "_LARGEST_PART: dict[str, str] = {}"),
        ("astimezone(self.zone).date()", "date()"),
        ("return country is not None and day in _holidays(country, subdivision, day.year)", "return False"),
        ("day.weekday() not in _weekend(_place(self.country, None)[0]) and not", "not"),
        ("day.day in {24, 31}", "day.day in {24}"),
        ("23 <= day.day <= 29", "23 <= day.day <= 26"),
        ("if self.is_business_day(day):\n                count -= 1", "count -= 1"),
        ("if not hours.every_day and not self.is_business_day(day):", "if False:"),
        ("or not saturday or self.is_holiday(day)", "or not saturday"),
        ("if hours.saturday is None or", "if"),
        ("if not self.is_last_choice(day):", "if True:"),
        ("return frozenset(holidays.country_holidays(country).weekend)", "return frozenset({5, 6})"),
        ('removeprefix(f"{country}-")', "strip()"),
    ],
    "clock.py": [
        ("return self.now >= moment", "return self.now > moment"),
        ("return self.now > moment", "return self.now >= moment"),
        ("if moment > self.now and", "if"),
        ("due = min(quarter, last)", "due = quarter"),
        ("self.watch(moment + _SECOND)\n", "pass\n"),
    ],
    "limits.py": [
        ("earliest, end = max([draft.start, *_holds(view, draft, calendar)]), draft.end",
         "earliest, end = draft.start, draft.end"),
        ("due > max(draft.left_out_after, end)", "False"),
        ("since = max(earliest, clock.now)", "since = earliest"),
        ("if not _keeps(calendar, draft, earliest, approved.send_at):", "if False:"),
        ("if draft.step in UNASKED:\n        holds += _agreed(view)", "holds += []"),
        ('if draft.step in UNASKED or draft.step == "gift_note":', "if draft.step in UNASKED:"),
        ('if draft.step in UNASKED or draft.step == "gift_note":', "if False:"),
        ("holds += _spacing(view, draft, calendar, draft.to, max([draft.start, *holds]))", "pass"),
        ("holds = snoozed_until(view, draft.step, draft.to)", "holds: list[dt.datetime] = []"),
        ("until = wishes[-1].until", "until = wishes[0].until"),
        ("(not wish.who or to in wish.who)", "True"),
        ("if touch.kind is None or touch.kind in UNASKED", "if touch.kind in UNASKED"),
        ("if touch.kind is None or touch.kind in UNASKED", ""),
        ("if touch.unasked and who in touch.to:", "if who in touch.to:"),
        ("if touch.unasked and who in touch.to:", "if touch.unasked:"),
        ("(called if touch.step == draft.step else days)", "days"),
        ("(called if touch.step == draft.step else days)", "called"),
        ("held_until > today.ends or", ""),
        ("or view.clock.beyond(today.ends)", ""),
        ("if who not in hold.who or any(who in reply.who and reply.at > hold.at for reply in view.state.replies):",
         "if who not in hold.who:"),
        ("if who not in hold.who or", "if"),
        ("moment >= earliest and slot", "slot"),
        ("slot is not None and slot.begins <= moment <= slot.ends and", "True and"),
        ("if view.clock.beyond(window[1]):", "if False:"),
        ('"thanks_late" if draft.step in THANKS else "late"', '"late"'),
        ("if draft.next_day_until is not None:", "if False:"),
        ("if last is None or (draft.next_day and last < end and clock.beyond(last)):", "if last is None:"),
    ],
    "view.py": [
        ("subdivision = person.subdivision or (None if abroad else self.candidacy.subdivision)",
         "subdivision = person.subdivision"),
        ("(None if abroad else self.candidacy.subdivision)", "self.candidacy.subdivision"),
        ("suggested = calendar.suggested_zone(country) if abroad else None", "suggested = None"),
        ("if not person.country or not person.timezone:", "if False:"),
        ("if not self.calendar(who).known:", "if False:"),
        ("key=lambda p: wrote[p.id].timestamp() if p.id in wrote else 0.0, reverse=True)", "key=lambda p: 0)"),
        ("if touch.at <= self.clock.now\n", "if True\n"),
        ('(email and (touch.email or "").casefold() == email)', "False"),
        ("who in ask.to and ask.answered_at is None", "who in ask.to"),
        ("return len(here) + len(there)", "return len(here)"),
        ("if touch.kind in ASKS and", "if"),
        ("(replied is None or touch.at > replied)", "True"),
        ("not email.startswith(_NO_REPLY) and", ""),
        ("and person.id not in self.state.unreachable", ""),
        ('phone.kind not in {"fax", "home"}', 'phone.kind != "home"'),
        ('phone.kind not in {"fax", "home"}', 'phone.kind != "fax"'),
        ('if not history.readable(now):', "if False:"),
    ],
    "edits.py": [
        ("if not _LEAST <= value <= most():", "if value < _LEAST:"),
        ("if not _LEAST <= value <= most():", "if value > most():"),
        ("moved = {edit.moves: row[edit.moves] + value - row[edit.sets]} if edit.moves else {}",
         "moved: dict[str, int] = {}"),
        ("value < edit.least", "value <= edit.least"),
        ("edit.sets: value", "edit.sets: max(value, edit.least)"),
    ],
    "plan.py": [
        ("steps = list(answer(view, stop))", "steps = list(_rows(view))"),
        ("steps = list(answer(view, stop))", "steps = []"),
        ("        steps, pause = _paused(view, steps)\n", ""),
        ("        _warn_of_dates(view)\n", ""),
        ("        _warn_of_edits(view)\n", ""),
        ("    _warn_of_letters(view, steps)\n", ""),
        ("        steps += _approved_besides(view, steps)\n", ""),
        ("steps = _one_each(list(_rows(view)))", "steps = list(_rows(view))"),
        ("seen, quiet = min(seen, quiet, key=lambda step: step.due), None", "pass"),
        ("if step.step in UNASKED or step.why_code", "if step.why_code"),
        ("if step.step in UNASKED or step.why_code == \"followup.ask_person.keep_going\":", "if step.step in UNASKED:"),
        ("return step.to not in theirs and not anonymous", "return True"),
        ("return step.to not in theirs and not anonymous", "return False"),
        ("step.step not in THANKS or step.to not in theirs", "True"),
        ("step.step not in THANKS or step.to not in theirs", "step.step not in THANKS"),
        ("if reply.pauses]", "]"),
        ("_MANY_MOVES = 2", "_MANY_MOVES = 3"),
        ("_MANY_MOVES = 2", "_MANY_MOVES = 1"),
        ("if dates and dates[-1].earlier_than is not None:", "if False:"),
        ("if ignored and (not dates or ignored[-1].at > dates[-1].at):", "if ignored:"),
        ("if ignored and (not dates or ignored[-1].at > dates[-1].at):", "if False:"),
        ("elif not bounce.hard and not any(who in touch.to and touch.at > bounce.at for touch in state.touches):",
         "elif not bounce.hard:"),
        ("if state.unretractable:", "if False:"),
        ("if state.call_back is not None:", "if False:"),
        ("steps.sort(key=", "sorted(steps, key="),
        ("yield from competing_offer(view)", "yield from ()"),
    ],
    "visible.py": [
        ('or state.asks("follow_up_3")', ""),
        ("or not interviews", ""),
        ('moments: list[dt.datetime] = [interviewed + row["after_interview_d"] * _DAY]',
         "moments: list[dt.datetime] = [interviewed]"),
        ('    moments += [after(touch.at, row["after_touch_bd"]) for touch in others[-1:]]\n', ""),
        ('    moments += [after(item.at, row["after_item_bd"]) for item in state.visible()[-1:]]\n', ""),
        ("if state.will_contact and not state.dates:\n        moments", "if False:\n        moments"),
        ("if view.state.will_contact and not view.state.dates:", "if False:"),
        ("if not skip.keep:\n            return None", "if False:\n            return None"),
        ('        moments.append(after(skip.at, row["after_item_bd"]))\n', "        pass\n"),
        ("> place.date(ask.due)", ">= place.date(ask.due)"),
        ("> place.date(ask.due)", "> dt.date.max"),
        ("for place in (calendar, view.calendar(ask.to))", "for place in (calendar,)"),
        ("for place in (calendar, view.calendar(ask.to))", "for place in (view.calendar(ask.to),)"),
        ('if ask.step == "follow_up_3":\n                return None', 'if False:\n                return None'),
        ("if item.answered_at is None]", "]"),
        ("any(word > unanswered[-1].at for word in view.state.keep_going)", "bool(view.state.keep_going)"),
        ("any(word > unanswered[-1].at for word in view.state.keep_going)", "False"),
        ("if step is None or not _must_ask(view):", "if True:"),
        ("ask.after is None and _too_near", "_too_near"),
        ("any(word >= skip.at for word in state.keep_going)", "False"),
    ],
    "whom.py": [
        ('("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")',
         '("recruiter", "hr", "hiring_manager", "lead", "interviewer", "mailbox")'),
        ('("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")',
         '("hr", "hiring_manager", "recruiter", "lead", "interviewer", "mailbox")'),
        ('("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")',
         '("hr", "recruiter", "lead", "hiring_manager", "interviewer", "mailbox")'),
        ('("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")',
         '("hr", "recruiter", "hiring_manager", "interviewer", "lead", "mailbox")'),
        ('("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")',
         '("hr", "recruiter", "hiring_manager", "lead", "mailbox", "interviewer")'),
        ("    if agencies:\n", "    if False:\n"),
        ("if written and all(who and set(who) <= set(recruiters) for who in written):", "if False:"),
        ("if written and all(who and set(who) <= set(recruiters) for who in written):", "if recruiters:"),
        (' if t.step != "phone_screen_thanks"', ""),
        ('if view.candidacy.settings.addressees == "recruiter":', "if False:"),
        ('return None if view.state.call_spent else "call"', 'return "call"'),
        ("and (answer or not view.state.call_spent)", ""),
        ("and (answer or not view.state.call_spent)", "and not view.state.call_spent"),
        ('("call+email" if answer else "call_or_email")', '"call_or_email"'),
        ('if "interviewer" in person.roles or person.id in view.state.met', 'if "interviewer" in person.roles'),
        ('if "interviewer" in person.roles or person.id in view.state.met',
         'if {"interviewer", "lead"} & set(person.roles) or person.id in view.state.met'),
        ('people = people or [person for person in view.with_role("lead") if view.has_mail(person)]', "pass"),
        ('return _choice(view, gate, "in_between") if view.unanswered_asks(gate.id) < free else None',
         'return _choice(view, gate, "in_between")'),
        ("        if view.unanswered_asks(person.id) < free:\n            unheard",
         "        if True:\n            unheard"),
        ("        if channel(view, person.id) is None:\n            continue\n", ""),
        ("if chosen is not None and channel(view, chosen.id) is not None:", "if False:"),
        ("if chosen is not None and channel(view, chosen.id) is not None:", "if chosen is not None:"),
        ("if chosen is not None and chosen.id not in {asked, *pending} and", "if False and"),
        ("if chosen is not None and chosen.id not in {asked, *pending} and", "if chosen is not None and"),
        ("if person is None or view.unanswered_asks(person.id) >= rows()", "if person is None or 0 >= rows()"),
        ("if gate is not None and gate is not person:", "if False:"),
        ("if gate is not None and gate is not person:", "if gate is not None:"),
        ('if unheard is not None and code not in {"decider", "giver"}:', "if False:"),
        ("    if met_somebody:\n", "    if False:\n"),
        ("    for who in reversed(view.state.deciders):\n", "    for who in ():\n"),
        ("    for who in reversed(view.state.deciders):\n", "    for who in view.state.deciders:\n"),
        ('if person is not None and not {"mailbox", "assistant"} & set(person.roles):', "if person is not None:"),
        ('        if person is not None and not {"mailbox"', '        if False and not {"mailbox"'),
        ('if talk is not None and talk.kind == "screen":', "if False:"),
        ("key=lambda person: not view.state.gifted(person.id, _LONG_AGO))", "key=lambda person: 0)"),
        ("        others.append((\"same_by_mail\", same))", "        pass"),
        ('(person.id != asked or code == "same_by_mail") and _may', "_may"),
        ('return _choice(view, gate, "in_between") if _may_be_mailed(view, gate, pending) else None',
         'return _choice(view, gate, "in_between")'),
        ('people = [gate] if gate else [*view.with_role("hr"), *([view.people[asked]]',
         'people = [gate] if gate else [*([view.people[asked]]'),
        ("view.has_mail(person) and unanswered <", "unanswered <"),
        ("unanswered = view.unanswered_asks(person.id) + pending.count(person.id)",
         "unanswered = view.unanswered_asks(person.id)"),
        ("unanswered = view.unanswered_asks(person.id) + pending.count(person.id)",
         "unanswered = pending.count(person.id)"),
        ('return sum(t.answered_at is None for t in unasked), sum(t.step == "visibility" for t in unasked)',
         "return 0, 0"),
        ("people = [person for person in interviewers(view) if view.has_mail(person)]",
         "people = [person for person in view.candidacy.people if view.has_mail(person)]"),
        ('if gate is not None and setting in {None, "recruiter"}:', "if False:"),
        ('if gate is not None and setting in {None, "recruiter"}:', "if gate is not None:"),
        ('if gate is not None and "agency" in gate.roles:', "if False:"),
        ('if setting in {"hr", "recruiter"}:', 'if setting == "hr":'),
        ('if setting in {"hr", "recruiter"}:', 'if setting == "recruiter":'),
        ("if len(talk_people) > 1 and (setting", "if (setting"),
        ('leads = [person for person in talk_people if "lead" in person.roles]', "leads: list[Person] = []"),
        ("return country.upper() in habits", "return False and country.upper() in habits"),
        ("person = coordinator(view) if nobody_named else None", "person = coordinator(view)"),
        ('if "mailbox" not in person.roles and channel(', "if channel("),
        ('if stop.kind == "withdrawal" and not senders:', "if False:"),
        ('("recruiter", "lead") if stop.kind == "withdrawal" else ("lead", "recruiter")', '("lead", "recruiter")'),
        ('("recruiter", "lead") if stop.kind == "withdrawal" else ("lead", "recruiter")', '("recruiter", "lead")'),
        ("    if senders and stop.kind == \"rejection\":", "    if False:"),
        ("and \"mailbox\" not in p.roles]\n    return max(people, key=known", "]\n    return max(people, key=known"),
        ("return max(people, key=known, default=None)", "return next(iter(people), None)"),
        ("    for role in _RANKS[:2]:", "    for role in _RANKS[:1]:"),
        ("    for code, person in _ranked(view, ()):\n        if channel(view, person.id, answer=True):",
         "    for code, person in ():\n        if channel(view, person.id, answer=True):"),
    ],
    "rows/answers.py": [
        ("view.state.done(\"competing_offer\", at) or ", ""),
        ("or view.state.skipped(\"competing_offer\", at)", ""),
        ("if last is not None and view.clock.beyond(last):", "if False:"),
        ("end = min(end, last)", "pass"),
        ("view.state.done(step, stop.at) or ", ""),
        (" or view.state.skipped(step, stop.at)", ""),
        ("start, hours_name = calendar.opening(calendar.date(stop.at) + _DAY), \"office\"",
         "start, hours_name = stop.at, \"office\""),
        ("start, hours_name = calendar.opening(calendar.date(stop.at) + _DAY), \"office\"",
         "start, hours_name = calendar.opening(calendar.date(stop.at) + _DAY), \"answer\""),
        ("row[\"within_h\"] * _HOUR, \"answer\"", "row[\"within_h\"] * _HOUR, \"office\""),
        ("because, hours=\"answer\", left_out_after=last)", "because, left_out_after=last)"),
        ("if stop.by is not None:", "if False:"),
        ('channel = "email" if view.has_mail(view.people[choice.to]) else channel', "pass"),
        ("last = moment_of(offers[-1]", "last = moment_of(offers[0]"),
    ],
    "rows/asks.py": [
        ("and not _promised(view):", ":"),
        ("if step.step == \"follow_up_2\" and count < most and view", "if step.step == \"follow_up_2\" and view"),
        ("count < most and view.candidacy.settings.follow_up_3:", "count < most:"),
        ("if view.candidacy.settings.follow_up_3 else None", ""),
        ('if len(state.asks()) >= rows()["limits"]["asks_per_candidacy"] or', "if"),
        (' or state.asks("follow_up_3"):', ":"),
        ("if cause is not None and len(firsts) < 2:", "if cause is not None:"),
        ("if cause is not None and len(firsts) < 2:", "if cause is not None and len(firsts) < 1:"),
        ("return None if seconds else _second_by_date(view, cause)", "return None"),
        ("return None if seconds else _second_by_date(view, cause)", "return _second_by_date(view, cause)"),
        ("if not (firsts or seconds) or _promised(view):", "if not (firsts or seconds):"),
        ("if any(ask.at >= stated.at for ask in asks):\n            return None\n", ""),
        ("giver=stated.by if stated.moves or firsts else ()", "giver=stated.by"),
        ("giver=stated.by if stated.moves or firsts else ()", "giver=()"),
        ("return None if any(ask.at >= words for ask in asks) or len(firsts) > 1 else", "return"),
        ("if asks or state.last_talk is None:", "if state.last_talk is None:"),
        ("return bool(view.state.will_contact) and not view.state.dates", "return bool(view.state.will_contact)"),
        ("return bool(view.state.will_contact) and not view.state.dates", "return False"),
        ("over = view.calendar(cause.stated.by[0] if cause.stated.by else None).at(date + _DAY)",
         "over = calendar.at(date)"),
        ("start = max(over, calendar", "start = max(calendar.at(date), calendar"),
        ("_asked(view, \"follow_up_2\", choice, \"email\", start, end, because)",
         "_asked(view, \"follow_up_2\", choice, \"call\", start, end, because)"),
        ("    if ask.answered_at is None:\n", "    if True:\n"),
        ("theirs = reply.at == ask.answered_at or bool(set(reply.who) & set(ask.to))", "theirs = True"),
        ("return _asked(view, step, choice, \"email\", start, end, because, after)",
         "return _asked(view, step, choice, \"call_or_email\", start, end, because, after)"),
        ("max(start, not_before), end, reasons", "start, end, reasons"),
        ("    if not_before is None:\n        return None\n", "    not_before = not_before or start\n"),
        ('channel = "call" if view.candidacy.settings.ask_by == "call" else "email"', "pass"),
        ('or state.skipped("follow_up_1", state.round_began)\n', "\n"),
        ("        if not skip.keep:\n            return None\n", ""),
        ("held = max(held, calendar.opening(passed_over))", "held = calendar.opening(passed_over)"),
        ('if reply.outcome == "interview" and', 'if reply.outcome == "question" and'),
        ("day = calendar.date(reply.judged_at or reply.at)", "day = calendar.date(reply.at)"),
        ("and not any(word >= skip.at for word in state.keep_going)", ""),
    ],
    "rows/prompts.py": [
        ("if moment < meeting.starts and not view.clock.beyond(useful_until):", "if moment < meeting.starts:"),
        ("if moment < meeting.starts and not", "if not"),
        ('max(meeting.starts - row["hours_before"] * _HOUR, home.at(day, row["not_before_hour"]))',
         'meeting.starts - row["hours_before"] * _HOUR'),
        ("if view.clock.beyond(until) or _captured", "if _captured"),
        ("if view.clock.beyond(until) or _captured(view, ended, what.interview):", "if view.clock.beyond(until):"),
        ("if named == interview if named is not None else", "if"),
        ('        if view.state.skipped("capture_prompt", ended):\n            continue\n', ""),
        ("and not talk.who]", "]"),
        ("*snoozed_until(view, \"capture_prompt\", CANDIDATE)", ""),
        ("    if not view.state.talks:\n        return None\n", ""),
        ("    if not view.clock.reached(start):\n        return None\n", ""),
        ("since = max(_last_sign(view), _last_date(view))", "since = _last_sign(view)"),
        ("signs = [touch.at for touch in state.touches] +", "signs ="),
        (" + [reply.at for reply in state.replies]", ""),
        ("    signs += list(state.keep_going)\n", ""),
        ("    signs += [skip.at for skip in state.skips if skip.step == \"ask_person\"]\n", ""),
        ("+ [meeting.ends for meeting in state.meetings]", ""),
        ("+ [event.at for event in state.will_contact]", ""),
        ("signs += [stated.at for stated in state.dates] +", "signs +="),
        ("if view.state.skipped(\"prepare\", last_talk.ended if last_talk else _LONG_AGO):", "if False:"),
    ],
    "rows/thanks.py": [
        ("if _latest_round(view, person) == number]", "]"),
        ("step: StepKind = \"thank_you\" if number == 1 else \"next_round_thanks\"", "step: StepKind = \"thank_you\""),
        ("        if not people and any(talk.who for talk in talks):\n            continue\n", ""),
        ("own = [talk for talk in talks if choice.to in talk.who] or talks", "own = talks"),
        ("_thanked_already(view, choice, began) or ", ""),
        (" or view.state.skipped(step, began, choice.to)", ""),
        ("return thanked(choice.to) or (bool(choice.readers) and all(thanked(reader) for reader in choice.readers))",
         "return thanked(choice.to)"),
        ("all(thanked(reader)", "any(thanked(reader)"),
        ("if habit.get(\"not_before\") == \"next_morning\":", "if False:"),
        ("elif habit.get(\"until\") == \"next_noon\":", "elif False:"),
        ("hours=\"thanks_on_saturday\" if saturday else \"office\"", "hours=\"office\""),
        ("hours=\"thanks_on_saturday\" if saturday else \"office\"", "hours=\"thanks_on_saturday\""),
        ('row.get("country", {})', 'view.row("thank_you").get("country", {})'),
        ("and calendar.is_business_day(day)\n", "\n"),
        ("talk.ended < calendar.at(day", "talk.ended <= calendar.at(day"),
        ("view.state.done(step, since, to) or ", ""),
        (" or view.state.skipped(step, since, to) is not None", ""),
        ("    if state.asks():\n        return\n", ""),
        ("touch.step == \"thank_you\" and touch.no_gift", "touch.step == \"thank_you\""),
        ("touch.step == \"thank_you\" and touch.no_gift", "touch.no_gift"),
        ("and touch.at >= state.round_began\n", "\n"),
        ("given = state.gifted(to, letter.at) or", "given ="),
        (' or state.done("visibility", letter.at, to)', ""),
        ('or given or _step_done(view, "gift_note", to, letter.at):', "or given:"),
        ("return  # nothing goes past an agency", "pass  # nothing goes past an agency"),
        ("    for number in sorted({talk.round for talk in view.state.talks if talk.round}):",
         "    for number in sorted({talk.round for talk in view.state.talks if talk.round})[-1:]:"),
    ],
}  # fmt: skip
"""Per file, what stands there once and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule broken. text: the whole file with the change."""

    file: str
    change: str
    text: str


def mutants() -> Iterator[Mutant]:
    """All mutants. Raises ValueError for one whose place is gone."""
    for file, changes in WRITTEN.items():
        source = (ROOT / "src" / ROOM / file).read_text(encoding="utf-8")
        for old, new in changes:
            if source.count(old) != 1:
                raise ValueError(f"{file}: stands {source.count(old)} times: {old}")
            yield Mutant(
                file, f"{' '.join(old.split())} -> {' '.join(new.split()) or '(nothing)'}", source.replace(old, new)
            )
    plan = (ROOT / "src" / ROOM / "plan.toml").read_text(encoding="utf-8")
    for number in re.finditer(r"(?<=[=\[,] )\d+|(?<=\[)\d+|(?<== )\d+", plan):
        line = plan[plan.rfind("\n", 0, number.start()) + 1 : number.start()]
        if line.startswith("#") or '"' in line:
            continue
        section = re.findall(r"^\[.*\]", plan[: number.start()], flags=re.MULTILINE)[-1]
        for other in (int(number[0]) - 1, int(number[0]) + 1):
            text = plan[: number.start()] + str(other) + plan[number.end() :]
            yield Mutant("plan.toml", f"{section} {line}{number[0]} -> {other}", text)


def unchanged() -> Mutant:
    """The plan as it is, against which the tests must be green."""
    return Mutant("plan.toml", "nothing", (ROOT / "src" / ROOM / "plan.toml").read_text(encoding="utf-8"))


def survives(mutant: Mutant) -> bool:
    """Whether every test stays green against a copy of the package with the mutant in it."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "afterword"
        package.mkdir()
        for part in (ROOT / "src" / "afterword").iterdir():
            if part.name != ROOM.name:
                (package / part.name).symlink_to(part)
        shutil.copytree(ROOT / "src" / ROOM, Path(folder) / ROOM)
        (Path(folder) / ROOM / mutant.file).write_text(mutant.text, encoding="utf-8")
        return green(Path(folder))


def green(copy: Path) -> bool:
    """Whether tests/followup passes against this copy. Runs once in a process: the copy stays imported."""
    paths = [path for name in TESTS if (path := ROOT / "tests" / "followup" / f"test_{name}.py").exists()]
    options = copy / "pytest.ini"
    options.write_text(f"[pytest]\npythonpath = {copy} {ROOT / 'tests'} {ROOT}\n")
    plugins = [part for name in ("cacheprovider", "randomly", "xdist", "django") for part in ("-p", f"no:{name}")]
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)
    with (Path(os.devnull)).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        return pytest.main(
            ["-x", "-q", "-c", str(options), "--rootdir", str(ROOT), "--import-mode=importlib", "--hypothesis-seed=0",
             *plugins, *map(str, paths)]
        ) == pytest.ExitCode.OK  # fmt: skip


def _too_long(*_: object) -> None:
    raise TimeoutError("a mutant that runs on is as good as red")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="mutants whose file and change hold this text")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    chosen = [mutant for mutant in mutants() if options.only in f"{mutant.file}: {mutant.change}"]
    survivors = []
    with multiprocessing.get_context("fork").Pool(options.workers, maxtasksperchild=1) as pool:
        if not pool.apply(survives, [unchanged()]):
            print("the tests are red without any mutant", file=sys.stderr)
            return 2
        for mutant, survived in zip(chosen, pool.imap(survives, chosen, chunksize=1), strict=True):
            if survived:
                survivors.append(mutant)
                print(f"survives  {mutant.file}: {mutant.change}", file=sys.stderr, flush=True)
    print(json.dumps({"mutants": len(chosen), "survivors": len(survivors)}))
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
