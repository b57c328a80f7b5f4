"""Everything of one candidate as one JSON document, and back again, equal."""

import base64
import datetime as dt
import uuid
from typing import Any

import msgspec
from django.db import IntegrityError, models, transaction

from afterword import __version__
from afterword.app import models as rows
from afterword.app.models.owned import Owned
from afterword.app.owner import current
from afterword.app.schema import NAMES
from afterword.errors import BadInput

ORDER: tuple[type[Owned], ...] = (
    rows.Person, rows.Candidacy, rows.Participation, rows.Interview, rows.Attendance, rows.Note, rows.Interest,
    rows.ShelfItem, rows.Article, rows.Posting, rows.Import, rows.Look, rows.Feed, rows.Letter, rows.Revision,
    rows.Approval, rows.MailAccount, rows.Outbox, rows.OwnModel, rows.ModelDraft, rows.GiftGiven, rows.Event, rows.Step,
    rows.PastStep, rows.Picture, rows.Mail, rows.Reminding, rows.Reminder,
)  # fmt: skip
"""Every table of a candidate, those that others point to first. Tokens stay behind: they open this database only."""


def export() -> bytes:
    """Return all rows of the owner in scope as one JSON document."""
    candidate = rows.Candidate.objects.get(id=current())
    document = {
        "afterword": __version__,
        "schema": NAMES[-1],
        "candidate": _row(candidate, without=("id", "user", "created_at", "copied_at")),
        "rows": {
            model._meta.model_name: [_row(row, without=("owner",)) for row in model.objects.order_by("id")]
            for model in ORDER
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def restore_rows(data: bytes) -> int:
    """Add the rows of an exported document to the owner in scope, all or none; return how many.

    Raises BadInput where the document is not an export, comes from a newer version, or holds rows
    that stand here already with other content.
    """
    document = _document(data)
    added = 0
    try:
        with transaction.atomic():
            _update_candidate(document["candidate"])
            for model in ORDER:
                for row in document["rows"].get(model._meta.model_name, []):
                    added += _add(model, row)
    except (IntegrityError, KeyError, TypeError, ValueError) as error:
        raise BadInput("app.export.does_not_fit", detail=str(error)) from error
    return added


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput("shapes.not_json", detail=str(error)) from error
    if not isinstance(document, dict) or not isinstance(document.get("rows"), dict) or "schema" not in document:
        raise BadInput("app.export.not_an_export")
    if document["schema"] not in NAMES:
        raise BadInput("app.schema.newer", step=document["schema"])
    if document["schema"] < "0003_revisions":
        _keep_earlier(document["rows"])
    return document


def _keep_earlier(tables: dict[str, Any]) -> None:
    """Make the one earlier wording of a letter, as exports held it before there were revisions, its first."""
    for letter in tables.get("letter", []):
        earlier = letter.pop("earlier", None)
        if not earlier:
            continue
        standing = {name: letter[name] for name in ("subject", "body", "moves", "seed")}
        letter["revision"] = 2
        tables.setdefault("revision", []).extend(
            {
                "id": str(uuid.uuid5(uuid.UUID(letter["id"]), str(number))),
                "letter_id": letter["id"],
                "number": number,
                "how": how,
                "at": letter["changed_at"],
                **text,
            }
            for number, how, text in ((1, "written", earlier), (2, "reworded", standing))
        )


def _row(row: models.Model, without: tuple[str, ...]) -> dict[str, Any]:
    return {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in without
    }


def _plain(value: object) -> object:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (uuid.UUID, dt.datetime)):
        return msgspec.to_builtins(value)
    return value


def _value(field: "models.Field[Any, Any]", plain: object) -> object:
    if isinstance(field, models.BinaryField):
        return base64.b64decode(str(plain), validate=True)
    if isinstance(field, models.JSONField):
        return plain
    return field.to_python(plain)


def _add(model: type[Owned], row: dict[str, Any]) -> int:
    fields = {field.attname: field for field in model._meta.concrete_fields if field.name != "owner"}
    if not isinstance(row.get("id"), str):
        raise TypeError(f"a {model._meta.model_name} has no id")
    standing = model.everyone.filter(id=row["id"]).first()
    if standing is not None:
        if standing.owner_id != current() or _row(standing, without=("owner",)) != row:
            raise ValueError(f"{model._meta.model_name} {row['id']} stands here already, with other content")
        return 0
    values = {name: _value(fields[name], plain) for name, plain in row.items()}
    model.everyone.bulk_create([model(owner_id=current(), **values)])
    return 1


def _update_candidate(row: dict[str, Any]) -> None:
    fields = {field.attname: field for field in rows.Candidate._meta.concrete_fields}
    values = {name: _value(fields[name], plain) for name, plain in row.items()}
    rows.Candidate.objects.filter(id=current()).update(**values)
