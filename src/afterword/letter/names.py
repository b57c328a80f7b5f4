"""Names as a letter says them: in the person's own order, never with a guessed form of address."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from afterword import tables
from afterword.errors import BadInput
from afterword.letter.brief import Recipient

LONGEST = 100
"""Characters of a name."""

LONGEST_NUMBER = 40

_NO_NAME = re.compile(r"[<>{}\[\]|\\@]|https?:|\b(?:b?cc|subject|to|from)\s*:", re.IGNORECASE)


def one_line(text: str) -> str:
    """Text without marks that steer the direction of writing or hide, its spaces single."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in "\u200c\u200d")
    return " ".join(kept.split())


def checked_name(name: str | None, where: str) -> str | None:
    """A name fit to stand in a letter; None for none, and for an address or mere signs in a name's place.

    Raises BadInput for what no name has: line breaks, markup, header text, more than LONGEST characters.
    """
    if name is None or re.fullmatch(r"\S+@\S+", name.strip()):
        return None
    if re.search(r"[\r\n\u2028\u2029\x00-\x08\x0b-\x1f\x85]", name) or _NO_NAME.search(name):
        raise BadInput("letter.compose.not_a_name", where=where, shown=one_line(name)[:40])
    if len(name) > LONGEST:
        raise BadInput("letter.compose.long_name", where=where, limit=LONGEST)
    said = one_line(name).strip(" ,;:")
    return said if any(sign.isalnum() for sign in said) else None


def checked_number(number: str | None, where: str) -> str | None:
    """A telephone number fit to stand below a name; None for none.

    Raises BadInput for what nobody can dial: no three digits, words, line breaks, more than LONGEST_NUMBER characters.
    """
    said = one_line(number or "").strip(" ,;:.")
    if not any(sign.isalnum() for sign in said):
        return None
    letters = sum(sign.isalpha() for sign in said)
    digits = sum(sign.isdigit() for sign in said)
    if digits < 3 or letters > digits or len(said) > LONGEST_NUMBER or _NO_NAME.search(said):
        raise BadInput("letter.compose.not_a_number", where=where, shown=said[:40])
    return said


def address(reader: Recipient, words: Mapping[str, Any]) -> str | None:
    """What follows "Dear": how they asked to be called, else honorific and family name, else the whole name."""
    if reader.known_as:
        return reader.known_as
    if reader.honorific and (reader.family or reader.order == "single"):
        return f"{honorific(reader.honorific, words)} {_after_honorific(reader)}"
    return full(reader)


def full(reader: Recipient) -> str | None:
    """The whole name as the person writes it."""
    if reader.name:
        return reader.name
    parts = (reader.family, reader.given) if reader.order == "family_first" else (reader.given, reader.family)
    return " ".join(part for part in parts if part) or None


def honorific(title: str, words: Mapping[str, Any]) -> str:
    """A title as the locale writes it: "Dr." or "Dr"; words written out stay as they are."""
    bare = title.rstrip(".")
    if bare.lower() in words["titles"]:
        return str(words["titles"][bare.lower()])
    if bare.lower() not in {"mr", "mrs", "ms", "dr", "prof"}:
        return bare if bare.lower() == "mx" else title
    return f"{bare}{words['title_stop']}"


def _after_honorific(reader: Recipient) -> str:
    """The family name; of Vietnamese names the given one, which is how they are addressed."""
    if reader.order == "single":
        return reader.name or reader.family or reader.given or ""
    family = reader.family or ""
    if reader.order == "family_first" and family.split()[0] in tables.lines("letter/wording/vietnamese.txt"):
        given = (reader.given or full(reader) or family).split()
        return given[-1]
    return family


def listed(names: tuple[str, ...], joint: str) -> str:
    """Names in a row: "Ruth", "Ruth and Jo", "Ruth, Jo and Sam"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def phone(number: str) -> str:
    """A number in the international way of writing; as given where it cannot be read."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return one_line(number)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
