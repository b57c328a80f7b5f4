"""The page of all people."""

from django.test import Client

import cast
from afterword.app.models import Person


def test_everybody_who_is_known_stands_there(browser: Client, ruth: Person, dana: Person) -> None:
    page = browser.get("/people").content.decode()
    assert cast.RUTH in page
    assert cast.DANA in page


def test_a_search_leaves_those_who_fit(browser: Client, ruth: Person, dana: Person) -> None:
    page = browser.get("/people", {"q": "Calloway"}).content.decode()
    assert cast.RUTH in page
    assert cast.DANA not in page
