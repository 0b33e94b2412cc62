#!/usr/bin/env bash
# Kills an InfluxDB 1.x, and the process that stores tracks in it, at random moments with writes going on (kill -9), and compares what was acknowledged with what the server has afterwards:
# all of it, and all once. Usage: tests/influx/kills.sh [--long] [--kills N] [--seed N]; 4 kills where none are given (half a minute), --long is 50.
# Starts a server of its own (tests/clients/install.sh gets it), and stops it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
kills=4 seed=1
while [ $# -gt 0 ]; do
  case $1 in
    --long) kills=50; shift ;;
    --kills) kills=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) echo "kills.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done
. tests/influx/server.sh
trap '[ $? = 0 ] && rm -rf "$folder" || echo "kills.sh: failed; the server and its log are in $folder" >&2' EXIT
build tests/MaritimeWatch.Influx.Load
dotnet tests/MaritimeWatch.Influx.Load/bin/Release/net10.0/MaritimeWatch.Influx.Load.dll kills "$influxd" "$configuration" "$url" "$folder" "$kills" "$seed"
