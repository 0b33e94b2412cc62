#!/usr/bin/env bash
# LOAD-7: how long a day of one vessel and an hour of a box take over HTTP, out of a store of many positions of ships that report every two seconds.
# Usage: tests/load/questions.sh [POSITIONS] [--store FILE]; 5 million where none are given (some minutes), 100 million for the figure (0.5 GB of disk, ten minutes). With --store the store is kept there, and used where it is already. Builds what it needs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
positions=5000000 store=
if [ $# -gt 0 ] && [[ $1 != --* ]]; then positions=$1; shift; fi
if [ "${1:-}" = --store ]; then store=$(realpath -m "$2"); shift 2; fi
[ $# -eq 0 ] || { echo "questions.sh: unknown argument $1" >&2; exit 2; }
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
load=tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll
build src/MaritimeWatch.Service tests/MaritimeWatch.Load
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
store=${store:-$work/store.db}
mkdir -p "$(dirname "$store")"
# A ship every hundred thousand positions: three days and more of each.
[ -f "$store" ] || dotnet "$load" traffic --positions "$positions" --vessels $((positions / 100000 + 1)) --every 2 --seed 7 | dotnet "$program" store import --store "$store" --input -
dotnet "$load" questions --store "$store" --program "$program" --assets data-samples/assets/north-sea-charted.geojson
