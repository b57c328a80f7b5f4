"""The pieces of print that could be a name, a title or a company: rows, parts of rows, rows together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.card import names
from afterword.card.layout import SEAM, Row, below
from afterword.card.words import hits, tokens, words

_BREAK = re.compile(r"\s*[|•●·■◆▪►★∙\t]+\s*|\s+[-–—~]+\s+|\s+/\s+|\s*;\s+|\s+@\s+")
_ENDS = " ,.;:|-–—_*/\\<>=~^'\"“”‘’`"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some print that could fill one field.

    spans:  row number, start and end in the text of that row, for each row it stands on
    part:   cut out of what is printed together
    joined: rows beyond the first
    """

    text: str
    spans: tuple[tuple[int, int, int], ...]
    height: float
    confidence: float
    part: bool = False
    joined: int = 0

    @property
    def row(self) -> int:
        """The first row it stands on."""
        return self.spans[0][0]

    @property
    def last_row(self) -> int:
        """The last row it stands on."""
        return self.spans[-1][0]

    def overlaps(self, other: "Piece") -> bool:
        """Whether some letters belong to both."""
        return any(
            a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in self.spans for b in other.spans
        )  # fmt: skip


def pieces(rows: Sequence[Row], texts: Sequence[str]) -> tuple[Piece, ...]:
    """All pieces of the rows, after addresses and numbers were taken out of their `texts`."""
    found: list[Piece] = []
    single: dict[int, Piece] = {}
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        segments = [piece for piece in _segments(at, row, text) if not _is_label(piece.text)]
        if len(segments) == 1:
            single[at] = segments[0]
        for segment in segments:
            found += [segment, *_parts(segment)]
    return (*found, *_stacked(rows, single))


def _segments(at: int, row: Row, text: str) -> Iterator[Piece]:
    """What stands between bars, bullets and dashes."""
    start = 0
    for end, after in [*((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]:
        piece = _cut(at, row, text, start, end)
        if piece:
            yield piece
        start = after


def _cut(at: int, row: Row, text: str, start: int, end: int, *, part: bool = False) -> Piece | None:
    shown = text[start:end]
    stripped = shown.strip(_ENDS)
    if shown.rstrip().endswith(".") and re.search(r"\b(?:[A-Za-z]\.)*[A-Za-z]{1,4}\.$", shown.rstrip()):
        stripped += "."  # Inc. and Jr. keep their point
    if sum(letter.isalpha() for letter in stripped) < 2:
        return None
    return Piece(" ".join(stripped.split()), ((at, start, end),), row.height, row.confidence, part=part)


def _is_label(text: str) -> bool:
    found = tokens(text)
    return all(
        token in words("label.words")
        or any(token in words(f"phone.{kind}") for kind in ("work", "mobile", "fax", "home"))
        for token in found
    )


def _parts(piece: Piece) -> Iterator[Piece]:
    """A piece cut where two things may have been printed together."""
    ((at, start, end),) = piece.spans
    text = piece.text
    row = Row(text, 0, 0, 0, piece.height, piece.confidence)
    for left, right in _cuts(text):
        for a, b in ((0, left), (right, len(text))):
            part = _cut(0, row, text, a, b, part=True)
            if part and not _is_label(part.text):
                # the place is that of the letters, so that the two parts do not overlap
                scale = (end - start) / max(len(text), 1)
                span = (at, start + round(a * scale), start + round(b * scale))
                yield Piece(part.text, (span,), piece.height, piece.confidence, part=True)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r",\s*|\s*[()\[\]]\s*|(?<=[a-z])-(?=[A-Z])|:\s+", text):
        if match[0] != "-" or _starts_title(text[match.end() :]):
            yield match.span()
    for match in re.finditer(r"\s+(?:at|bei|chez)\s+", text):
        if hits(text[: match.start()], "title.heads"):
            yield match.span()
    spoken = list(re.finditer(r"\S+", text))
    for number, word in enumerate(spoken[2:5], 2):
        before, after = text[: word.start()], text[word.start() :]
        if _starts_title(after) and not hits(before, "title.heads") and names.looks(names.bare(before).core) > 0.5:
            yield spoken[number - 1].end(), word.start()


def _starts_title(text: str) -> bool:
    first = tokens(text)[:1]
    return bool(first) and (
        first[0] in words("title.heads") or (first[0] in words("title.around") and hits(text, "title.heads") > 0)
    )


def _stacked(rows: Sequence[Row], single: dict[int, Piece]) -> Iterator[Piece]:
    """Two or three rows under each other that may be one: a logo, a long title, a name in two rows."""
    under = {}
    for at in single:
        lower = below(rows[at], rows)
        number = rows.index(lower) if lower else -1
        if number in single and _alike(rows[at], rows[number]):
            under[at] = number
    for at, second in under.items():
        yield _together([single[at], single[second]])
        if second in under:
            yield _together([single[at], single[second], single[under[second]]])


def _alike(upper: Row, lower: Row) -> bool:
    gap = lower.y - upper.y - (lower.height + upper.height) / 2
    return gap < 0.8 * min(lower.height, upper.height)


def _together(found: Sequence[Piece]) -> Piece:
    return Piece(
        " ".join(piece.text for piece in found),
        tuple(span for piece in found for span in piece.spans),
        max(piece.height for piece in found),
        min(piece.confidence for piece in found),
        joined=len(found) - 1,
    )


def seams(rows: Sequence[Row], texts: Sequence[str]) -> tuple[Piece, ...]:
    """What was printed apart on one row, each for itself."""
    found = []
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        start = 0
        if SEAM not in text:
            continue
        for segment in text.split(SEAM):
            piece = _cut(at, row, text, start, start + len(segment))
            start += len(segment) + len(SEAM)
            if piece and not _is_label(piece.text):
                found.append(piece)
    return tuple(found)
