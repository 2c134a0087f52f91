#!/usr/bin/env bash
# Runs a real ceilometer-agent-notification in the foreground, with a configuration of its own.
#
#   peers/ceilometer-agent.sh BROKER_URL EVENTS_URL WORKDIR
#
#   BROKER_URL   amqp://HOST:PORT/, an Artemis with the AMQP protocol
#   EVENTS_URL   where events are posted: http://HOST:PORT/v1/events
#   WORKDIR      for its configuration and its log, agent.log; made if missing
#
# Prints "READY ceilometer PID" once it listens to the broker. SIGTERM or SIGINT stops it, exit 0; the agent also ends when
# this script is killed. Exit 1, with the end of the log, when it ends by itself or is not ready within a minute.
set -euo pipefail

[ $# = 3 ] || { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
broker=$1
events=$2
mkdir -p "$3"
work=$(cd "$3" && pwd)
agent=/usr/bin/ceilometer-agent-notification
[ -x "$agent" ] || { echo "ceilometer-agent.sh: $agent is missing; run peers/install.sh" >&2; exit 1; }

# store_raw: without it the events lack their payload, and no trace can be made of them.
# The debug level of one logger is where the agent says that it is connected.
cat >"$work/ceilometer.conf" <<CONF
[DEFAULT]
transport_url = $broker
control_exchange = openstack
event_pipeline_cfg_file = $work/event_pipeline.yaml
default_log_levels = amqp=WARN,pyngus=WARN,urllib3=WARN,stevedore=WARN,oslo_messaging=INFO,oslo_messaging._drivers.amqpdriver=DEBUG

[event]
store_raw = info
store_raw = error
drop_unmatched_notifications = False
definitions_cfg_file = /usr/lib/python3/dist-packages/ceilometer/pipeline/data/event_definitions.yaml

[notification]
pipelines = event
workers = 1
batch_size = 1
messaging_urls = $broker
notification_control_exchanges = openstack

[oslo_messaging_notifications]
topics = profiler
CONF
cat >"$work/event_pipeline.yaml" <<PIPELINE
sources:
  - name: profiler
    events: ["profiler.*"]
    sinks: [collector]
sinks:
  - name: collector
    publishers: ["$events?timeout=5&max_retries=2"]
PIPELINE

log=$work/agent.log
: >"$log"
pid=
stopping=
stop() {
  stopping=1
  [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null || true
}
trap stop TERM INT HUP

# Debian's own Python; a group of its own, so that its workers can be ended with it.
env -u PYTHONPATH -u PYTHONHOME setpriv --pdeathsig TERM setsid /usr/bin/python3 "$agent" \
  --config-file "$work/ceilometer.conf" >>"$log" 2>&1 &
pid=$!

ended() {
  echo "ceilometer-agent.sh: $1; the end of $log:" >&2
  tail -n 15 "$log" >&2
  kill -KILL -- "-$pid" 2>/dev/null || true
  exit 1
}

deadline=$((SECONDS + 60))
until grep -q 'Messaging is active' "$log" || [ -n "$stopping" ]; do
  kill -0 "$pid" 2>/dev/null || ended "the agent ended by itself"
  [ "$SECONDS" -lt "$deadline" ] || ended "the agent is not connected to $broker after a minute"
  sleep 0.1
done
if [ -z "$stopping" ]; then
  sleep 0.5 # the links of its seven queues follow each other
  echo "READY ceilometer $pid"
fi

wait "$pid" || true # a signal interrupts this
[ -n "$stopping" ] || ended "the agent ended by itself"
for _ in $(seq 100); do
  kill -0 "$pid" 2>/dev/null || exit 0
  sleep 0.1
done
kill -KILL -- "-$pid" 2>/dev/null || true
