"""Starting with the person's session: what each system wants written and run for that.

`systemd`, `launchd` and `task` only make texts, so that a person sees everything before it is done
and each can be tested on any system. Only Linux is tested for real.
"""

import os
import plistlib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from afterword.errors import BadInput

NAME = "afterword"

Commands = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Service:
    """path and content: the file; begin: run once it is written; end: run before it goes; after: once it has gone."""

    path: Path
    content: bytes
    begin: Commands
    end: Commands
    after: Commands = ()


def of_system(
    platform: str, program: Sequence[str], settings: Mapping[str, str], environ: Mapping[str, str]
) -> Service:
    """Return the service of a system named as in sys.platform. settings: AFTERWORD_ variables it shall keep.

    Raises BadInput for a path or setting that cannot stand in one line.
    """
    for text in (*program, *settings.values()):
        if not text.isprintable():
            raise BadInput("outside.service.unprintable", where=ascii(text))
    home = Path(environ.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())
    if platform == "win32":
        local = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        user = "\\".join(filter(None, (environ.get("USERDOMAIN"), environ.get("USERNAME"))))
        return task(program, user, local / "Afterword" / "service.xml")
    if platform == "darwin":
        return launchd(program, settings, home / "Library" / "LaunchAgents" / f"{NAME}.plist", os.getuid())
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return systemd(program, settings, config / "systemd" / "user" / f"{NAME}.service")


def systemd(program: Sequence[str], settings: Mapping[str, str], path: Path) -> Service:
    """Return a unit of the person's own systemd."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'

    lines = [
        "[Unit]",
        "Description=Afterword: what you say after the interview",
        "",
        "[Service]",
        "ExecStart=" + " ".join(quoted(part).replace("$", "$$") for part in program),
        *(f"Environment={quoted(f'{name}={value}')}" for name, value in settings.items()),
        "Restart=on-failure",
        "UMask=0077",
        "NoNewPrivileges=yes",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    unit, user = path.name, ("systemctl", "--user")
    return Service(
        path,
        ("\n".join(lines) + "\n").encode(),
        begin=((*user, "daemon-reload"), (*user, "enable", "--now", unit)),
        end=((*user, "disable", "--now", unit),),
        after=((*user, "daemon-reload"),),
    )


def launchd(program: Sequence[str], settings: Mapping[str, str], path: Path, uid: int) -> Service:
    """Return an agent of the person's own launchd."""
    agent = {
        "Label": NAME,
        "ProgramArguments": list(program),
        "EnvironmentVariables": dict(settings),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ProcessType": "Background",
        "Umask": 0o077,
    }
    return Service(
        path,
        plistlib.dumps(agent, sort_keys=False),
        begin=(("launchctl", "bootstrap", f"gui/{uid}", str(path)),),
        end=(("launchctl", "bootout", f"gui/{uid}/{NAME}"),),
    )


def task(program: Sequence[str], user: str, path: Path) -> Service:
    """Return a task of the Windows Task Scheduler; it takes its settings from the person's own environment (setx)."""
    arguments = subprocess.list2cmdline(program[1:])
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers><LogonTrigger><UserId>{escape(user)}</UserId></LogonTrigger></Triggers>
  <Principals><Principal id="Author">
    <UserId>{escape(user)}</UserId><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>
  </Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author"><Exec>
    <Command>{escape(program[0])}</Command><Arguments>{escape(arguments)}</Arguments>
  </Exec></Actions>
</Task>
"""
    return Service(
        path,
        text.replace("\n", "\r\n").encode("utf-16"),
        begin=(("schtasks", "/Create", "/TN", NAME, "/XML", str(path), "/F"), ("schtasks", "/Run", "/TN", NAME)),
        end=(("schtasks", "/End", "/TN", NAME), ("schtasks", "/Delete", "/TN", NAME, "/F")),
    )


def install(service: Service) -> None:
    """Write the file and begin. Raises BadInput, and leaves nothing behind, where that does not work."""
    try:
        service.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(service.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(service.content)
    except OSError as error:
        raise BadInput("input.not_writable", where=str(service.path), detail=error.strerror) from error
    for command in service.begin:
        if told := _run(command):
            remove(service)
            raise BadInput("outside.service.failed", where=" ".join(command), detail=told)


def remove(service: Service) -> bool:
    """End it and take the file away; return whether there was one. What has ended already is no error."""
    if not service.path.exists():
        return False
    for command in service.end:
        _run(command)
    service.path.unlink(missing_ok=True)
    for command in service.after:
        _run(command)
    return True


def _run(command: Sequence[str]) -> str:
    """What went wrong with a command, "" for nothing."""
    try:
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (ended.stderr or ended.stdout or str(ended.returncode)).strip() if ended.returncode else ""
