#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK and Node 20, builds, and runs every suite and every script that holds the program against something else.
# What only looks whether all is right runs side by side, three at a time, since most of it waits for disks and brokers; what measures runs alone, after that. Each says what it said, whole, under its
# heading, in the same order every time. Nothing runs longer than half an hour, or what LIMIT says. Ctrl-C ends everything that was started.
# Closes with one line over all suites: "N passed, N failed, N skipped". Exits 1 when a suite failed or ran nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export TESTS_BOUNDED=yes TESTS_BUILT=yes
configuration=Release
limit=${LIMIT:-30m}
started=$SECONDS
logs=$(mktemp -d)

declare -A name_of=() took=() ended=()
end() {
  trap '' INT TERM
  for group in "${!name_of[@]}"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  for ((tenth = 0; tenth < 100; tenth++)); do
    local left=
    for group in "${!name_of[@]}"; do ! kill -0 -- "-$group" 2>/dev/null || left=1; done
    [ -n "$left" ] || break
    sleep 0.1
  done
  for group in "${!name_of[@]}"; do kill -KILL -- "-$group" 2>/dev/null || true; done
  rm -rf "$logs"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "== installing"
timeout --foreground --kill-after=1m "$limit" tests/clients/install.sh
if ! command -v gpsdecode >/dev/null; then
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gpsd-clients
fi

echo "== building"
# One compiler for all projects, of this run alone, and gone before anything is measured.
compiler=maritimewatch-tests-$$
timeout --foreground --kill-after=1m "$limit" dotnet build MaritimeWatch.sln --configuration "$configuration" --verbosity quiet -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler"
dotnet "$(dotnet --list-sdks | sed -nE "s|^$(dotnet --version) \[(.*)\]|\1/$(dotnet --version)|p")/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$compiler" -shutdown >/dev/null || true

rm -f tests/evaluation/TestResults/shipped-scenarios.*

passed=0 failed=0 skipped=0 broken=()
declare -A heading=() command=()
order=()
piece() { # NAME HEADING COMMAND...
  order+=("$1") heading[$1]=$2
  command[$1]=$(printf '%q ' "${@:3}")
}

# Each is a process group of its own, so that it can be ended with all that it has started.
start() { # NAME
  set -m
  eval "exec timeout --kill-after=1m $limit ${command[$1]}" >"$logs/$1" 2>&1 </dev/null &
  set +m
  name_of[$!]=$1 took[$1]=-$SECONDS
}

# Sets process to one that has ended, and code to how.
await() {
  while true; do
    for process in "${!name_of[@]}"; do
      if ! kill -0 "$process" 2>/dev/null; then
        code=0
        wait "$process" || code=$?
        return
      fi
    done
    sleep 0.2
  done
}

tell() { # NAME
  local name=$1 ran
  echo "== ${heading[$name]}"
  cat "$logs/$name"
  echo "   (${took[$name]} s)"
  [ "${ended[$name]}" != 124 ] || echo "$name was ended after $limit" >&2
  [ "${ended[$name]}" = 0 ] || broken+=("${heading[$name]}")
  if [[ $name = *.Tests || $name = console ]]; then
    count() { sed -nE "s/.*$1: *([0-9]+).*/\1/p" "$logs/$name" | tail -n 1; }
    ran=$(count Total)
    if [ "${ran:-0}" -eq 0 ]; then
      echo "$name ran no test" >&2
      broken+=("$name (ran no test)")
    fi
    passed=$((passed + $(count Passed || echo 0) + 0))
    failed=$((failed + $(count Failed || echo 0) + 0))
    skipped=$((skipped + $(count Skipped || echo 0) + 0))
  fi
}

# Runs the pieces that are named, so many at a time in that order, and tells of them in the order in which they were declared.
run() { # AT_ONCE NAME...
  local at_once=$1 running=0 told=0 process code name
  local waiting=("${@:2}") mine=()
  for name in "${order[@]}"; do [[ " ${*:2} " != *" $name "* ]] || mine+=("$name"); done
  while [ "$told" -lt "${#mine[@]}" ]; do
    while [ "$running" -lt "$at_once" ] && [ "${#waiting[@]}" -gt 0 ]; do
      start "${waiting[0]}"
      waiting=("${waiting[@]:1}")
      running=$((running + 1))
    done
    await
    running=$((running - 1))
    name=${name_of[$process]}
    unset "name_of[$process]"
    took[$name]=$((took[$name] + SECONDS)) ended[$name]=$code
    while [ "$told" -lt "${#mine[@]}" ] && [ -n "${ended[${mine[$told]}]:-}" ]; do
      tell "${mine[$told]}"
      told=$((told + 1))
    done
  done
}

for project in tests/*.Tests; do
  name=$(basename "$project")
  piece "$name" "$name" dotnet test "$project" --configuration "$configuration" --no-build --logger "console;verbosity=minimal"
done
piece survival "killed at random moments" tests/survival/run.sh
piece import "an import killed at random moments" tests/survival/import.sh
piece cut "a broker killed, a network cut" tests/load/cut.sh --short
piece kills "an InfluxDB killed at random moments" tests/influx/kills.sh
piece normality "learned normality beside scikit-learn" tests/normality/run.sh
piece postgis "the store beside PostgreSQL with PostGIS" tests/postgis/compare.sh --short
piece live "five live feeds at once" tests/load/live.sh
piece influx "tracks in InfluxDB beside a bare loop" tests/influx/throughput.sh 3 200000
piece console "the console in a browser" tests/console/run.sh
piece memory "size and memory of the console" tests/console/figures.sh --memory 2

# Browsers draw in software here: with anything beside them, a second is soon over.
alone=(postgis live influx console)
# The longest first: whatever is last would run on alone.
first=(MaritimeWatch.Service.Tests MaritimeWatch.Storage.Tests survival)
others=()
for name in "${order[@]}"; do [[ " ${first[*]} ${alone[*]} " = *" $name "* ]] || others+=("$name"); done
run 3 "${first[@]}" "${others[@]}"
run 1 "${alone[@]}"

if [ -f tests/evaluation/TestResults/shipped-scenarios.txt ]; then
  echo "== evaluation of the shipped scenarios"
  cat tests/evaluation/TestResults/shipped-scenarios.txt
fi

echo "took $((SECONDS - started)) s"
if [ ${#broken[@]} -gt 0 ]; then
  # Once more and together: who looks at the end of a long log sees what failed, and why.
  for name in "${order[@]}"; do
    [ "${ended[$name]:-0}" != 0 ] || continue
    echo "== failed in: ${heading[$name]}"
    case $name in
      *.Tests) sed -nE '/^  Failed .*\[/,/^$/p' "$logs/$name" | grep . || tail -n 20 "$logs/$name" ;;
      console) sed -n '/^✖ failing tests:/,$p' "$logs/$name" | grep . || tail -n 20 "$logs/$name" ;;
      *) tail -n 20 "$logs/$name" ;;
    esac
  done
  printf 'not passed: %s\n' "${broken[@]}" >&2
  [ "$failed" -gt 0 ] || failed=${#broken[@]}
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#broken[@]} -eq 0 ]
