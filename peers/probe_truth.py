#!/usr/bin/env python3
"""What the page of a real trace must show, told by the probe's own generator from the trace's notifications.

    probe_truth.py VIEWER NOTIFICATIONS REPORT TRUTH

VIEWER is the folder of gentrace.py; NOTIFICATIONS has one payload a line; REPORT is the trace as JSON; TRUTH is written.
"""
import argparse
import datetime
import json
import sys

EPOCH = datetime.datetime(1970, 1, 1)


def micros(timestamp):
    return (datetime.datetime.fromisoformat(timestamp) - EPOCH) // datetime.timedelta(microseconds=1)


def spans_of(payloads, gentrace):
    """By the first notification of each; times count from the generator's day."""
    spans = {}
    for payload in payloads:
        name, _, which = payload["name"].rpartition("-")
        info = dict(payload["info"])
        host = info.pop("host")
        span = spans.get(payload["trace_id"])
        if span is None:
            span = gentrace.Span(payload["trace_id"], None, name, payload["service"], host, None, None, {}, {}, payload["project"])
            span.pid = payload["parent_id"]
            spans[span.id] = span
        at = micros(payload["timestamp"]) - 1_000_000 * gentrace.BASE_S - gentrace.BASE_US
        if which == "start":
            span.start, span.info = at, info
        else:
            span.stop, span.out = at, info
    for span in spans.values():
        span.parent = spans.get(span.pid)
    return list(spans.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("viewer", "notifications", "report", "truth"):
        parser.add_argument(name)
    arguments = parser.parse_args()
    sys.path.insert(0, arguments.viewer)
    sys.dont_write_bytecode = True
    import gentrace

    with open(arguments.notifications, encoding="utf-8") as lines:
        payloads = [json.loads(line) for line in lines]
    generated = gentrace.Gen(0)
    generated.spans = spans_of(payloads, gentrace)
    _, begin, roots, _ = gentrace.link(generated)
    shape = argparse.Namespace(shape="demo", seed=0, extra=[])
    truth = gentrace.truth(generated, payloads[0]["base_id"], begin, roots, shape, arguments.report)
    with open(arguments.truth, "w", encoding="utf-8") as out:
        json.dump(truth, out)


if __name__ == "__main__":
    main()
