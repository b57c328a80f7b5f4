"""A browser that is signed in as Amara."""

import pytest
from django.test import Client

from afterword.app.access import COOKIE
from afterword.app.actions.sign_in import make_link, sign_in
from afterword.app.models import Candidate
from app.conftest import NOW


@pytest.fixture
def browser(amara: Candidate) -> Client:
    key = sign_in(make_link(NOW), NOW)
    assert key
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[COOKIE] = key
    return client
