"""The app as one process on this computer: waitress, a few threads, 127.0.0.1 alone."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from afterword.app import running
from afterword.errors import BadInput

THREADS = 6
TRIES = 20
"""Ports looked at, from the one that is asked for, while they are taken."""

LARGEST_REQUEST = 100 * 2**20
"""Bytes; pages refuse smaller files with a sentence, this protects the machine."""

STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

log = logging.getLogger("afterword.server")


def listen(port: int) -> socket.socket:
    """Return a socket that listens on `port` or the next free one; 0 takes any.

    Raises BadInput where none of them is free.
    """
    last = min(port + TRIES, 65536) - 1
    for candidate in [port] if port == 0 else range(port, last + 1):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # on Windows this would share the port with whoever has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((running.HOST, candidate))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise BadInput("app.server.no_port", port=port, last=last)


def serve(listening: socket.socket, folder: Path, ready: Callable[[], None]) -> None:
    """Answer requests until SIGINT or SIGTERM; what is in hand is ended first.

    ready: called once, beside the threads that answer. Django is set up already.
    """
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from afterword.app.refusing import Refusing
    from afterword.app.runner.inline import Inline

    server: Any = create_server(
        get_wsgi_application(), sockets=[listening], threads=THREADS, max_request_body_size=LARGEST_REQUEST, ident=None
    )
    server.channel_class = Refusing
    runner = Inline(folder)
    try:
        for number in STOPS:
            signal.signal(number, _stop)
        running.tell(folder, listening.getsockname()[1])
        runner.start()
        log.info("started on port %s", listening.getsockname()[1])
        threading.Thread(target=_once, args=(ready,), daemon=True).start()
        server.run()  # ends with the threads that answer, at the first signal
    except KeyboardInterrupt:
        log.info("stopped while starting")
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)  # it is ending; a second signal must not cut that short
        runner.stop()
        server.close()
        running.forget(folder)
        log.info("stopped")


def _once(ready: Callable[[], None]) -> None:
    try:
        ready()
    except Exception:
        log.exception("the browser could not be opened")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
