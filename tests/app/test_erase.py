"""Somebody is erased: no row says their name any more."""

import cast
from afterword.app.actions.erase_person import erase_person
from afterword.app.export import export
from afterword.app.models import Candidacy, PastStep, Person
from app.conftest import NOW


def test_no_row_names_who_is_erased(held: Candidacy, dana: Person) -> None:
    assert cast.DANA in export().decode()
    erase_person(NOW, dana.id)
    assert PastStep.objects.filter(value__to=str(dana.id)).exists()
    assert cast.DANA not in export().decode()
