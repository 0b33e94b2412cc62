#!/usr/bin/env bash
# The web console: types, unit tests, and the console itself in Chromium against a running service. Screenshots of each page and palette lie in tests/console/TestResults.
# Usage: tests/console/run.sh [name of a test]. Needs a Release build and tests/clients/install.sh. Closes with the counts of both suites in one line.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
build ../../src/MaritimeWatch.Service

counts=$(mktemp -d)
trap 'rm -rf "$counts"' EXIT
status=0
(
  cd ../../src/console
  npx --no-install tsc --noEmit
  npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$counts/unit.json"
) || status=1
node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$counts/browser.tap" ${1:+--test-name-pattern "$1"} *.test.mjs || status=1

node - "$counts/unit.json" "$counts/browser.tap" <<'END' || status=1
const { readFileSync } = require('node:fs');
const [unit, browser] = process.argv.slice(2).map((file) => { try { return readFileSync(file, 'utf8'); } catch { return ''; } });
const said = unit === '' ? { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 } : JSON.parse(unit);
const of = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(browser)?.[1] ?? 0);
const [passed, failed, skipped] = [said.numPassedTests + of('pass'), said.numFailedTests + of('fail') + of('cancelled'), said.numPendingTests + of('skipped') + of('todo')];
console.log(`Failed: ${failed}, Passed: ${passed}, Skipped: ${skipped}, Total: ${passed + failed + skipped}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
END
exit "$status"
