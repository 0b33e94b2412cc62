#!/usr/bin/env bash
# Kills the service at random moments under traffic, subscribers and operators, and holds what everybody was told against the log and against an undisturbed run.
# Usage: tests/survival/run.sh [--long] [--kills N] [--reconnects N] [--lines N] [--seed N]
# Short (8 kills, 100 reconnects) it takes about a minute and a half; --long is 200 kills and 1,000 reconnects over a day of traffic,
# with what is older than half a day moved to blocks meanwhile. Needs a Release build and tests/clients/install.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

arguments=(--kills 8 --reconnects 100 --lines 60000 --seed 1)
scenarios=(R4 R5 further)
while [ $# -gt 0 ]; do
  case $1 in
    --long) arguments+=(--kills 200 --reconnects 1000 --lines 400000) scenarios=(suite --background 0); shift ;;
    --kills | --reconnects | --lines | --seed) arguments+=("$1" "$2"); shift 2 ;;
    *) echo "run.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done

program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
[ -f "$program" ] || { echo "run.sh: build first: dotnet build MaritimeWatch.sln --configuration Release" >&2; exit 1; }
work=$(mktemp -d)
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario "${scenarios[@]}" --seed 601 --format nmea --output "$work/traffic.nmea" --assets "${charts[@]}" 2>"$work/simulate.log" || { cat "$work/simulate.log" >&2; exit 1; }
if node tests/clients/node/survive.js "$program" "$work/traffic.nmea" "$work/stores" --assets "${charts[0]}" --assets "${charts[1]}" "${arguments[@]}" \
  && python3 tests/survival/same-tracks.py "$program" "$work/stores/undisturbed.db" "$work/stores/disturbed.db" \
  && dotnet "$program" audit verify --store "$work/stores/disturbed.db"; then
  rm -rf "$work"
else
  echo "run.sh: failed; the stores and logs are in $work" >&2
  exit 1
fi
