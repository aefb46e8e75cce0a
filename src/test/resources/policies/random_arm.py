"""An arm uniformly at random, as a program of its own, for schema regretbench/policy/1 (Python standard library only).

usage: python3 random_arm.py
The least there is to a policy: all random numbers come from the seed, everything else goes to standard error.
"""
import json
import random
import sys


def reply(message):
    print(json.dumps(message), flush=True)


for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "start":
        arms = len(message["arms"])
        generator = random.Random(message["seed"])
        reply({"type": "ready", "schema": "regretbench/policy/1"})
    elif message["type"] == "ask":
        reply({"type": "arm", "t": message["t"], "arm": generator.randrange(arms)})
    elif message["type"] == "end":
        break
