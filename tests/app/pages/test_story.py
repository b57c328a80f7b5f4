"""Ten weeks of one candidacy, day by day, as Today tells it: a story of staying visible.

Amara meets Ruth Calloway on Tuesday 17 November 2026. Nobody names a date, nobody answers, and nobody says no. Every
morning at nine she opens Today and does what it says, and nothing else.
"""

import datetime as dt
import re
from types import SimpleNamespace

import msgspec
import pytest
from django.test import Client

import cast
from afterword.app.actions.approve import approve, checked
from afterword.app.actions.draft import draft
from afterword.app.actions.keep_note import keep_note
from afterword.app.actions.record import record
from afterword.app.actions.sent import sent
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidacy, Candidate, GiftGiven, Person, ShelfItem
from afterword.app.pages import steps
from afterword.app.pages.today import Card
from afterword.app.queries.brief import brief_of
from afterword.app.sweep import sweep
from afterword.gift.gift import Gift
from afterword.letter.kinds import Kind
from afterword.notes.interest import Evidence, Interest
from afterword.notes.ledger import Ledger
from app.conftest import NOW
from app.pages.answers import text_of

SUBJECT = "dwell time at the dock"


def found(number: int) -> Gift:
    """A part of a series on what held Ruth's interest."""
    return Gift(
        f"g{number}",
        kind="article",
        title=f"Dwell time at the dock, part {number}",
        url=f"https://harbour.example.org/dwell-time-{number}",
        author="A. Writer",
        date="2026-10-01",
        language="en",
        read=True,
        note="It measures the dwell time at the dock that you drew.",
    )


class Life:
    """Amara's mornings. diary: the day, what Today said, and the gift that went out with it."""

    def __init__(self, browser: Client, candidacy: Candidacy, ruth: Person, dana: Person) -> None:
        self.browser = browser
        self.candidacy = candidacy
        self.people = {str(ruth.id): ruth, str(dana.id): dana}
        self.diary: list[tuple[str, str, str]] = []
        self.pages: dict[str, str] = {}
        self.now = NOW

    def morning(self, now: dt.datetime) -> None:
        """Open Today and do all that it holds."""
        self.now = now
        sweep(now)
        answer = self.browser.get("/")
        self.pages[f"{now:%-d %b}"] = text_of(answer)
        for card in answer.context["page"].cards:
            gift = self.do(card)
            self.diary.append((f"{now:%-d %b}", card.due.step.step, gift))

    def do(self, card: Card) -> str:
        """Do the one thing of a card; return the gift it carried."""
        step = card.due.step
        if step.step == "ask_person":
            self.browser.post(f"/steps/{step.id}/later", {"do": "keep_going"})
            return ""
        person = self.people[step.to]
        if steps.calls(step):
            record(self.candidacy.id, "voicemail_left", self.now, who=[person.id], data={"step": step.step})
            return ""
        if step.step == "thank_you":
            return self.send(step.step, person, ShelfItem.objects.get(title=found(1).title))
        if step.step == "visibility":
            return self.send(step.step, person, self.fresh(f"/steps/{step.id}/gift"))
        return self.send(step.step, person, None)

    def fresh(self, address: str) -> ShelfItem:
        """What Today offers to enclose; where the shelf has nothing new, what a hunt brought back."""
        page = self.pages[f"{self.now:%-d %b}, gift"] = text_of(self.browser.get(address))
        offered = re.search(r"\?gift=([0-9a-f-]{36})", page)
        if offered:
            return ShelfItem.objects.get(id=offered[1])
        assert re.search(r'<a href="https://[^"]+" rel="noopener noreferrer"', page), "a search is offered"
        shelve([found(4)], now=self.now)
        return self.fresh(address)

    def send(self, step: str, person: Person, item: ShelfItem | None) -> str:
        """Write, read over and send a letter."""
        words = "The drawing of the dock has stayed with me since."
        kind = msgspec.convert(step, Kind)
        brief = brief_of(self.candidacy, person, kind, gift=item, own_words=words, send_at=self.now)
        letter, _ = draft(self.candidacy, person, brief, now=self.now)
        approve(letter.id, self.now, anyway=[one.id for one in checked(letter, self.now) if one.severity == "block"])
        sent(letter.id, self.now)
        return item.title.rpartition(", ")[2] if item else ""


@pytest.fixture
def life(
    browser: Client,
    amara: Candidate,
    fernhill: Candidacy,
    ruth: Person,
    dana: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> Life:
    amara.timezone = "America/Los_Angeles"
    amara.save()
    shelve([found(1), found(2), found(3)], now=NOW)
    record(fernhill.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[ruth.id], data={"round": 1})
    said = Evidence("We lose hours of dwell time at the dock and nobody can tell me why.", "said", "Ruth Calloway")
    line = Interest("i1", SUBJECT, "business", evidence=(said,))
    keep_note(NOW, fernhill.id, "Ruth drew the dock.", Ledger(interests=(line,)), person_id=ruth.id)
    told = Life(browser, fernhill, ruth, dana)

    def now(zone: dt.tzinfo) -> dt.datetime:
        return told.now.astimezone(zone)

    still = SimpleNamespace(datetime=SimpleNamespace(now=now), UTC=dt.UTC)
    monkeypatch.setattr("afterword.app.middleware.dt", still)
    return told


def test_ten_weeks_of_staying_visible_and_a_little_more(life: Life) -> None:
    nine = dt.datetime(2026, 11, 18, 9, 0, tzinfo=cast.SEATTLE)
    for day in range(84):
        life.morning(nine + dt.timedelta(days=day))

    assert life.diary == [
        ("18 Nov", "thank_you", "part 1"),  # the morning after
        ("24 Nov", "follow_up_1", ""),  # a week without a word: Dana, who is in charge of the hiring
        ("7 Dec", "follow_up_2", ""),  # the other person, once
        ("21 Dec", "visibility", "part 2"),  # ten business days later, and no ask in it
        ("13 Jan", "visibility", "part 3"),  # fifteen later, over the holidays
        ("4 Feb", "ask_person", ""),  # two had no answer: how to go on?
        ("5 Feb", "visibility", "part 4"),  # the shelf was empty, so she went to look
    ]

    def says(day: str, *words: str) -> None:
        for told in words:
            assert told in life.pages[day], f"{day}: {told}"

    says("18 Nov", "Thank Ruth Calloway", "We lose hours of dwell time at the dock")
    says(
        "19 Nov",
        "Nothing is due today",
        "Quiet for 2 days is normal. Next, for Fernhill Logistics: Tuesday 24 November",
    )
    says("24 Nov", "7 days without word from Fernhill Logistics")
    says("28 Nov", "Quiet for 11 days is normal. Next, for Fernhill Logistics: Monday 7 December")
    says("7 Dec", "Ask once more at Fernhill Logistics")
    says("21 Dec", "Something worth reading for Ruth Calloway")
    says("21 Dec, gift", "The first of its kind here. At most one in 3 weeks.", "part 2")
    says("13 Jan, gift", "One was sent so far, none answered. At most one in 3 weeks.", "part 3")
    says("4 Feb", "How to go on at Fernhill Logistics?", "Keep going", "Let this one go")
    says("5 Feb, gift", "2 were sent so far, none answered.", "part 4")
    for when, page in life.pages.items():
        assert page.count("is-primary") <= 1, when

    to_ruth = list(GiftGiven.objects.order_by("at").values_list("title", "employer"))
    assert to_ruth == [(found(number).title, cast.FERNHILL) for number in range(1, 5)]


def test_a_no_in_the_middle_ends_all_but_the_thanks(life: Life, dana: Person) -> None:
    nine = dt.datetime(2026, 11, 18, 9, 0, tzinfo=cast.SEATTLE)
    for day in range(84):
        now = nine + dt.timedelta(days=day)
        if now.date() == dt.date(2026, 12, 15):
            record(life.candidacy.id, "rejection", now, who=[dana.id])
        life.morning(now)
    assert [step for _, step, _ in life.diary] == ["thank_you", "follow_up_1", "follow_up_2", "rejection_thanks"]
