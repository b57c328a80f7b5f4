"""QR codes in pictures."""

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from afterword.outside import qr
from cast import RUTH

TEXT = f"MECARD:N:Calloway,Ruth;TEL:+12065550118;NOTE:{RUTH};;"


def code(text: str, scale: int = 5) -> Image.Image:
    image = Image.fromarray(
        zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode), scale=scale)
    )
    paper = Image.new("RGB", (900, 600), "white")
    paper.paste(image.convert("RGB"), (300, 100))
    return paper


def test_the_text_of_a_code_is_read() -> None:
    assert qr.payloads(code(TEXT)) == (TEXT,)


@pytest.mark.parametrize("angle", [7, 90, 181])
def test_a_turned_code_is_read(angle: int) -> None:
    assert qr.payloads(code(TEXT).rotate(angle, expand=True, fillcolor="white")) == (TEXT,)


def test_a_dark_and_a_blurred_code_are_read() -> None:
    assert qr.payloads(code(TEXT).point(lambda value: value // 5 + 10)) == (TEXT,)
    assert qr.payloads(code(TEXT).filter(ImageFilter.GaussianBlur(2.5))) == (TEXT,)


def test_a_picture_without_a_code_says_nothing() -> None:
    assert qr.payloads(Image.new("RGB", (300, 200), "white")) == ()
