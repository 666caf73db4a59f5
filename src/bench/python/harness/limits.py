"""This program alone, network by network: images a second, and the share of the matmul rate of the same process."""

import json
import sys

from harness import numloss
from harness.environment import machine
from harness.spread import spread
from harness.training import IMAGES

QUICK_MATMUL = 256


def run(options, out):
    """Runs `numloss bench` for each network, in turn, for several rounds; writes limits.json."""
    found = []
    for number in range(options.rounds):
        for network in options.networks:
            print(f"{network}, round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
            found += _measure(options, network)
    kinds = dict.fromkeys((row["network"], row["precision"]) for row in found)
    result = {
        "schemaVersion": 2,
        "rounds": options.rounds,
        "epochs": options.epochs,
        "machine": machine(),
        "measurements": [
            _summary(kind, [row for row in found if (row["network"], row["precision"]) == kind]) for kind in kinds
        ],
    }
    (out / "limits.json").write_text(json.dumps(result, indent=2) + "\n")
    return True


def _measure(options, network):
    images = options.images or IMAGES[network.split("-")[-1]]
    size = QUICK_MATMUL if options.quick else None
    _, result = numloss.bench("mnist", [network], options.epochs, images, matmul_size=size)
    matmul = {rate["precision"]: rate["flopsPerSecond"] for rate in result["matmul"]}
    flops = result["plan"]["networks"][0]["trainingFlopsPerImage"]
    return [
        {
            "network": network,
            "precision": measured["precision"],
            "imagesPerSecond": measured["imagesPerSecond"]["median"],
            "flopsPerSecond": measured["imagesPerSecond"]["median"] * flops,
            "matmulFlopsPerSecond": matmul[measured["precision"]],
            "shareOfMatmul": measured["shareOfMatmul"],
        }
        for measured in result["measurements"]
    ]


def _summary(kind, rows):
    network, precision = kind
    measures = ("imagesPerSecond", "flopsPerSecond", "matmulFlopsPerSecond", "shareOfMatmul")
    return {"network": network, "precision": precision} | {
        measure: spread([row[measure] for row in rows]) for measure in measures
    }
