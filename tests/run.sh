#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK and Node 20, builds, and runs every suite.
# Closes with one line over all suites: "N passed, N failed, N skipped". Exits 1 when a suite failed or ran nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=Release

echo "== installing"
tests/clients/install.sh
if ! command -v gpsdecode >/dev/null; then
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gpsd-clients
fi

echo "== building"
dotnet build MaritimeWatch.sln --configuration "$configuration" --verbosity quiet

rm -f tests/evaluation/TestResults/shipped-scenarios.*

passed=0 failed=0 skipped=0 broken=()
for project in tests/*.Tests; do
  name=$(basename "$project")
  echo "== $name"
  log=$(mktemp)
  dotnet test "$project" --configuration "$configuration" --no-build --logger "console;verbosity=minimal" 2>&1 | tee "$log" || broken+=("$name")
  count() { sed -nE "s/.*$1: *([0-9]+).*/\1/p" "$log" | tail -n 1; }
  ran=$(count Total)
  if [ "${ran:-0}" -eq 0 ]; then
    echo "$name ran no test" >&2
    broken+=("$name (ran no test)")
  fi
  passed=$((passed + $(count Passed || echo 0) + 0))
  failed=$((failed + $(count Failed || echo 0) + 0))
  skipped=$((skipped + $(count Skipped || echo 0) + 0))
  rm -f "$log"
done

echo "== killed at random moments"
tests/survival/run.sh || broken+=("survival")

echo "== an import killed at random moments"
tests/survival/import.sh || broken+=("import survival")

echo "== the store beside PostgreSQL with PostGIS"
tests/postgis/compare.sh --short || broken+=("PostGIS")

echo "== five live feeds at once"
tests/load/live.sh || broken+=("live feeds")

echo "== a broker killed, a network cut"
tests/load/cut.sh --short || broken+=("cut feeds")

echo "== tracks in InfluxDB beside a bare loop"
tests/influx/throughput.sh 3 200000 || broken+=("InfluxDB throughput")

echo "== an InfluxDB killed at random moments"
tests/influx/kills.sh || broken+=("InfluxDB kills")

echo "== learned normality beside scikit-learn"
tests/normality/run.sh || broken+=("normality")

if [ -f tests/evaluation/TestResults/shipped-scenarios.txt ]; then
  echo "== evaluation of the shipped scenarios"
  cat tests/evaluation/TestResults/shipped-scenarios.txt
fi

if [ ${#broken[@]} -gt 0 ]; then
  printf 'not passed: %s\n' "${broken[@]}" >&2
  [ "$failed" -gt 0 ] || failed=${#broken[@]}
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#broken[@]} -eq 0 ]
