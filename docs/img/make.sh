#!/usr/bin/env bash
# Makes the pictures of the documents with Chromium. Needs what peers/install.sh installs.
#
#   docs/img/make.sh              of a trace of the demo: all pictures
#   docs/img/make.sh TRACE.html   of this page: all but those of the comparison and the list
set -euo pipefail
page=${1:+$(realpath "$1")}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
demo=
trap '[ -z "$demo" ] || kill "$demo"; rm -rf "$work"' EXIT
export NODE_PATH=/usr/local/lib/osprofiler-peers/node_modules

# Sends a profiled request to $volumes; prints the id of its trace.
request() {
  bin/osprofiler request --profile SECRET_KEY -H 'Content-Type: application/json' \
    -d '{"volume": {"name": "test-profile-5", "size": 5}}' "$volumes/v3/demo/volumes" 2>&1 >/dev/null |
    sed -n 's/^Trace ID: //p'
}

# The page of a trace with both services in it: the second one's part comes later.
complete() {
  until bin/osprofiler trace show --html --connection-string "$events" --out "$work/$1.html" "$2" &&
    bin/osprofiler trace show --json --connection-string "$events" --out "$work/$1.json" "$2" &&
    grep -q volume-manager "$work/$1.json"; do
    sleep 0.2
  done
}

if [ -n "$page" ]; then
  node docs/img/pictures.mjs docs/img "$page"
else
  bin/osprofiler demo --port 0 --api-port 0 --data "$work/data" >"$work/demo" 2>"$work/demo.log" &
  demo=$!
  until grep -q '^To display' "$work/demo"; do
    kill -0 "$demo"
    sleep 0.2
  done
  read -r _ _ volumes _ events <<<"$(grep '^READY' "$work/demo")"
  # The first request loads classes; a later one shows what the service does.
  complete first "$(request)"
  for _ in 1 2 3; do request >/dev/null; done
  complete later "$(request)"
  bin/osprofiler trace diff --html --out "$work/diff.html" "$work/first.json" "$work/later.json"
  node docs/img/pictures.mjs docs/img "$work/later.html" "$work/diff.html" "$events/"
fi
ls -l docs/img/*.png
