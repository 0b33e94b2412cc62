# For the scripts in the folders beside it, which source it first: ends them, and what they started, when they take far longer than they can.
# Half an hour, with --long six, or what LIMIT says (as timeout(1) takes it). tests/run.sh bounds what it runs by itself, and has built everything.
# shellcheck shell=sh
if [ -z "${TESTS_BOUNDED:-}" ]; then
  export TESTS_BOUNDED=yes
  limit=30m
  for argument in "$@"; do
    [ "$argument" != --long ] || limit=6h
  done
  exec timeout --kill-after=1m "${LIMIT:-$limit}" "$0" "$@"
fi

# Builds projects, unless tests/run.sh has.
build() {
  for project in "$@"; do
    [ -n "${TESTS_BUILT:-}" ] || dotnet build "$project" --configuration Release --verbosity quiet >&2
  done
}
