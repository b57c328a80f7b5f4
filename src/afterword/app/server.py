"""The app as one process on this computer: waitress, a few threads, 127.0.0.1 alone.

The data folder holds `running.json` while it runs: where it listens and a mark of its own. Whoever starts
a second one asks that address for the mark, so that a file left behind by a crash deceives nobody.
"""

import json
import os
import secrets
import signal
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from afterword.errors import BadInput

HOST = "127.0.0.1"
THREADS = 6
TRIES = 20
"""Ports looked at, from the one that is asked for, while they are taken."""
LARGEST_REQUEST = 100 * 2**20
"""Bytes; pages refuse smaller files with a sentence, this protects the machine."""

MARK = secrets.token_hex(16)
"""What this process answers at /alive."""


def running(folder: Path) -> int | None:
    """Return the port of the app that serves these data, None where none answers."""
    try:
        told = json.loads((folder / "running.json").read_text(encoding="utf-8"))
        with urllib.request.urlopen(f"http://{HOST}:{int(told['port'])}/alive", timeout=3) as answer:
            return int(told["port"]) if json.load(answer)["mark"] == told["mark"] else None
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return None


def listen(port: int) -> socket.socket:
    """Return a socket that listens on `port` or the next free one; 0 takes any.

    Raises BadInput where none of them is free.
    """
    for candidate in [port] if port == 0 else range(port, min(port + TRIES, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # on Windows this would share the port with whoever has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
        except OSError:
            listening.close()
        else:
            listening.listen(128)
            return listening
    raise BadInput("app.server.no_port", port=port, last=port + TRIES - 1)


def serve(listening: socket.socket, folder: Path, ready: Callable[[], None]) -> None:
    """Answer requests until SIGINT or SIGTERM; ready: called once when the app answers.

    Django is set up already; the socket is closed at the end.
    """
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from afterword.app.runner.inline import Inline

    server: Any = create_server(
        get_wsgi_application(), sockets=[listening], threads=THREADS, max_request_body_size=LARGEST_REQUEST, ident=None
    )
    note = folder / "running.json"
    _write_private(note, json.dumps({"port": listening.getsockname()[1], "mark": MARK, "pid": os.getpid()}))
    runner = Inline()
    runner.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    threading.Thread(target=ready, daemon=True).start()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        runner.stop()
        server.close()
        note.unlink(missing_ok=True)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
