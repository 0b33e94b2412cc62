#!/usr/bin/env bash
# `decode` beside gpsdecode, whole processes, output to a file, the two in turn: medians, spread and the ratio; then one core beside two
# (one core: everything the process does on it, compiling included), and one thread beside two on the same two cores.
# Counts must agree: as many messages of the types that both print, and the same bytes whatever the number of threads.
#
#   tests/MaritimeWatch.Benchmarks/decode-against-gpsdecode.sh [--input FILE] [--rounds N] [--sentences N]
#
# Without --input: seeded traffic of `simulate`, positions of class A and B, static data of both, base stations and aids to navigation.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rounds=5 sentences=2000000 input=
while [ $# -gt 0 ]; do
  case $1 in
    --input) input=$2 ;;
    --rounds) rounds=$2 ;;
    --sentences) sentences=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
command -v gpsdecode >/dev/null || { echo "gpsdecode is not installed (Debian: gpsd-clients)" >&2; exit 1; }
ours=src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch
[ -x "$ours" ] || build src/MaritimeWatch.Service

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "$input" ]; then
  input=$folder/traffic.nmea

  # The TAG blocks are taken off: gpsdecode does not look at them, and it is the messages that are compared.
  "$ours" simulate --scenario background --background 3000 --hours 3 --seed 1 --format nmea --output - 2>/dev/null |
    sed 's/^\\[^\\]*\\//' | awk -v most="$sentences" 'NR <= most' >"$folder/all.nmea" || true
  mv "$folder/all.nmea" "$input"
fi
echo "input: $(wc -l <"$input") sentences, $(stat -c %s "$input") bytes; $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
cat "$input" >/dev/null

# seconds FILE COMMAND...: appends wall clock and processor seconds of one run
seconds() {
  local log=$1
  shift
  local TIMEFORMAT='%R %U %S'
  { time "$@" 2>"$folder/said" || [ $? = 3 ]; } 2>>"$log"
}

theirs() { gpsdecode -j <"$input" >"$folder/theirs.json"; }
decode() { "$ours" decode --input "$input" --output "$folder/ours.json" --threads "$1"; }

# Both print one object a message; gpsd's lines end with CR LF.
count() { grep -o '^{"class":"AIS","device":"stdin","type":[0-9]*' "$1" | sort | uniq -c | sed 's/{.*type":/ type /'; }

# One output lies on the disk at a time, and it is written out before the clock starts: nobody pays for the file of another.
ours_in() {
  local name=$1
  shift
  rm -f "$folder/ours.json"
  sync
  seconds "$folder/$name" "$@"
  sha256sum <"$folder/ours.json" >>"$folder/sums"
}

for round in $(seq "$rounds"); do
  rm -f "$folder/ours.json"
  sync
  seconds "$folder/gpsdecode" theirs
  count "$folder/theirs.json" >"$folder/their-count"
  rm -f "$folder/theirs.json"
  ours_in core taskset -c 0 "$ours" decode --input "$input" --output "$folder/ours.json"
  ours_in one decode 1
  ours_in two decode 2
done
[ "$(sort -u "$folder/sums" | wc -l)" = 1 ] || { echo "the bytes differ between numbers of threads" >&2; exit 1; }

python3 - "$folder" <<'PYTHON'
import statistics, sys
folder = sys.argv[1]
runs = {name: [tuple(map(float, line.split())) for line in open(f"{folder}/{name}")] for name in ("gpsdecode", "core", "one", "two")}
for name, label in (("gpsdecode", "gpsdecode"), ("core", "decode, one core"), ("one", "decode, one thread"), ("two", "decode, two threads")):
    wall = [run[0] for run in runs[name]]
    processor = [run[1] + run[2] for run in runs[name]]
    print(f"{label:20} {statistics.median(wall):6.2f} s ({min(wall):.2f} to {max(wall):.2f}), processor {statistics.median(processor):.2f} s")

def ratios(left, right, column):
    value = lambda run: run[0] if column == "wall" else run[1] + run[2]
    pairs = [value(a) / value(b) for a, b in zip(runs[left], runs[right])]
    return f"{statistics.median(pairs):.1f} ({min(pairs):.1f} to {max(pairs):.1f})"

print("gpsdecode / decode on two threads:", ratios("gpsdecode", "two", "wall"))
print("gpsdecode / decode on one thread: ", ratios("gpsdecode", "one", "wall"), "processor", ratios("gpsdecode", "one", "processor"))
print("one core / two cores:             ", ratios("core", "two", "wall"))
print("one thread / two threads:         ", ratios("one", "two", "wall"))
PYTHON

if [ "$(cat "$folder/their-count")" = "$(count "$folder/ours.json")" ]; then
  echo "messages by type: the same, $(wc -l <"$folder/ours.json") in all"
else
  echo "messages by type differ (gpsdecode left, decode right):"
  diff --side-by-side "$folder/their-count" <(count "$folder/ours.json") || true
fi
