"""A gift as a letter says it: what it is, how one came by it, why it is sent; nothing it is not."""

import datetime as dt
import re
from collections.abc import Mapping
from random import Random
from typing import Any

from afterword.gift.gift import Gift, GiftItem
from afterword.letter import dates
from afterword.letter.brief import Brief
from afterword.letter.names import one_line, phone
from afterword.letter.topics import quoted
from afterword.letter.wordings import Fill, elided, phrase

MOST_ITEMS = 5
LONGEST_PASSAGE = 45
"""Words of a passage; a longer one is cut after a whole sentence."""

_MEDIA = frozenset({"article", "paper", "book", "podcast", "video"})


def slots(brief: Brief, words: Mapping[str, Any], near: dt.date, rng: Random) -> dict[str, Fill]:
    """What the clauses of a gift can fill. near: dates close to this day need no year; rng: draws how it is named."""
    gift = brief.gift
    if gift is None:
        return {}
    texts = {
        "work": _work(gift, words, rng),
        **_found(gift, words["gifts"], rng),
        "link": _link(gift.url),
        "passage": _passage(gift, words),
        "why": None if _is_its_note(gift) else _sentence(gift.note),
        "content": _sentence(gift.note or gift.text or gift.title) if _is_its_note(gift) else None,
        "figure": _figure(gift, words),
        "list": _list(gift.items[:MOST_ITEMS], words) if gift.items and gift.kind != "referral" else None,
        "who": _who(gift),
        "consent_by": _consent(gift),
        "agreed": _agreed(gift, words),
        "published_at": one_line(gift.source) if gift.source else None,
        "promise": _promise(gift, words),
        "takes_place": _takes_place(gift, words, near),
    }
    return {name: Fill(text, (gift.id,)) for name, text in texts.items() if text}


def flags(brief: Brief) -> set[str]:
    """What the clauses of a gift ask for: its kind, "media", "read", "self", "known" (either), "attached"."""
    gift = brief.gift
    if gift is None:
        return {"no_gift"}
    found = {"gift", gift.kind}
    found |= {"media"} if gift.kind in _MEDIA else set()
    found |= {"read"} if gift.read and not gift.self else set()
    found |= {"self"} if gift.self else set()
    found |= {"known"} if gift.read or gift.self else set()
    found |= {"attached"} if brief.attachments and not gift.url else set()
    return found


def passed_on(item: Gift | GiftItem) -> bool:
    """Whether a number may stand in a letter: a published one of a firm, or one whose owner agreed."""
    private = isinstance(item, GiftItem) and not item.business
    return item.consent is not None or (bool(item.source) and not private)


def withheld(gift: Gift) -> tuple[str, ...]:
    """The numbers of a gift that may not be passed on."""
    all_of_it: tuple[Gift | GiftItem, ...] = (gift, *gift.items)
    return tuple(item.phone for item in all_of_it if item.phone and not passed_on(item))


def _work(gift: Gift, words: Mapping[str, Any], rng: Random) -> str | None:
    """“Title” by Author (Publisher), all exact, in one of the orders of the language."""
    before, after = words["quotes"]
    if not gift.title or gift.kind in {"places", "referral", "statistic", "tip", "note"}:
        return None
    title = one_line(gift.title)
    author = one_line(gift.author) if gift.author and not gift.self else None
    parts = {
        "title": title if gift.kind == "tool" or title[0] in '“"«„' else f"{before}{title}{after}",
        "author": author,
        "by_author": elided(f"{words['by']} {author}", words) if author else None,
        "publisher": one_line(gift.publisher) if gift.publisher else None,
    }
    filled = {name: Fill(text) for name, text in parts.items() if text}
    orders = words["gifts"]["works"]
    most = "whole" if author and gift.publisher else "author" if author else "publisher" if gift.publisher else "title"
    return phrase(orders[most], filled, rng)


def _found(gift: Gift, words: Mapping[str, Any], rng: Random) -> dict[str, str | None]:
    """A thing, the way it was come by ("I read" only what was read), and both: "an article I read"."""
    thing = words["things"].get(gift.kind)
    ways = words["made" if gift.self else "read" if gift.read else "found"]
    way = phrase([ways.get(gift.kind, ways["any"])], {}, rng) if thing else None
    return {"thing": thing, "way": way, "found": words["found_as"].format(thing=thing, way=way) if thing else None}


def _link(address: str | None) -> str | None:
    """The address as it can be opened; None for anything that is no plain web address."""
    url = (address or "").strip()
    return url if re.fullmatch(r"https?://[^\s<>\"]{3,500}", url, re.IGNORECASE) else None


def _passage(gift: Gift, words: Mapping[str, Any]) -> str | None:
    """Whole sentences of the marked passage, verbatim."""
    if gift.passage is None:
        return None
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", one_line(gift.passage.text).strip('"“”')):
        longer = f"{kept} {sentence}".strip()
        if len(longer.split()) > LONGEST_PASSAGE:
            break
        kept = longer
    if not kept:
        return None
    return quoted(kept, words)


def _is_its_note(gift: Gift) -> bool:
    """Whether the note is the gift itself, not the reason for it."""
    return gift.kind in {"tip", "note"} and not gift.url


def _figure(gift: Gift, words: Mapping[str, Any]) -> str | None:
    if gift.figure is None:
        return None
    unit = gift.figure.unit or ""
    space = " " if unit and unit not in words["gifts"].get("close_units", "") else ""
    value = f"{gift.figure.value}{space}{unit}"
    origin = ", ".join(str(part) for part in (gift.source or gift.publisher, gift.figure.year) if part)
    text = f"{one_line(gift.title)}, {value}" if gift.title else value
    return f"{text} ({one_line(origin)})" if origin else text


def _list(items: tuple[GiftItem, ...], words: Mapping[str, Any]) -> str:
    return "".join(f"\n- {_row(item, words)}" for item in items)


def _row(item: GiftItem, words: Mapping[str, Any]) -> str:
    """One line: "Name, address: why this one, number, link"."""
    where = f"{one_line(item.name)}, {one_line(item.address)}" if item.address else one_line(item.name)
    number = phone(item.phone) if item.phone and passed_on(item) else None
    rest = ", ".join(one_line(part) for part in (item.note, number, _link(item.url)) if part)
    return f"{where}{words.get('colon', ': ')}{rest}" if rest else where


def _who(gift: Gift) -> str | None:
    """Name, place and number of somebody who can help; the number only where it may be passed on."""
    if gift.kind != "referral":
        return None
    item: Gift | GiftItem = gift.items[0] if gift.items else gift
    name, place = (item.name, item.address) if isinstance(item, GiftItem) else (item.title, item.place)
    number = phone(item.phone) if item.phone and passed_on(item) else None
    reach = ", ".join(one_line(part) for part in (place, number) if part)
    if not name:
        return None
    return f"{one_line(name)} ({reach})" if reach else one_line(name)


def _consent(gift: Gift) -> str | None:
    consent = gift.items[0].consent if gift.items else gift.consent
    return one_line(consent.by) if gift.kind == "referral" and consent else None


def _agreed(gift: Gift, words: Mapping[str, Any]) -> str | None:
    """How it is known that somebody's name may be passed on."""
    by, who = _consent(gift), _who(gift) or ""
    if by is None or "agreed_self" not in words["gifts"]:
        return None
    return str(words["gifts"]["agreed_self" if who.startswith(by) else "agreed_by"].format(by=by))


def _promise(gift: Gift, words: Mapping[str, Any]) -> str | None:
    """What was promised, as it stands after "here is": with its article."""
    if gift.kind != "promised" or not gift.title:
        return None
    title = one_line(gift.title).rstrip(".")
    if re.match(words["patterns"]["article"], title, re.IGNORECASE):
        return title[0].lower() + title[1:]
    before, after = words["quotes"]
    return str(words["gifts"]["the_promise"].format(title=title)) if title[0].islower() else f"{before}{title}{after}"


def _takes_place(gift: Gift, words: Mapping[str, Any], near: dt.date) -> str | None:
    """Where and when an event is; a date that is none as the brief has it."""
    if gift.kind != "event":
        return None
    when = gift.date
    if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        try:
            day = dates.written(dt.date.fromisoformat(when), words, near)
            when = words["gifts"].get("on_day", "{day}").format(day=day)
        except ValueError:
            when = gift.date
    return ", ".join(one_line(part) for part in (gift.place, when) if part) or None


def _sentence(text: str | None) -> str | None:
    text = one_line(text or "")
    if not text:
        return None
    return text if text[-1] in ".!?…" or text[-2:] in {".”", '."'} else f"{text}."
