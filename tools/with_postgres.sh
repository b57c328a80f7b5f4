#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL: its own folder, a socket and no port, gone afterwards.
# The command finds it in AFTERWORD_DATABASE.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 2; }
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then  # PostgreSQL refuses to run as root
    chown postgres "$folder"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
cd "$folder"
"${as[@]}" "$bin/initdb" --no-sync --auth=trust --username=afterword --encoding=UTF8 --locale=C.UTF-8 -D "$folder/data" >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -s -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" start
stop() { "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true; rm -rf "$folder"; }
trap stop EXIT
cd "$OLDPWD"
export AFTERWORD_DATABASE="postgresql://afterword@${folder//\//%2F}/postgres"
"$@"
