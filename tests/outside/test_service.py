"""Starting with the session: the file of each system, and writing and removing it."""

import plistlib
import stat
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from afterword.errors import BadInput
from afterword.outside.service import Service, install, launchd, of_system, remove, systemd, task

PROGRAM = ["/home/amara/my tools/50% $HOME/afterword", "serve", "--no-browser"]
SETTINGS = {"AFTERWORD_DATA": '/home/amara/"letters" 100%\\now', "AFTERWORD_PORT": "8123"}
PATH = Path("/home/amara/.config/systemd/user/afterword.service")


def test_the_unit_quotes_what_systemd_would_read() -> None:
    service = systemd(PROGRAM, SETTINGS, PATH)
    text = service.content.decode()
    assert 'ExecStart="/home/amara/my tools/50%% $$HOME/afterword" "serve" "--no-browser"\n' in text
    assert 'Environment="AFTERWORD_DATA=/home/amara/\\"letters\\" 100%%\\\\now"\n' in text
    assert "WantedBy=default.target" in text
    assert service.begin[-1] == ("systemctl", "--user", "enable", "--now", "afterword.service")
    assert service.end == (("systemctl", "--user", "disable", "--now", "afterword.service"),)


def test_the_agent_is_a_property_list() -> None:
    service = launchd(PROGRAM, SETTINGS, Path("/Users/amara/Library/LaunchAgents/afterword.plist"), 501)
    agent = plistlib.loads(service.content)
    assert agent["ProgramArguments"] == PROGRAM
    assert agent["EnvironmentVariables"] == SETTINGS
    assert agent["RunAtLoad"] is True
    assert service.begin == (("launchctl", "bootstrap", "gui/501", str(service.path)),)
    assert service.end == (("launchctl", "bootout", "gui/501/afterword"),)


def test_the_task_is_well_formed_and_runs_without_a_window() -> None:
    program = ["C:\\Tools & more\\afterword.exe", "serve", "--no-browser"]
    service = task(program, "DESK\\Amara <B>", Path("C:/x/service.xml"))
    text = service.content.decode("utf-16")
    root = ElementTree.fromstring(text.partition("?>")[2])
    found = {node.tag.rpartition("}")[2]: node.text for node in root.iter()}
    assert (found["Command"], found["Arguments"]) == (program[0], "serve --no-browser")
    assert (found["UserId"], found["RunLevel"], found["Hidden"]) == ("DESK\\Amara <B>", "LeastPrivilege", "true")
    assert service.end[-1] == ("schtasks", "/Delete", "/TN", "afterword", "/F")


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.config/systemd/user/afterword.service"),
        ("linux", {"HOME": "/home/a", "XDG_CONFIG_HOME": "/c"}, "/c/systemd/user/afterword.service"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/LaunchAgents/afterword.plist"),
        ("win32", {"USERPROFILE": "/u", "LOCALAPPDATA": "/l"}, "/l/Afterword/service.xml"),
    ],
)
def test_each_system_has_its_place(platform: str, environ: dict[str, str], path: str) -> None:
    assert of_system(platform, PROGRAM, {}, environ).path == Path(path)


@pytest.mark.parametrize("odd", ["/home/a\nExecStartPre=/bin/x", "/home/\x00", "/home/\x1b"])
def test_what_would_open_another_line_is_refused(odd: str) -> None:
    with pytest.raises(BadInput):
        of_system("linux", PROGRAM, {"AFTERWORD_DATA": odd}, {"HOME": "/home/a"})
    with pytest.raises(BadInput):
        of_system("linux", [odd, "serve"], {}, {"HOME": "/home/a"})


def noting(path: Path, *, fails: bool = False) -> tuple[str, ...]:
    code = f"open({str(path)!r}, 'a').write('x')" + ("; raise SystemExit('no session')" if fails else "")
    return (sys.executable, "-c", code)


def test_installing_writes_and_runs_and_removing_undoes_it(tmp_path: Path) -> None:
    began, ended, after = (tmp_path / name for name in ("began", "ended", "after"))
    service = Service(tmp_path / "a" / "unit", b"text", (noting(began),), (noting(ended),), (noting(after),))
    install(service)
    install(service)
    assert (service.path.read_bytes(), began.read_text()) == (b"text", "xx")
    assert stat.S_IMODE(service.path.stat().st_mode) == 0o600
    assert remove(service)
    assert (service.path.exists(), ended.read_text(), after.read_text()) == (False, "x", "x")
    assert not remove(service)
    assert ended.read_text() == "x"


@pytest.mark.parametrize("missing", [False, True])
def test_a_command_that_fails_leaves_nothing_behind(tmp_path: Path, missing: bool) -> None:
    command = ("no-such-program-here",) if missing else noting(tmp_path / "began", fails=True)
    service = Service(tmp_path / "unit", b"text", (command,), ())
    with pytest.raises(BadInput) as caught:
        install(service)
    assert ("no session" in str(caught.value.params["detail"])) is not missing
    assert not service.path.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput):
        install(Service(tmp_path / "file" / "unit", b"", (), ()))
