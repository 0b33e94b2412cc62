#!/usr/bin/env bash
# Points a second that the store of tracks brings into an InfluxDB 1.x, beside a bare loop that posts the same batches. Usage: tests/influx/throughput.sh [ROUNDS] [POINTS]; 7 rounds of
# 500,000 where none are given. Fails where the median ratio is below 0.80. Starts a server of its own (tests/clients/install.sh gets it), and stops it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
influxd=$(command -v influxd || true)
influxd=${influxd:-tests/clients/bin/influxd}
[ -x "$influxd" ] || { echo "throughput.sh: influxd is missing; tests/clients/install.sh gets it" >&2; exit 1; }
dotnet build tests/MaritimeWatch.Influx.Load --configuration Release --verbosity quiet >&2

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
ports=$(python3 -c 'import socket
held = [socket.socket() for _ in range(2)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])')
read -r http rpc <<<"$ports"
cat >"$folder/influxdb.conf" <<CONF
reporting-disabled = true
bind-address = "127.0.0.1:$rpc"
[meta]
  dir = "$folder/meta"
[data]
  dir = "$folder/data"
  wal-dir = "$folder/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:$http"
  log-enabled = false
[monitor]
  store-enabled = false
CONF
"$influxd" -config "$folder/influxdb.conf" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 600); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$http") 2>/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { echo "throughput.sh: influxd ended: $(tail -n 3 "$folder/log")" >&2; exit 1; }
  sleep 0.1
done
dotnet tests/MaritimeWatch.Influx.Load/bin/Release/net10.0/MaritimeWatch.Influx.Load.dll throughput "http://127.0.0.1:$http" "${1:-7}" "${2:-500000}"
