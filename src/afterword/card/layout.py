"""Where print stands on a card: rows in reading order, whichever way the card lay.

Boxes are turned so that most of the print runs to the right; pieces on one baseline become one
row, rows that stand under each other become one block. Text without boxes is laid out as typed.
"""

import math
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.candidacy.contact import Box, Origin
from afterword.card.lines import Line, Quad

MOST_ROWS = 400
"""No card has more; the rest of a longer text is not looked at."""
SEAM = "  "
"""Parts what was printed apart on one row; inside a piece of print spaces are single."""
_LONGEST_ROW = 300
_NEXT_FILE = 1000.0
"""Line heights that part the sides of a card from each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one baseline.

    x0, x1, y, height: in median line heights; y is the middle of the row
    left:  what stands to the left on the same baseline, too far away to be the same row
    block: rows with the same number stand under each other
    askew: print that runs another way than the card does
    """

    text: str
    x0: float
    x1: float
    y: float
    height: float
    confidence: float = 1.0
    origin: Origin = "text"
    box: Box | None = None
    left: str = ""
    block: int = 0
    askew: bool = False


def rows(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows of a card in reading order: block after block, top to bottom."""
    found: list[Row] = []
    files = sorted({line.box[0] for line in lines if line.box})
    for place, file in enumerate(files):
        of_file = [line for line in lines if line.box and line.box[0] == file]
        found += [replace(row, y=row.y + place * _NEXT_FILE) for row in _printed(of_file[:MOST_ROWS])]
    typed = _typed([line for line in lines if line.box is None], len(files) * _NEXT_FILE)
    return _in_blocks([*_with_left(_merged(found)), *typed][:MOST_ROWS])


def below(row: Row, others: Sequence[Row]) -> Row | None:
    """The row right under `row`, in the same block and the same column; None where there is none."""
    under = [
        other
        for other in others
        if other.block == row.block and 0 < other.y - row.y < 2.2 * max(row.height, other.height) and _share(row, other)
    ]
    return min(under, key=lambda other: other.y, default=None)


def clean(text: str) -> str:
    """One line without control and direction marks, in composed letters and with single spaces."""
    marks_out = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) not in {"Cf", "Co", "Cs", "Cn"}
    )
    return " ".join(marks_out.split())


def _typed(lines: Sequence[Line], start: float) -> list[Row]:
    placed = []
    for number, line in enumerate(lines[:MOST_ROWS]):
        text = clean(line.text)[:_LONGEST_ROW]
        if text:
            placed.append(
                Row(text, 0.0, len(text) * 0.5, start + number * 1.2, 1.0, line.confidence, line.origin, line.box)
            )
    return placed


def _printed(lines: Sequence[Line]) -> list[Row]:
    """Pieces of one picture, turned upright and measured in median line heights."""
    pieces = [(clean(line.text)[:_LONGEST_ROW], line, line.quad or _upright(line.box)) for line in lines]
    pieces = [piece for piece in pieces if piece[0]]
    if not pieces:
        return []
    angle = _direction([(quad, len(text)) for text, _, quad in pieces])
    unit = statistics.median(max(_distance(quad[0], quad[3]), 1.0) for _, _, quad in pieces)
    placed = []
    for text, line, quad in pieces:
        corners = [_turn(x / unit, y / unit, -angle) for x, y in quad]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        off = abs(math.remainder(_angle(quad) - angle, math.tau))
        row = Row(
            text,
            x0=min(xs),
            x1=max(xs),
            y=statistics.fmean(ys),
            height=max(_distance(quad[0], quad[3]) / unit, 0.1),
            confidence=line.confidence,
            origin=line.origin,
            box=line.box,
            askew=off > math.radians(25) and len(text) > 1,
        )
        placed.append(row)
    return placed


def _upright(box: Box | None) -> Quad:
    assert box is not None
    _, x0, y0, x1, y1 = box
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def _direction(quads: Sequence[tuple[Quad, int]]) -> float:
    """The angle most of the print runs at: the strongest quarter of the compass, averaged by length of text."""
    quarters: dict[int, list[tuple[float, float]]] = {}
    for quad, weight in quads:
        angle = _angle(quad)
        quarter = round(angle / (math.pi / 2)) % 4
        quarters.setdefault(quarter, []).append((angle, weight))
    strongest = max(quarters.values(), key=lambda found: sum(weight for _, weight in found))
    x = sum(math.cos(angle) * weight for angle, weight in strongest)
    y = sum(math.sin(angle) * weight for angle, weight in strongest)
    return math.atan2(y, x)


def _angle(quad: Quad) -> float:
    return math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0])


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _turn(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _merged(pieces: list[Row]) -> list[Row]:
    """Pieces on one baseline with a gap no wider than a wide space become one row."""
    result: list[Row] = []
    for piece in sorted(pieces, key=lambda row: row.x0):
        for at, row in enumerate(result):
            gap = piece.x0 - row.x1
            if _level(row, piece) and -0.5 < gap / min(row.height, piece.height) < 0.9 and row.askew == piece.askew:
                result[at] = _joined(row, piece)
                break
        else:
            result.append(piece)
    return result


def _joined(a: Row, b: Row) -> Row:
    assert a.box is not None
    assert b.box is not None
    box = (
        a.box[0],
        min(a.box[1], b.box[1]), min(a.box[2], b.box[2]),
        max(a.box[3], b.box[3]), max(a.box[4], b.box[4]),
    )  # fmt: skip
    return replace(
        a, text=a.text + SEAM + b.text, x1=max(a.x1, b.x1), height=max(a.height, b.height),
        confidence=min(a.confidence, b.confidence), box=box,
    )  # fmt: skip


def _level(a: Row, b: Row) -> bool:
    """Whether two pieces stand on one baseline in letters of like size."""
    small, large = sorted((a.height, b.height))
    return abs(a.y - b.y) < 0.4 * small and large < 1.6 * small


def _with_left(found: list[Row]) -> list[Row]:
    """Each row with what stands left of it on its baseline, where labels are looked for."""
    result = []
    for row in found:
        beside = [other for other in found if other.x1 <= row.x0 and _level(row, other) and row.x0 - other.x1 < 12]
        nearest = max(beside, key=lambda other: other.x1, default=None)
        result.append(replace(row, left=nearest.text) if nearest else row)
    return result


def _in_blocks(found: list[Row]) -> tuple[Row, ...]:
    found = sorted(found, key=lambda row: (row.y, row.x0))
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for lower, row in enumerate(found):
        for upper in range(lower - 1, -1, -1):
            over = found[upper]
            gap = (row.y - row.height / 2) - (over.y + over.height / 2)
            if gap < 0.9 * min(row.height, over.height) and _share(row, over) and row.askew == over.askew:
                parent[root(lower)] = root(upper)
    roots = [root(at) for at in range(len(found))]
    numbers = {first: number for number, first in enumerate(dict.fromkeys(roots))}
    blocks = [replace(row, block=numbers[roots[at]]) for at, row in enumerate(found)]
    return tuple(sorted(blocks, key=lambda row: (row.block, row.y, row.x0)))


def _share(a: Row, b: Row) -> bool:
    """Whether two rows stand over each other: their extents share a third of the shorter one."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > min(a.x1 - a.x0, b.x1 - b.x0) / 3
