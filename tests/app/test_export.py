"""Everything out, and in again, equal."""

import json
import uuid

import pytest

from afterword.app.actions.record import record
from afterword.app.export import export, restore_rows
from afterword.app.models import Candidacy, Candidate, Event
from afterword.app.owner import acting_as
from afterword.errors import BadInput
from app.conftest import NOW


def test_an_export_imports_again_equal(held: Candidacy) -> None:
    record(held.id, "call_made", NOW, data={"step": "follow_up_1", "outcome": "spoke"})
    data = export()
    Candidate.objects.all().delete()
    somebody = Candidate.objects.create()
    with acting_as(somebody.id):
        assert Candidacy.objects.count() == 0
        assert restore_rows(data) > 5
        assert export() == data


def test_an_import_twice_adds_nothing(held: Candidacy) -> None:
    data = export()
    assert restore_rows(data) == 0
    assert export() == data


def test_rows_that_stand_with_other_content_are_refused_whole(held: Candidacy) -> None:
    document = json.loads(export())
    document["rows"]["event"][0]["data"] = {"date": "2027-01-01"}
    document["rows"]["person"].append({**document["rows"]["person"][0], "id": str(uuid.uuid4())})
    before = export()
    with pytest.raises(BadInput) as caught:
        restore_rows(json.dumps(document).encode())
    assert caught.value.code == "app.export.does_not_fit"
    assert export() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "shapes.not_json"),
        (b"[]", "app.export.not_an_export"),
        (b'{"rows": {}, "schema": "9999_later"}', "app.schema.newer"),
        (b'{"rows": {"person": [{"id": 1}]}, "schema": "0001_first", "candidate": {}}', "app.export.does_not_fit"),
        (
            b'{"rows": {"person": [{"nonsense": 1}]}, "schema": "0001_first", "candidate": {}}',
            "app.export.does_not_fit",
        ),
    ],
)
def test_what_is_no_export_is_one_clear_error(amara: Candidate, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        restore_rows(data)
    assert caught.value.code == code


def test_rows_of_somebody_else_are_never_taken_over(held: Candidacy, stranger: uuid.UUID) -> None:
    data = export()
    with acting_as(stranger), pytest.raises(BadInput):
        restore_rows(data)
    assert Event.everyone.exclude(owner_id=held.owner_id).count() == 0
