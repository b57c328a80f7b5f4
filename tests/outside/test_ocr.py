"""Print in pictures."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from afterword.outside import ocr, picture
from cast import RUTH, RUTH_EMAIL

CARD = Path(__file__).parent.parent.parent / "examples" / "case-1" / "card.jpg"


def test_the_print_of_a_photographed_card_is_read() -> None:
    lines = ocr.lines(picture.upright(CARD.read_bytes(), "card.jpg"), "card.jpg")
    read = {line.text: line for line in lines}
    assert RUTH in read
    assert RUTH_EMAIL in read
    name = read[RUTH]
    assert name.origin == "ocr"
    assert name.confidence > 0.9
    assert name.quad is not None
    assert name.box is not None
    _, x0, y0, x1, y1 = name.box
    assert x1 - x0 > 4 * (y1 - y0)
    assert all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in name.quad)


def test_print_on_its_head_is_read_and_placed_where_it_is() -> None:
    paper = Image.new("RGB", (900, 300), "white")
    draw = ImageDraw.Draw(paper)
    for row, text in enumerate(("Fernhill Logistics", "Ruth Calloway", "206 555 0118")):
        draw.text((40, 30 + 80 * row), text, font=ImageFont.load_default(44), fill="black")
    lines = ocr.lines(paper.rotate(180), "card.jpg")
    (name,) = [line for line in lines if line.text == "Ruth Calloway"]
    assert name.box is not None
    assert name.box[1] > 450  # the left of the print lies on the right
    assert name.quad is not None
    assert name.quad[0][0] > name.quad[1][0]


def test_an_empty_picture_has_no_lines_and_says_nothing(capfd: object) -> None:
    assert ocr.lines(Image.new("RGB", (400, 300), "white"), "card.jpg") == ()
    out, err = capfd.readouterr()  # type: ignore[attr-defined]
    assert (out, err) == ("", "")
