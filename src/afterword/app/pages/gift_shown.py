"""How a gift is shown on every page: the words of its kind, its length and cost, and its seven bars."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterword.gift import links, score
from afterword.gift.gift import Choice, Gift, GiftKind, Parts

STEPS = 5
"""Boxes of a bar."""

TO_READ = frozenset({"article", "paper", "book", "podcast", "video", "promised", "tool", "event"})


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the seven parts of a gift. boxes: how many of five."""

    label: str
    boxes: int
    weakest: bool


def kind_word(kind: GiftKind) -> str:
    """Return the word for a kind of gift, as it stands on its stamp."""
    return {
        "article": _("Article"),
        "paper": _("Paper"),
        "book": _("Book"),
        "podcast": _("Podcast"),
        "video": _("Video"),
        "places": _("Places"),
        "referral": _("Contact"),
        "event": _("Event"),
        "tool": _("Tool"),
        "statistic": _("Figure"),
        "tip": _("Tip"),
        "promised": _("Promised"),
        "note": _("Note"),
    }[kind]


def length_and_cost(gift: Gift) -> str:
    """Return how long it takes and what it costs, as far as is known: "12 minutes to read, free to open"; or ""."""
    told: list[str] = []
    if gift.minutes:
        told.append(ngettext("%(count)d minute to read", "%(count)d minutes to read", gift.minutes))
        told[-1] %= {"count": gift.minutes}
    elif gift.items:
        told.append(ngettext("%(count)d entry", "%(count)d entries", len(gift.items)) % {"count": len(gift.items)})
    if not gift.url:
        told.append(_("nothing to open"))
    elif links.within(links.host(gift.url), links.hosts("open")):
        told.append(_("free to open"))
    elif not gift.read:
        told.append(_("look whether it is free to open"))
    return ", ".join(told)


def bars(parts: Parts) -> list[Bar]:
    """Return the seven parts as bars of one to five boxes, the weakest marked."""
    labels = {
        "fit": _("On their subject"),
        "personal": _("From your own shelf"),
        "fresh": _("Timely"),
        "open": _("Easy to open"),
        "credible": _("Trustworthy"),
        "brief": _("Quick to use"),
        "novel": _("New to them"),
    }
    weakest, _value = score.weakest(parts)
    return [Bar(labels[name], max(1, round(STEPS * value)), name == weakest) for name, value in asdict(parts).items()]


def to_read(gift: Gift) -> bool:
    """Whether somebody else made it, so that having read it is a fact that a letter may use."""
    return gift.kind in TO_READ and not gift.self


def safe_link(url: str | None) -> str:
    """Return an address that may stand behind a link: http or https without tracking, "" for anything else."""
    link = links.clean(url)
    return link.url if link else ""


def name_of(gift: Gift | Choice) -> str:
    """Return what a gift is called."""
    return gift.title or gift.url or _("Untitled")
