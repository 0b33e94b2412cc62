#!/bin/sh
# Installs what the gRPC tests need beside the .NET SDK: the official clients for Node and for Python. May be run again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

if ! /usr/bin/python3 -c 'import grpc, google.protobuf' 2>/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3-grpcio python3-protobuf
fi

command -v npm >/dev/null || { echo "install.sh: Node.js 20 or newer with npm is needed" >&2; exit 1; }

# A stamp of the lock file: npm ci empties node_modules and takes its time, so it runs only when something has changed.
stamp="$here/node/node_modules/.installed-from"
if ! cmp -s "$here/node/package-lock.json" "$stamp"; then
    (cd "$here/node" && npm ci --ignore-scripts --no-audit --no-fund)
    cp "$here/node/package-lock.json" "$stamp"
fi
