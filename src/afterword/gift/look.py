"""What stands behind a link on the day it leaves, told from what a site answered.

Only `gone` and `paywalled` speak against a gift; a site that was not reached says nothing about its page.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from afterword.gift import links

Outcome = Literal["ok", "gone", "paywalled", "moved", "unreachable"]

GONE = "dead link"
"""The tag by which gates and checks know that there is nothing any more."""
PAYWALL = "paywall"
"""The tag by which they know that it asks for money."""
AGAINST: dict[Outcome, str] = {"gone": GONE, "paywalled": PAYWALL}
"""What speaks against a gift, and the tag that says so."""

_THERE = frozenset({"outside.fetch.type", "outside.fetch.too_large"})
"""A film, a recording or a large file answers too: it is there, and open."""
_PAID = frozenset({401, 402, 407})
"""Statuses of a page that wants an account; 403 is often said to programs alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """An outcome. told: code and params of what there is to say besides, {} for nothing."""

    outcome: Outcome
    told: dict[str, Any] = field(default_factory=dict)


def answered(asked: str, landed: str, *, paywalled: bool) -> Look:
    """The look at an address that gave a page. landed: where it ended; paywalled: only its beginning is free."""
    if paywalled:
        return Look("paywalled")
    if links.same_page(asked) == links.same_page(landed):
        return Look("ok")
    return Look("moved", {"code": "gift.look.start_page" if _at_start(landed) else "gift.look.elsewhere",
                          "params": {"url": landed[:200], "host": links.host(landed)}})  # fmt: skip


def refused(code: str, params: dict[str, Any]) -> Look:
    """The look at an address that gave none. code, params: of the error it was."""
    if code in _THERE:
        return Look("ok")
    if code == "outside.fetch.gone":
        return Look("gone")
    if code == "outside.fetch.closed" and params.get("status") in _PAID:
        return Look("paywalled")
    return Look("unreachable", {"code": code, "params": params})


def _at_start(url: str) -> bool:
    """Whether an address is the front door of a site, where many send what they no longer have."""
    return links.path(url).strip("/") == "" and not links.query(url)
