#!/usr/bin/python3
"""Services behind the real osprofiler.web.WsgiMiddleware that notify with the real messaging driver.

    relay.py amqp://USER:PASSWORD@HOST:PORT/ INI...

One service for each ini, configured by its [filter:osprofiler]; prints "READY URL..." and ends when its standard input does.

GET ...?next=URL   calls that URL, in a span "call" and with trace headers, and answers
                   {"service", "info" and "hmac" as they came, "next": the answer of what it called, null if that failed}
GET ...?fail=TEXT  raises ValueError(TEXT)
"""
import http.client
import json
import logging
import os
import signal
import socket
import socketserver
import sys
import threading
import urllib.parse
import wsgiref.simple_server

from oslo_config import cfg
from osprofiler import notifier
from osprofiler import profiler
from osprofiler import web
from paste import deploy

SECONDS_FOR_A_CALL = 20


def call(url):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=SECONDS_FOR_A_CALL)
    try:
        connection.request("GET", parts._replace(scheme="", netloc="").geturl(), headers=web.get_trace_id_headers())
        answer = connection.getresponse()
        body = answer.read()
        return json.loads(body) if answer.status == 200 else None
    finally:
        connection.close()


def relay(environ, start_response):
    query = urllib.parse.parse_qs(environ["QUERY_STRING"])
    if "fail" in query:
        raise ValueError(query["fail"][0])
    called = None
    if "next" in query:
        with profiler.Trace("call"):
            called = call(query["next"][0])
    body = json.dumps({
        "service": "python",
        "info": environ.get("HTTP_X_TRACE_INFO"),
        "hmac": environ.get("HTTP_X_TRACE_HMAC"),
        "next": called}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


class Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True


def serve(ini):
    service = deploy.loadfilter("config:" + os.path.abspath(ini), name="osprofiler")(relay)
    server = wsgiref.simple_server.make_server("127.0.0.1", 0, service, server_class=Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d" % server.server_port


def main(broker, inis):
    logging.basicConfig(level=logging.WARNING)
    conf = cfg.ConfigOpts()
    conf([])
    notifier.set(notifier.create(
        "messaging://", context={}, project="peers", service="python", host=socket.gethostname(),
        conf=conf, transport_url=broker))
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))
    print("READY", *(serve(ini) for ini in inis), flush=True)
    sys.stdin.read()  # whoever started this is gone


main(sys.argv[1], sys.argv[2:])
