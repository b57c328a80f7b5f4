#!/usr/bin/env bash
# Makes the virtual environment $1 from the hashed requirements $2, with uv where it is installed, else with pip.
set -euo pipefail
venv=$1
requirements=$2
python=${PYTHON:-python3}

stop() { printf 'Set-up: %s\n' "$1" >&2; exit 2; }

command -v git >/dev/null || stop "git is missing. Install it, for example: apt-get install git"
command -v "$python" >/dev/null || stop "$python is missing. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3 setup"
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' ||
    stop "$("$python" --version) is not supported. Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.11 setup"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    stop "Python has no venv module. Install it, for example: apt-get install python3-venv"

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
if command -v uv >/dev/null; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$requirements"
    uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    "$venv/bin/python" -m pip install --quiet --require-hashes -r "$requirements"
    "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation -e .
fi
"$venv/bin/python" -m compileall -q src/afterword  # a start never waits for the compiler
