"""msgspec at the edge: the published shapes read from JSON, written to JSON, and their JSON Schemas.

Reading follows the contract: "" reads as null, a missing or null key takes its default where the
shape has one, an unknown key is told and ignored, times need an offset.
"""

import dataclasses
import datetime as dt
import functools
import itertools
import re
import types
import typing
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput

T = TypeVar("T")


@functools.cache
def published() -> dict[str, type]:
    """Return every shape the contract names, by the name of its schema.

    They are loaded here and not with this module: creating their classes takes a third of a start.
    """
    from afterword.candidacy.candidacy import Candidacy
    from afterword.candidacy.contact import Contact
    from afterword.card.reading import CardReading
    from afterword.followup.step import Plan
    from afterword.gift.gift import Choices, Context, Gift
    from afterword.gift.passages import Passages
    from afterword.letter.brief import Brief
    from afterword.letter.letter import Checked, Letter
    from afterword.notes.interest import Interest
    from afterword.notes.ledger import Ledger
    from afterword.reply.reply import Reply

    return {
        "brief": Brief,
        "candidacy": Candidacy,
        "card_reading": CardReading,
        "checked": Checked,
        "choices": Choices,
        "contact": Contact,
        "context": Context,
        "gift": Gift,
        "interest": Interest,
        "ledger": Ledger,
        "letter": Letter,
        "passages": Passages,
        "plan": Plan,
        "reply": Reply,
    }


_MISFITS = {
    "shapes.missing": re.compile(r"Object missing required field `(?P<key>[^`]*)`"),
    "shapes.empty": re.compile(r"Expected `[^`]*`, got `null`"),
    "shapes.not_known": re.compile(r"Invalid enum value '?(?P<value>.*?)'?", re.DOTALL),
}
"""What msgspec says of the commonest faults, by the code that tells it in any language."""

_OLDER_SPELLING = {("Person", "role"): "roles", ("Person", "phone"): "phones"}


def read(data: bytes | str, shape: type[T], name: str, language: str = "en") -> tuple[T, list[Problem]]:
    """The value of `shape` in a JSON document, and the unknown keys met on the way.

    name: what the document is called in messages, for example its file name.
    Raises BadInput where the JSON is broken or does not fit, with the path in `where`.
    """
    try:
        raw = msgspec.json.decode(_utf_8(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput("shapes.not_json", where=name, detail=str(error)) from error
    return convert(raw, shape, name, language)


def convert(raw: object, shape: type[T], name: str, language: str = "en") -> tuple[T, list[Problem]]:
    """Like `read`, from JSON that is decoded already."""
    unknown: list[str] = []
    cleaned = _clean(raw, shape, "$", unknown)
    try:
        value = msgspec.convert(cleaned, shape)
    except msgspec.ValidationError as error:
        detail, _, path = str(error).partition(" - at `")
        raise _misfit(detail, _place(name, path.rstrip("`"))) from error
    for path, moment in _moments(value, "$"):
        if moment.utcoffset() is None:
            raise BadInput("shapes.no_offset", where=_place(name, path), time=str(moment))
    return value, [
        problem("shapes.unknown_key", language, where=_place(name, path), key=path.rpartition(".")[2])
        for path in unknown
    ]


def write(value: object) -> bytes:
    """One JSON document: indented, keys in the order of the shape, UTF-8."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a published shape."""
    return msgspec.json.schema(published()[name])


def _utf_8(data: bytes | str) -> bytes | str:
    """A document without the mark some programs write before it, from UTF-16 where the mark says so."""
    if isinstance(data, str):
        return data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    return data.removeprefix(b"\xef\xbb\xbf")


def _misfit(detail: str, where: str) -> BadInput:
    """What msgspec found wrong with a value, in the words of a code where it is common."""
    for code, pattern in _MISFITS.items():
        if found := pattern.fullmatch(detail):
            return BadInput(code, where=where, **found.groupdict())
    return BadInput("shapes.does_not_fit", where=where, detail=detail)


def _place(name: str, path: str) -> str:
    """`brief.json: topics[0].text` of the document's name and msgspec's path."""
    inner = path.removeprefix("$").removeprefix(".")
    return f"{name}: {inner}" if inner else name


def _clean(raw: object, shape: object, path: str, unknown: list[str]) -> object:
    """`raw` with "" as null, nulls of keys with a default left out, older spelling renamed, unknown keys noted."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw) or None  # an accent is a part of its letter, whoever typed it
    shape = _without_none(shape)
    if isinstance(raw, dict) and isinstance(shape, type) and dataclasses.is_dataclass(shape):
        return _clean_object(raw, shape, path, unknown)
    if isinstance(raw, list) and typing.get_origin(shape) is tuple:
        item = typing.get_args(shape)[0]
        cleaned = [_clean(value, item, f"{path}[{index}]", unknown) for index, value in enumerate(raw)]
        return _with_ids(cleaned) if getattr(item, "__name__", "") == "Event" else cleaned
    return raw


def _clean_object(raw: dict[str, object], shape: type, path: str, unknown: list[str]) -> dict[str, object]:
    fields = _fields(shape)
    cleaned: dict[str, object] = {}
    for key, value in raw.items():
        key = _OLDER_SPELLING.get((shape.__name__, key), key)
        if key not in fields:
            unknown.append(f"{path}.{key}")
            continue
        kind, has_default = fields[key]
        value = _clean(_wrapped(value, kind, shape, key), kind, f"{path}.{key}", unknown)
        if value is None and has_default:
            continue
        cleaned[key] = value
    return cleaned


def _wrapped(value: object, kind: object, shape: type, key: str) -> object:
    """A single value where a list is meant: `who` of an event, older `role` and `phone`."""
    if isinstance(value, (str, dict)) and typing.get_origin(kind) is tuple and shape.__name__ in {"Person", "Event"}:
        value = [value] if value else []
    if key == "phones" and isinstance(value, list):
        return [{"value": item} if isinstance(item, str) else item for item in value]
    return value


def _with_ids(events: list[object]) -> list[object]:
    """Events with an id each: those without one get the first free of e1, e2, ..."""
    taken = {event.get("id") for event in events if isinstance(event, dict)}
    free = (f"e{number}" for number in itertools.count(1) if f"e{number}" not in taken)
    return [
        {**event, "id": next(free)} if isinstance(event, dict) and event.get("id") is None else event
        for event in events
    ]


@functools.cache
def _fields(shape: type) -> dict[str, tuple[object, bool]]:
    hints = typing.get_type_hints(shape)
    return {
        field.name: (
            hints[field.name],
            field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING,
        )
        for field in dataclasses.fields(shape)
    }


def _without_none(shape: object) -> object:
    if typing.get_origin(shape) in {typing.Union, types.UnionType}:
        rest = [arm for arm in typing.get_args(shape) if arm is not type(None)]
        return rest[0] if len(rest) == 1 else shape
    return shape


def _moments(value: object, path: str) -> Iterator[tuple[str, dt.datetime]]:
    if isinstance(value, dt.datetime):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _moments(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _moments(item, f"{path}[{index}]")
