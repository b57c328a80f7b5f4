"""How a letter begins and ends: salutation, closing formula, signature."""

from collections.abc import Mapping
from typing import Any

from afterword.letter import names
from afterword.letter.brief import Brief, Recipient
from afterword.letter.moves import kind_on


def salutation(reader: Recipient, brief: Brief, words: Mapping[str, Any]) -> str:
    """The greeting, "Dear Ruth Calloway,"; a mailbox is greeted as a team, an unknown person without a name."""
    texts = words["salutation"]
    name = names.address(reader, words)
    if name is None:
        if reader.relation in {"mailbox", "hr"}:
            return str(texts["team"].format(company=brief.company) if brief.company else texts["team_alone"])
        return str(texts["nobody"])
    if brief.tone == "formal":
        by_honorific = texts["honorific"].get(name.split()[0])
        return str((by_honorific or words["formal_greeting"]).format(name=name))
    return str(texts["named"].format(name=name))


def closing(brief: Brief, words: Mapping[str, Any]) -> str:
    """The formula, name and number; on paper the address too, in a text message the name alone."""
    if kind_on(brief) == "short_message":
        return brief.candidate.name
    lines = [words["closing"][brief.tone], brief.candidate.name]
    if brief.candidate.phone:
        lines.append(names.phone(brief.candidate.phone))
    if brief.candidate.email and brief.channel == "paper":
        lines.append(names.one_line(brief.candidate.email))
    return "\n".join(lines)
