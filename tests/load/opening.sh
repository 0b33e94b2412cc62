#!/usr/bin/env bash
# How long a store with a year of positions takes to open, beside one with a day of the same traffic and an empty one; and a service until it is ready on each.
# Usage: tests/load/opening.sh [VESSELS]; 40 where none is given (60 million positions, 0.3 GB of disk, some minutes). Builds what it needs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
vessels=${1:-40}
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
load=tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A ship of this traffic sends some 4,250 positions a day.
for days in 365 1; do
  dotnet "$load" traffic --positions $((vessels * 4250 * days)) --vessels "$vessels" --from 2025-01-01 --seed 5 | dotnet "$program" store import --store "$work/$days-days.db" --input -
done
dotnet "$load" opening --store "$work/365-days.db" "$work/1-days.db" "$work/empty.db"
for store in 365-days 1-days empty; do
  dotnet "$load" ready --store "$work/$store.db" --program "$program" --assets data-samples/assets/north-sea-charted.geojson
done
