#!/usr/bin/env bash
# Five feeds of different kinds at once (TCP to the service, TCP from it, UDP, WebSocket, MQTT with quality of service 1): what arrives, what becomes of it, what it costs.
# Usage: tests/load/live.sh [--long | --short]; 2 minutes at 5,000 messages/s and a burst of 10 s at 20,000 where none is given, --long 30 minutes and 60 s, --short 20 s and 5 s. Builds what it needs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=120 burst=10 background=600 hours=7
case "${1:-}" in
  --long) seconds=1800 burst=60 background=2600 hours=40 ;;
  --short) seconds=20 burst=5 background=600 hours=6 ;;
  "") ;;
  *) echo "live.sh: unknown argument $1" >&2; exit 2 ;;
esac
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario background --seed 601 --background "$background" --hours "$hours" --format nmea --output "$work/traffic.nmea" --assets "${charts[@]}" >&2
dotnet tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll live --traffic "$work/traffic.nmea" --assets "${charts[@]}" --program "$program" --for "$seconds" --burst "$burst"
