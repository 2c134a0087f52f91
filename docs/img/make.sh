#!/usr/bin/env bash
# Makes the pictures of the documents from a trace of the demo: docs/img/make.sh. Needs Chromium (peers/install.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
demo=
trap '[ -z "$demo" ] || kill "$demo"; rm -rf "$work"' EXIT

bin/osprofiler demo --port 0 --api-port 0 >"$work/demo" 2>"$work/demo.log" &
demo=$!
until grep -q '^To display' "$work/demo"; do
  kill -0 "$demo"
  sleep 0.2
done
read -r _ _ volumes _ events <<<"$(grep '^READY' "$work/demo")"

# The first request loads classes; a later one shows what the service does.
for _ in 1 2 3 4 5; do
  id=$(bin/osprofiler request --profile SECRET_KEY -H 'Content-Type: application/json' \
    -d '{"volume": {"name": "test-profile-5", "size": 5}}' "$volumes/v3/demo/volumes" 2>&1 >/dev/null |
    sed -n 's/^Trace ID: //p')
done
until bin/osprofiler trace show --html --connection-string "$events" --out "$work/trace.html" "$id" &&
  grep -q volume-manager "$work/trace.html"; do
  sleep 0.2
done

chromium --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run \
  --user-data-dir="$work/chromium" --hide-scrollbars --window-size=1280,800 \
  --screenshot=docs/img/trace.png "file://$work/trace.html" >/dev/null 2>&1
ls -l docs/img/trace.png
