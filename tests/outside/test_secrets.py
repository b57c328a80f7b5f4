"""Passwords in a file of their owner alone, and in the keyring of a system that has one."""

import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from afterword.outside import secrets


class Memory(KeyringBackend):
    """A keyring that keeps what it is given."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types here
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


def test_a_file_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "has_keyring", lambda: False)
    secrets.keep("mail-1", "over the sill", tmp_path)
    secrets.keep("mail-2", "another", tmp_path)
    assert secrets.find("mail-1", tmp_path) == "over the sill"
    assert stat.S_IMODE((tmp_path / secrets.NAME).stat().st_mode) == 0o600
    secrets.forget("mail-1", tmp_path)
    assert secrets.find("mail-1", tmp_path) is None
    assert secrets.find("mail-2", tmp_path) == "another"


def test_a_keyring_is_used_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(ring, name))
    assert secrets.has_keyring()
    secrets.keep("mail-1", "over the sill", tmp_path)
    assert secrets.find("mail-1", tmp_path) == "over the sill"
    assert not (tmp_path / secrets.NAME).exists()
    for _ in range(2):
        secrets.forget("mail-1", tmp_path)
    assert secrets.find("mail-1", tmp_path) is None


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null"])
def test_a_keyring_that_forgets_is_none(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = __import__(module, fromlist=["Keyring"]).Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    assert not secrets.has_keyring()
