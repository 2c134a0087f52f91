#!/usr/bin/python3
"""Sends notifications with oslo.messaging's own notifier.

    notify.py amqp://USER:PASSWORD@HOST:PORT/ messaging|messagingv2

A line of standard input is {"priority": info|error|..., "publisher_id", "event_type", "payload"}; a line of output the
notification that went out for it, as oslo's "test" driver saw it beside the other one.
"""
import json
import logging
import sys

from oslo_config import cfg
import oslo_messaging
from oslo_messaging.notify import _impl_test

broker, driver = sys.argv[1:]
logging.basicConfig(level=logging.WARNING)
conf = cfg.ConfigOpts()
conf([])
transport = oslo_messaging.get_notification_transport(conf, url=broker)
conf.set_override("driver", [driver, "test"], group="oslo_messaging_notifications")
notifier = oslo_messaging.Notifier(transport, topics=["profiler"], retry=0)
for line in sys.stdin:
    given = json.loads(line)
    send = getattr(notifier.prepare(publisher_id=given["publisher_id"]), given["priority"])
    send({"request_id": "req-1"}, given["event_type"], given["payload"])
    _, sent, _, _ = _impl_test.NOTIFICATIONS.pop()
    print(json.dumps(sent))
transport.cleanup()
