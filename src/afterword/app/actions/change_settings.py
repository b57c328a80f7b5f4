"""How a candidacy is planned: where it is, how much it is wanted, who is written to and after how many days."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from afterword.app import owner
from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Candidate
from afterword.candidacy import candidacy as noun

COLUMNS = ("company", "role", "country", "subdivision", "timezone", "wanted")
SETTINGS = tuple(asdict(noun.Settings()))
HABITS = (
    "saturday_thank_you", "follow_up_3", "follow_up_1_d", "follow_up_1_date_bd", "follow_up_2_bd", "follow_up_3_bd",
    "visibility_bd", "ask_by",
)  # fmt: skip
"""What a person may want the same everywhere; the rest depends on the firm."""


def change_settings(
    now: dt.datetime, candidacy_id: uuid.UUID, said: Mapping[str, object], *, everywhere: bool = False
) -> Candidacy:
    """Set what is given and plan again; what changed is kept as setting_changed, with what it was.

    said: names of COLUMNS and SETTINGS. everywhere: the HABITS among them for every candidacy that runs, which
    the sweep plans again, and for those begun later.
    """
    with transaction.atomic():
        row = locked(candidacy_id)
        for name in COLUMNS:
            if name in said:
                setattr(row, name, said[name])
        before = {**asdict(noun.Settings()), **row.settings}
        row.settings = {**before, **_settings(said)}
        row.save()
        for key in SETTINGS:
            if row.settings[key] != before[key]:
                add_event(
                    row, "setting_changed", now, data={"key": key, "value": row.settings[key], "was": before[key]}
                )
        if everywhere:
            _set_everywhere(now, {key: row.settings[key] for key in HABITS}, but=row)
        replan(row, now)
        return row


def _settings(said: Mapping[str, object]) -> dict[str, object]:
    """The settings among what is given; nothing given means the plan's own."""
    usual = asdict(noun.Settings())
    return {key: said[key] or usual[key] for key in SETTINGS if key in said}


def _set_everywhere(now: dt.datetime, habits: Mapping[str, object], *, but: Candidacy) -> None:
    others = list(Candidacy.objects.select_for_update().filter(stopped="").exclude(id=but.id))
    for other in others:
        other.settings = {**other.settings, **habits}
        other.recheck_at = now
    Candidate.objects.filter(id=owner.current()).update(habits=dict(habits))
    Candidacy.objects.bulk_update(others, ["settings", "recheck_at"], batch_size=500)
