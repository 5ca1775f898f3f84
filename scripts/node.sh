#!/usr/bin/env bash
# Runs a command with Node: the machine's own if it is 20 or newer, else the one that pip can install.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
recent='process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'

if ! { command -v npm >/dev/null && node -e "$recent" 2>/dev/null; }; then
  export PATH="$here/.venv/bin:$PATH"
  if ! [ -x "$here/.venv/bin/node" ]; then
    echo "This machine has no Node 20 or newer: installing one beside Python" >&2
    "$here/.venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "$here/requirements/node.txt"
  fi
fi
exec "$@"
