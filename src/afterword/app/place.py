"""Where the data lives: the system's own folder for it, or the PostgreSQL that the settings name."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from afterword.errors import BadInput
from afterword.settings import Settings

NAME = "afterword.sqlite3"


def folder(chosen: Settings) -> Path:
    """Return the data folder, whether it is there or not."""
    return Path(chosen.data).expanduser() if chosen.data else _system_folder()


def prepare(chosen: Settings) -> Path:
    """Make the data folder, private (0700), where it is missing, and return it.

    Raises BadInput where it cannot be made.
    """
    path = folder(chosen)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("input.not_writable", where=str(path), detail=error.strerror) from error
    return path


def database(chosen: Settings) -> dict[str, Any]:
    """Return Django's database settings: SQLite in the data folder, or what AFTERWORD_DATABASE names."""
    if chosen.database:
        return _postgresql(chosen.database)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder(chosen) / NAME,
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def zone() -> str:
    """Return the name of the zone this machine is in, UTC where it has none that is known.

    Ask before Django is set up: it puts its own zone into the environment.
    """
    from tzlocal import get_localzone_name

    try:
        return str(ZoneInfo(get_localzone_name() or "UTC"))
    except (ValueError, KeyError, OSError):
        return "UTC"


def secret_key(chosen: Settings) -> str:
    """Return the key that signs sessions, made once and kept readable by its owner alone.

    Raises BadInput where it cannot be read or kept.
    """
    path = prepare(chosen) / "secret-key"
    try:
        if path.exists() and (key := path.read_text(encoding="ascii")):  # a crash may have left it empty
            return key
        key = secrets.token_urlsafe(48)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
    except OSError as error:
        raise BadInput("input.not_writable", where=str(path), detail=error.strerror) from error
    return key


def _system_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "Afterword"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Afterword"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "afterword"


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise BadInput("settings.not_a_database", where="AFTERWORD_DATABASE")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
