#!/bin/sh
# Installs what the tests of our interfaces need beside the .NET SDK: the official gRPC clients for Node and for Python, validators,
# promtool, which judges metrics, the MQTT brokers mosquitto and RabbitMQ, the database InfluxDB 1.x, and the browser Chromium. May be run again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../script.sh"

if ! /usr/bin/python3 -c 'import grpc, google.protobuf' 2>/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3-grpcio python3-protobuf
fi

command -v npm >/dev/null || { echo "install.sh: Node.js 20 or newer with npm is needed" >&2; exit 1; }

# A stamp of the lock file: npm ci empties node_modules and takes its time, so it runs only when something has changed.
for folder in "$here/node" "$here/../console"; do
    stamp="$folder/node_modules/.installed-from"
    if ! cmp -s "$folder/package-lock.json" "$stamp"; then
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund)
        cp "$folder/package-lock.json" "$stamp"
    fi
done

# What the console is looked at with. Without a screen and a graphics card it draws in software.
if [ ! -x /usr/bin/chromium ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium \
        || { echo "install.sh: could not install chromium, which the tests of the console need" >&2; exit 1; }
fi

# Of the package prometheus the one program that is wanted: the server itself is large, and would be started.
if ! command -v promtool >/dev/null && [ ! -x "$here/bin/promtool" ]; then
    fetched=$(mktemp -d)
    trap 'rm -rf "$fetched"' EXIT
    (
        cd "$fetched"
        apt-get download -qq prometheus 2>/dev/null || {
            as_root=
            [ "$(id -u)" = 0 ] || as_root=sudo
            $as_root apt-get update -qq
            apt-get download -qq prometheus
        }
        dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool
    )
    mkdir -p "$here/bin"
    mv "$fetched/usr/bin/promtool" "$here/bin/promtool"
fi

# The brokers that the MQTT client is checked against. Tests start their own, on free ports; services that the packages may have started are not used.
missing=
command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing="$missing mosquitto"
command -v mosquitto_sub >/dev/null || missing="$missing mosquitto-clients"
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing="$missing rabbitmq-server"
if [ -n "$missing" ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing \
        || { echo "install.sh: could not install$missing, which the tests of the MQTT client need" >&2; exit 1; }
fi

# Of the packages influxdb and influxdb-client the two programs alone: tests start their own server, and none is to run by itself.
for program in influxd influx; do
    [ -x "/usr/bin/$program" ] || [ -x "$here/bin/$program" ] || lacks_influx=yes
done
if [ -n "${lacks_influx:-}" ]; then
    unpacked=$(mktemp -d)
    (
        cd "$unpacked"
        apt-get download -qq influxdb influxdb-client 2>/dev/null || {
            as_root=
            [ "$(id -u)" = 0 ] || as_root=sudo
            $as_root apt-get update -qq
            apt-get download -qq influxdb influxdb-client
        }
        for package in influxdb_*.deb influxdb-client_*.deb; do
            dpkg-deb --fsys-tarfile "$package" | tar -x ./usr/bin
        done
    ) || { rm -rf "$unpacked"; echo "install.sh: could not get influxdb and influxdb-client, which the tests of the InfluxDB store need" >&2; exit 1; }
    mkdir -p "$here/bin"
    mv "$unpacked/usr/bin/influxd" "$unpacked/usr/bin/influx" "$here/bin/"
    rm -rf "$unpacked"
fi

# A client that checks docker-compose.yml; it needs no daemon. Without one that test is skipped, and says so.
if ! docker compose version >/dev/null 2>&1 && ! command -v docker-compose >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends docker-compose >/dev/null 2>&1 \
        || echo "install.sh: docker-compose could not be installed; the test that has it read docker-compose.yml will be skipped" >&2
fi
