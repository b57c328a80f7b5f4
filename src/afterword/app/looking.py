"""Look at the links of letters before they leave, outside of any transaction."""

import datetime as dt
import logging
from collections.abc import Callable

from afterword import api
from afterword.app.actions.keep_look import keep_look
from afterword.app.models import Candidate
from afterword.app.owner import current
from afterword.app.queries.links import to_look_at
from afterword.gift.look import Look

AT_ONCE = 4
"""Links in one go; a site may take fifteen seconds, and letters wait behind it."""

log = logging.getLogger("afterword.looking")


def look_at_links(now: dt.datetime, *, ending: Callable[[], bool] = lambda: False) -> int:
    """Look at the links of the owner's letters that are about to leave; return how many.

    Nothing leaves the computer while the owner has not allowed it. Without a network nothing is lost: the
    link counts as not looked at, and is tried again. ending: asked between them whether to leave off.
    """
    if not Candidate.objects.get(id=current()).looks:
        return 0
    done = 0
    for url in to_look_at(now)[:AT_ONCE]:
        if ending():
            break
        keep_look(now, url, _look(url))
        done += 1
    return done


def _look(url: str) -> Look:
    try:
        return api.look_at_link(url)
    except Exception:  # a page that nobody thought of must not keep a letter from leaving
        log.exception("a link could not be looked at")
        return Look("unreachable")
