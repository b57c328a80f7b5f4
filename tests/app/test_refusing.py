"""A request that is too large is refused by what it says of itself, in a line with the mend."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from waitress.server import create_server

from afterword.app.refusing import Refusing


@pytest.fixture
def port() -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    server: Any = create_server(lambda environ, start: [], sockets=[listening], max_request_body_size=2**20)
    server.channel_class = Refusing
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(5)


def test_half_a_gigabyte_is_refused_before_any_of_it_is_sent(port: int) -> None:
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
        asking.sendall(b"POST /shelf/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000000\r\n\r\n")
        told = b"".join(iter(lambda: asking.recv(4096), b"")).decode()
    assert time.perf_counter() - began < 5
    assert told.startswith("HTTP/1.1 413 ")
    assert "These files are larger than 1 MB together, and nothing of them was read." in told
    assert "Bring them in one at a time; each may have 32 MB." in told
