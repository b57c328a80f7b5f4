"""Reading what a form brings: photos are held first, then everything is read, and no file spoils another."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile

from afterword import api
from afterword.app.actions.hold_picture import hold_picture
from afterword.app.middleware import in_one_line
from afterword.candidacy.contact import Contact, Email, Phone, Website
from afterword.errors import BadInput

Item = TypeVar("Item", Email, Phone, Website)
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was read, and the photos they were read from."""

    contact: Contact
    pictures: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """found: the people; loose: photos that named nobody; told: what was noticed; refused: files not taken."""

    found: tuple[Found, ...] = ()
    loose: tuple[uuid.UUID, ...] = ()
    told: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read(
    uploads: Sequence["UploadedFile[Any]"], pasted: str, *, now: dt.datetime, region: str | None, language: str
) -> Reading:
    """Hold the photos and read everything. pasted: text of a form, "" for none. Raises nothing for a bad file."""
    photos: dict[str, tuple[str, bytes]] = {}
    texts: list[tuple[File, str]] = [(("pasted.txt", pasted.encode()), "")] if pasted.strip() else []
    refused: list[str] = []
    for upload in uploads:
        name, data = upload.name or "", upload.read()
        try:
            kept = api.keepable_picture(data, name)
        except BadInput as error:
            refused.append(_line(name, error))
            continue
        if kept:
            photos[f"{hold_picture(now, *kept)}.jpg"] = (name, data)
        else:
            texts.append(((name, data), name))
    found, told = _read_photos(photos, region, language)
    for file, name in texts:
        try:
            reading = api.read_card([file], region=region, language=language)
        except BadInput as error:
            refused.append(_line(name, error))
            continue
        found += [Found(contact) for contact in reading.contacts]
        told += [problem.message for problem in reading.problems]
    shown = {picture for one in found for picture in one.pictures}
    loose = tuple(id for id in map(_id, photos) if id not in shown)
    return Reading(tuple(found), loose, tuple(told), tuple(refused))


def _read_photos(photos: dict[str, File], region: str | None, language: str) -> tuple[list[Found], list[str]]:
    """The people of the photos, told apart by the ids the photos are held under."""
    if not photos:
        return [], []
    try:
        reading = api.read_card([(held, data) for held, (_, data) in photos.items()], region=region, language=language)
    except BadInput as error:  # the photos stay, and what they say can be typed
        return [], [_line("", error)]
    order = list(photos)
    found = [
        Found(placed(contact, _place_in(contact, order)), tuple(_id(file) for file in contact.files if file in photos))
        for contact in reading.contacts
    ]
    told = [
        f"{photos[problem.where][0]}: {problem.message}" if problem.where in photos else problem.message
        for problem in reading.problems
    ]
    return found, told


def placed(contact: Contact, place: Callable[[int], int]) -> Contact:
    """The contact with the file number of every box taken through `place`."""
    return replace(
        contact,
        emails=tuple(_placed(item, place) for item in contact.emails),
        phones=tuple(_placed(item, place) for item in contact.phones),
        websites=tuple(_placed(item, place) for item in contact.websites),
    )


def _placed(item: Item, place: Callable[[int], int]) -> Item:
    if item.where is None:
        return item
    file, x0, y0, x1, y1 = item.where
    return replace(item, where=(place(file), x0, y0, x1, y1))


def _place_in(contact: Contact, order: Sequence[str]) -> Callable[[int], int]:
    """The place of a file among those of the contact, by its place among all that were read together."""
    return lambda index: contact.files.index(order[index]) if order[index] in contact.files else 0


def _id(file: str) -> uuid.UUID:
    return uuid.UUID(file.partition(".")[0])


def _line(name: str, error: BadInput) -> str:
    return f"{name}: {in_one_line(error)}" if name else in_one_line(error)
