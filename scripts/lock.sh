#!/usr/bin/env bash
# Writes the lock files: each version with its hashes, and never the address that it came from.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
  .venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@"
}

lock --output-file requirements/build.txt requirements/build.in
lock --output-file requirements/node.txt requirements/node.in
lock --output-file requirements/run.txt requirements/run.in
# What tests add must agree with what runs.
lock --constraint requirements/run.txt --output-file requirements/test.txt requirements/run.in requirements/test.in
scripts/node.sh npm install --package-lock-only --no-progress
