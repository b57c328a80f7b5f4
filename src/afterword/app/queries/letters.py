"""The letters of all candidacies by how far they are, in a fixed number of queries."""

from dataclasses import dataclass

from afterword.app.models import Letter

MOST = 50
"""Letters of one state on the page; the page says where there are more."""


@dataclass(frozen=True, slots=True)
class Letters:
    """drafts: still to be read over; waiting: approved or opened in the person's mail; gone: sent or cancelled."""

    drafts: list[Letter]
    waiting: list[Letter]
    gone: list[Letter]


def letters() -> Letters:
    """Return the newest letters of each state with their people and firms, without their texts."""
    rows = Letter.objects.select_related("person", "candidacy").defer("body", "moves").order_by("-changed_at")
    state = Letter.State
    return Letters(
        drafts=list(rows.filter(state=state.DRAFT)[:MOST]),
        waiting=list(rows.filter(state__in=[state.APPROVED, state.HANDED_OVER])[:MOST]),
        gone=list(rows.filter(state__in=[state.SENT, state.CANCELLED])[:MOST]),
    )
