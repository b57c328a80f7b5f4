"""Random candidacies against the limits, which are written here a second time, and the speed of planning.

    python bench/plan.py [--quick] [--candidacies N] [--looks N] [--first SEED]

Each candidacy is lived through: its plan is read at random moments, some of its steps are done (on
time, late, or at a time of the candidate's own), people reply, dates move, rounds are held, stops
come and are taken back; a third of them have days of the person's own, some under the minima. Every
plan read is checked against the strategy's limits by the functions below, which know only the
events, the settings, the plan and the `holidays` package: no code of the engine. One plan in four is
computed again a second before its recheck_at, when it must still be the same.

Printed: n (plans checked), candidacies, violations, by_rule, next_steps_ms_p50 (wall time of one
next_steps, calendars warm), due_list_ms (the app's own query for what is due, the middle of nine runs,
on a SQLite file with the rows of due_list_candidacies, due_list_due of whose steps are due).
"""

import argparse
import collections
import datetime as dt
import functools
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from afterword.candidacy.candidacy import Candidacy, Person, PersonPhone, Role, Settings, Touch
from afterword.candidacy.events import Event, EventType
from afterword.followup.plan import next_steps
from afterword.followup.step import Plan, Step

PLACES: list[tuple[str, str | None, str]] = [
    ("US", "CA", "America/Los_Angeles"), ("GB", None, "Europe/London"), ("DE", "BY", "Europe/Berlin"),
    ("FR", None, "Europe/Paris"), ("JP", None, "Asia/Tokyo"), ("IL", None, "Asia/Jerusalem"),
    ("IN", None, "Asia/Kolkata"), ("AU", "NSW", "Australia/Sydney"),
]  # fmt: skip
ASKS = {"follow_up_1", "follow_up_2", "follow_up_3"}
UNASKED = ASKS | {"visibility"}
THANKS = {"thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note"}
ANSWERS = {"rejection": "rejection_thanks", "offer": "offer_answer", "withdrawal": "withdrawal"}
ANSWERED = {"spoke", "call_back"}
USUAL = {"follow_up_1_d": 7, "follow_up_1_date_bd": 2, "follow_up_2_bd": 7, "follow_up_3_bd": 10, "visibility_bd": 15}
"""The least days of the strategy, which a person may set otherwise."""
DAY = dt.timedelta(days=1)
AN_HOUR = dt.timedelta(hours=1)
"""Before the end of a talk, which is all that is known of it: what is said then is said in it."""
LOOKS = 14
"""How often the plan of a life is read."""


# The limits, written a second time


@functools.cache
def closed(country: str, part: str | None, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, subdiv="ENG" if country == "GB" else part, years=year))


def works(day: dt.date, place: tuple[str, str | None, str]) -> bool:
    weekend = {4, 5} if place[0] == "IL" else {5, 6}
    return day.weekday() not in weekend and day not in closed(place[0], place[1], day.year)


def business_days(since: dt.date, until: dt.date, place: tuple[str, str | None, str]) -> int:
    """How many business days lie after `since` up to and with `until`."""
    days = (until - since).days
    return sum(works(since + DAY * step, place) for step in range(1, days + 1))


class Checker:
    """The limits for one plan, from the events alone."""

    def __init__(self, candidacy: Candidacy, now: dt.datetime, plan: Plan, places: dict[str, int]) -> None:
        gone = {e.data["event"] for e in candidacy.events if e.type == "retracted" and e.at <= now}
        self.events = sorted((e for e in candidacy.events if e.at <= now and e.id not in gone), key=lambda e: e.at)
        self.candidacy, self.now, self.plan, self.places = candidacy, now, plan, places
        talks = [e for e in self.events if e.type == "interview_held"]
        self.round = max((e.data["round"] for e in talks), default=0)
        self.began = min(
            (e.at for e in talks if e.data["round"] == self.round), default=dt.datetime.min.replace(tzinfo=dt.UTC)
        )
        self.interviewed = max((e.at.astimezone(dt.UTC) for e in talks), default=None)
        held = [e for e in self.events if e.type in {"interview_held", "screen_held"}]
        self.talked = max((e.at.astimezone(dt.UTC) for e in held), default=None)
        sent = [
            (e.data.get("kind") or e.data.get("step"), who, e.at)
            for e in self.events
            if e.type in {"letter_sent", "touch_done_elsewhere", "voicemail_left", "call_made"}
            and e.data.get("outcome") != "no_answer"
            for who in e.who
        ]
        self.approved = {
            (e.data["kind"], who)
            for e in self.events
            if e.type == "letter_approved"
            for who in e.who
            if not any(kind == e.data["kind"] and to == who and at >= e.at for kind, to, at in sent)
        }

    def days(self, setting: str) -> int:
        """The days of the person's own, else those of the strategy."""
        return int(getattr(self.candidacy.settings, setting) or USUAL[setting])

    def place(self, who: str | None) -> tuple[str, str | None, str]:
        """The place of a person, the candidacy's for nobody."""
        return PLACES[self.places.get(who or "", self.places["home"])]

    def day(self, moment: dt.datetime, who: str | None) -> dt.date:
        """The day of a moment where a person is."""
        return moment.astimezone(ZoneInfo(self.place(who)[2])).date()

    def touches(self) -> Iterator[tuple[Event, str]]:
        """What reached them, with its step ("" where none is said); a letter that came back did not."""
        reached = {"letter_sent", "voicemail_left", "call_made", "touch_done_elsewhere"}
        found: list[Event] = []
        for event in self.events:
            if event.type in reached:
                found.append(event)
            elif event.type == "bounced" and event.data["kind"] == "hard":
                lost = [e for e in found if e.type == "letter_sent" and set(e.who) & set(event.who)]
                found.remove(lost[-1])
        yield from ((e, str(e.data.get("kind") or e.data.get("step") or "")) for e in found)

    def asked(self) -> list[tuple[Event, str]]:
        """The asks of this round that were made: a call nobody answered was none."""
        return [
            (e, step)
            for e, step in self.touches()
            if step in ASKS and e.at >= self.began and e.data.get("outcome") != "no_answer"
        ]

    def unanswered(self, who: str) -> int:
        """How many asks to this person had no reply."""

        def answered(since: dt.datetime) -> bool:
            return any(e.type == "reply_received" and e.at >= since and who in e.who for e in self.events)

        asks = [(kind, self.day(e.at, None), e) for e, kind in self.asked() if who in e.who]
        by_phone = {(kind, day) for kind, day, e in asks if e.data.get("outcome") in ANSWERED}
        here = {(kind, day): e for kind, day, e in asks if (kind, day) not in by_phone}.values()  # one a day
        there = [t for t in self.candidacy.elsewhere if t.person == who and t.kind in ASKS and t.at <= self.now]
        moments = [ask.at for ask in here] + [touch.at for touch in there]
        return sum(1 for moment in moments if not answered(moment))

    def stop(self) -> str | None:
        """The stop in force."""
        for event in reversed(self.events):
            if event.type == "no_contact_asked":
                until = event.data.get("until")
                zone = ZoneInfo(self.place(event.who[0])[2])
                if until is None or self.now < dt.datetime.fromisoformat(until).replace(tzinfo=zone):
                    return "no_contact"
                break
        for event in reversed(self.events):
            kind = event.data.get("outcome") if event.type == "reply_judged" else event.type
            if kind in ANSWERS and (self.interviewed is None or event.at >= self.interviewed):
                return str(kind)
        return None

    def waits(self) -> bool:
        """Whether a reply is unjudged or a question unanswered."""
        open_replies: list[Event] = []
        questions: list[Event] = []
        reached = {event.id for event, _ in self.touches()}
        for event in self.events:
            if event.type == "reply_received":
                open_replies.append(event)
            elif event.type == "reply_judged":
                if event.data["outcome"] == "question":
                    questions += [r for r in open_replies if set(r.who) & set(event.who)]
                open_replies = [r for r in open_replies if not set(r.who) & set(event.who)]
            elif event.id in reached:
                questions = [q for q in questions if not (set(q.who) & set(event.who) and event.at > q.at)]
        return bool(open_replies or questions)

    def broken(self) -> Iterator[str]:
        """The names of the limits that this plan breaks."""
        stop = self.stop()
        if (stop or "none") != (self.plan.stopped or "none"):
            yield "stop"
        if stop:
            if any(step.step != ANSWERS.get(stop) for step in self.plan.steps):
                yield "step beyond a stop"
        elif self.waits() != (self.plan.paused is not None):
            yield "pause"
        few = {setting for setting, least in USUAL.items() if not stop and self.days(setting) < least}
        if few != {w.code.rpartition(".")[2] for w in self.plan.warnings if ".below." in w.code}:
            yield "warning of a minimum"
        if self.plan.recheck_at is not None and self.plan.recheck_at <= self.now:
            yield "recheck_at"
        for step in self.plan.steps:
            if step.due < self.now:
                yield "due before now"
            if not (step.window[0] <= step.due <= step.window[1] or step.window[1] < self.now):
                yield "due outside its window"
            if self.plan.paused and step.step in UNASKED:
                yield "unasked while paused"
            if step.to == "candidate":
                continue
            agents = [p.id for p in self.candidacy.people if "agency" in p.roles]
            if agents and step.to not in agents and not self.wished(step):
                yield "past an agency"
            if step.step == "follow_up_1" and self.may_be_asked(self.chosen()) and not self.wished(step):
                yield "not who was chosen"
            if (step.step, step.to) not in self.approved:
                yield from self.hours(step)
                if step.after is None:
                    yield from self.minima(step)
        yield from self.pairs()

    def chosen(self) -> str | None:
        """Whom the candidate chose to ask in this round."""
        words = [e for e in self.events if e.type == "setting_changed" and e.data["key"] == "ask"]
        words = [e for e in words if e.at >= self.began or self.round <= 1]
        return str(words[-1].data["value"]) if words else None

    def may_be_asked(self, who: str | None) -> bool:
        """Whether mail reaches somebody who has not left two asks unanswered."""
        mailed = {person.id for person in self.candidacy.people if person.email}
        returned = any(e.type == "bounced" and who in e.who for e in self.events)
        return who in mailed and not returned and self.unanswered(who or "") < 2

    def wished(self, step: Step) -> bool:
        """Whether this is an ask to who was chosen, or a letter that was approved."""
        return (step.step in ASKS and step.to == self.chosen()) or (step.step, step.to) in self.approved

    def hours(self, step: Step) -> Iterator[str]:
        """Night, weekend, holiday, and what may use evenings."""
        local = step.due.astimezone(ZoneInfo(self.place(step.to)[2]))
        day, clock = local.date(), local.time()
        saturday = (
            day.weekday() == 5
            and self.place(step.to)[0] != "IL"
            and day not in closed(*self.place(step.to)[:2], day.year)
        )
        office = works(day, self.place(step.to)) and dt.time(8) <= clock < dt.time(19)
        if step.step in {"offer_answer", "withdrawal", "competing_offer"}:
            if not ((works(day, self.place(step.to)) or saturday) and dt.time(8) <= clock < dt.time(21)):
                yield "hours of an answer"
        elif step.step in THANKS and self.candidacy.settings.saturday_thank_you and saturday:
            if not dt.time(9) <= clock <= dt.time(13):
                yield "Saturday"
        elif not office:
            yield "night, weekend or holiday"

    def minima(self, step: Step) -> Iterator[str]:
        """Spacing, caps and waiting times of one step."""
        if step.step in UNASKED:
            yield from self.spacing(step)
            yield from self.away(step)
        if step.step in ASKS:
            if len({(kind, self.day(e.at, None)) for e, kind in self.asked()}) >= 3:
                yield "three asks"
            if step.to is not None and self.unanswered(step.to) >= 2:
                yield "two unanswered"
            if "call" in step.channel and any(
                (step_name in UNASKED or not step_name) and e.type in {"call_made", "voicemail_left"}
                for e, step_name in self.touches()
            ):
                yield "one call"
            if self.candidacy.settings.ask_by == "note" and "call" in step.channel:
                known = {person.id for person in self.candidacy.people if person.email}
                if step.to in known and not any(e.type == "bounced" and step.to in e.who for e in self.events):
                    yield "a call where a note was wished"
        if step.step == "follow_up_1":
            yield from self.first_ask(step)
        if step.step in {"follow_up_2", "follow_up_3"} and self.asked():
            last = self.asked()[-1][0]
            if not self.dates() and business_days(
                self.day(last.at, step.to), self.day(step.due, step.to), self.place(step.to)
            ) < self.days(f"{step.step}_bd"):
                yield "too soon after an ask"
        if step.step == "visibility":
            yield from self.item(step)
        if step.step in {"thank_you", "next_round_thanks"}:
            yield from self.thanks(step)

    def spacing(self, step: Step) -> Iterator[str]:
        """Five business days from any unasked touch to the same person."""
        days = [
            self.day(t.at, step.to)
            for t in self.candidacy.elsewhere
            if t.person == step.to and t.at <= self.now and (t.kind in UNASKED or not t.kind)
        ]
        for event, kind in self.touches():
            if (
                step.to not in event.who
                or (event.type == "letter_sent" and kind not in UNASKED)
                or (kind and kind not in UNASKED)
            ):
                continue
            same_thing = event.data.get("outcome") == "no_answer" and kind == step.step
            if not (same_thing and self.day(event.at, step.to) == self.day(step.due, step.to)):
                days.append(self.day(event.at, step.to))
        if days and business_days(max(days), self.day(step.due, step.to), self.place(step.to)) < 5:
            yield "five business days"

    def away(self, step: Step) -> Iterator[str]:
        """The hold of an automatic reply."""
        for event in self.events:
            if event.type != "auto_reply_received" or step.to not in event.who:
                continue
            if any(e.type == "reply_received" and step.to in e.who and e.at > event.at for e in self.events):
                continue
            back = event.data.get("return_date")
            since, count = (dt.date.fromisoformat(back), 1) if back else (self.day(event.at, step.to), 5)
            if business_days(since, self.day(step.due, step.to), self.place(step.to)) < count:
                yield "away"

    def dates(self) -> list[tuple[dt.datetime, dt.date]]:
        """The decision dates that hold, in the order they were said."""
        named = [
            (e.at, dt.date.fromisoformat(e.data["date"]), e.who[0])
            for e in self.events
            if e.data.get("date") and e.type in {"decision_date_named", "will_contact_named", "reply_judged"}
        ]
        return [
            (at, day)
            for at, day, who in named
            if (at + AN_HOUR >= self.began or self.round <= 1) and day >= self.day(at, who)
        ]

    def first_ask(self, step: Step) -> Iterator[str]:
        """When follow_up_1 may come, and how often."""
        dates = self.dates()
        words = [
            e.at
            for e in self.events
            if e.type == "will_contact_named"
            and not e.data.get("date")
            and (e.at + AN_HOUR >= self.began or self.round <= 1)
        ]
        due = self.day(step.due, step.to)
        if dates:
            if business_days(dates[-1][1], due, self.place(step.to)) < self.days("follow_up_1_date_bd"):
                yield "before the stated date"
        elif words:
            if business_days(self.day(words[-1], step.to), due, self.place(step.to)) < 15:
                yield "they will contact us"
        elif self.talked is not None and step.due < self.talked + self.days("follow_up_1_d") * DAY:
            yield "too soon after the talk"
        if len({self.day(e.at, None) for e, kind in self.asked() if kind == "follow_up_1"}) >= 2:
            yield "a third follow_up_1"

    def item(self, step: Step) -> Iterator[str]:
        """The rate of visibility."""
        due, place = self.day(step.due, step.to), self.place(step.to)
        if self.interviewed is None or step.due < self.interviewed + 21 * DAY:
            yield "three weeks"
        last = [e.at for e, kind in self.touches() if kind != "visibility"]
        items = [e.at for e, kind in self.touches() if kind == "visibility" and e.at >= self.began]
        if last and business_days(self.day(last[-1], step.to), due, place) < 10:
            yield "ten business days"
        if items and business_days(self.day(items[-1], step.to), due, place) < self.days("visibility_bd"):
            yield "too soon after an item"
        if any(kind == "follow_up_3" for _, kind in self.asked()):
            yield "after follow_up_3"
        for ask in self.plan.steps:
            first_to_come = ask.step == "follow_up_1" and ask.due >= step.due and ask.after is None
            if first_to_come and business_days(due, self.day(ask.due, step.to), place) < 5:
                yield "just before follow_up_1"

    def thanks(self, step: Step) -> Iterator[str]:
        """Once per person and round, two hours after."""
        talks = [e for e in self.events if e.type == "interview_held" and step.to in e.who]
        talks = [e for e in talks if e.data["round"] == max(t.data["round"] for t in talks)]
        if talks and any(kind == step.step and step.to in e.who and e.at >= talks[0].at for e, kind in self.touches()):
            yield "thanked twice"
        if talks and step.due < talks[-1].at + dt.timedelta(hours=2):
            yield "thanked within two hours"

    def pairs(self) -> Iterator[str]:
        """Two unasked steps of one plan that may both be done, to one person."""
        real = [
            s for s in self.plan.steps if s.after is None and s.step in UNASKED and (s.step, s.to) not in self.approved
        ]
        for index, one in enumerate(real):
            for other in real[index + 1 :]:
                first, last = sorted((one, other), key=lambda s: s.due)
                near = business_days(self.day(first.due, one.to), self.day(last.due, one.to), self.place(one.to)) < 5
                if one.to == other.to and near:
                    yield "two steps too near"


# A life


class Life:
    """One candidacy, lived day by day with a random hand."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        home = self.rng.randrange(len(PLACES))
        self.places = {"home": home}
        country, part, zone = PLACES[home]
        people = [self.person(name, roles) for name, roles in self.cast()]
        self.now = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=self.rng.randrange(700 * 24 * 60))
        self.people = people
        kinds = [None, "follow_up_1", "thank_you", "visibility"]
        elsewhere = tuple(
            Touch(
                self.now + DAY * self.rng.randrange(-10, 60),
                person=self.rng.choice(people).id,
                kind=self.rng.choice(kinds),
            )
            for _ in range(self.rng.choice([0, 0, 1, 2]))
        )
        self.known = Candidacy(
            "Fernhill Logistics", "analyst", country, part, zone, people=tuple(people), elsewhere=elsewhere,
            settings=Settings(
                addressees=self.rng.choice([None, None, "each", "lead"]) if "agent" not in self.places else None,
                saturday_thank_you=self.rng.random() < 0.3,
                follow_up_3=self.rng.random() < 0.5,
                **self.own_days(),
            ),
        )  # fmt: skip
        self.events: list[Event] = []
        self.round = 0

    def own_days(self) -> dict[str, Any]:
        """Days of the person's own, some under the minima; most people set none."""
        if self.rng.random() < 0.67:
            return {}
        days = {setting: self.rng.randrange(1, 25) for setting in USUAL if self.rng.random() < 0.4}
        return {**days, "ask_by": self.rng.choice([None, "call", "note"])}

    def cast(self) -> list[tuple[str, tuple[Role, ...]]]:
        """Who takes part."""
        cast: list[tuple[str, tuple[Role, ...]]] = [("ruth", ("interviewer",))]
        rest: list[tuple[str, tuple[Role, ...]]] = [
            ("lee", ("lead",)), ("dana", ("hr",)), ("max", ("hiring_manager",)), ("rec", ("recruiter",)),
            ("kim", ("interviewer",)), ("agent", ("agency",)),
        ]  # fmt: skip
        chances = [0.5, 0.7, 0.3, 0.3, 0.4, 0.08]
        return cast + [one for one, chance in zip(rest, chances, strict=True) if self.rng.random() < chance]

    def person(self, name: str, roles: tuple[Role, ...]) -> Person:
        """Somebody, at home or abroad, with or without an address."""
        abroad = self.rng.random() < 0.2
        self.places[name] = self.rng.randrange(len(PLACES)) if abroad else self.places["home"]
        country, part, zone = PLACES[self.places[name]]
        phones = (PersonPhone("+12065550100"),) if self.rng.random() < 0.5 else ()
        email = f"{name}@example.org" if name == "agent" or self.rng.random() < 0.9 else None
        return Person(name, name.title(), roles, email, phones, country, part, zone)

    def put(self, what: EventType, /, *who: str, **data: object) -> None:
        """Write down an event that happens now."""
        self.events.append(Event(f"e{len(self.events)}", what, self.now, who, data))

    def candidacy(self) -> Candidacy:
        """The candidacy as it stands, its events in random order."""
        shown = self.events[:]
        self.rng.shuffle(shown)
        return Candidacy(
            self.known.company, self.known.role, self.known.country, self.known.subdivision, self.known.timezone, 2,
            self.known.people, tuple(shown), self.known.elsewhere, self.known.settings,
        )  # fmt: skip

    def hold(self) -> None:
        """A round is held, and perhaps a date is named in it."""
        self.round += 1
        met = [p.id for p in self.people if {"interviewer", "lead"} & set(p.roles) and self.rng.random() < 0.8] or [
            "ruth"
        ]
        self.put("interview_held", *met, round=self.round)
        self.now += dt.timedelta(minutes=1)
        luck = self.rng.random()
        if luck < 0.35:
            self.put("decision_date_named", met[0], date=str((self.now + DAY * self.rng.randrange(-2, 40)).date()))
        elif luck < 0.5:
            self.put("will_contact_named", met[0])

    def happen(self) -> None:
        """Something from their side, or a word of the candidate's."""
        who = self.rng.choice(self.people).id
        luck = self.rng.random()
        if luck < 0.3:
            self.put("reply_received", who)
            if self.rng.random() < 0.8:
                self.now += dt.timedelta(hours=self.rng.randrange(1, 40))
                outcome = self.rng.choice(
                    ["acknowledgement", "acknowledgement", "question", "interview", "new_date", "rejection"]
                )
                date = (
                    {"date": str((self.now + DAY * self.rng.randrange(1, 30)).date())} if outcome == "new_date" else {}
                )
                self.put("reply_judged", who, outcome=outcome, **date)
        elif luck < 0.4:
            back = str((self.now + DAY * self.rng.randrange(1, 20)).date())
            self.put("auto_reply_received", who, **({"return_date": back} if self.rng.random() < 0.6 else {}))
        elif luck < 0.5 and self.round < 4:
            self.hold()
        elif luck < 0.55:
            self.put(self.rng.choice(["rejection", "offer", "withdrawal"]), who)
        elif luck < 0.6:
            until = str((self.now + DAY * self.rng.randrange(1, 60)).date())
            self.put("no_contact_asked", who, until=until if self.rng.random() < 0.7 else None)
        elif luck < 0.65:
            self.put("competing_offer", deadline=str((self.now + DAY * self.rng.randrange(1, 15)).date()))
        elif luck < 0.7:
            self.put("touch_done_elsewhere", who, channel="email")
        elif luck < 0.75:
            self.put("setting_changed", key="keep_going", value=True)
        elif luck < 0.8:
            self.put(
                "snoozed",
                step=self.rng.choice(sorted(UNASKED)),
                until=str((self.now + DAY * self.rng.randrange(1, 15)).date()),
            )
        elif luck < 0.88:
            self.put("setting_changed", key="ask", value=who)
        elif luck < 0.93 and self.events:
            last = self.events[-1]
            if last.type not in {"letter_sent", "retracted", "interview_held", "call_made", "voicemail_left"}:
                self.put("retracted", event=last.id)

    def do(self, step: Step) -> None:
        """The candidate does a step, by letter or by phone."""
        if step.to in {None, "candidate"}:
            return
        assert step.to is not None
        if step.step == "follow_up_1" and "call" in step.channel and self.rng.random() < 0.5:
            outcome = self.rng.choice(["spoke", "no_answer", "no_answer", "call_back"])
            self.put("call_made", step.to, step=step.step, outcome=outcome)
            if outcome == "no_answer" and self.rng.random() < 0.6:
                self.now += dt.timedelta(minutes=1)
                self.put("voicemail_left", step.to, step=step.step)
        elif self.rng.random() < 0.1:
            self.put("touch_done_elsewhere", step.to, step=step.step, channel="email")
        else:
            gift = self.rng.choice([None, "g1"])
            if self.rng.random() < 0.1:  # approved first, for a time of the candidate's own
                send_at = self.now + dt.timedelta(hours=self.rng.randrange(1, 60))
                self.put("letter_approved", step.to, kind=step.step, gift=gift, send_at=send_at.isoformat())
                return
            self.put("letter_sent", step.to, kind=step.step, gift=gift)
            if self.rng.random() < 0.05:
                self.now += dt.timedelta(minutes=1)
                self.put("bounced", step.to, kind=self.rng.choice(["hard", "soft"]))

    def live(self, looks: int = LOOKS) -> Iterator[tuple[Candidacy, dt.datetime, Plan, float]]:
        """Its plans, one after the other, each with the seconds it took."""
        if self.rng.random() < 0.2:
            self.put("screen_held", self.rng.choice(self.people).id)
            self.now += DAY * self.rng.randrange(1, 12)
        if self.rng.random() < 0.95:
            self.hold()
        for _ in range(looks):
            candidacy = self.candidacy()
            began = time.perf_counter()
            plan = next_steps(candidacy, self.now)
            yield candidacy, self.now, plan, time.perf_counter() - began
            real = [step for step in plan.steps if step.after is None]
            luck = self.rng.random()
            if real and luck < 0.6:
                step = self.rng.choice(real[:2])
                own_time = self.rng.random() < 0.15  # an edit: too early, or at night
                self.now = self.now + dt.timedelta(hours=3) if own_time else max(self.now, step.due.astimezone(dt.UTC))
                self.do(step)
            elif luck < 0.9:
                self.now += dt.timedelta(minutes=self.rng.randrange(1, 12 * 24 * 60))
                self.happen()
            else:
                self.now += dt.timedelta(minutes=self.rng.randrange(1, 20 * 24 * 60))
            self.now += dt.timedelta(seconds=self.rng.randrange(1, 3600))


def lived(seeds: range, looks: int = LOOKS) -> tuple[int, dict[str, int], list[float], list[str]]:
    """Plans checked, broken limits by name, seconds per plan, and the first broken ones as text."""
    count, broken, seconds, examples = 0, collections.Counter[str](), [], []
    for seed in seeds:
        life = Life(seed)
        for candidacy, now, plan, took in life.live(looks):
            count += 1
            seconds.append(took)
            names = list(Checker(candidacy, now, plan, life.places).broken())
            if plan.recheck_at is not None and count % 4 == 0:
                before = next_steps(candidacy, plan.recheck_at.astimezone(dt.UTC) - dt.timedelta(seconds=1))
                if before.steps != plan.steps:
                    names.append("changed before recheck_at")
            for name in names:
                broken[name] += 1
                examples.append(f"{name}: seed {seed} at {now.isoformat()}")
    return count, dict(broken), seconds, examples[:5]


COPIES = 250
LIVES = 400
MULTIPLY = """
WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies})
INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, copies
"""


def due_list(folder: Path) -> dict[str, float]:
    """How long the app takes to list what is due among 100,000 candidacies of one person, on a file in `folder`.

    The rows are the plans of 400 lives, each 250 times with its days moved.
    """
    os.environ.update(AFTERWORD_DATA=str(folder), AFTERWORD_DATABASE="", DJANGO_SETTINGS_MODULE="afterword.app.config")
    import django

    django.setup()
    from afterword.app import schema
    from afterword.app.models import Candidacy as Row
    from afterword.app.models import Candidate
    from afterword.app.models import Step as StepRow
    from afterword.app.owner import acting_as
    from afterword.app.queries.today import today

    schema.ensure()
    now = dt.datetime(2027, 1, 4, 17, tzinfo=dt.UTC)
    owner = Candidate.objects.create(name="Amara Boateng")
    with acting_as(owner.id):
        _plans(owner, now)
        for model in (Row, StepRow):
            _multiply(model)
        times = []
        for _ in range(9):
            began = time.perf_counter()
            assert today(now), "some of so many are due"
            times.append(time.perf_counter() - began)
        return {
            "due_list_ms": round(statistics.median(times) * 1000, 3),
            "due_list_candidacies": Row.objects.count(),
            "due_list_due": StepRow.objects.filter(after="", due__lte=now + DAY).count(),
        }


def _plans(owner: Any, now: dt.datetime) -> None:
    """The rows of 400 lives, as `replan` writes them, as if they had just been lived up to now."""
    import msgspec

    from afterword.app.models import Candidacy as Row
    from afterword.app.models import Step as StepRow

    for number in range(LIVES):
        life = Life(number)
        life.hold()
        row = Row.objects.create(owner=owner, company=f"Firm {number}", role="analyst", wanted=number % 3 + 1)
        later = now - life.now
        StepRow.objects.bulk_create(
            StepRow(
                owner=owner, candidacy=row, step=step.step, due=step.due + later, until=step.window[1] + later,
                to=step.to or "", after=step.after or "", wanted=row.wanted, value=msgspec.to_builtins(step),
            )
            for step in next_steps(life.candidacy(), life.now).steps
        )  # fmt: skip


def _multiply(model: Any) -> None:
    """Copy each row of a table, with ids of their own and days up to two months before."""
    from django.db import connection

    values = {
        "id": "substr(id, 1, 24) || printf('%08x', n)",
        "candidacy_id": "substr(candidacy_id, 1, 24) || printf('%08x', n)",
        "due": "strftime('%Y-%m-%d %H:%M:%S', due, '-' || (n % 60) || ' days')",
        "until": "strftime('%Y-%m-%d %H:%M:%S', until, '-' || (n % 60) || ' days')",
    }
    columns = [field.column for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            MULTIPLY.format(
                copies=COPIES - 1,
                table=model._meta.db_table,
                columns=", ".join(f'"{column}"' for column in columns),
                values=", ".join(values.get(column, f'"{column}"') for column in columns),
            )
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer candidacies, within a minute")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--candidacies", type=int, default=100_000)
    parser.add_argument("--looks", type=int, default=LOOKS, help="plans read in the life of one")
    options = parser.parse_args()
    lives = 800 if options.quick else options.candidacies
    step = max(1, lives // 200)
    seeds = [range(options.first + first, options.first + first + step) for first in range(0, lives, step)]
    with multiprocessing.Pool(2) as pool:
        results = pool.map(functools.partial(lived, looks=options.looks), seeds, chunksize=1)
    broken = sum((collections.Counter(result[1]) for result in results), collections.Counter[str]())
    report = {
        "n": sum(result[0] for result in results),
        "candidacies": lives,
        "violations": sum(broken.values()),
        "by_rule": dict(broken.most_common()),
        "examples": [text for result in results for text in result[3]][:10],
        "next_steps_ms_p50": round(statistics.median(took for result in results for took in result[2]) * 1000, 3),
    }
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({**report, **due_list(Path(folder))}))


if __name__ == "__main__":
    main()
