"""The seven parts of a score, each 0..1, and what they come to. Table: words/score.toml."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from afterword import tables
from afterword.gift import gates, links
from afterword.gift.gift import Gift, Parts

_OWN_KINDS = frozenset({"tip", "promised", "note"})
_NOTHING_TO_OPEN = frozenset({"tip", "promised", "note", "places", "referral", "statistic", "event"})


def parts(gift: Gift, fit: float, today: dt.date) -> Parts:
    """All seven parts of a gift that fits by `fit`."""
    return Parts(
        fit=round(fit, 3),
        personal=personal(gift),
        fresh=round(fresh(gift, today), 3),
        open=open_to_all(gift),
        credible=credible(gift),
        brief=round(brief(gift), 3),
        novel=novel(gift),
    )


def total(found: Parts) -> float:
    """The weighted sum, 0..1."""
    weights = _table("weights")
    return float(round(sum(weights[name] * value for name, value in asdict(found).items()), 3))


def weakest(found: Parts) -> tuple[str, float]:
    """The part that lets a gift down most, and its value; of equal ones the one that weighs more."""
    weights = _table("weights")
    return min(asdict(found).items(), key=lambda pair: (pair[1], -weights[pair[0]]))


def personal(gift: Gift) -> float:
    """How much of the candidate is in it: read, noted, their own."""
    table = _table("personal")
    values = [
        table["read"] * gift.read,
        table["noted"] * bool(gift.note or gift.passage),
        table["own"] * (gift.self or gift.kind in _OWN_KINDS),
        table["starred"] * (not set(gift.tags).isdisjoint(table["starred_tags"])),
        table["saved"],
    ]
    return float(max(values))


def fresh(gift: Gift, today: dt.date) -> float:
    """How new it is: half after the half-life of its kind. When it was saved counts where no date is known."""
    table = _table("fresh")
    kind = "news" if gates.is_news(gift) else gift.kind
    if kind not in table["half_life"]:
        return float(table["lasting"])
    published = gates.last_day(gift.date)
    if published is None and gift.figure and gift.figure.year:
        published = gates.last_day(str(gift.figure.year))
    day = published or gates.last_day(gift.added)
    if day is None:
        return float(table["unknown"])
    value = 2.0 ** (-max(0, (today - day).days) / table["half_life"][kind])
    # What was saved on a day had appeared by then, nobody knows how long before.
    return float(value if published else min(value, table["unknown"]))


def open_to_all(gift: Gift) -> float:
    """How sure it is that anyone can open it."""
    table = _table("open")
    if gift.url:
        return float(table["known" if links.within(links.host(gift.url), links.hosts("open")) else "unknown"])
    return float(table["nothing_to_open" if gift.kind in _NOTHING_TO_OPEN else "no_link"])


def credible(gift: Gift) -> float:
    """How far it can be trusted: a known house, or at least an author and a date."""
    table = _table("credible")
    if links.within(links.host(gift.url), links.hosts("trusted")):
        return float(table["trusted"])
    if gift.source or (gift.consent and gift.kind == "referral"):
        return float(table["both"])
    if gift.self or gift.kind in _OWN_KINDS:
        return float(table["own_word"])
    told = bool(gift.author or gift.publisher) + bool(gift.date)
    return float((table["nothing"], table["one"], table["both"])[told])


def brief(gift: Gift) -> float:
    """How little of the receiver's time it takes."""
    table = _table("brief")
    told = len(gift.text.split()) if gift.text else 0
    guessed = told / table["words_a_minute"] if told > gates.SHORT else table["minutes"][gift.kind]
    minutes = gift.minutes or guessed
    if gift.passage:
        minutes = min(minutes, table["easy"])
    return float(min(1.0, max(0.0, (table["most"] - minutes) / (table["most"] - table["easy"]))))


def novel(gift: Gift) -> float:
    """How likely it is new to somebody who cares about the subject."""
    table = _table("novel")
    if links.within(links.host(gift.url), links.hosts("encyclopedias")):
        return float(table["encyclopedia"])
    if gift.self or gift.kind in _OWN_KINDS:
        return float(table["own"])
    if gift.url and links.path(gift.url).strip("/") == "" and not links.query(gift.url):
        return float(table["front_page"])
    if not set(gift.tags).isdisjoint(table["everywhere_tags"]):
        return float(table["everywhere"])
    return float(table["chosen" if gift.note or gift.passage else "usual"])


def _table(section: str) -> dict[str, Any]:
    found: dict[str, Any] = tables.table("gift/words/score.toml")[section]
    return found
