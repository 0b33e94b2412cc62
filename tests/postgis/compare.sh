#!/usr/bin/env bash
# The same traffic in the embedded store and in PostgreSQL with PostGIS, on this machine: size, time to load, and the questions an analyst asks. Both must give the same answers.
# Usage: tests/postgis/compare.sh [--short|--long] [--vessels N] [--days N] [--asset ID] [--keep]
# 40 vessels for a month (3.3 million positions, some three minutes). --short: 10 for a month, with less asked (a minute). --long: 2,000 vessels for eight days (fifty million, 15 GB of disk, an hour).
# Fails where an answer is another, and where the store is far behind: less than ten times smaller, twice as long to load, or a question a second and fifty times slower. Whether it is
# ahead is told and not held: a busy machine would decide it.
# Needs a Release build and Debian's PostgreSQL with PostGIS 3, of whatever version, which it installs where there is none. It runs a server of its own in a temporary folder, and stops it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../script.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

vessels=40 days=30 rounds=60 asset=gas-interconnector keep=
while [ $# -gt 0 ]; do
  case $1 in
    --short) vessels=10 rounds=10; shift ;;
    --long) vessels=2000 days=8; shift ;;
    --vessels) vessels=$2; shift 2 ;;
    --days) days=$2; shift 2 ;;
    --asset) asset=$2; shift 2 ;;
    --keep) keep=1; shift ;;
    *) echo "compare.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done

as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
# The newest that has PostGIS beside it; where there is none, the one that this Debian gives.
newest() {
  local bin version
  for bin in /usr/lib/postgresql/*/bin; do
    version=$(basename "$(dirname "$bin")")
    [ ! -x "$bin/postgres" ] || [ ! -e "/usr/share/postgresql/$version/extension/postgis.control" ] || echo "$version"
  done | sort -n | tail -n 1
}
version=$(newest)
if [ -z "$version" ]; then
  $as_root apt-get update -qq
  version=$(LC_ALL=C apt-cache depends postgresql | sed -nE 's/^ *Depends: postgresql-([0-9]+)$/\1/p' | head -n 1)
  [ -n "$version" ] || { echo "compare.sh: apt knows no postgresql" >&2; exit 1; }
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "postgresql-$version" "postgresql-$version-postgis-3"
fi
bin=/usr/lib/postgresql/$version/bin

program=$PWD/src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll
[ -f "$program" ] || { echo "compare.sh: build first: dotnet build MaritimeWatch.sln --configuration Release" >&2; exit 1; }
build tests/MaritimeWatch.Load
load=tests/MaritimeWatch.Load/bin/Release/net10.0/MaritimeWatch.Load.dll
chart=data-samples/assets/north-sea-charted.geojson

work=$(mktemp -d)
chmod 755 "$work"
server=$work/server
# PostgreSQL does not run as root.
run() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() {
  [ ! -d "$server/data" ] || run $bin/pg_ctl -D "$server/data" -m fast -s stop || true
  [ -n "$keep" ] && echo "kept in $work" >&2 || rm -rf "$work"
}
trap stop EXIT
seconds() { local started; started=$(date +%s.%N); "$@"; awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'; }

echo "== traffic: $vessels vessels, $days days" >&2
dotnet "$program" simulate --scenario background --background "$vessels" --hours 24 --seed 9 --start 2026-03-01T00:00:00Z --format dma --output "$work/day-01.csv" 2>"$work/simulate.log"
for ((day = 2; day <= days; day++)); do
  printf -v name '%02d' "$day"
  sed "s#^01/03/2026#$name/03/2026#" "$work/day-01.csv" >"$work/day-$name.csv"
done
cat "$work"/day-*.csv | python3 tests/postgis/rows.py parse | LC_ALL=C sort -s -u -t "$(printf '\t')" -k1,1n -k2,2n -k3,3n -k4,4n -S 2G -T "$work" | python3 tests/postgis/rows.py pack >"$work/rows"

echo "== the embedded store" >&2
import() { dotnet "$program" store import --store "$work/store.db" --input "$work"/day-*.csv 2>"$work/import.log" || [ $? = 3 ]; }
our_load=$(seconds import)
our_bytes=$(( $(stat -c %s "$work/store.db") + $(stat -c %s "$work/store.db.tracks") ))
our_rows=$(dotnet "$program" store info --json --store "$work/store.db" | python3 -c 'import json, sys; print(json.load(sys.stdin)["block_positions"])')

echo "== PostgreSQL $version" >&2
mkdir -p "$server"
[ "$(id -u)" != 0 ] || chown postgres "$server"
run $bin/initdb -D "$server/data" --auth trust --encoding UTF8 --locale C >/dev/null
memory=$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
# As its documentation and PostGIS's advise for a machine that does this alone; nothing that would lose data.
cat >"$work/conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$server'
shared_buffers = $((memory / 4))MB
effective_cache_size = $((memory / 2))MB
maintenance_work_mem = 1GB
work_mem = 64MB
max_wal_size = 8GB
wal_level = minimal
max_wal_senders = 0
random_page_cost = 1.1
jit = off
CONF
run cp "$work/conf" "$server/data/postgresql.auto.conf" 2>/dev/null || $as_root cp "$work/conf" "$server/data/postgresql.auto.conf"
run $bin/pg_ctl -D "$server/data" -l "$server/log" -w -s start
user=postgres; [ "$(id -u)" = 0 ] || user=$(id -un)
sql() { "$bin/psql" -h "$server" -U "$user" -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
sql -c "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist" >/dev/null

# The rows come sorted by vessel and time, so the table lies as CLUSTER would lay it, without its time.
fill() {
  sql >/dev/null <<SQL
BEGIN;
CREATE TABLE position(mmsi integer NOT NULL, time timestamptz NOT NULL, place geometry(Point, 4326) NOT NULL, sog smallint, cog smallint, heading smallint, rot smallint, class smallint NOT NULL, status smallint NOT NULL);
\\copy position FROM '$work/rows' WITH (FREEZE)
COMMIT;
CREATE UNIQUE INDEX position_by_vessel ON position(mmsi, time, (ST_Y(place)), (ST_X(place)));
CREATE INDEX position_by_place ON position USING gist(place, time);
CREATE TABLE vessel AS SELECT DISTINCT mmsi FROM position;
VACUUM ANALYZE position;
ANALYZE vessel;
CHECKPOINT;
SQL
}
their_load=$(seconds fill)
their_bytes=$(sql -c "SELECT pg_total_relation_size('position')")
their_rows=$(sql -c "SELECT count(*) FROM position")
[ "$our_rows" = "$their_rows" ] || { echo "compare.sh: $our_rows positions here, $their_rows there" >&2; exit 1; }

python3 - "$chart" "$asset" >"$work/cable.sql" <<'PY'
import json, sys
for feature in json.load(open(sys.argv[1]))["features"]:
    if feature["properties"].get("id") == sys.argv[2]:
        shape = json.dumps(feature["geometry"])
        print("CREATE TABLE cable AS SELECT ST_Subdivide(ST_Segmentize(ST_SetSRID(ST_GeomFromGeoJSON('%s'), 4326), 0.05), 5) AS piece; ANALYZE cable;" % shape)
PY
sql -f "$work/cable.sql"

# Somebody under way within a mile of the asset on the last day, as near to noon as can be: there and then it is taken to have failed.
printf -v last '%02d' "$days"
noon="2026-03-${last}T12:00:00Z"
IFS='|' read -r fault place <<<"$(sql -c "SELECT to_char(p.time AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ST_Y(p.place) || ',' || ST_X(p.place) FROM cable c JOIN position p ON p.place && ST_Expand(c.piece, 0.035, 0.018) AND p.time >= '$noon'::timestamptz - interval '10 hours' AND p.time < '$noon'::timestamptz + interval '10 hours' WHERE p.sog > 50 AND ST_DWithin(p.place::geography, c.piece::geography, 1500) ORDER BY abs(extract(epoch FROM p.time - '$noon')), p.mmsi LIMIT 1")"
[ -n "$fault" ] || { echo "compare.sh: nobody passes $asset" >&2; exit 1; }
IFS=$'\t' read -r from_km to_km shape <<<"$(dotnet "$load" store-stretch --chart "$chart" --asset "$asset" --place "$place")"
sql -c "CREATE TABLE stretch AS SELECT ST_SetSRID(ST_GeomFromText('$shape'), 4326) AS line; ANALYZE stretch"
at="${fault%%:*}:00:00Z"
vessel=$(sql -c "SELECT mmsi FROM (SELECT mmsi, count(*) FROM position GROUP BY mmsi ORDER BY count(*) DESC, mmsi OFFSET (SELECT count(*) / 2 FROM vessel) LIMIT 1) one")
# As the store gives them: whole reports of the time asked about, in order.
track="SELECT count(*), sum(round(ST_Y(place) * 600000))::bigint, sum(round(ST_X(place) * 600000))::bigint FROM (SELECT * FROM position WHERE mmsi = $vessel AND time >= '2026-03-01' AND time < '2026-04-01' ORDER BY time, ST_Y(place), ST_X(place) OFFSET 0) t"
# A degree of latitude is 60 miles; of longitude at 60 degrees north half as many. The index finds by degrees, the spheroid decides.
near="SELECT coalesce(string_agg(mmsi::text, ' ' ORDER BY mmsi), '') FROM (SELECT DISTINCT p.mmsi FROM cable c JOIN position p ON p.place && ST_Expand(c.piece, 0.035, 0.018) AND p.time >= '$at' AND p.time < '$at'::timestamptz + interval '1 hour' WHERE ST_DWithin(p.place::geography, c.piece::geography, 1852)) n"
picture="SELECT count(*), sum(round(ST_Y(place) * 600000))::bigint, sum(round(ST_X(place) * 600000))::bigint FROM vessel v CROSS JOIN LATERAL (SELECT place FROM position p WHERE p.mmsi = v.mmsi AND p.time >= '$at'::timestamptz - interval '1 hour' AND p.time < '$at' ORDER BY p.mmsi DESC, p.time DESC, ST_Y(place) DESC, ST_X(place) DESC LIMIT 1) l"
run $bin/pg_ctl -D "$server/data" -l "$server/log" -w -s restart -m fast
suspects=$(grep -v '^--' tests/postgis/suspects.sql)
ask() {
  { echo '\timing on'; for _ in $(seq 10); do echo "$2;"; done; } | sql -v fault="$fault" >"$work/answer"
  python3 - "$1" "$work/answer" <<'PY'
import re, sys
text = open(sys.argv[2]).read()
took = [float(ms) for ms in re.findall(r"^Time: ([\d.]+) ms", text, re.M)]
answer = [line for line in text.splitlines() if not line.startswith(("Time:", "Timing"))][-1]
print("%s\t%.2f\t%.2f\t%s" % (sys.argv[1], took[0], sorted(took[1:])[len(took[1:]) // 2], answer.replace("|", " ")))
PY
}
{ ask track "$track"; ask near "$near"; ask picture "$picture"; ask suspects "$suspects"; } >"$work/theirs"
dotnet "$load" store-questions --store "$work/store.db" --chart "$chart" --asset "$asset" --mmsi "$vessel" --at "$at" --fault "$fault" --from-km "$from_km" --to-km "$to_km" --program "$program" --rounds "$rounds" >"$work/ours"
python3 tests/postgis/table.py "$work/ours" "$work/theirs" "$our_rows" "$our_bytes" "$their_bytes" "$our_load" "$their_load" "$days" "$asset"
