#!/usr/bin/env bash
# Points a second that the store of tracks brings into an InfluxDB 1.x, beside a bare loop that posts the same batches. Usage: tests/influx/throughput.sh [ROUNDS] [POINTS]; 7 rounds of
# 500,000 where none are given. Fails where the median ratio is below 0.80. Starts a server of its own (tests/clients/install.sh gets it), and stops it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/influx/server.sh
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
build tests/MaritimeWatch.Influx.Load
"$influxd" -config "$configuration" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 600); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$http") 2>/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { echo "throughput.sh: influxd ended: $(tail -n 3 "$folder/log")" >&2; exit 1; }
  sleep 0.1
done
dotnet tests/MaritimeWatch.Influx.Load/bin/Release/net10.0/MaritimeWatch.Influx.Load.dll throughput "$url" "${1:-7}" "${2:-500000}"
