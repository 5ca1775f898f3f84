#!/usr/bin/env bash
# Sees to the programs that the tests drive: a browser, an office suite, two more word processors, a PDF reader. PostgreSQL comes with the test requirements.
set -euo pipefail

# program that must be there : Debian package that brings it
needed=(
  chromium-headless-shell:chromium-headless-shell
  soffice:libreoffice-writer
  pdftoppm:poppler-utils
  abiword:abiword
  calligrawords:calligrawords
)
# Arial's measures, without which pages of a Word copy break elsewhere than on the reader's machine.
font=fonts-liberation

missing=()
for pair in "${needed[@]}"; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
if command -v dpkg-query >/dev/null && ! dpkg-query --show --showformat='${Status}' "$font" 2>/dev/null | grep -q 'ok installed'; then
  missing+=("$font")
fi
[ ${#missing[@]} -eq 0 ] || "$(dirname "$0")/debian_install.sh" "${missing[@]}"
