"""The links of letters: which to look at before they leave, and what was seen there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from afterword.app.models import Candidate, Letter, Look, Outbox, Step
from afterword.app.queries.review import standing
from afterword.gift import look
from afterword.letter.letter import Finding

DAY = dt.timedelta(days=1)
"""So long a look holds."""
AGAIN = dt.timedelta(hours=1)
"""After so long a site that could not be reached is tried again."""
SOON = dt.timedelta(hours=1)
"""So long before it leaves a letter's link is looked at."""
OLD = dt.timedelta(days=30)
"""A letter that nobody touched for so long is not about to leave."""

LONGEST = 2000
"""Letters of an address that is looked at, and kept."""

LINKS = frozenset(f"gift.{outcome}" for outcome in look.AGAINST)
"""Ids of the findings that say that a link was looked at in vain."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the link of a letter or a gift. on: whether links are looked at; last: None before the first."""

    url: str
    on: bool
    last: Look | None


def seen(url: str, candidate: Candidate) -> Seen:
    """Return what is known of a link."""
    return Seen(url, candidate.looks, Look.objects.filter(url=url).first())


def link_of(letter: Letter) -> str:
    """Return the address of the gift that a letter holds, "" where it holds none."""
    return (letter.brief.get("gift") or {}).get("url") or ""


def to_look_at(now: dt.datetime) -> list[str]:
    """Return the links of letters that are about to leave and were not looked at within the day.

    About to leave: approved for now or soon, or a draft that was touched within the day or whose time has come.
    """
    wanted = [url for url in dict.fromkeys(map(link_of, _about_to_leave(now))) if 0 < len(url) <= LONGEST]
    known = {row.url: row for row in Look.objects.filter(url__in=wanted)}
    return [url for url in wanted if url not in known or not _holds(known[url], now)]


def in_vain(letter: Letter, now: dt.datetime) -> Finding | None:
    """Return what stands against handing over an approved letter: its link was looked at in vain, and nobody passed it.

    None too for a letter without a link or anybody to go to.
    """
    approval = letter.approvals.filter(taken_back_at=None).order_by("-at").first()
    if approval is None or letter.person is None or not link_of(letter):
        return None
    return next((found for found in standing(letter, approval, now) if found.id in LINKS), None)


def _holds(row: Look, now: dt.datetime) -> bool:
    return abs(now - row.at) < (AGAIN if row.outcome == "unreachable" else DAY)


def _about_to_leave(now: dt.datetime) -> Iterator[Letter]:
    open_ = (Letter.State.DRAFT, Letter.State.APPROVED)
    rows = Letter.objects.filter(state__in=open_, changed_at__gt=now - OLD, candidacy__sample=False)
    letters = rows.exclude(Q(brief__gift=None) | Q(brief__gift__url=None)).prefetch_related("approvals", "outbox")
    due = {
        (step.candidacy_id, step.step, step.to)
        for step in Step.objects.filter(after="", due__lte=now + SOON, candidacy__letters__in=letters)
    }
    for letter in letters.order_by("changed_at"):
        if letter.state == Letter.State.DRAFT:
            timely = (letter.candidacy_id, letter.kind, str(letter.person_id)) in due
        else:
            timely = _leaves(letter) <= now + SOON
        if timely or (letter.state == Letter.State.DRAFT and letter.changed_at > now - DAY):
            yield letter


def _leaves(letter: Letter) -> dt.datetime:
    """Return when an approved letter leaves, or left for the person to send: the moment of approval at the earliest."""
    queued = [row.send_at for row in letter.outbox.all() if row.state == Outbox.State.QUEUED]
    approved = max((row for row in letter.approvals.all() if not row.taken_back_at), key=lambda row: row.at)
    return min(queued, default=approved.send_at or approved.at)
