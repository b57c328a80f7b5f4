"""How a person names a candidacy, a letter or somebody on the command line: by a beginning that fits only one."""

import uuid
from typing import TypeVar

from afterword.app.models import Candidacy, Letter, Person, ShelfItem
from afterword.app.models.owned import Owned
from afterword.errors import BadInput

Row = TypeVar("Row", bound=Owned)


def candidacy(named: str) -> Candidacy:
    """Return the candidacy whose company or id begins with `named`.

    Raises BadInput where none or several do.
    """
    return _one([row for row in Candidacy.objects.order_by("created_at") if _fits(row.id, row.company, named)], named)


def standing(company: str, *, beginning: bool) -> Candidacy | None:
    """Return the running candidacy at exactly this firm; with `beginning`, also the only one that begins so."""
    rows = Candidacy.objects.filter(company__istartswith=company, stopped="").order_by("created_at")[:50]
    exact = [row for row in rows if row.company.casefold() == company.casefold()]
    if exact:
        return exact[0]
    return rows[0] if beginning and len(rows) == 1 else None


def letter(named: str) -> Letter:
    """Return the letter whose id begins with `named`, or the newest draft of that company."""
    rows = list(Letter.objects.select_related("candidacy").order_by("-changed_at")[:500])
    by_id = [row for row in rows if str(row.id).startswith(named.lower())]
    drafts = [
        row for row in rows if row.state == Letter.State.DRAFT and _fits(row.candidacy_id, row.candidacy.company, named)
    ]
    if not (by_id or drafts):
        raise BadInput("cli.naming.no_letter", named=named)
    return _one(by_id or drafts[:1], named)


def person(named: str, among: Candidacy) -> Person:
    """Return who takes part in the candidacy and whose name, e-mail or id begins with `named`."""
    rows = among.people.order_by("created_at")
    return _one([row for row in rows if _fits(row.id, row.name, named) or _fits(row.id, row.email, named)], named)


def shelf_item(named: str) -> ShelfItem:
    """Return the thing on the shelf whose title begins with `named`."""
    return _one(list(ShelfItem.objects.filter(title__istartswith=named)[:2]), named)


def _fits(id: uuid.UUID, name: str, named: str) -> bool:
    words = named.casefold()
    return bool(words) and (str(id).startswith(words) or name.casefold().startswith(words))


def _one(found: list[Row], named: str) -> Row:
    if len(found) != 1:
        raise BadInput("cli.naming.none" if not found else "cli.naming.several", named=named, count=len(found))
    return found[0]
