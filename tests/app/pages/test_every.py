"""Every page and every form, with what nobody should send: none of it may fail inside."""

import datetime as dt
import uuid
from collections.abc import Mapping
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern

from afterword.app.access import COOKIE
from afterword.app.models import Candidate
from afterword.app.owner import acting_as
from app.pages.every import Form, address, arguments, forms, routes, rows

NOW = dt.datetime.now(dt.UTC)
BAD_TEXTS = (
    "a\x00b",
    "x" * 10_000,
    "<script>alert(1)</script>{{ 7 }}",
    "Ruth \u202eyawollaC",
    "Ruth\r\nBcc: everyone@example.org",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "-1",
    "9" * 400,
    "²",
    "",
)
BAD_FILES = ((b"", "x.jpg"), (b"\x00\xff" * 500, "x.jpg"), (b"\xd0\xcf\x11\xe0", "x.eml"), (b"{", "x"))
ASKED = (
    *("aside", "box", "candidacy", "done", "dropped", "edit", "erase", "gift", "interest", "kind", "next", "note"),
    *("page", "person", "q", "removed", "subject", "title", "to", "url", "vcard", "was", "what", "words"),
)
"""What pages read from their address."""

each = pytest.mark.parametrize("route", routes(), ids=lambda route: str(route.name))


@pytest.fixture
def own(amara: Candidate) -> dict[str, uuid.UUID]:
    return rows(NOW)


@pytest.fixture
def foreign(stranger: uuid.UUID) -> dict[str, uuid.UUID]:
    with acting_as(stranger):
        return rows(NOW)


@pytest.fixture
def patient(browser: Client) -> Client:
    """The browser, which is told of a fault by its status as a person is."""
    browser.raise_request_exception = False
    return browser


@each
def test_rows_of_somebody_else_are_not_there(
    route: URLPattern, patient: Client, own: dict[str, uuid.UUID], foreign: dict[str, uuid.UUID]
) -> None:
    for name in own.keys() & set(arguments(route)):
        for other in (foreign[name], uuid.uuid4()):
            page = address(route, own | {name: other})
            seen = {patient.get(page).status_code, patient.post(page).status_code}
            moved_on = {302} if route.name == "later" else set()  # a step that was planned anew is told as such
            assert seen <= {404, 405} | moved_on, f"{page} answers {seen}"


@each
def test_an_address_that_is_none(route: URLPattern, patient: Client, own: dict[str, uuid.UUID]) -> None:
    right = address(route, own)
    for name in arguments(route):
        for text in ("x", "%00", "-1", quote("\u202e<b>"), "0" * 400):
            value = str(own[name]) if name in own else right.rpartition("/")[2].partition(".")[0]
            page = right.replace(value, text)
            seen = {patient.get(page).status_code, patient.post(page).status_code}
            assert seen <= {302, 400, 401, 404, 405, 410, 422}, f"{page} answers {seen}"


@each
def test_what_an_address_asks_for(route: URLPattern, patient: Client, own: dict[str, uuid.UUID]) -> None:
    page = Form(address(route, own), "get")
    texts = [*BAD_TEXTS, str(uuid.uuid4())]
    faults = [_fault(patient, page, dict.fromkeys(ASKED, text)) for text in texts]
    faults += [_fault(patient, page, {name: text}) for name, text in product(ASKED, ("x", "a\x00b"))]
    assert not list(filter(None, faults))


@each
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods(route: URLPattern, method: str, patient: Client, own: dict[str, uuid.UUID]) -> None:
    assert patient.generic(method, address(route, own)).status_code == 405


@each
def test_what_a_form_brings(route: URLPattern, patient: Client, own: dict[str, uuid.UUID]) -> None:
    faults = []
    for form in forms(patient, address(route, own)):
        for (name, value), text in product(form.buttons, BAD_TEXTS):
            faults.append(_fault(patient, form, dict.fromkeys(form.fields.keys() - {name}, text) | {name: value}))
        for (name, value), text in product(form.buttons, ("x", "a\x00b", "")):
            faults.append(_fault(patient, form, {name: f"{value.partition(':')[0]}:{text}"}))
        for name, text in product(form.fields, ("a\x00b", "x" * 10_000, "9999-12-31", "")):
            faults.append(_fault(patient, form, {name: text}))
    assert not list(filter(None, faults))


@each
def test_files_that_are_none(route: URLPattern, patient: Client, own: dict[str, uuid.UUID]) -> None:
    faults = []
    for form in forms(patient, address(route, own)):
        for file, (data, name), button in product(form.files, BAD_FILES, form.buttons):
            faults.append(_fault(patient, form, {file: SimpleUploadedFile(name, data), button[0]: button[1]}))
    assert not list(filter(None, faults))


def _fault(browser: Client, form: Form, said: Mapping[str, Any]) -> str | None:
    """Send it, forget what it changed, and tell of a fault of the program."""
    given: dict[str, Any] = {**form.fields, **said}
    if given.get("do") == "backup":  # a copy waits for whoever writes: here for this very transaction
        return None
    with transaction.atomic():
        answer = browser.get(form.action, given) if form.method == "get" else browser.post(form.action, given)
        transaction.set_rollback(True)
    if answer.status_code < 500:
        return None
    short = {name: str(value)[:40] for name, value in said.items()}
    return f"{form.method} {form.action} {short} answers {answer.status_code}"


@each
def test_a_browser_that_was_signed_out(route: URLPattern, own: dict[str, uuid.UUID]) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[COOKIE] = "revoked"
    assert client.get(address(route, own)).status_code in {200, 401, 404, 410}
    assert client.post(address(route, own)).status_code in {401, 405}


@each
def test_a_post_without_its_token(route: URLPattern, browser: Client, own: dict[str, uuid.UUID]) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    strict.cookies = browser.cookies
    assert strict.post(address(route, own)).status_code in {403, 405}


@each
def test_another_host(route: URLPattern, patient: Client, own: dict[str, uuid.UUID]) -> None:
    assert patient.get(address(route, own), headers={"host": "evil.example.org"}).status_code == 400
