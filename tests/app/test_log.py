"""The service log: where it failed and of what kind, never a key, a query or anybody's words."""

import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.app import log


@pytest.fixture
def kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """The log of a folder; what other tests log is as before afterwards."""
    loggers = [logging.getLogger(name) for name in (*log.WRITERS, "waitress.queue")]
    before = [(logger.level, logger.handlers, logger.propagate) for logger in loggers]
    root, raises = list(logging.getLogger().handlers), logging.raiseExceptions
    log.keep(tmp_path)
    yield tmp_path / log.NAME
    for handler in logging.getLogger("afterword").handlers:
        handler.close()
    for logger, (level, handlers, propagate) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.handlers, logger.propagate = handlers, propagate
    logging.getLogger().handlers, logging.raiseExceptions = root, raises


def on_screen() -> None:
    """Let the log write to what is the screen during a test, not to that of its fixtures."""
    screen = logging.getLogger("afterword").handlers[1]
    assert isinstance(screen, logging.StreamHandler)
    screen.stream = sys.stderr


def fail() -> None:
    raise ValueError("Ruth said the badges worry her")


def test_an_error_leaves_its_kind_and_places_but_not_its_words(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_screen()
    try:
        fail()
    except ValueError:
        logging.getLogger("afterword.runner").exception("a look failed")
    text = kept.read_text()
    assert "a look failed (ValueError)" in text
    assert "test_log.py:" in text
    assert "badges" not in text
    shown = capsys.readouterr().err
    assert len(shown.splitlines()) == 1
    assert "badges" not in shown


@pytest.mark.parametrize(
    "said",
    [
        "Not Found: /feed/kEy-9_x.ics",
        "Gone: /login/kEy-9_x",
        "Exception while serving /login/kEy-9_x?next=/",
        "Not Found: http://127.0.0.1:8000/login/kEy-9_x",
        "Bad Request: /shelf?q=kEy-9_x",
        "Not Found: /nowhere?a=1&name=kEy-9_x",
    ],
)
def test_keys_and_queries_never_reach_the_log(kept: Path, said: str) -> None:
    logging.getLogger("django.request").warning("%s", said)
    text = kept.read_text()
    assert said.partition(":")[0].partition(" ")[0] in text
    assert "kEy-9_x" not in text


def test_a_line_break_begins_no_line(kept: Path) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", "/x\nERROR afterword: all is lost")
    assert len(kept.read_text().splitlines()) == 1


def test_a_library_that_quotes_a_file_is_not_kept(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_screen()
    logging.getLogger("pypdf").warning("invalid header: Dear Ruth")
    assert kept.read_text() == ""
    assert capsys.readouterr().err == ""


def test_warnings_stay_off_the_screen(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_screen()
    logging.getLogger("django.request").warning("Not Found: /favicon.ico")
    assert "favicon" in kept.read_text()
    assert capsys.readouterr().err == ""


def test_a_screen_that_has_gone_brings_no_words_forth(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen = logging.getLogger("afterword").handlers[1]
    assert isinstance(screen, logging.StreamHandler)
    gone = io.StringIO()
    gone.close()
    screen.stream = gone
    try:
        fail()
    except ValueError:
        logging.getLogger("afterword.runner").exception("a look failed")
    assert "badges" not in capsys.readouterr().err
    assert "a look failed (ValueError)" in kept.read_text()
