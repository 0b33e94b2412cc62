#!/usr/bin/env bash
# Simulates, replays and evaluates a scenario over several seeds, as one table: for developers.
# Usage: tests/evaluation/evaluate-seeds.sh SCENARIO FIRST_SEED COUNT [OPTION OF evaluate...]
# For instance, twenty fresh days held to the thresholds of the shipped ones:
#   tests/evaluation/evaluate-seeds.sh day 5000 20 --require tests/evaluation/thresholds.json
# Several scenarios in one run of traffic: "R2 R4" in quotes. SETTINGS=FILE lays thresholds over the defaults; KEEP=FOLDER keeps the files.
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n '2,6s/^# //p' "$0" >&2
  exit 2
fi

. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
read -ra scenarios <<<"$1"
first=$2 count=$3
shift 3
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
build "$root/src/MaritimeWatch.Service"
maritimewatch=$root/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch
chart=("$root/data-samples/assets/north-sea-exercise.geojson" "$root/data-samples/assets/north-sea-context.geojson")

if [ -n "${KEEP:-}" ]; then
  folder=$KEEP
  mkdir -p "$folder"
else
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

alerts=() labels=()
for ((seed = first; seed < first + count; seed++)); do
  file=$folder/$(IFS=-; echo "${scenarios[*]}")-$seed
  "$maritimewatch" simulate --scenario "${scenarios[@]}" --seed "$seed" --assets "${chart[@]}" --output "$file.csv" --labels "$file.labels.json" 2>"$file.log" || { cat "$file.log" >&2; exit 1; }
  # 3: some rows were rejected, as some of any day's are.
  "$maritimewatch" replay --input "$file.csv" --assets "${chart[@]}" --alerts "$file.ndjson" --summary "$file.summary.json" ${SETTINGS:+--settings "$SETTINGS"} 2>>"$file.log" || [ $? = 3 ] || { cat "$file.log" >&2; exit 1; }
  [ -n "${KEEP:-}" ] || rm "$file.csv"
  alerts+=("$file.ndjson") labels+=("$file.labels.json")
done

"$maritimewatch" evaluate --alerts "${alerts[@]}" --labels "${labels[@]}" "$@"
