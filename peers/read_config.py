#!/usr/bin/python3
"""Reads configurations with the real PasteDeploy and oslo.config, and says what they hold.

Standard input: one JSON object a line; standard output: one answer a line, in the same order.

  {"kind": "paste", "ini": FILE, "section": NAME, "given": {...}}
      {"local": {...}, "global": {...}}        what PasteDeploy would give to the filter's factory
  {"kind": "oslo", "files": [FILE, ...], "env": {...}}
      {"values": {...}, "errors": [...]}       the options of [profiler], and those that cannot be read
  either, when nothing can be read of it
      {"raised": CLASS, "text": MESSAGE}
"""
import json
import os
import resource
import sys

from oslo_config import cfg
from osprofiler import opts
from paste.deploy import loadwsgi

# References to references may grow without end in both; the machine must not go down with them.
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def paste(case):
    context = loadwsgi.loadcontext(
        loadwsgi.FILTER, "config:" + case["ini"], name=case["section"], global_conf=case["given"] or None)
    while context.object_type is loadwsgi.FILTER_WITH:
        context = context.next_context
    return {"local": context.local_conf, "global": context.global_conf}


def oslo(case):
    os.environ.update(case["env"])
    try:
        conf = cfg.ConfigOpts()
        opts.set_defaults(conf)
        conf.register_opt(cfg.StrOpt("host"))
        conf.register_opt(cfg.StrOpt("url"), group="other")
        conf([], default_config_files=case["files"], default_config_dirs=[])
        answer = {"values": {}, "errors": []}
        for option in conf.profiler:
            try:
                answer["values"][option] = conf.profiler[option]
            except Exception:
                answer["errors"].append(option)
        return answer
    finally:
        for variable in case["env"]:
            del os.environ[variable]


for line in sys.stdin:
    case = json.loads(line)
    try:
        answer = {"paste": paste, "oslo": oslo}[case["kind"]](case)
    except Exception as error:
        answer = {"raised": type(error).__name__, "text": str(error)[:500]}
    print(json.dumps(answer), flush=True)
