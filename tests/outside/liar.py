"""A model server on loopback that answers as a test tells it: with a lie, with nonsense, or not at all."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Lie = Callable[[socket.socket], None]


@dataclass(slots=True)
class Liar:
    """Where it answers, and what it was asked."""

    port: int
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As a person would enter it."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def lying(*lies: Lie) -> Iterator[Liar]:
    """Serve the lies in order, one a connection, the last of them for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    liar = Liar(listening.getsockname()[1])

    def serve() -> None:
        number = 0
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                if _listened(connection, liar):
                    number += 1
                    lies[min(number, len(lies)) - 1](connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)


def _listened(connection: socket.socket, liar: Liar) -> bool:
    """Read a whole question; False where nobody asked one."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return False
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        body += connection.recv(65536)
    liar.heads.append(head.decode("latin-1"))
    liar.bodies.append(body)
    return True


def answer(
    body: str | bytes, status: int = 200, *headers: str, kind: str = "application/json", length: int | None = None
) -> Lie:
    """A whole answer. length: claimed, where it is another than the true one."""
    data = body.encode() if isinstance(body, str) else body
    claimed = len(data) if length is None else length
    lines = (
        f"HTTP/1.1 {status} X",
        f"Content-Type: {kind}",
        f"Content-Length: {claimed}",
        "Connection: close",
        *headers,
    )

    def tell(connection: socket.socket) -> None:
        connection.sendall("\r\n".join((*lines, "", "")).encode() + data)

    return tell


def message(content: object, finish: str = "stop", **more: object) -> Lie:
    """What a model would answer. more: further keys of its message."""
    said = {"message": {"role": "assistant", "content": content, **more}, "finish_reason": finish}
    return answer(json.dumps({"choices": [{"index": 0, **said}]}))


def error(words: str, status: int, *headers: str) -> Lie:
    """An error as servers word it."""
    return answer(json.dumps({"error": {"message": words}}), status, *headers)
