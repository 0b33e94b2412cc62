# For the scripts beside it: finds influxd 1.x (tests/clients/install.sh gets it), makes a folder that goes with the script, and a configuration with ports of its own.
# Sets influxd, folder, configuration and url.
influxd=$(command -v influxd || true)
influxd=${influxd:-$PWD/tests/clients/bin/influxd}
[ -x "$influxd" ] || { echo "$(basename "$0"): influxd is missing; tests/clients/install.sh gets it" >&2; exit 1; }
folder=$(mktemp -d)
configuration=$folder/influxdb.conf
ports=$(python3 -c 'import socket
held = [socket.socket() for _ in range(2)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])')
read -r http rpc <<<"$ports"
url=http://127.0.0.1:$http
cat >"$configuration" <<CONF
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
