"""E-mail and web addresses in print: wrapped, glued to an icon, with the slips that OCR makes."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.candidacy.contact import Email, EmailKind, Website
from afterword.card.layout import SEAM, Row, below
from afterword.card.words import fold, squeezed, tokens, words

TAKEN = " | "
"""What is put where something was taken out: a bar, which parts what stood left and right of it."""

_EMAIL = re.compile(
    r"(?P<local>[\w+'%-][\w.+'%-]{0,63})\s?(?:@|＠|©(?=\s?[a-z0-9])|\(at\)|\[at\])\s?"
    r"(?P<domain>[A-Za-z0-9](?:[\w-]|\s?[.,]\s?(?=[a-z0-9])|[.,](?=[A-Z])){0,120})",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:(?P<scheme>https?\s?:\s?//)\s?)?(?P<www>www?w\s?[.,:]\s?)?"
    r"(?P<host>[A-Za-z0-9][\w-]*(?:\s?[.,]\s?(?=[a-z0-9])[\w-]+|[.,](?=[A-Z])[\w-]+){0,5})(?P<path>/[\w./~%#?=&+-]*)?",
    re.IGNORECASE,
)
_WRONG_TLD = {"con": "com", "corn": "com", "c0m": "com", "cm0": "com", "0rg": "org", "nel": "net", "cam": "com"}
_GLUED_TLD = re.compile(r"(?<=[a-z0-9]{3})(com|net|org|edu)$")
_LABEL_GLUED = re.compile(r"^(?:e-?mail|mail)[:.]?(?=[a-z]{3})", re.IGNORECASE)
_HOME = {"home", "private", "privat", "personal", "prive", "personnel"}
_ICONS = frozenset("MEBOQDNKX")
"""Capitals that an envelope or another icon is read as."""


@dataclass(frozen=True, slots=True)
class Found:
    """The addresses of a card, and the text of its rows without them."""

    emails: tuple[Email, ...]
    websites: tuple[Website, ...]
    rest: tuple[str, ...]


def find(rows: Sequence[Row]) -> Found:
    """The e-mail and web addresses of the rows, each once, in reading order."""
    rest = [_parted(row.text) for row in rows]
    _unwrap(rows, rest)
    known = frozenset(token for row in rows if "@" not in row.text for token in tokens(row.text) if len(token) > 1)
    emails: dict[str, Email] = {}
    for at, row in enumerate(rows):
        for match in list(_EMAIL.finditer(rest[at])):
            email = _email(match, row, rest[at][: match.start()], known)
            if email:
                emails.setdefault(email.value, email)
        rest[at] = _EMAIL.sub(
            lambda match: TAKEN + _after(match) if _domain(match["domain"])[0] else match[0], rest[at]
        )
    hosts = {email.value.partition("@")[2] for email in emails.values()}
    websites: dict[str, Website] = {}
    for at, row in enumerate(rows):
        rest[at] = _take_websites(rest[at], row, websites, hosts)
    agreed = tuple(_agreeing(email, websites) for email in emails.values())
    return Found(agreed, tuple(websites.values()), tuple(rest))


def host_of(website: str) -> str:
    """The host of a web address without its www."""
    return re.sub(r"^https?://", "", website).removeprefix("www.").partition("/")[0]


def owners(host: str) -> tuple[str, ...]:
    """The labels of a host that may name its owner, the likeliest first: fernhill of mail.fernhill.co.uk."""
    labels = host.split(".")
    while len(labels) > 1 and (labels[-1] in _tlds() or labels[-1] in {"co", "ac", "gov", "or", "ne"}):
        labels.pop()
    return tuple(reversed(labels))


def main_label(host: str) -> str:
    """The label of a host that names its owner most likely."""
    return owners(host)[0]


def is_freemail(host: str) -> bool:
    """Whether a host gives addresses to everybody, so that it says nothing about the company."""
    return main_label(host) in words("website.freemail")


def _parted(text: str) -> str:
    """What OCR glued together parted where a label or an address begins."""
    text = re.sub(r"(?<=[a-z])(?=www\.)", " ", text)
    return re.sub(r"(?<=[a-z]{3})(?=(?:Office|Mobile|Cell|Fax|Tel|Phone|Email|E-mail|Direct|Web)\b)", SEAM, text)


def _unwrap(rows: Sequence[Row], rest: list[str]) -> None:
    """An address broken over two rows is put together on the first one."""
    for at, row in enumerate(rows):
        under = below(row, rows)
        if under is None:
            continue
        next_at = rows.index(under)
        first, _, remainder = rest[next_at].partition(" ")
        upper = rest[at].split(" ")[-1] if rest[at] else ""
        joined = upper + first
        match = _EMAIL.fullmatch(re.sub(r"^[\w-]{1,6}:", "", joined))
        if match is None or not _domain(match["domain"])[0] or _is_whole(upper, first):
            continue
        rest[at] = rest[at][: len(rest[at]) - len(upper)] + joined
        rest[next_at] = remainder


def _is_whole(upper: str, lower: str) -> bool:
    """Whether either part is complete as it stands, so that nothing was broken."""
    if "@" in upper:
        match = _EMAIL.search(upper)
        return match is not None and _domain(match["domain"])[0] != "" and not lower.startswith(".")
    broken = lower.startswith("@") or (upper.islower() and upper[:4] != "www." and upper.endswith((".", "_", "-")))
    return not broken or lower.count("@") != 1


def _domain(text: str) -> tuple[str, bool]:
    """The host in a printed domain, and whether it had to be mended; "" where there is none."""
    labels = [label for label in re.split(r"\s?[.,]\s?", text.lower().replace("_", "-")) if label]
    for end in range(len(labels), 1, -1):
        last = _WRONG_TLD.get(labels[end - 1], labels[end - 1])
        if last in _tlds():
            mended = last != labels[end - 1] or "," in text
            return ".".join([*labels[: end - 1], last]), mended
    if len(labels) == 1 and (glued := _GLUED_TLD.search(labels[0])):
        return f"{labels[0][: glued.start()]}.{glued[1]}", True
    return "", False


def _after(match: "re.Match[str]") -> str:
    """What the pattern took beyond the end of the address, as of "a@b.com.Website"."""
    host, mended = _domain(match["domain"])
    return "" if mended else match["domain"][_printed_length(match["domain"], host) :].lstrip(". ")


def _printed_length(text: str, host: str) -> int:
    """How many letters of the print the host covers."""
    left, at = len(host.replace(".", "")), 0
    while left and at < len(text):
        left -= text[at] not in ". ,"
        at += 1
    return at


def _email(match: "re.Match[str]", row: Row, before: str, known: frozenset[str]) -> Email | None:
    host, mended = _domain(match["domain"])
    local = match["local"].strip(".'%+")
    if not host or not local:
        return None
    without_label = _LABEL_GLUED.sub("", local)
    local, others, doubt = _without_icon(without_label, known)
    sure = (0.99 if row.origin != "ocr" else 0.98) * min(1.0, row.confidence + 0.05)
    if mended or without_label != match["local"]:
        sure *= 0.8
    if " " in match[0]:
        sure *= 0.9
    if doubt:
        sure *= 0.75
    return Email(
        f"{local}@{host}".lower(), _kind(before), round(sure, 3), row.origin, row.box,
        tuple(f"{other}@{host}".lower() for other in others),
    )  # fmt: skip


def _kind(before: str) -> EmailKind:
    return "home" if _HOME & set(tokens(before)) else "work"


def _without_icon(local: str, known: frozenset[str]) -> tuple[str, list[str], bool]:
    """The local part without a letter that an icon was read as, the other reading, and whether it is doubtful."""
    bare = local[1:]
    if local[0] not in _ICONS or len(bare) < 4 or not bare[0].islower() or explained(local, known):
        return local, [], False
    if explained(bare, known):
        return bare, [local], False
    if local[0] not in "AEIOU" and bare[0] not in "aeiouy" and local[:2].lower() not in words("email.onsets"):
        return bare, [local], True
    return local, [bare], True


def explained(local: str, known: frozenset[str]) -> bool:
    """Whether words that stand on the card make up a local part: jane.doe, janedoe, jdoe, doej."""
    parts = [part for part in re.split(r"[^a-z]+", fold(local)) if part]
    initials = {word[0] for word in known}
    return bool(parts) and any(len(part) > 2 for part in parts) and all(
        part in known
        or len(part) == 1
        or (part[0] in initials and part[1:] in known and len(part) > 3)
        or (part[-1] in initials and part[:-1] in known and len(part) > 3)
        or any(part[:cut] in known and part[cut:] in known for cut in range(2, len(part) - 1))
        for part in parts
    )  # fmt: skip


def _take_websites(text: str, row: Row, websites: dict[str, Website], hosts: set[str]) -> str:
    def take(match: "re.Match[str]") -> str:
        host, mended = _domain(match["host"])
        if not host or not _is_host(match, host, hosts):
            return match[0]
        path = "" if mended else (match["path"] or "").rstrip("./")
        # what follows the end of the host in the same match is foreign text
        tail = "" if mended else match["host"][_printed_length(match["host"], host) :].lstrip(". ")
        scheme = "".join((match["scheme"] or "").lower().split())
        value = scheme + ("www." if match["www"] else "") + host + ("" if tail else path)
        sure = round((0.9 if mended else 0.97) * min(1.0, row.confidence + 0.05), 3)
        if squeezed(value) not in {squeezed(other) for other in websites}:
            websites[value] = Website(value, sure, row.origin, row.box)
        return TAKEN + tail

    return _WEB.sub(take, text)


def _is_host(match: "re.Match[str]", host: str, hosts: set[str]) -> bool:
    """A bare word with a point is a host only when it looks like one: "acme.com", not "Pvt.Ltd"."""
    if match["scheme"] or match["www"]:
        return True
    if " " in match["host"] or "," in match["host"]:
        return False
    label, _, last = host.rpartition(".")
    common = last in {
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "info",
        "biz",
        "io",
        "co",
        "de",
        "uk",
        "fr",
        "eu",
        "ch",
        "in",
        "ai",
    }
    lower = match["host"].islower() or match["host"].split(".")[-1].islower()
    return host in hosts or (lower and len(label) > 2 and (common or bool(match["path"]) or label.count(".") > 0))


def _agreeing(email: Email, websites: dict[str, Website]) -> Email:
    """An address whose host is printed as a website too is surer."""
    host = email.value.partition("@")[2]
    if any(host_of(site) == host for site in websites):
        return replace(email, confidence=round(max(email.confidence, min(0.99, email.confidence + 0.05)), 3))
    return email


@functools.cache
def _tlds() -> frozenset[str]:
    import phonenumbers  # its list of regions is that of the country domains

    return (
        words("website.generic_tlds")
        | {region.lower() for region in phonenumbers.SUPPORTED_REGIONS}
        | {"uk", "eu", "su"}
    )
