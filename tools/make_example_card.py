"""Draw examples/case-1/card.jpg: a business card of Ruth Calloway, photographed by hand on a table.

    python tools/make_example_card.py [OUT.jpg]

The letters are those of the font that ships with Pillow; nothing else is needed.
"""

import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

OUT = Path(__file__).parent.parent / "examples" / "case-1" / "card.jpg"
CARD = (1050, 600)
INK, GREEN, GREY = (34, 38, 42), (24, 96, 72), (90, 96, 100)
ROWS = (
    (90, 300, 54, INK, "Ruth Calloway"),
    (90, 366, 32, GREEN, "Director of IT Operations"),
    (90, 440, 27, GREY, "Direct (206) 555-0118"),
    (90, 480, 27, GREY, "Mobile (206) 555-0121"),
    (90, 520, 27, GREY, "ruth.calloway@fernhill.example.org"),
    (640, 440, 27, GREY, "1200 Alder Street, Suite 400"),
    (640, 480, 27, GREY, "Seattle, WA 98101"),
    (640, 520, 27, GREY, "fernhill.example.org"),
)


def main(out: Path = OUT) -> None:
    rng = random.Random(17)
    photo = _table(rng)
    card = _card().rotate(-3.2, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(0, 0, 0, 0))
    shade = Image.new("RGBA", card.size, (0, 0, 0, 0))
    shade.putalpha(card.getchannel("A").point(lambda alpha: alpha // 2))
    place = ((photo.width - card.width) // 2, (photo.height - card.height) // 2)
    soft = Image.new("RGBA", photo.size, (0, 0, 0, 0))
    soft.paste(shade, (place[0] + 10, place[1] + 14))
    photo.alpha_composite(soft.filter(ImageFilter.GaussianBlur(12)))
    photo.alpha_composite(card, place)
    lit = Image.blend(photo.convert("RGB"), _light(photo.size), 0.16).filter(ImageFilter.GaussianBlur(0.8))
    _with_noise(lit, rng).save(out, quality=72, optimize=True)


def _card() -> Image.Image:
    card = Image.new("RGBA", CARD, (250, 248, 242, 255))
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, CARD[0], 22), fill=GREEN)
    draw.polygon([(90, 150), (140, 70), (190, 150)], fill=GREEN)
    draw.polygon([(150, 150), (190, 96), (230, 150)], fill=(96, 150, 120))
    draw.text((260, 88), "Fernhill Logistics", font=ImageFont.load_default(58), fill=GREEN)
    for x, y, size, colour, text in ROWS:
        draw.text((x, y), text, font=ImageFont.load_default(size), fill=colour)
    return card


def _table(rng: random.Random) -> Image.Image:
    """A wooden table: darker and lighter stripes."""
    table = Image.new("RGBA", (1400, 1000), (120, 86, 58, 255))
    draw = ImageDraw.Draw(table)
    y = 0
    while y < table.height:
        height, tone = rng.randint(3, 16), rng.randint(-12, 12)
        draw.rectangle((0, y, table.width, y + height), fill=(120 + tone, 86 + tone, 58 + tone, 255))
        y += height
    return table.filter(ImageFilter.GaussianBlur(2))


def _light(size: tuple[int, int]) -> Image.Image:
    """A window on the left: light that falls off to the right."""
    return Image.linear_gradient("L").rotate(90, expand=True).resize(size).convert("RGB")


def _with_noise(photo: Image.Image, rng: random.Random) -> Image.Image:
    grain = Image.frombytes("L", (photo.width // 2, photo.height // 2), rng.randbytes(photo.width * photo.height // 4))
    grain = grain.filter(ImageFilter.GaussianBlur(0.7)).resize(photo.size).convert("RGB")
    return Image.blend(photo, grain, 0.05)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
