"""Open catalogues are asked for words alone, when the button is pressed, and what comes back passes every gate."""

import json
import uuid

import pytest
from django.test import Client

from afterword import api
from afterword.app import place
from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.add_subject import add_subject
from afterword.app.config import chosen
from afterword.app.models import Candidacy, Candidate, Person, ShelfItem
from afterword.errors import BadInput
from afterword.gift.gift import Gift
from afterword.outside import secrets
from app.conftest import NOW
from app.pages.answers import text_of


def books(*rows: tuple[str, str]) -> bytes:
    docs = [{"key": f"/works/{key}", "title": title, "first_publish_year": 2024} for key, title in rows]
    return json.dumps({"docs": docs}).encode()


class World:
    """What the catalogues answer, and what they were asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: bytes | BadInput = books(
            ("OL1W", "Sailing with lost badges"), ("OL2W", "A badge collector at sea")
        )

    def ask(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.answer, BadInput):
            raise self.answer
        return self.answer


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    found = World()
    monkeypatch.setattr(api, "_guest", lambda: found)
    return found


@pytest.fixture
def address(browser: Client, fernhill: Candidacy, ruth: Person) -> str:
    line = add_subject(fernhill.id, "a lost badge", person_id=ruth.id, id=uuid.uuid4())
    return f"/candidacies/{fernhill.id}/gift/{ruth.id}/sources?interest={line.id}"


def test_nobody_is_asked_by_looking(browser: Client, address: str, world: World) -> None:
    page = text_of(browser.get(address))
    assert "openlibrary.org" in page
    assert "api.openalex.org" in page
    assert world.asked == []


def test_only_the_words_leave_and_only_to_those_chosen(
    browser: Client, address: str, world: World, ruth: Person
) -> None:
    answer = browser.post(address, {"words": "lost badge", "names": ["openlibrary"]})
    assert answer.status_code == 200
    assert len(world.asked) == 1
    assert "q=lost+badge" in world.asked[0]
    assert not any(word.lower() in world.asked[0].lower() for word in ruth.name.split())
    assert "Sailing with lost badges" in text_of(answer)
    assert 'value="openlibrary"' in (html := browser.get(address).content.decode())
    assert html.count("checked") == 1


def test_a_find_goes_on_the_shelf_and_on_to_be_read(browser: Client, address: str, world: World) -> None:
    answer = browser.post(address, {"words": "lost badge", "names": ["openlibrary"]})
    found = Gift(id="", url="https://openlibrary.org/works/OL1W")
    assert found.url
    key = next(part.split('"')[0] for part in answer.content.decode().split('name="keep" value="')[1:])
    kept = browser.post(address, {"words": "lost badge", "names": ["openlibrary"], "keep": key})
    item = ShelfItem.objects.get()
    assert item.url.startswith("https://openlibrary.org/works/OL")
    assert kept.headers["Location"].startswith(f"/shelf/{item.id}?candidacy=")
    assert not item.value.get("read")


def test_what_may_not_be_given_is_left_out(browser: Client, address: str, world: World) -> None:
    world.answer = books(("OL1W", "Lost badge: discount voucher inside"))
    page = text_of(browser.post(address, {"words": "lost badge", "names": ["openlibrary"]}))
    assert "voucher" not in page
    assert "1 thing is left out" in page


def test_one_that_does_not_answer_is_said_and_the_others_count(
    browser: Client, address: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(url: str) -> bytes:
        if "openlibrary" in url:
            return books(("OL1W", "Sailing with lost badges"))
        raise BadInput("outside.fetch.busy", host="api.crossref.org", status=429, seconds=None)

    monkeypatch.setattr(world, "ask", ask)
    page = text_of(browser.post(address, {"words": "lost badge", "names": ["openlibrary", "crossref"]}))
    assert "api.crossref.org takes no more questions for now" in page
    assert "Sailing with lost badges" in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
     ({"words": "", "names": ["arxiv"]}, "This field is required"), ({"words": "badge"}, "Choose at least one"),
     ({"words": "badge", "names": ["evil"]}, "evil is not one of"),
     ({"words": "a\nb", "names": ["arxiv"]}, "in one line"),
     ({"words": "badge", "names": ["openalex"], "key": "a b\r\nX: 1"}, "letters and digits")],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field_and_nobody_is_asked(
    browser: Client, address: str, world: World, sent: dict[str, object], told: str
) -> None:
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert world.asked == []


def test_a_key_is_kept_outside_the_database_and_sent_to_its_own_catalogue(
    browser: Client, address: str, world: World
) -> None:
    world.answer = b'{"results": [], "docs": []}'
    browser.post(address, {"words": "badge", "names": ["openalex", "openlibrary"], "key": "k1abc"})
    assert secrets.find("openalex", place.folder(chosen)) == "k1abc"
    assert ["api_key=k1abc" in url for url in world.asked] == [True, False]
    assert "k1abc" not in json.dumps(list(Candidate.objects.values("sources", "proofs")))


def test_what_the_catalogue_forgot_is_said(browser: Client, address: str, world: World) -> None:
    answer = browser.post(address, {"words": "badge", "names": ["openlibrary"], "keep": "g0"}, follow=True)
    assert "does not know it any more" in text_of(answer)
    assert not ShelfItem.objects.exists()


def test_the_shelf_is_not_asked_twice_for_one_thing(browser: Client, address: str, world: World) -> None:
    add_gift(NOW, Gift(id="x", kind="book", title="Sailing", url="https://openlibrary.org/works/OL1W"), id=uuid.uuid4())
    answer = browser.post(address, {"words": "lost badge", "names": ["openlibrary"]})
    keys = [part.split('"')[0] for part in answer.content.decode().split('name="keep" value="')[1:]]
    for key in keys:
        browser.post(address, {"words": "lost badge", "names": ["openlibrary"], "keep": key})
    assert ShelfItem.objects.filter(url="https://openlibrary.org/works/OL1W").count() == 1
