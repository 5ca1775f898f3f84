#!/usr/bin/env bash
# Makes the virtual environment $1 from the machine's Python, 3.11 or newer.
set -euo pipefail

folder=$1
recent='import sys; sys.exit(sys.version_info < (3, 11))'

for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13; do
  if command -v "$candidate" >/dev/null && "$candidate" -c "$recent"; then
    python=$candidate
    break
  fi
done
if [ -z "${python:-}" ]; then
  echo "Heard needs Python 3.11 or newer, and this machine has none. Install it, or name it: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi

# Debian keeps the part of Python that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  "$(dirname "$0")/debian_install.sh" python3-venv
fi

"$python" -m venv "$folder"
