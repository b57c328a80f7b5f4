"""How a candidacy is planned: where it is, how much it is wanted, who is written to."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy

COLUMNS = ("company", "role", "country", "subdivision", "timezone", "wanted")
SETTINGS = ("addressees", "saturday_thank_you", "follow_up_3", "sector", "language")


def change_settings(now: dt.datetime, candidacy_id: uuid.UUID, said: Mapping[str, object]) -> Candidacy:
    """Set what is given and plan again. said: names of COLUMNS and SETTINGS."""
    with transaction.atomic():
        row = locked(candidacy_id)
        for name in COLUMNS:
            if name in said:
                setattr(row, name, said[name])
        row.settings = {**row.settings, **{name: said[name] or None for name in SETTINGS if name in said}}
        for name in ("saturday_thank_you", "follow_up_3"):
            row.settings[name] = bool(row.settings.get(name))
        row.save()
        replan(row, now)
        return row
