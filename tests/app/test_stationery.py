"""The small pieces of the look: icons, monograms, days as people say them."""

import datetime as dt
from types import SimpleNamespace
from typing import get_args

import pytest
from django.template import Context
from django.utils import timezone

from afterword.app.pages.parts import icons
from afterword.app.templatetags.stationery import STAMPS, day, icon, monogram, stamp_icon, when
from afterword.gift.gift import GiftKind
from app.conftest import NOW
from cast import SEATTLE

HERE = NOW.astimezone(SEATTLE)


@pytest.fixture
def context() -> Context:
    return Context({"request": SimpleNamespace(now=HERE)})


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ruth Calloway", "RC"), ("Ruth", "R"), ("Ruth van der Berg", "RB"), ("  ruth   calloway ", "RC"),
        ("Østen Åberg", "ØÅ"), ("李 明", "李明"), ("Ruth (IT) Calloway", "RC"), ("", "·"), (None, "·"), ("42", "·"),
    ],
)  # fmt: skip
def test_a_monogram_is_the_first_letters_of_the_first_and_last_word(name: str | None, letters: str) -> None:
    assert monogram(name) == letters


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "tomorrow"), (-1, "yesterday")])
def test_a_near_day_is_said_by_its_name(context: Context, days: int, said: str) -> None:
    assert day(context, HERE.date() + dt.timedelta(days=days)) == said


def test_a_day_of_this_year_has_its_weekday_and_another_its_year(context: Context) -> None:
    assert day(context, dt.date(HERE.year, 12, 10)) == "Thu 10 December"
    assert day(context, dt.date(HERE.year + 1, 1, 5)) == f"5 January {HERE.year + 1}"


def test_a_moment_belongs_to_the_day_of_the_reader(context: Context) -> None:
    """One in the morning UTC is still the evening before in Seattle."""
    late = dt.datetime(HERE.year, HERE.month, HERE.day, 1, 0, tzinfo=dt.UTC) + dt.timedelta(days=1)
    with timezone.override(SEATTLE):
        assert day(context, late) == "today"
        assert when(context, late) == "today, 17:00"


def test_nothing_is_said_of_no_day(context: Context) -> None:
    assert day(context, None) == "" == when(context, None)


def test_every_kind_of_gift_has_its_stamp_and_every_stamp_is_drawn() -> None:
    assert set(get_args(GiftKind)) <= set(STAMPS)
    assert set(STAMPS.values()) | {"gift"} <= set(icons())
    assert stamp_icon("book") == icon("book-open")
    assert stamp_icon("something else") == icon("gift")


def test_the_name_of_an_icon_is_escaped() -> None:
    assert "<script" not in icon('"><script>')
