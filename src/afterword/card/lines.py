"""A line of print: the one material all readers of step 1 hand to the extractor."""

from dataclasses import dataclass

from afterword.candidacy.contact import Box, Origin

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Corners of a piece of print in its own reading direction: top left, top right, bottom right, bottom left."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as an eye, a file or a mail gave it.

    text:       the words, one line
    box:        file index and x0, y0, x1, y1 in pixels of the upright picture; None for plain text
    confidence: 0..1, how sure the reader is of the letters
    origin:     ocr for print, text for typed lines
    quad:       the four corners where the reader knows them, else None
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    origin: Origin = "text"
    quad: Quad | None = None


def of_text(text: str) -> tuple[Line, ...]:
    """The lines of a pasted text; empty ones stay, they part the blocks."""
    return tuple(Line(line.strip()) for line in text.splitlines() or [""])
