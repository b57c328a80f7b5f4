"""Bytes of a photo become an upright picture, or one clear error."""

import io
import struct
import zlib

import pytest
from PIL import Image

from afterword.errors import BadInput, TooLarge
from afterword.outside import picture


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A file of a few dozen bytes whose header promises a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_large_picture_is_made_bearable() -> None:
    upright = picture.upright(saved(Image.new("RGB", (4000, 1000))), "a.png")
    assert (upright.mode, upright.size) == ("RGB", (2000, 500))


def test_the_camera_says_which_way_is_up() -> None:
    image = Image.new("RGB", (60, 40), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert picture.upright(saved(image, "JPEG", exif=exif), "a.jpg").size == (40, 60)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert picture.upright(saved(Image.new(mode, (40, 40)), kind), "a").mode == "RGB"


def test_what_is_transparent_is_paper() -> None:
    upright = picture.upright(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0))), "a.png")
    assert upright.getpixel((20, 20)) == (255, 255, 255)


PHOTO = saved(Image.effect_noise((200, 200), 80).convert("RGB"), "JPEG")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "card.photo.empty"),
        (b"Dear Amara", "card.photo.not_an_image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "card.photo.not_an_image"),
        (PHOTO[: len(PHOTO) // 2], "card.photo.broken"),
        (PHOTO[:30], "card.photo.broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "card.photo.broken"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "card.photo.broken"),
        (saved(Image.new("RGB", (1, 1))), "card.photo.too_small"),
        (
            saved(Image.new("RGB", (40, 40)), "GIF", save_all=True, append_images=[Image.new("RGB", (40, 40), "red")]),
            "card.photo.animated",
        ),
    ],
)
def test_one_clear_error_for_what_is_no_photo(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as error:
        picture.upright(data, "card.jpg")
    assert (error.value.code, error.value.where) == (code, "card.jpg")


@pytest.mark.parametrize("size", [(10_000, 10_000), (8_000, 8_000), (40_000, 40_000)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    data = png_of(*size)
    assert len(data) < 100
    with pytest.raises(TooLarge) as error:
        picture.upright(data, "bomb.png")
    assert error.value.code == "card.photo.too_large"


def test_every_error_has_its_text() -> None:
    from afterword.candidacy import reason

    for code in (
        "empty",
        "not_an_image",
        "broken",
        "too_large",
        "too_small",
        "animated",
        "no_heic_reader",
        "no_reader",
    ):
        params = {"most": 60, "width": 1, "height": 1}
        assert reason.message(f"card.photo.{code}", params)
        assert reason.mend(f"card.photo.{code}", params)


def test_a_part_is_cut_out_with_a_little_around_it() -> None:
    kept = picture.as_jpeg(Image.new("RGB", (100, 80), "white"))
    part = picture.cut_out(kept, (40, 40, 60, 50))
    assert part is not None
    assert Image.open(io.BytesIO(part)).size == (20 + 2 * picture.MARGIN, 10 + 2 * picture.MARGIN)
    at_the_edge = picture.cut_out(kept, (0, 0, 500, 500))
    assert at_the_edge is not None
    assert Image.open(io.BytesIO(at_the_edge)).size == (100, 80)
    assert picture.cut_out(kept, (300, 300, 400, 400)) is None
