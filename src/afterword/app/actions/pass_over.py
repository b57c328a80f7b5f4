"""Let an approved letter leave in spite of what was found since."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from afterword.app.models import Approval, Letter
from afterword.app.queries.review import standing
from afterword.errors import Refused


def pass_over(letter_id: uuid.UUID, now: dt.datetime, ids: Sequence[str]) -> Approval:
    """Record that the person passed these findings; what no click passes is left as it is.

    Raises Refused for a letter that is not approved.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(id=letter_id)
        approval = letter.approvals.filter(taken_back_at=None).order_by("-at").first()
        if approval is None:
            raise Refused("app.sent.not_approved", state=letter.state)
        passed = {found.id for found in standing(letter, approval, now) if found.override and found.id in ids}
        approval.overridden = sorted({*approval.overridden, *passed})
        approval.save()
        return approval
