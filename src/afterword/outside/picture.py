"""Bytes of a photo become an upright picture of bearable size."""

import io
import warnings
from typing import TYPE_CHECKING

from afterword.errors import BadInput, NotSupported, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 2000
"""Pixels; more of them help neither the eye nor the reading."""
MOST_PIXELS = 60_000_000
"""What a header may promise before the picture is refused unread."""

MARGIN = 12
"""Pixels shown around a part that is cut out."""

SUFFIXES = frozenset({"jpg", "jpeg", "png", "webp", "heic", "heif", "gif"})

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture this program reads."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")) or _is_webp(data) or _is_heif(data)


def upright(data: bytes, name: str) -> "Image":
    """The picture in RGB, turned as its camera says, at most LONGEST_SIDE pixels long.

    name: the file, for messages.
    Raises BadInput for what is no picture, broken, animated or tiny, TooLarge above MOST_PIXELS
    (by the header alone), NotSupported for HEIC where its reader is not installed.
    """
    from PIL import Image, ImageOps  # PIL takes 50 ms to import

    if not data:
        raise BadInput("card.photo.empty", where=name)
    formats = (*_FORMATS, "HEIF") if _is_heif(data) and _heif_reader(name) else _FORMATS
    Image.init()  # WebP is not known before
    # a filter for good, not a context: those are shared between threads
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge("card.photo.too_large", where=name, most=MOST_PIXELS // 1_000_000) from error
    except Exception as error:  # decoders raise anything on broken bytes
        code = "card.photo.broken" if is_picture(data) else "card.photo.not_an_image"
        raise BadInput(code, where=name) from error
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooLarge("card.photo.too_large", where=name, most=MOST_PIXELS // 1_000_000)
    if min(width, height) < 16:
        raise BadInput("card.photo.too_small", where=name, width=width, height=height)
    if picture.format in {"GIF", "PNG", "WEBP"} and getattr(picture, "n_frames", 1) > 1:
        raise BadInput("card.photo.animated", where=name)
    try:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _on_white(ImageOps.exif_transpose(picture))
    except Exception as error:
        raise BadInput("card.photo.broken", where=name) from error


def _on_white(picture: "Image") -> "Image":
    from PIL import Image

    if picture.mode.startswith("I"):  # 16 bit grey, which `convert` would clip
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def as_jpeg(picture: "Image") -> bytes:
    """The picture as a fresh JPEG: nothing of the file it came from stays, neither place nor camera."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def cut_out(data: bytes, box: tuple[int, int, int, int]) -> bytes | None:
    """A part of a kept picture as JPEG, with a little around it; None for a box that lies outside of it.

    box: x0, y0, x1, y1 in pixels
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        width, height = picture.size
        x0, y0 = max(box[0] - MARGIN, 0), max(box[1] - MARGIN, 0)
        x1, y1 = min(box[2] + MARGIN, width), min(box[3] + MARGIN, height)
        return as_jpeg(picture.crop((x0, y0, x1, y1))) if x0 < x1 and y0 < y1 else None


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS


def _heif_reader(name: str) -> bool:
    try:
        import pi_heif
    except ImportError as error:
        raise NotSupported("card.photo.no_heic_reader", where=name) from error
    pi_heif.register_heif_opener()
    return True
