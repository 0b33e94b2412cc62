#!/usr/bin/env bash
# How fast the console is in Chromium, drawing in software, and whether its memory stays flat. Usage: tests/console/figures.sh [--memory MINUTES], which is all but size and memory left out. Needs a Release build and tests/clients/install.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
build ../../src/MaritimeWatch.Service
exec node figures.mjs "$@"
