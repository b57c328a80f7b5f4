"""The plans of all candidacies as a calendar carries them: each step with its call sheet or letter."""

import datetime as dt
import hashlib
import uuid
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Lock
from typing import Any

import msgspec
from django.db.models import Count, Max

from afterword.app.models import Candidacy, Candidate, Event, Interest, Letter, Participation, PastStep, Token
from afterword.app.models import Step as Row
from afterword.app.owner import current
from afterword.app.queries.at_hand import at_hand
from afterword.app.queries.candidacy import person_of
from afterword.candidacy import candidacy as noun
from afterword.followup.ics import Gone, Planned, Sheet
from afterword.followup.step import Plan, Step

AHEAD = dt.timedelta(days=92)
BACK = dt.timedelta(days=30)
"""So long a calendar is told of what fell away."""

MOST = 300
"""Entries; nobody plans by more."""

SHEETS = 12
"""So many of the next steps carry a sheet; a later look brings those of the later steps."""

Key = tuple[str, str | None]


class Written:
    """Sheets that were written before, by all that they were made of: a letter takes longer than the rest of a feed."""

    MOST = 400

    def __init__(self) -> None:
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self.prepared: dict[uuid.UUID, dt.datetime | None] = {}
        self._lock = Lock()

    def get(self, made_of: str, write: Callable[[], Sheet]) -> Sheet:
        """Return the sheet made of this, written by `write` the first time."""
        with self._lock:
            known = self._sheets.get(made_of)
        sheet = known or write()
        with self._lock:
            self._sheets[made_of] = sheet
            self._sheets.move_to_end(made_of)
            while len(self._sheets) > self.MOST:
                self._sheets.popitem(last=False)
        return sheet

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._sheets.clear()
            self.prepared.clear()


written = Written()


def feed(now: dt.datetime, page: Callable[[uuid.UUID], str], one: Candidacy | None = None) -> list[Planned]:
    """Return what the calendar of the candidate in scope holds; the sample is left out.

    page: the web address of a candidacy; one: this candidacy alone
    """
    here = {"candidacy": one} if one else {"candidacy__sample": False}
    rows = list(Row.objects.filter(due__lt=now + AHEAD, **here).order_by("due", "id")[:MOST])
    steps: dict[uuid.UUID, list[Step]] = defaultdict(list)
    for row in rows:
        steps[row.candidacy_id].append(_step(row))
    gone = _gone(now, here)
    candidacies = Candidacy.objects.filter(id__in={*steps, *gone}).select_related("owner")
    known = candidacies.annotate(version=Count("events"), changed_at=Max("events__recorded_at")).in_bulk()
    people = _people(known)
    sheets = _sheets([row for row in rows if not row.after][:SHEETS], known, people, page)
    return [
        Planned(
            Plan(tuple(steps[id])),
            _value(candidacy, people[id]),
            str(id),
            sheets[id],
            candidacy.version,
            candidacy.changed_at,
            tuple(gone[id]),
        )
        for id, candidacy in known.items()
    ]


def prepare(now: dt.datetime) -> None:
    """Write the sheets of the calendar ahead, where one is read and something happened since the last time."""
    owner = current()
    if not Token.objects.filter(purpose=Token.Purpose.FEED, revoked_at=None).exists():
        return
    last = Event.objects.aggregate(last=Max("recorded_at"))["last"]
    if written.prepared.get(owner) != last:
        feed(now, str)
        written.prepared[owner] = last


def _sheets(
    rows: Iterable[Row],
    known: dict[uuid.UUID, Any],
    people: dict[uuid.UUID, list[Participation]],
    page: Callable[[uuid.UUID], str],
) -> dict[uuid.UUID, dict[Key, Sheet]]:
    """The sheets of some steps, by candidacy and step; what they are made of is read at once for all."""
    rows = list(rows)
    ids = {row.candidacy_id for row in rows}
    letters = _letters(ids)
    made_of = _made_of(ids, known, people)
    found: dict[uuid.UUID, dict[Key, Sheet]] = defaultdict(dict)
    for row in rows:
        id = row.candidacy_id
        part = next((part for part in people[id] if str(part.person_id) == row.to), None)

        def write(row: Row = row, part: Participation | None = part) -> Sheet:
            letter = letters.get((row.candidacy_id, row.step, row.to))
            return at_hand(known[row.candidacy_id], _step(row), part, letter, "")

        sheet = written.get(f"{made_of[id]} {row.id} {row.step} {row.to}", write)
        found[id][row.step, row.to or None] = replace(sheet, page=page(id))
    return found


def _made_of(
    ids: Iterable[uuid.UUID], known: dict[uuid.UUID, Any], people: dict[uuid.UUID, list[Participation]]
) -> dict[uuid.UUID, str]:
    """A digest of all the rows of each candidacy that a letter in it is written from."""
    parts: dict[uuid.UUID, list[object]] = defaultdict(list)
    for model, columns in (
        (Interest, ("person_id", "subject", "rank", "hidden", "value")),
        (Letter, ("state", "changed_at")),
    ):
        for id, *values in (
            model.objects.filter(candidacy__in=ids).order_by("id").values_list("candidacy_id", "id", *columns)
        ):
            parts[id].append(values)
    me = Candidate.objects.filter(id__in={row.owner_id for row in known.values()})
    mine = list(me.values_list("name", "email", "phone", "language", "country", "timezone", "proofs"))
    for id in ids:
        row = known[id]
        own = [row.company, row.role, row.country, row.subdivision, row.timezone, row.settings]
        who = [[part.roles, part.person.name, part.person.email, part.person.value] for part in people[id]]
        parts[id] += [mine, own, who, row.version, row.changed_at]
    return {id: hashlib.sha256(msgspec.json.encode(parts[id])).hexdigest() for id in ids}


def _gone(now: dt.datetime, here: dict[str, Any]) -> dict[uuid.UUID, list[Gone]]:
    """What was planned lately and is no longer, by candidacy."""
    found: dict[uuid.UUID, list[Gone]] = defaultdict(list)
    for row in PastStep.objects.filter(gone_at__gt=now - BACK, **here).order_by("-gone_at")[:MOST]:
        found[row.candidacy_id].append(Gone(_step(row), row.gone_at))
    return found


def _step(row: Row | PastStep) -> Step:
    """The step as `replan` wrote it."""
    return msgspec.convert(row.value, Step)


def _value(row: Candidacy, people: Iterable[Participation]) -> noun.Candidacy:
    return noun.Candidacy(row.company or None, row.role or None, people=tuple(person_of(part) for part in people))


def _people(candidacies: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Participation]]:
    found: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for part in Participation.objects.filter(candidacy__in=candidacies).select_related("person").order_by("id"):
        found[part.candidacy_id].append(part)
    return found


def _letters(candidacies: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str, str], Letter]:
    """Letters that wait to leave: the latest of each kind and person."""
    waiting = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.HANDED_OVER)
    rows = Letter.objects.filter(candidacy__in=candidacies, state__in=waiting).order_by("changed_at")
    return {(row.candidacy_id, row.kind, str(row.person_id)): row for row in rows}
