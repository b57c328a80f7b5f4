"""Small pieces of the look: an icon, a monogram, a day as people say it."""

import datetime as dt

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from afterword.card.phones import spaced
from afterword.outside import clean

register = template.Library()

STAMPS = {
    "article": "newspaper", "paper": "newspaper", "book": "book-open", "podcast": "headphones", "video": "video",
    "places": "map-pin", "referral": "contact", "event": "ticket", "tool": "wrench",
    "statistic": "chart-no-axes-column", "tip": "lightbulb", "promised": "check", "note": "pen-line",
}  # fmt: skip
"""The icon on the stamp of each kind of gift."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the sprite; it says nothing by itself, so words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def stamp_icon(kind: str) -> SafeString:
    """Return the icon on the stamp of a gift."""
    return icon(STAMPS.get(kind, "gift"))


@register.filter
def monogram(name: str | None) -> str:
    """Return the first letters of the first and the last word of a name: "Ruth Calloway" is RC."""
    words = [word for word in (name or "").split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "·"


@register.filter
def cleaned(markup: str) -> SafeString:
    """Return a stranger's article as markup: the one place that trusts any, and only what has just been cleaned."""
    return mark_safe(clean.article(markup))  # noqa: S308


@register.filter
def number(value: str) -> str:
    """Return a phone number in groups that can be read out: +12065550142 is +1 206-555-0142."""
    return spaced(value)


@register.simple_tag(takes_context=True)
def day(context: template.Context, moment: dt.datetime | dt.date | None) -> str:
    """Return a day seen from now: today, tomorrow, yesterday, "Thu 26 November", with the year where it is another."""
    if moment is None:
        return ""
    today = context["request"].now.date()
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment).date()
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((moment - today).days)
    return near or date_format(moment, "D j F" if moment.year == today.year else "j F Y")


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: dt.datetime | None) -> str:
    """Return a day and the time of day, local to the reader."""
    if moment is None:
        return ""
    return f"{day(context, moment)}, {date_format(timezone.localtime(moment), 'H:i')}"
