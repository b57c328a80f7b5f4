"""The texts of the QR codes in a picture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def payloads(picture: "Image") -> tuple[str, ...]:
    """What the QR codes of an upright picture say, () when there is none that can be read.

    The text is foreign: a vCard, a MECARD, a web address or anything else.
    """
    import zxingcpp

    for view in _views(picture):
        found = zxingcpp.read_barcodes(view, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        texts = [code.text for code in found if code.valid and code.text.strip()]
        if texts:
            return tuple(dict.fromkeys(texts))
    return ()


def _views(picture: "Image") -> Iterator["Image"]:
    """The picture as it is, then larger where it is small, and with the contrast that blur took from it."""
    from PIL import Image, ImageFilter

    grey = picture.convert("L")
    yield grey
    if max(grey.size) <= 1200:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    yield grey.filter(ImageFilter.UnsharpMask(radius=6, percent=400, threshold=0))
