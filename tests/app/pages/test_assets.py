"""What the browser loads: its weight, its colours, its layers, and that nothing is inline or from elsewhere."""

import gzip
import math
import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import afterword.app
from afterword.app.templatetags.stationery import STAMPS

APP = Path(afterword.app.__file__).parent
SHEETS = sorted((APP / "static/css").glob("*.css"))
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
LAYERS = ["tokens", "base", "layout", "forms", "parts", "print"]
KILO = 1024

SURFACES = ("desk", "paper", "sheet")
INKS = ("ink", "ink-2", "ink-3", "pen", "press", "gift", "leaf", "amber", "alarm")
TEXT = [
    *product(INKS, SURFACES),
    *product(("ink", "ink-2", "ink-3", "pen", "press"), ("wash",)),
    *((ink, f"{ink}-wash") for ink in ("gift", "leaf", "amber", "alarm")),
    *product(("ink", "ink-2", "pen"), ("leaf-wash", "amber-wash", "alarm-wash")),
    ("gift", "stamp"), ("ink", "mark"), ("ink-2", "mark"), ("on-pen", "pen"), ("on-pen", "press"),
    ("on-toast", "toast"),
]  # fmt: skip
"""What is written on what."""


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def stored(path: str) -> str:
    found = finders.find(path)
    assert found, path
    return Path(found).read_text(encoding="utf-8")


def test_the_first_page_with_all_it_loads_is_at_most_60_kb(browser: Client) -> None:
    page = browser.get("/", follow=True).content.decode()
    paths = {path.partition("#")[0] for path in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    assert {"js/app.js", "icons.svg", "django_htmx/htmx-2.min.js"} <= paths
    assert {f"css/{sheet.name}" for sheet in SHEETS} <= paths
    assert packed(page) + sum(packed(stored(path)) for path in paths) <= 60 * KILO


def test_the_style_is_at_most_12_kb_and_the_script_at_most_8() -> None:
    assert sum(packed(sheet.read_text(encoding="utf-8")) for sheet in SHEETS) <= 12 * KILO
    assert sum(packed(script.read_text(encoding="utf-8")) for script in (APP / "static/js").glob("*.js")) <= 8 * KILO


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_stands_in_its_layer(sheet: Path) -> None:
    style = sheet.read_text(encoding="utf-8")
    assert style.startswith("@layer ")
    assert set(re.findall(r"^@layer (\w+) \{", style, re.MULTILINE)) <= set(LAYERS)
    assert not re.search(r"^[^@}\s]", style, re.MULTILINE), "a rule outside of its layer wins over every other"
    assert not re.search(r"https?:|//|@import", style)


def test_the_order_of_the_layers_is_said_once_and_first() -> None:
    assert SHEETS[0].read_text(encoding="utf-8").startswith(f"@layer {', '.join(LAYERS)};")
    orders = [sheet.name for sheet in SHEETS if re.search(r"@layer [^{]*;", sheet.read_text(encoding="utf-8"))]
    assert orders == [SHEETS[0].name]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_template_holds_no_style_no_script_and_nothing_from_elsewhere(template: Path) -> None:
    html = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on|javascript:", html, re.IGNORECASE)
    assert not re.search(r"<script(?![^>]*\ssrc=\"{% static)", html, re.IGNORECASE)
    assert not re.search(r"(?:src|href|action|content)=\"(?:https?:)?//", html, re.IGNORECASE)
    assert not re.search(r"\|\s*safe\b|autoescape off", html)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_icon_of_a_template_is_drawn(template: Path) -> None:
    named = set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert named <= drawn()


def test_every_stamp_is_drawn() -> None:
    assert set(STAMPS.values()) <= drawn()


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', stored("icons.svg")))


def test_the_page_of_parts_shows_every_part_and_one_filled_button(browser: Client) -> None:
    page = browser.get("/parts").content.decode()
    assert all(f">{name}</li>" in page for name in drawn())
    assert page.count("is-primary") == 1
    assert 'aria-invalid="true"' in page


Colour = tuple[float, float, float]
"""Linear red, green and blue, 0 to 1."""


def linear(lightness: float, chroma: float, hue: float) -> Colour:
    """Return an oklch colour as linear sRGB, each part cut to what a screen can show."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long, middle, short = (
        (lightness + x * a + y * b) ** 3
        for x, y in ((0.3963377774, 0.2158037573), (-0.1055613458, -0.0638541728), (-0.0894841775, -1.2914855480))
    )
    rows = (
        (4.0767416621, -3.3077115913, 0.2309699292),
        (-1.2684380046, 2.6097574011, -0.3413193965),
        (-0.0041960863, -0.7034186147, 1.7076147010),
    )
    red, green, blue = (min(1.0, max(0.0, x * long + y * middle + z * short)) for x, y, z in rows)
    return red, green, blue


def from_hex(text: str) -> Colour:
    digits = text if len(text) == 6 else "".join(digit * 2 for digit in text)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens() -> dict[str, dict[str, Colour]]:
    """Return the colours of each theme; plain: what a browser without light-dark() shows."""
    style = SHEETS[0].read_text(encoding="utf-8")
    plain = {name: from_hex(value) for name, value in re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", style)}
    themes = {"plain": plain, "light": dict(plain), "dark": dict(plain)}
    shade = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
    for found in re.finditer(rf"--([\w-]+): light-dark\({shade}, {shade}\);", style):
        numbers = [float(number) for number in found.groups()[1:]]
        themes["light"][found[1]] = linear(numbers[0] / 100, *numbers[1:3])
        themes["dark"][found[1]] = linear(numbers[3] / 100, *numbers[4:6])
    return themes


@pytest.mark.parametrize("theme", ["plain", "light", "dark"])
def test_every_text_stands_out_from_what_it_is_written_on(theme: str) -> None:
    colours = tokens()[theme]
    faint = {(ink, on): contrast(colours[ink], colours[on]) for ink, on in TEXT}
    assert {pair: round(ratio, 2) for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["plain", "light", "dark"])
def test_the_border_of_a_control_stands_out_from_every_surface(theme: str) -> None:
    colours = tokens()[theme]
    assert all(contrast(colours["edge"], colours[on]) >= 3 for on in SURFACES)


def test_the_plain_colours_are_the_light_ones() -> None:
    themes = tokens()
    far = {name: contrast(colour, themes["light"][name]) for name, colour in themes["plain"].items()}
    assert {name: round(ratio, 2) for name, ratio in far.items() if ratio > 1.1} == {}
