#!/usr/bin/python3
"""Prints Python OSProfiler's report of notifications, one JSON object a line on standard input, in that order."""
import json
import sys

from osprofiler.drivers import base


class Lines(base.Driver):

    @classmethod
    def get_name(cls):
        return "lines"

    def get_report(self, base_id):
        for line in sys.stdin:
            payload = json.loads(line)
            self._append_results(
                payload["trace_id"], payload["parent_id"], payload["name"],
                payload["project"], payload["service"],
                payload["info"]["host"], payload["timestamp"], payload)
        return self._parse_results()


report = Lines("lines://").get_report(None)
print(json.dumps(report, indent=2, separators=(",", ": ")))
