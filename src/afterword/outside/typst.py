"""A letter or an envelope as PDF, set by typst in a process of its own that ends.

The words go to typst as data, never as markup. Its own fonts are taken, so that the same letter is the same
file everywhere; only for signs they do not have are the fonts of the machine asked.
"""

import dataclasses
import datetime as dt
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from afterword.errors import BadInput, NotSupported
from afterword.letter.paper import Envelope, Sheet

SECONDS = 10
"""How long one file may take; a letter takes a tenth of a second."""

_DONE, _NO_TYPST, _NO_FONT = 0, 3, 4
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{(\w+)\}")


def pdf(page: Sheet | Envelope, on: dt.date) -> bytes:
    """A page as tagged PDF (PDF/UA-1), its fonts inside. on: the day it is dated; the same page gives the same bytes.

    Raises NotSupported where typst is not installed, BadInput where no font has a sign of the text, where it
    takes too long or cannot be set at all.
    """
    data = {**dataclasses.asdict(page), "on": {"year": on.year, "month": on.month, "day": on.day}}
    job = {
        "template": "letter.typ" if isinstance(page, Sheet) else "envelope.typ",
        "data": json.dumps(data),
        "timestamp": int(dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC).timestamp()),
    }
    command = [sys.executable, "-I", "-c", "from afterword.outside import typst; typst.main()"]
    environment = {**os.environ, "RUST_BACKTRACE": "0", "PYTHONIOENCODING": "utf-8"}
    try:
        ended = subprocess.run(
            command, input=json.dumps(job).encode(), capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BadInput("outside.typst.too_long", seconds=SECONDS) from error
    if ended.returncode == _NO_TYPST:
        raise NotSupported("outside.typst.not_installed")
    if ended.returncode == _NO_FONT:
        raise BadInput("outside.typst.no_font", signs=ended.stderr.decode())
    if ended.returncode != _DONE:
        raise BadInput("outside.typst.failed")
    return ended.stdout


def main() -> None:
    """Set the page that standard input describes and end: what the process does that `pdf` starts."""
    try:
        import typst
    except ImportError:
        sys.exit(_NO_TYPST)
    job: dict[str, Any] = json.load(sys.stdin.buffer)
    template = (Path(__file__).parent / job["template"]).read_bytes()
    signs: list[str] = []
    with tempfile.TemporaryDirectory() as empty:  # all of the disk that the template could reach
        for own_fonts in (True, False):
            try:
                done = typst.compile(
                    template,
                    root=empty,
                    ignore_system_fonts=own_fonts,
                    format="pdf",
                    sys_inputs={"data": job["data"]},
                    pdf_standards=["ua-1"],
                    package_path=empty,
                    package_cache_path=empty,
                    timestamp=job["timestamp"],
                )
            except typst.TypstError as error:
                signs = _MISSING.findall(error.diagnostic)
                if not signs:
                    raise
            else:
                sys.stdout.buffer.write(done)
                return
    shown = " ".join(_ESCAPED.sub(lambda sign: f"U+{sign[1].upper()}", sign) for sign in dict.fromkeys(signs))
    sys.stderr.buffer.write(shown[:60].encode())
    sys.exit(_NO_FONT)
