#!/usr/bin/env bash
# Resolves the dependencies again and exports them with hashes, so that plain pip is enough to install.
set -euo pipefail
uv lock
export_to() { uv export --quiet --all-extras --no-default-groups --group build "${@:2}" --no-emit-project --no-header -o "requirements/$1.txt"; }
export_to run
export_to dev --group dev
export_to bench --group dev --group bench
