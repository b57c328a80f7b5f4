"""What the outbox asks of the rows before a letter leaves."""

import datetime as dt

from afterword.app.models import Event, Letter


def bounced_since(letter: Letter, moment: dt.datetime) -> bool:
    """Whether a mail to the person of a letter came back for good after a moment: one query.

    What came back only for now (a kind other than "hard") or was retracted does not count.
    """
    rows = Event.objects.filter(
        candidacy=letter.candidacy_id, type__in=("bounced", "retracted"), recorded_at__gte=moment
    )
    events = list(rows.values_list("id", "type", "who", "data"))
    retracted = {data.get("event") for _id, type, _who, data in events if type == "retracted"}
    return any(
        type == "bounced" and str(id) not in retracted and str(letter.person_id) in who and data.get("kind") == "hard"
        for id, type, who, data in events
    )
