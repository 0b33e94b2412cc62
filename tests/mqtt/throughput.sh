#!/usr/bin/env bash
# How fast the MQTT client takes messages beside mosquitto_sub. Usage: tests/mqtt/throughput.sh [ROUNDS] [MESSAGES]; 5 rounds of 500,000 where none are given.
# Fails where it takes more than 1.5 times as long. Needs mosquitto and mosquitto-clients (tests/clients/install.sh).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v mosquitto_sub >/dev/null || { echo "throughput.sh: mosquitto_sub is missing; tests/clients/install.sh installs it" >&2; exit 1; }
build tests/MaritimeWatch.Mqtt.Load
dotnet tests/MaritimeWatch.Mqtt.Load/bin/Release/net10.0/MaritimeWatch.Mqtt.Load.dll throughput "${1:-5}" "${2:-500000}"
