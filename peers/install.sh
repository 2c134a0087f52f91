#!/usr/bin/env bash
# Installs the real peers of the tests from Debian (bookworm): the cinder client, Python's OSProfiler, the Ceilometer
# agent with its AMQP 1.0 driver, Chromium, Node.js; and from npm, outside of the checkout, what package.json names beside
# this file. Needs root; does nothing when all is there; leaves no service running.
#
#   peers/install.sh           install what is missing
#   peers/install.sh --check   only say what is missing; exit 1 if something is
set -euo pipefail

packages=(
  python3-cinderclient
  python3-osprofiler python3-pastedeploy python3-redis python3-sqlalchemy python3-graphviz
  ceilometer-agent-notification python3-ceilometer
  python3-oslo.messaging python3-pyngus python3-qpid-proton
  chromium nodejs
)
# Node.js from elsewhere than Debian brings its own npm.
[ -n "$(command -v npm)" ] || packages+=(npm)

here=$(cd "$(dirname "$0")" && pwd)
node_peers=/usr/local/lib/osprofiler-peers

missing() {
  local package
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
  cmp -s "$here/package-lock.json" "$node_peers/package-lock.json" || echo "$node_peers"
}

install_from_debian() {
  # A policy that forbids it keeps Debian's scripts from starting the services they install.
  local policy=/usr/sbin/policy-rc.d apt=(apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  if [ ! -e "$policy" ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${apt[@]}" update >&2
  "${apt[@]}" install -y --no-install-recommends "$@" >&2
}

# Made aside and moved, so that an installation that broke off is never taken for one.
install_from_npm() {
  rm -rf "$node_peers.new"
  mkdir -p "$node_peers.new"
  cp "$here/package.json" "$here/package-lock.json" "$node_peers.new"
  npm ci --prefix "$node_peers.new" --ignore-scripts --no-audit --no-fund >&2
  rm -rf "$node_peers"
  mv "$node_peers.new" "$node_peers"
}

mapfile -t wanted < <(missing)
if [ "${#wanted[@]}" = 0 ]; then
  echo "peers: all there"
  exit 0
fi
if [ "${1:-}" = --check ]; then
  echo "peers: missing: ${wanted[*]}" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "peers/install.sh: must be run as root to install: ${wanted[*]}" >&2
  exit 2
fi

echo "peers: installing ${wanted[*]}" >&2
from_debian=()
for each in "${wanted[@]}"; do
  [ "$each" = "$node_peers" ] || from_debian+=("$each")
done
[ "${#from_debian[@]}" = 0 ] || install_from_debian "${from_debian[@]}"
cmp -s "$here/package-lock.json" "$node_peers/package-lock.json" || install_from_npm

mapfile -t wanted < <(missing)
if [ "${#wanted[@]}" != 0 ]; then
  echo "peers/install.sh: still missing: ${wanted[*]}" >&2
  exit 1
fi
echo "peers: installed"
