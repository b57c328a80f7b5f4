"""A web site on this computer that answers as a test tells it to, byte by byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from afterword.outside.fetch import Fetcher

Answer = Callable[[socket.socket, str], None]
"""Takes the connection and the request as it came, and answers or does not."""


@dataclass
class Website:
    """heard: the requests as they came."""

    socket: socket.socket
    answer: Answer
    heard: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://page.example.org:{self.port}/"

    def serve(self) -> None:
        while True:
            try:
                taken, _ = self.socket.accept()
            except OSError:
                return
            with taken:
                taken.settimeout(5)
                try:
                    heard = taken.recv(65_536).decode("latin-1")
                    self.heard.append(heard)
                    self.answer(taken, heard)
                except OSError:
                    continue


@contextmanager
def website() -> Iterator[Website]:
    """A site that says hello until it is told otherwise."""
    listening = socket.create_server(("127.0.0.1", 0))
    found = Website(listening, lambda taken, heard: taken.sendall(page(b"hello")))
    thread = threading.Thread(target=found.serve, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


def nearby() -> Fetcher:
    """A fetcher to whom every name is this computer, at any port."""
    return Fetcher(
        "test", allows=lambda address: address.is_loopback, ports=None, resolve=lambda host, port: ["127.0.0.1"]
    )


def page(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


NOTHING = page(b"", status="404 Not Found")


def say(site: Website, answer: bytes, robots: bytes = NOTHING) -> None:
    """Let a site answer so to everything but its robots.txt."""
    site.answer = lambda taken, heard: taken.sendall(robots if " /robots.txt " in heard else answer)


def asked(site: Website) -> list[str]:
    """The paths that were asked for, in order."""
    return [heard.split(" ")[1] for heard in site.heard]
