#!/bin/sh
# Holds the isolation forest against scikit-learn's on the same features; installs that where it is missing. Needs the Release build.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../script.sh"

if ! /usr/bin/python3 -c 'import sklearn' 2>/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends python3-sklearn
fi

/usr/bin/python3 "$here/compare-with-scikit.py" "$here/../../src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch"
