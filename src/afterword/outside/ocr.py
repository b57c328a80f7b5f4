"""Print in a picture becomes lines with boxes, by RapidOCR on this machine."""

import logging
import statistics
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from afterword.card.lines import Line, Quad
from afterword.errors import NotSupported

if TYPE_CHECKING:
    from PIL.Image import Image

_SETTINGS = {
    # a third of the processor time of the defaults, at the same reading
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # more threads mostly wait for each other
    "Global.log_level": "critical",
}
_DOUBTFUL = 0.8
"""A mean confidence below this is what print on its head looks like."""
_one_at_a_time = threading.Lock()


def lines(picture: "Image", name: str) -> tuple[Line, ...]:
    """The lines of print in an upright RGB picture, in no certain order; boxes have the file index 0.

    A picture that reads badly is read once more on its head, and the better reading is taken.
    Raises NotSupported where no reader is installed.
    """
    found = _read(picture, name)
    if found and _certainty(found) < _DOUBTFUL:
        width, height = picture.size
        turned = [_turned(line, width, height) for line in _read(picture.rotate(180), name)]
        if turned and _certainty(turned) > _certainty(found):
            return tuple(turned)
    return tuple(found)


def _certainty(found: list[Line]) -> float:
    return statistics.fmean(line.confidence for line in found)


def _read(picture: "Image", name: str) -> list[Line]:
    with _one_at_a_time:
        engine = _engine(name)
        import numpy as np

        result = engine(np.asarray(picture)[:, :, ::-1])  # it expects blue first
    if result.boxes is None:
        return []
    return [
        _line(text, [(float(x), float(y)) for x, y in corners], float(score))
        for text, corners, score in zip(result.txts, result.boxes, result.scores, strict=True)
        if text.strip()
    ]


def _line(text: str, corners: list[tuple[float, float]], confidence: float) -> Line:
    """A line whose corners follow its reading direction: upright print is read from its top right corner down."""
    (ax, ay), (bx, by), (_, _), (dx, dy) = corners
    if (dx - ax) ** 2 + (dy - ay) ** 2 >= 2.25 * ((bx - ax) ** 2 + (by - ay) ** 2):
        corners = [*corners[1:], corners[0]]
    return _placed(text, corners, confidence)


def _turned(line: Line, width: int, height: int) -> Line:
    assert line.quad is not None
    return _placed(line.text, [(width - x, height - y) for x, y in line.quad], line.confidence)


def _placed(text: str, corners: list[tuple[float, float]], confidence: float) -> Line:
    xs, ys = zip(*corners, strict=True)
    quad: Quad = (corners[0], corners[1], corners[2], corners[3])
    return Line(text.strip(), (0, min(xs), min(ys), max(xs), max(ys)), confidence, "ocr", quad)


def _engine(name: str) -> Callable[..., Any]:
    """A fresh reader, made in 0.03 s: one that is kept holds memory for every size of print it ever met."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise NotSupported("card.photo.no_reader", where=name) from error
    logging.getLogger("RapidOCR").disabled = True  # it would tell standard output that a picture has no print
    return RapidOCR(params=_SETTINGS)
