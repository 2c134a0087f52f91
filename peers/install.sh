#!/usr/bin/env bash
# Installs the real peers of the tests from Debian (bookworm): the cinder client, Python's OSProfiler, the Ceilometer
# agent with its AMQP 1.0 driver, Chromium. Needs root; does nothing when all is there; leaves no service running.
#
#   peers/install.sh           install what is missing
#   peers/install.sh --check   only say what is missing; exit 1 if something is
set -euo pipefail

packages=(
  python3-cinderclient
  python3-osprofiler python3-pastedeploy python3-redis python3-sqlalchemy python3-graphviz
  ceilometer-agent-notification python3-ceilometer
  python3-oslo.messaging python3-pyngus python3-qpid-proton
  chromium
)

missing() {
  local package
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
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

# A policy that forbids it keeps Debian's scripts from starting the services they install.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
echo "peers: installing ${wanted[*]}" >&2
"${apt[@]}" update >&2
"${apt[@]}" install -y --no-install-recommends "${wanted[@]}" >&2

mapfile -t wanted < <(missing)
if [ "${#wanted[@]}" != 0 ]; then
  echo "peers/install.sh: still missing: ${wanted[*]}" >&2
  exit 1
fi
echo "peers: installed"
