#!/usr/bin/python3
"""Signs and verifies trace headers with osprofiler's own code.

A line of standard input is {"base_id", "parent_id", "key", "keys", "info", "hmac"}; a line of output what Python makes of it:
{"info", "hmac": base_id and parent_id signed with the key; "unpacked": the given info and hmac, verified with the keys}.
"""
import json
import sys

from osprofiler import _utils as utils

for line in sys.stdin:
    case = json.loads(line)
    info, hmac = utils.signed_pack({"base_id": case["base_id"], "parent_id": case["parent_id"]}, case["key"])
    unpacked = utils.signed_unpack(case["info"], case["hmac"], utils.split(case["keys"]))
    print(json.dumps({"info": info.decode("ascii"), "hmac": hmac, "unpacked": unpacked}))
