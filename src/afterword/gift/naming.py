"""Whether a text, an author or an address names a certain firm or person."""

import re

from afterword.gift import links
from afterword.gift.phrases import table
from afterword.gift.search import words


def core(name: str) -> list[str]:
    """A firm's name without its legal form."""
    forms = table("naming")["legal_forms"]
    found = words(name)
    while len(found) > 1 and found[-1] in forms:
        found.pop()
    return found


def places(name: str, text: str) -> list[int]:
    """At which words of a text a firm is named: by its whole name, or by its first word where that is telling.

    A name of one word counts only as it is written, so that "Target" is not found in "how to target".
    """
    firm, told = core(name), text.split()
    if not firm or not told:
        return []
    bare = [words(word) for word in told]
    found = []
    short = len(firm) > 1 and len(firm[0]) > 3 and firm[0] not in table("naming")["everyday"]
    for place, word in enumerate(told):
        if not bare[place] or bare[place][0].removesuffix("s") != firm[0].removesuffix("s"):
            continue
        following = [w for ws in bare[place : place + len(firm) + 1] for w in ws]
        whole = len(firm) > 1 and following[: len(firm)] == firm
        as_written = word.lstrip("\"'“‘(«").startswith(name.strip()[:1]) or word.isupper()
        if whole or ((short or len(firm) == 1) and as_written):
            found.append(place)
    return found


def named(name: str, text: str) -> bool:
    """Whether a text names a firm."""
    return bool(places(name, text))


def own_host(name: str, url: str | None) -> bool:
    """Whether a host is a firm's by its name: rivalfreight.com of Rival Freight."""
    firm = core(name)
    label = links.host(url).rpartition(".")[0].rpartition(".")[2]
    return len("".join(firm)) > 3 and label in {"".join(firm), "-".join(firm)}


def same_person(author: str | None, name: str) -> bool:
    """Whether one of the authors bears this name, in either order, with middle names between."""
    wanted = set(words(name))
    authors = re.split(r",|;| and | und | et |&", author or "")
    return len(wanted) > 1 and any(wanted <= set(words(one)) for one in (*authors, author or ""))


def person(name: str, text: str) -> bool:
    """Whether a text names a person, by all parts of the name in their order."""
    parts, told = words(name), words(text)
    return len(parts) > 1 and any(told[place : place + len(parts)] == parts for place in range(len(told)))


def slug(name: str, path: str) -> bool:
    """Whether a path names a person: /@ruth-calloway, /in/ruthcalloway."""
    parts = words(name)
    return len(parts) > 1 and any(joint.join(parts) in path for joint in ("-", "", ".", "_"))


def mail_domain(email: str | None) -> tuple[str, ...]:
    """The domain of an address, unless it is a private mailbox's."""
    domain = (email or "").rpartition("@")[2].lower()
    return (domain,) if "@" in (email or "") and domain not in table("naming")["private_mail"] else ()
