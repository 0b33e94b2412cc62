#!/usr/bin/env bash
# How fast the past of the alert feed is read by the official Node client: from our service, and from a grpc-js server that has the same messages in memory.
# Usage: tests/load/backfill.sh [EVENTS [ROUNDS]]; 100,000 events and 5 rounds where none are given. Builds what it needs; tests/clients/install.sh first.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
events=${1:-100000} rounds=${2:-5}
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service"; rm -rf "$work"' EXIT
charts=(data-samples/assets/north-sea-exercise.geojson data-samples/assets/north-sea-context.geojson)
dotnet "$program" simulate --scenario R1 R2 R4 R5 further --seed 601 --output "$work/traffic.csv" --assets "${charts[@]}" >&2
dotnet "$program" replay --input "$work/traffic.csv" --assets "${charts[@]}" --alerts "$work/alerts.ndjson" 2>/dev/null || [ $? -eq 3 ]
dotnet tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll fill --alerts "$work/alerts.ndjson" --store "$work/store.db" --events "$events" >&2
printf '{"Http":{"Port":0},"Grpc":{"Port":0},"Ingest":{"TcpPort":-1,"UdpPort":-1},"Store":{"Path":"%s"}}' "$work/store.db" >"$work/config.json"
dotnet "$program" serve --config "$work/config.json" 2>"$work/log" &
service=$!
for _ in $(seq 120); do grep -q 'gRPC 127' "$work/log" && break; sleep 0.25; done
address=$(sed -nE 's/.*gRPC ([0-9.:]+) .*/\1/p' "$work/log")
[ -n "$address" ] || { cat "$work/log" >&2; exit 1; }
node --max-old-space-size=4096 tests/clients/node/backfill.js "$address" "$events" "$rounds"
