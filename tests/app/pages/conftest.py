"""A browser that is signed in as Amara."""

import datetime as dt
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test import Client

from afterword import api
from afterword.app.access import COOKIE
from afterword.app.actions.sign_in import make_link, sign_in
from afterword.app.models import Candidate
from afterword.outside.fetch import Fetcher
from app.conftest import NOW


@pytest.fixture
def browser(amara: Candidate) -> Client:
    now = dt.datetime.now(dt.UTC)
    key = sign_in(make_link(now), now)
    assert key
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[COOKIE] = key
    return client


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No page of a test asks the world."""

    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "offline")

    monkeypatch.setattr(api, "_fetcher", lambda: Fetcher("test", resolve=nowhere))
    guest = api._guest
    guest.cache_clear()
    yield
    guest.cache_clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request comes two hours after the interview."""
    still = SimpleNamespace(datetime=SimpleNamespace(now=NOW.astimezone), UTC=dt.UTC)
    monkeypatch.setattr("afterword.app.middleware.dt", still)
