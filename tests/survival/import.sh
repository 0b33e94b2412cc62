#!/usr/bin/env bash
# Kills an import at random moments and starts it again with the same command: what is stored in the end is what an undisturbed import stores, byte for byte.
# Usage: tests/survival/import.sh [--long] [--kills N] [--seed N]
# Short (8 kills) it takes about half a minute; --long is 50 kills over three days of traffic. Needs a Release build.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

kills=8 seed=1 vessels=250
while [ $# -gt 0 ]; do
  case $1 in
    --long) kills=50 vessels=1200; shift ;;
    --kills) kills=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) echo "import.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done

program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
[ -f "$program" ] || { echo "import.sh: build first: dotnet build MaritimeWatch.sln --configuration Release" >&2; exit 1; }
work=$(mktemp -d)
dotnet "$program" simulate --scenario background --background "$vessels" --hours 24 --seed "$seed" --start 2026-03-01T00:00:00Z --format dma --output "$work/a.csv" 2>"$work/simulate.log"
sed 's#^01/03/2026#02/03/2026#' "$work/a.csv" | gzip -1 >"$work/b.csv.gz"
sed 's#^01/03/2026#03/03/2026#' "$work/a.csv" >"$work/c.csv"
import() { exec dotnet "$program" store import --store "$1" --input "$work/a.csv" "$work/b.csv.gz" "$work/c.csv" --assets data-samples/assets/north-sea-charted.geojson; }

started=$(date +%s%N)
(import "$work/undisturbed.db") 2>"$work/undisturbed.log" || [ $? = 3 ]
took=$(( ($(date +%s%N) - started) / 1000000 ))
RANDOM=$seed
killed=0
for ((number = 1; number <= kills; number++)); do
  (import "$work/disturbed.db") >/dev/null 2>>"$work/disturbed.log" &
  pid=$!
  # Anywhere from its first moments to where the whole of it would be done.
  milliseconds=$(( RANDOM * took / 32768 ))
  sleep "$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))"
  if kill -9 $pid 2>/dev/null; then killed=$((killed + 1)); fi
  wait $pid 2>/dev/null || true
done
(import "$work/disturbed.db") 2>>"$work/disturbed.log" || [ $? = 3 ]

if python3 - "$work/undisturbed.db" "$work/disturbed.db" <<'PY'
import sqlite3
import sys

TABLES = {
    "": ["static_word", "static_heard", "vessel", "import_watch", "import_file", "crossing", "crossing_cover"],
    ".tracks": ["block", "block_place"],
}
COLUMNS = {"import_file": "key, name, bytes, lines, positions, rejected"}


def content(path):
    rows = {}
    for suffix, tables in TABLES.items():
        with sqlite3.connect("file:%s%s?mode=ro" % (path, suffix), uri=True) as store:
            shapes = dict(store.execute("SELECT number, asset_id || hash FROM charted_shape")) if suffix == "" else {}
            for table in tables:
                found = store.execute("SELECT %s FROM %s" % (COLUMNS.get(table, "*"), table)).fetchall()
                if table.startswith("crossing"):
                    found = [(shapes[row[0]],) + row[1:] for row in found]
                rows[table] = sorted(found, key=repr)
    return rows


one, other = (content(path) for path in sys.argv[1:])
for table in one:
    if one[table] != other[table]:
        sys.exit("import.sh: table %s: %d rows undisturbed, %d disturbed, not the same" % (table, len(one[table]), len(other[table])))
if not one["block"] or not one["crossing"]:
    sys.exit("import.sh: there was nothing to compare")
print("%d blocks, %d crossings, %d spells of static data: the same" % (len(one["block"]), len(one["crossing"]), len(one["static_heard"])))
PY
then
  echo "$killed of $kills runs were killed within $took ms"
  rm -rf "$work"
  [ "$killed" -gt 0 ]
else
  echo "import.sh: failed; the stores and logs are in $work" >&2
  exit 1
fi
