"""Calendars as people have them: Radicale keeps one on loopback, khal keeps one in a folder; both gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from servers.post import WAIT, free_port


@dataclass(frozen=True, slots=True)
class Radicale:
    """A running server, which lets everybody in; we are amara."""

    address: str

    def put(self, path: str, text: str, **headers: str) -> int:
        """Put a calendar or an entry of one; return the status."""
        return self._ask("PUT", path, text, {"Content-Type": "text/calendar; charset=utf-8", **headers})[0]

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a calendar or an entry."""
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, text: str = "", headers: dict[str, str] | None = None) -> tuple[int, str]:
        data = text.encode() if text else None
        known = {"Authorization": f"Basic {b64encode(b'amara:any').decode()}", **(headers or {})}
        request = urllib.request.Request(self.address + path, data, known, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")


@contextmanager
def radicale() -> Iterator[Radicale]:
    """Start Radicale in a folder of its own."""
    program = shutil.which("radicale")
    assert program, "Radicale is missing: sudo apt-get install radicale"
    folder, port = Path(tempfile.mkdtemp(prefix="afterword-radicale-")), free_port()
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n"
    )
    log = (folder / "log").open("w")
    process = subprocess.Popen([program, "-C", str(config)], stdout=log, stderr=log)
    try:
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        else:
            raise AssertionError(f"no Radicale on port {port}: {(folder / 'log').read_text()}")
        yield Radicale(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
        process.wait()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Khal:
    """A calendar of khal's in a folder; its clock shows Seattle's time."""

    folder: Path

    def take_in(self, text: str) -> None:
        """Import a file; what is known by its UID is replaced."""
        file = self.folder / "feed.ics"
        file.write_bytes(text.encode())
        self._run("import", "--batch", "-a", "work", str(file))

    def entries(self, since: str, days: int) -> list[tuple[str, ...]]:
        """Return (begin, uid, status, title) of what it shows from a day (2026-11-17) on."""
        shown = self._run("list", "--format", "{start}|{uid}|{status}|{title}", "--day-format", "", since, f"{days}d")
        return [tuple(line.split("|", 3)) for line in shown.splitlines() if "|" in line]

    def descriptions(self, since: str, days: int) -> str:
        """Return the descriptions of what it shows."""
        return self._run("list", "--format", "{description}", "--day-format", "", since, f"{days}d")

    def _run(self, *arguments: str) -> str:
        program = shutil.which("khal")
        assert program, "khal is missing: sudo apt-get install khal"
        home = str(self.folder)
        env = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
        done = subprocess.run(
            [program, "-c", str(self.folder / "config"), *arguments],
            env={**env, "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def khal(folder: Path) -> Khal:
    """Return an empty calendar of khal's in a folder."""
    (folder / "work").mkdir()
    (folder / "config").write_text(
        f"[calendars]\n[[work]]\npath = {folder / 'work'}\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = America/Los_Angeles\ndefault_timezone = America/Los_Angeles\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "[default]\ndefault_calendar = work\nprint_new = False\n"
    )
    return Khal(folder)
