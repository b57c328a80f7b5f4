"""Passwords: in the keyring of the system where it has one, else in a file that its owner alone can read."""

import json
import os
from pathlib import Path

SERVICE = "afterword"
NAME = "secrets.json"


def keep(name: str, secret: str, folder: Path) -> None:
    """Keep a secret under a name. folder: of the data, for a system without a keyring."""
    if has_keyring():
        import keyring  # 0.3 s to import

        keyring.set_password(SERVICE, name, secret)
        return
    _write(folder, {**_read(folder), name: secret})


def find(name: str, folder: Path) -> str | None:
    """Return a secret, None where none is kept under this name."""
    if has_keyring():
        import keyring

        return keyring.get_password(SERVICE, name)
    return _read(folder).get(name)


def forget(name: str, folder: Path) -> None:
    """Keep a secret no longer."""
    if has_keyring():
        import keyring
        from keyring.errors import PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
    rest = {known: secret for known, secret in _read(folder).items() if known != name}
    _write(folder, rest)


def has_keyring() -> bool:
    """Whether the system keeps passwords: a backend that fails or forgets is none."""
    import keyring

    return type(keyring.get_keyring()).__module__ not in {"keyring.backends.fail", "keyring.backends.null"}


def _read(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _write(folder: Path, secrets: dict[str, str]) -> None:
    part = folder / f"{NAME}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(secrets, file)
    part.replace(folder / NAME)
