"""Copies: taken, brought back, and everything erased."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person
from afterword.app.models import Candidacy, Candidate, Event, MailAccount, Person, Reminding, Token
from afterword.candidacy.contact import Contact
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("data_folder")


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.app.place.folder", lambda chosen: tmp_path)


def test_everything_is_given_as_one_document(browser: Client, held: Candidacy, amara: Candidate) -> None:
    answer = browser.post("/settings/copy", {"do": "export"})
    assert ".json" in answer["Content-Disposition"]
    document = json.loads(answer.content)
    assert {row["name"] for row in document["rows"]["person"]} == {cast.RUTH, cast.DANA}
    amara.refresh_from_db()
    assert amara.copied_at
    assert "Last copy kept" in text_of(browser.get("/settings/copy"))


def test_a_copy_comes_back_as_it_was_and_twice_is_once(browser: Client, held: Candidacy) -> None:
    data = browser.post("/settings/copy", {"do": "export"}).content
    browser.post("/settings/copy", {"do": "erase", "sure": "yes"})
    for _ in range(2):
        answer = browser.post("/settings/copy", {"do": "take_in", "file": SimpleUploadedFile("copy.json", data)})
        assert answer["Location"] == "/"
    assert browser.post("/settings/copy", {"do": "export"}).content == data


@pytest.mark.parametrize("data", [b"", b"nothing of ours", b"[]", b'{"rows": {}, "schema": "9999_later"}', b"\xff\xfe"])
def test_what_is_no_copy_is_refused_beside_the_field(browser: Client, held: Candidacy, data: bytes) -> None:
    answer = browser.post("/settings/copy", {"do": "take_in", "file": SimpleUploadedFile("copy.json", data)})
    assert answer.status_code == 422
    assert 'aria-describedby="unfit"' in text_of(answer)
    assert Person.objects.count() == 2


def test_no_file_at_all_is_said(browser: Client) -> None:
    assert browser.post("/settings/copy", {"do": "take_in"}).status_code == 422


def test_the_database_is_given_where_it_is_a_file(
    browser: Client, held: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.app.pages.copies.backup", lambda target: target.write_bytes(b"a proven copy"))
    answer = browser.post("/settings/copy", {"do": "backup"})
    assert answer.getvalue() == b"a proven copy"
    assert ".sqlite3" in answer["Content-Disposition"]
    answer.close()


def test_what_is_not_well_has_its_mend(browser: Client, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert "Let it be readable by you alone." in text_of(browser.get("/settings/copy"))


def test_erasing_is_asked_for_and_says_what_goes(browser: Client, held: Candidacy) -> None:
    answer = browser.get("/settings/copy?erase")
    assert "It cannot be taken back." in text_of(answer)
    assert answer.content.count(b"is-primary") == 0
    assert Person.objects.exists()


def test_nothing_goes_without_the_tick(browser: Client, held: Candidacy) -> None:
    answer = browser.post("/settings/copy", {"do": "erase"})
    assert answer.status_code == 422
    assert "Nothing is erased yet." in text_of(answer)
    assert Person.objects.exists()


def test_everything_goes_with_the_passwords(browser: Client, held: Candidacy, monkeypatch: pytest.MonkeyPatch) -> None:
    MailAccount.objects.create(address=cast.AMARA_EMAIL, secret="mail-1")
    Reminding.objects.create(secret="ntfy-1", since=NOW)
    forgotten: list[str] = []
    monkeypatch.setattr("afterword.outside.secrets.forget", lambda name, folder: forgotten.append(name))
    assert browser.post("/settings/copy", {"do": "erase", "sure": "yes"})["Location"] == "/start"
    assert not Person.objects.exists()
    assert not Candidacy.objects.exists()
    assert not Event.objects.exists()
    assert forgotten == ["openalex", "mail-1", "ntfy-1"]
    assert Token.objects.filter(purpose="device").exists()
    assert browser.get("/start").status_code == 200


def test_the_number_of_queries_does_not_grow(browser: Client, held: Candidacy) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get("/settings/copy")
    for number in range(10):
        add_person(NOW, held.id, Contact(name=f"Person {number}"), ["interviewer"])
    with CaptureQueriesContext(connection) as many:
        browser.get("/settings/copy")
    assert len(many) == len(few)
