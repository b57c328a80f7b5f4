"""A private post office for tests: Exim takes mail in, Dovecot keeps it; both on loopback, gone afterwards."""

import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

HERE = Path(__file__).parent
WAIT = 15.0


@dataclass(frozen=True, slots=True)
class Post:
    """Ports of the running servers."""

    smtp: int
    imap: int

    def letters(self, address: str, *, at_least: int = 1) -> list[EmailMessage]:
        """Return the mails of a mailbox, once there are enough of them."""
        for _ in range(int(WAIT / 0.2)):
            found = self._letters(address)
            if len(found) >= at_least:
                return found
            time.sleep(0.2)
        return self._letters(address)

    def _letters(self, address: str) -> list[EmailMessage]:
        with imaplib.IMAP4("127.0.0.1", self.imap, timeout=10) as imap:
            imap.login(address, "secret")
            imap.select("INBOX", readonly=True)
            numbers = imap.search(None, "ALL")[1][0].split()
            raw = [imap.fetch(number, "(BODY.PEEK[])")[1][0] for number in numbers]
        return [message_from_bytes(part[1], policy=default) for part in raw if isinstance(part, tuple)]


@contextmanager
def running() -> Iterator[Post]:
    """Start both servers; they need root, as in a clean test machine."""
    assert os.geteuid() == 0, "the mail servers of the tests are started as root"
    folder = Path(tempfile.mkdtemp(prefix="afterword-post-"))
    post = Post(free_port(), free_port())
    names = {"FOLDER": str(folder), "SMTP": str(post.smtp), "IMAP": str(post.imap), "LMTP": str(free_port())}
    folder.chmod(0o755)
    for name in ("mail", "home", "run", "state"):
        _own(folder / name, "nobody")
    for name in ("spool", "log"):
        _own(folder / name, "Debian-exim")
    shutil.chown(folder, "Debian-exim")
    (folder / "dovecot.log").touch()
    shutil.chown(folder / "dovecot.log", "nobody")
    dovecot = subprocess.Popen(["dovecot", "-F", "-c", _filled("dovecot.conf", folder, names)])
    exim = subprocess.Popen(["exim4", "-C", _filled("exim.conf", folder, names), "-bdf", "-q1m"])
    try:
        for port in (post.smtp, post.imap):
            _wait_for(port, folder)
        yield post
    finally:
        for process in (exim, dovecot):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own(path: Path, user: str) -> None:
    path.mkdir()
    shutil.chown(path, user)


def _filled(name: str, folder: Path, names: dict[str, str]) -> str:
    text = (HERE / name).read_text()
    for key, value in names.items():
        text = text.replace(f"@{key}@", value)
    path = folder / name
    path.write_text(text)
    path.chmod(0o644)
    return str(path)


def _wait_for(port: int, folder: Path) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    told = "\n".join(path.read_text(errors="replace") for path in (folder / "log").glob("*log"))
    raise AssertionError(f"no server on port {port}: {told} {(folder / 'dovecot.log').read_text()}")
