#!/usr/bin/env bash
# The web console: types, unit tests, and the console itself in Chromium against a running service. Screenshots of each page and palette lie in tests/console/TestResults.
# Usage: tests/console/run.sh [name of a test]. Needs a Release build and tests/clients/install.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
build ../../src/MaritimeWatch.Service
(cd ../../src/console && npx --no-install tsc --noEmit && npx --no-install vitest run)
exec node --test --test-concurrency=1 ${1:+--test-name-pattern "$1"} *.test.mjs
