"""The step the letter is: whether it comes at its time, and how often it came already.

Only what the brief shows. Business days, holidays and the stops of a candidacy are known where the
candidacy is: there a letter against a stop is refused at approval and at sending.
"""

import datetime as dt
from collections.abc import Iterator

from afterword.letter.checks.seen import ASKS, THANKS, Found, Seen

_LATE = 5
"""Days after the talk in which a thank-you is still one."""
_APART = 5
"""Days between a letter and an ask at the least: business days in the plan, so never fewer days than these."""
_MOST_ASKS = 3
"""Asks to one firm."""


def check_window(seen: Seen) -> Iterator[Found]:
    """Not an ask before the date they named or on the heels of a letter, no thanks days late, no deadline gone by."""
    brief = seen.brief
    if brief is None or brief.send_at is None:
        return
    sent = brief.send_at.date()
    held = brief.interview.at.date() if brief.interview and brief.interview.at else None
    if seen.kind in THANKS and held and (sent - held).days > _LATE:
        yield _found("plan.window.late", days=(sent - held).days)
    if seen.kind in ASKS and brief.decision_date and sent <= brief.decision_date:
        yield _found("plan.window.early", date=brief.decision_date)
    before = [one.sent_at.date() for one in brief.previous if one.sent_at.date() <= sent]
    if seen.kind in ASKS and before and sent - max(before) < dt.timedelta(days=_APART):
        yield _found("plan.window.close", days=(sent - max(before)).days)
    if seen.kind == "competing_offer" and brief.deadline and sent > brief.deadline:
        yield _found("plan.window.deadline", date=brief.deadline)


def check_count(seen: Seen) -> Iterator[Found]:
    """Each ask once, three in all; one thank-you."""
    if seen.brief is None or seen.kind not in ASKS | {"thank_you"}:
        return
    kinds = [one.kind for one in seen.brief.previous]
    if seen.kind in kinds:
        yield _found("plan.count")
    elif seen.kind in ASKS and sum(kind in ASKS for kind in kinds) >= _MOST_ASKS:
        yield _found("plan.count.asks", asks=_MOST_ASKS)


def _found(say: str, **params: object) -> Found:
    return Found(".".join(say.split(".")[:2]), "warn", None, say, params)
