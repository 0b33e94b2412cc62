#!/usr/bin/env bash
# How late alerts come: traffic in at 5,000 lines/s over TCP, alerts out to 200 subscribers of which one has stopped reading.
# Usage: tests/load/latency.sh [SECONDS] [options of the tool, e.g. --rate 20000 --lateness 0]; 600 s where none are given. Builds what it needs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=600
if [ $# -gt 0 ] && [[ $1 != --* ]]; then seconds=$1; shift; fi
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario suite --seed 601 --background 600 --format nmea --output "$work/traffic.nmea" --assets "${charts[@]}"
dotnet tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll latency --traffic "$work/traffic.nmea" --assets "${charts[@]}" --program "$program" --for "$seconds" "$@"
