"""The one place where `now` is compared, so that it is known when the answer would change."""

import datetime as dt

_GRID = dt.timedelta(minutes=15)
_SECOND = dt.timedelta(seconds=1)


class Clock:
    """Compares moments with `now` and remembers the next one at which a comparison would turn."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now.astimezone(dt.UTC)
        self.turns: dt.datetime | None = None

    def watch(self, moment: dt.datetime) -> None:
        """Remember a moment at which something changes; one that has passed changes nothing more."""
        if moment > self.now and (self.turns is None or moment < self.turns):
            self.turns = moment

    def reached(self, moment: dt.datetime) -> bool:
        """Whether `moment` has come."""
        self.watch(moment)
        return self.now >= moment

    def beyond(self, moment: dt.datetime) -> bool:
        """Whether `moment` is over: at the moment itself it is not."""
        self.watch(moment + _SECOND)
        return self.now > moment

    def not_before_now(self, moment: dt.datetime, last: dt.datetime) -> dt.datetime:
        """`moment`, or once it is over the next quarter of an hour, but not after `last`.

        The quarters keep a plan still for a while: what is overdue is due "now", and a plan
        that changed with every second could not be stored.
        """
        if not self.beyond(moment):
            return moment
        since_midnight = self.now - self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        quarter = self.now + (-since_midnight % _GRID)
        due = min(quarter, last)
        self.watch(due + _SECOND)
        return due
