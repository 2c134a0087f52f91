#!/usr/bin/env bash
# Runs the acceptance probe of the trace page, a black box in a real Chromium, over pages of traces of many shapes. The
# probe lies beside the checkout, in ../shared/viewer; where it does not, this says so and ends well.
# Needs what peers/install.sh installs.
#
#   peers/probe.sh [SHAPE …]            the given shapes, else all; see `shape` below
#   peers/probe.sh --perf [SPANS …]     speed, memory and size too, for 1000 10000 100000 1000000 or the given numbers
set -euo pipefail
cd "$(dirname "$0")/.."

viewer=../shared/viewer
if [ ! -f "$viewer/probe.mjs" ]; then
  echo "probe: $viewer/probe.mjs is not there; nothing to do"
  exit 0
fi
export NODE_PATH=/usr/local/lib/osprofiler-peers/node_modules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The generator's options for a shape.
shape() {
  case $1 in
    web) echo --shape web --spans 1000 ;;
    nasty) echo --shape nasty --spans 200 ;;
    deep) echo --shape deep --spans 1200 --depth 1200 ;;
    wide) echo --shape wide --spans 10000 ;;
    nplus1 | week | diff) echo --shape "$1" --spans 300 ;;
    empty) echo --shape empty ;;
    demo) ;; # a real trace
    *) echo "probe: no shape $1" >&2 && exit 2 ;;
  esac
}

# page NAME OPTION…: a trace by the generator, NAME.truth.json, NAME.html
page() {
  local name=$1 base=$work/$1
  shift
  case $name in
    demo)
      bin/osprofiler demo --once --port 0 --api-port 0 --out "$base" >"$base.log" 2>&1 || { cat "$base.log" >&2; exit 1; }
      mv "$base/trace.html" "$base.html"
      python3 peers/probe_truth.py "$viewer" "$base/notifications.jsonl" "$base/trace.json" "$base.truth.json"
      ;;
    diff)
      python3 "$viewer/gentrace.py" "$@" --out "$base.json" --out-b "$base.b.json" --truth "$base.truth.json"
      bin/osprofiler trace diff --html --out "$base.html" "$base.json" "$base.b.json"
      ;;
    perf*)
      python3 "$viewer/gentrace.py" "$@" --jsonl "$base.jsonl" --truth "$base.truth.json"
      OSPROFILER_JAVA_OPTS=-Xmx6g bin/osprofiler trace show --html --out "$base.html" "$base.jsonl"
      ;;
    *)
      python3 "$viewer/gentrace.py" "$@" --out "$base.json" --truth "$base.truth.json"
      bin/osprofiler trace show --html --out "$base.html" "$base.json"
      ;;
  esac
}

# probe NAME OPTION…: the probe's lines in NAME.log, what came of it in its last one, its seconds in NAME.seconds
probe() {
  local name=$1 began=$SECONDS
  shift
  node "$viewer/probe.mjs" --html "$work/$name.html" --truth "$work/$name.truth.json" "$@" >"$work/$name.log" 2>&1 ||
    tail -n 1 "$work/$name.log" | grep -q ' passed, ' ||
    echo 'FAIL: the probe ended without a result' >>"$work/$name.log"
  echo $((SECONDS - began)) >"$work/$name.seconds"
}

failed=0

# What a person wants to know of NAME.log.
tell() {
  printf 'probe of %-13s %s (%s s)\n' "$1:" "$(tail -n 1 "$work/$1.log")" "$(cat "$work/$1.seconds")"
  grep -aE '^(FAIL|ok P)' "$work/$1.log" | sed 's/^/    /' || true
  ! grep -aq '^FAIL' "$work/$1.log" || failed=1
}

bin/osprofiler --version >/dev/null # builds where there is no build
if [ "${1:-}" = --perf ]; then
  shift
  [ $# != 0 ] || set -- 1000 10000 100000 1000000
  for spans in "$@"; do
    page "perf-$spans" --shape web --spans "$spans"
    probe "perf-$spans" --perf
    tell "perf-$spans"
    rm -f "$work"/*
  done
else
  # The longest first; most of their time they wait, so that three at once do.
  [ $# != 0 ] || set -- web nasty wide deep nplus1 week diff demo empty
  for name in "$@"; do
    options=$(shape "$name")
    # shellcheck disable=SC2086 # several options
    page "$name" $options
    while [ "$(jobs -rp | wc -l)" -ge 3 ]; do
      wait -n
    done
    probe "$name" &
  done
  wait
  for name in "$@"; do
    tell "$name"
  done
fi
if [ "$failed" != 0 ]; then
  echo 'peers/probe.sh: some checks failed' >&2
  exit 1
fi
echo 'peers/probe.sh: all passed'
