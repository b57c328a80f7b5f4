"""What the events of a candidacy add up to at a moment (`history.derive` makes it).

Everything is per candidacy; asks and visibility items are also counted per round, because a new
round begins them anew. Times are UTC.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from afterword.candidacy.events import Event

ASKS = ("follow_up_1", "follow_up_2", "follow_up_3")
UNASKED = (*ASKS, "visibility")
"""The steps nobody waits for: spacing is about these."""
THANKS = ("thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note")

TalkKind = Literal["interview", "screen", "one_way"]
StopKind = Literal["no_contact", "offer", "rejection", "withdrawal"]
Channel = Literal["letter", "call", "voicemail", "elsewhere"]

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Talk:
    """Something that was held. ended: UTC; round: from 1, 0 for a screen and a one-way interview."""

    event: str
    kind: TalkKind
    ended: dt.datetime
    who: tuple[str, ...]
    round: int = 0
    interview: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview that stands in the calendar, in UTC."""

    interview: str
    starts: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class Touch:
    """What reached them from us. step: what it was, None where nobody said.

    spent: it did its step's work (a call that nobody answered did not); unasked: it counts for
    spacing; no_gift: the letter said that it carries none; answered_at: when the first reply came.
    """

    at: dt.datetime
    to: tuple[str, ...]
    step: str | None
    channel: Channel
    gift: str | None = None
    no_gift: bool = False
    spent: bool = True
    unasked: bool = False
    answered_at: dt.datetime | None = None

    @property
    def is_ask(self) -> bool:
        """Whether it asked about the state of the candidacy."""
        return self.spent and self.step in ASKS


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. outcome: None until the person said what it was; answered_at: our answer to a question."""

    at: dt.datetime
    who: tuple[str, ...]
    outcome: str | None = None
    judged_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None

    @property
    def pauses(self) -> bool:
        """Whether unasked touches wait for what comes next."""
        return self.outcome is None or (self.outcome == "question" and self.answered_at is None)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A decision date. moves: how often another date was said before it in its round."""

    date: dt.date
    by: tuple[str, ...]
    at: dt.datetime
    moves: int = 0
    earlier_than: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop as it was said. until: when it lifts by itself (no_contact); by: last day to answer (offer)."""

    kind: StopKind
    at: dt.datetime
    who: tuple[str, ...] = ()
    until: dt.datetime | None = None
    by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Approved:
    """A letter that waits to be sent. send_at: None means when its step is due."""

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    send_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A step put off or passed over. who: () for whoever it goes to.

    until: when it may come again, a date as 08 h there; None for skipped.
    """

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    until: dt.datetime | dt.date | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """An automatic reply. back: the first day they are in again."""

    at: dt.datetime
    who: tuple[str, ...]
    back: dt.date | None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back. reopened: the step it undid, None for a soft one or where no letter is known."""

    at: dt.datetime
    who: tuple[str, ...]
    hard: bool
    reopened: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter opened in the person's own mail program: counts as sent from `counts_at` on."""

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    counts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class State:
    """All of it, times in UTC, oldest first. turns: when this state changes by time alone.

    chosen: whom the candidate chose to ask in this round.
    """

    zone: dt.tzinfo = dt.UTC
    talks: tuple[Talk, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    touches: tuple[Touch, ...] = ()
    replies: tuple[Reply, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    ignored_dates: tuple[StatedDate, ...] = ()
    will_contact: tuple[Event, ...] = ()
    deciders: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    approved: tuple[Approved, ...] = ()
    handed: tuple[Handed, ...] = ()
    snoozes: tuple[Wish, ...] = ()
    skips: tuple[Wish, ...] = ()
    holds: tuple[Hold, ...] = ()
    bounces: tuple[Bounce, ...] = ()
    competing: tuple[Event, ...] = ()
    captured: tuple[Event, ...] = ()
    gifts: tuple[Event, ...] = ()
    keep_going: tuple[dt.datetime, ...] = ()
    chosen: str | None = None
    call_spent: bool = False
    call_back: dt.date | None = None
    unretractable: tuple[str, ...] = ()
    turns: tuple[dt.datetime, ...] = ()
    met: frozenset[str] = frozenset()
    unreachable: frozenset[str] = frozenset()

    @property
    def round(self) -> int:
        """The present round, 0 before the first interview."""
        return max((talk.round for talk in self.talks), default=0)

    @property
    def round_began(self) -> dt.datetime:
        """When counting began anew: the end of the first interview of this round."""
        present = self.round
        return min((talk.ended for talk in self.talks if talk.round == present and present), default=_LONG_AGO)

    @property
    def last_talk(self) -> Talk | None:
        """What was held last."""
        return max(self.talks, key=lambda talk: talk.ended, default=None)

    @property
    def no_contact(self) -> Stop | None:
        """The no-contact instruction in force."""
        asked = [stop for stop in self.stops if stop.kind == "no_contact"]
        return asked[-1] if asked else None

    @property
    def stop(self) -> Stop | None:
        """The stop in force: no_contact wins, else the latest that no later interview reopened."""
        if self.no_contact:
            return self.no_contact
        return self.stops[-1] if self.stops else None

    def asks(self, step: str | None = None) -> list[Touch]:
        """The asks of this round; call and e-mail about one thing on one day are one, to all whom they reached."""
        found: dict[tuple[str | None, dt.date], Touch] = {}
        for touch in self.touches:
            if touch.is_ask and touch.at >= self.round_began and step in {None, touch.step}:
                same_thing = touch.step, touch.at.astimezone(self.zone).date()
                known = found.get(same_thing, touch)
                ask = known if touch.answered_at is None else touch
                found[same_thing] = replace(ask, to=tuple(dict.fromkeys((*known.to, *touch.to))))
        return list(found.values())

    def visible(self) -> list[Touch]:
        """The visibility items of this round."""
        return [touch for touch in self.touches if touch.step == "visibility" and touch.at >= self.round_began]

    def gifted(self, who: str, since: dt.datetime) -> bool:
        """Whether this person got a gift since then, in a letter or otherwise."""
        in_letters = any(who in touch.to and touch.gift and touch.at >= since for touch in self.touches)
        return in_letters or any(who in event.who and event.at >= since for event in self.gifts)

    def done(self, step: str, since: dt.datetime, who: str | None = None) -> bool:
        """Whether `step` was done since then, to `who` where one is named."""
        return any(
            touch.step == step
            and touch.spent
            and touch.at >= since
            and (not touch.to or who is None or who in touch.to)
            for touch in self.touches
        )

    def skipped(self, step: str, since: dt.datetime, who: str | None = None) -> Wish | None:
        """The last word that `step` is passed over, since then and not taken up again."""
        found = [
            skip
            for skip in self.skips
            if skip.step == step and skip.at >= since and (who is None or not skip.who or who in skip.who)
        ]
        return found[-1] if found else None
