"""Several people on one card: which rows are whose."""

from collections.abc import Sequence

from afterword.card import names, phones, webs
from afterword.card.assign import Card, name_candidates
from afterword.card.layout import Row, below
from afterword.card.pieces import Piece
from afterword.card.words import fold, hits, squeezed

_STRONG = 1.5
"""The score from which a piece of print is surely a name."""


def share_out(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows of each person; all rows in one group where the card names one person or none."""
    found = webs.find(rows)
    locals_ = tuple(email.value.partition("@")[0] for email in found.emails)
    texts = phones.find(rows, found.rest, "US").rest
    card = Card(rows, texts, locals_=locals_)
    people = _distinct([piece for piece, score in name_candidates(card) if score > _STRONG and not piece.joined])
    own = [piece for piece in people if _stands_alone(piece, card)]
    if len(own) < 2:
        return (tuple(rows),)
    owners = [_owner(at, rows, own, card) for at in range(len(rows))]
    return tuple(
        tuple(row for row, owner in zip(rows, owners, strict=True) if owner in {None, number})
        for number in range(len(own))
    )


def _distinct(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that name different people: a name in another script is the same person's."""
    kept: list[Piece] = []
    for piece in pieces:
        same = any(
            piece.overlaps(other)
            or squeezed(piece.text) in squeezed(other.text)
            or squeezed(other.text) in squeezed(piece.text)
            or _latin(piece.text) != _latin(other.text)
            for other in kept
        )
        if not same:
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.row)


def _latin(text: str) -> bool:
    return all(ord(letter) < 0x2E80 for letter in text)


def _stands_alone(piece: Piece, card: Card) -> bool:
    """Whether a name has an address or a title of its own."""
    core = names.bare(piece.text).core
    if any(names.fits_email(core, local) >= 0.85 for local in card.locals_):
        return True
    under = below(card.rows[piece.row], card.rows)
    return under is not None and hits(under.text, "title.heads") > 0 and names.looks(core) > 1.5


def _owner(at: int, rows: Sequence[Row], people: Sequence[Piece], card: Card) -> int | None:
    """Whose row it is: by its address, else of the last name above it in its block; None = everybody's."""
    for number, piece in enumerate(people):
        if piece.row == at:
            return number
    row = rows[at]
    if "@" in row.text:
        fits = [
            max(
                (
                    names.fits_email(names.bare(piece.text).core, local)
                    for local in card.locals_
                    if local in fold(row.text)
                ),
                default=0.0,
            )
            for piece in people
        ]
        if max(fits) >= 0.6:
            return fits.index(max(fits))
    above = [
        number
        for number, piece in enumerate(people)
        if rows[piece.row].block == row.block
        and rows[piece.row].y < row.y
        and not _parted(rows[piece.row], row, [rows[other.row] for other in people])
    ]
    columns = [number for number in above if _column(rows[people[number].row], row)]
    blocks = {rows[piece.row].block for piece in people}
    if len(blocks) < len(people) and not columns:
        return None
    return max(columns, key=lambda number: rows[people[number].row].y, default=None)


def _parted(name: Row, row: Row, others: Sequence[Row]) -> bool:
    """Whether another name stands between a name and a row."""
    return any(name.y < other.y <= row.y and _column(other, row) for other in others)


def _column(name: Row, row: Row) -> bool:
    return min(name.x1, row.x1) - max(name.x0, row.x0) > 0
