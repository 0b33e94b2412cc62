#!/usr/bin/env bash
# A feed through a broker that is killed and a network that is cut, against the same feed undisturbed.
# Usage: tests/load/cut.sh [--long | --short]; 20 kills and cuts of 1 and 30 s where none is given, --long also one of 10 minutes, --short 4 kills and a cut of 1 s. Builds what it needs.
# Cutting the network needs root and iproute2; without them it says so, and the broker is killed only.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
options=(--kills 20 --cuts 1 30)
case "${1:-}" in
  --long) options=(--kills 20 --cuts 1 30 600) ;;
  --short) options=(--kills 4 --cuts 1 --rate 4000) ;;
  "") ;;
  *) echo "cut.sh: unknown argument $1" >&2; exit 2 ;;
esac
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario R4 R5 further --seed 601 --format nmea --output "$work/traffic.nmea" --assets "${charts[@]}" >&2
dotnet tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll cut --traffic "$work/traffic.nmea" --assets "${charts[@]}" --program "$program" "${options[@]}"
