#!/usr/bin/env bash
# Installs the Debian packages named on the command line, or says what to ask for where it may not.
set -euo pipefail

if ! command -v apt-get >/dev/null; then
  echo "This machine has no apt-get. Install what Debian calls $* in this machine's own way, then try again." >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo)
else
  echo "Heard needs Debian packages that are not installed. Install them, then try again:" >&2
  echo "  sudo apt-get install --no-install-recommends $*" >&2
  exit 1
fi

echo "Installing Debian packages: $*"
"${as_root[@]}" apt-get -qq update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@" >/dev/null
