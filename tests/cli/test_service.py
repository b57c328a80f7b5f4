"""`afterword service`: shown first, done when asked for, undone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

AFTERWORD = Path(sys.executable).with_name("afterword")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A home of its own, and a systemctl that notes what it is asked."""
    tools = tmp_path / "tools"
    tools.mkdir()
    tool = tools / "systemctl"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    tool.chmod(0o755)
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("AFTERWORD_", "XDG_"))}
    return {**environ, "HOME": str(tmp_path), "PATH": f"{tools}:{os.environ['PATH']}", "AFTERWORD_PORT": "8123"}


def run(environ: dict[str, str], *arguments: str, say: str = "") -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [AFTERWORD, "service", *arguments], env=environ, input=say, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ended.stderr
    return ended


def test_show_does_nothing(environ: dict[str, str], tmp_path: Path) -> None:
    ended = run(environ, "show")
    assert f'ExecStart="{AFTERWORD}" "serve"' in ended.stdout
    assert "systemctl --user enable --now afterword.service" in ended.stdout
    assert "AFTERWORD_PORT=8123" in ended.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tools"]


def test_install_shows_asks_does_and_remove_undoes(environ: dict[str, str], tmp_path: Path) -> None:
    unit = tmp_path / ".config" / "systemd" / "user" / "afterword.service"
    refused = run(environ, "install", say="n\n")
    assert refused.returncode == 2
    assert "ExecStart=" in refused.stderr
    assert not unit.exists()
    assert run(environ, "install", say="y\n").returncode == 0
    assert "serve" in unit.read_text()
    assert run(environ, "remove", say="n\n").returncode == 2
    assert unit.exists()
    told = run(environ, "remove", "--yes", "--json")
    assert json.loads(told.stdout)["done"] is True
    assert not unit.exists()
    assert (tmp_path / "asked").read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable --now afterword.service",
        "--user disable --now afterword.service",
        "--user daemon-reload",
    ]
    again = run(environ, "remove", "--yes")
    assert (again.returncode, "not installed" in again.stdout) == (0, True)


def test_a_system_that_refuses_is_told_in_one_line(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "tools" / "systemctl").write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    ended = run(environ, "install", "--yes")
    assert ended.returncode == 2
    assert "Failed to connect to bus" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not list(tmp_path.rglob("afterword.service"))
