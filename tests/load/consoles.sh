#!/usr/bin/env bash
# What 50 consoles that follow the live picture of the world cost at 5,000 lines/s over TCP, how old it is that they see, and how late alerts come beside them; each time the same without them first.
# Twice: 600 vessels with every incident, and 5,000 with none. Usage: tests/load/consoles.sh [SECONDS] [options of the tool, e.g. --consoles 100]; 60 s each time where none are given. Builds what it needs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=60
if [ $# -gt 0 ] && [[ $1 != --* ]]; then seconds=$1; shift; fi
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario suite --seed 601 --background 600 --format nmea --output "$work/few.nmea" --assets "${charts[@]}"
dotnet "$program" simulate --scenario background --seed 601 --background 5000 --hours 1 --format nmea --output "$work/many.nmea" --assets "${charts[@]}"
for fleet in few many; do
  dotnet tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll picture --traffic "$work/$fleet.nmea" --assets "${charts[@]}" --program "$program" --for "$seconds" "$@"
done
