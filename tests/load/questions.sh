#!/usr/bin/env bash
# LOAD-7: how long a day of one vessel and an hour of a box take over HTTP, out of a store of many positions of ships that report every two seconds.
# Usage: tests/load/questions.sh [POSITIONS] [--store FILE]; 5 million where none are given (a minute), 100 million for the figure (15 GB of disk, ten minutes). With --store the store is kept there, and used where it is already. Needs a Release build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
positions=5000000 store=
if [ $# -gt 0 ] && [[ $1 != --* ]]; then positions=$1; shift; fi
if [ "${1:-}" = --store ]; then store=$(realpath -m "$2"); shift 2; fi
[ $# -eq 0 ] || { echo "questions.sh: unknown argument $1" >&2; exit 2; }
program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
load=tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll
for built in "$program" "$load"; do [ -f "$built" ] || { echo "questions.sh: build first: dotnet build MaritimeWatch.sln --configuration Release" >&2; exit 1; }; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
store=${store:-$work/store.db}
mkdir -p "$(dirname "$store")"
# A ship every hundred thousand positions: three days and more of each.
[ -f "$store" ] || dotnet "$load" traffic --positions "$positions" --vessels $((positions / 100000 + 1)) --every 2 --seed 7 | dotnet "$program" store import --store "$store" --input -
timeout 1800 dotnet "$load" questions --store "$store" --program "$program" --assets data-samples/assets/north-sea-charted.geojson
