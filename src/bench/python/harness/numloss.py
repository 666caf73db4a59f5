"""This program's side: the commands that users have."""

import datetime
import json

from harness import children
from harness.places import LAUNCHER

# The comparison needs no matmul rate; `bench.py limits` measures it.
SMALL_MATMUL = 64


def devices():
    """Gives what `numloss devices --json` says."""
    return json.loads(children.run([LAUNCHER, "devices", "--json"]).output)


def bench(
    dataset, networks, epochs, images=None, batch_size=None, precision=None, matmul_size=None, device=None, dry_run=False
):
    """Runs `numloss bench --json`; gives the child and what it found."""
    options = {
        "--dataset": dataset,
        "--model": ",".join(networks),
        "--epochs": epochs,
        "--images": images,
        "--batch-size": batch_size,
        "--precision": precision,
        "--matmul-size": matmul_size,
        "--device": device,
    }
    command = [LAUNCHER, "bench", "--json", "--quiet", *(["--dry-run"] if dry_run else [])]
    for name, value in options.items():
        if value is not None:
            command += [name, value]
    child = children.run(command)
    return child, json.loads(child.output)


def train(dataset, network, epochs, precision, images=None, batch_size=None, device=None):
    """Trains one network; gives the child and the same report that a peer prints."""
    child, result = bench(dataset, [network], epochs, images, batch_size, precision, SMALL_MATMUL, device)
    measured = result["measurements"][0]["history"][result["plan"]["warmUpEpochs"] :]
    first_step_at = datetime.datetime.fromisoformat(result["measurements"][0]["firstStepAt"].replace("Z", "+00:00"))
    return child, {
        "parameterCount": result["plan"]["networks"][0]["network"]["parameterCount"],
        "imagesPerSecond": [epoch["imagesPerSecond"] for epoch in measured],
        "losses": [epoch["loss"] for epoch in measured],
        "firstStepAt": first_step_at.timestamp(),
        "settings": {"device": result["device"], "threads": result["threads"], "precision": precision},
        "versions": {
            "numloss": result["provenance"]["version"],
            "tensorflow": result["provenance"]["tensorflow"],
            "java": result["provenance"]["java"],
        },
    }
