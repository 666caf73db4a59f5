"""Time and peak memory of numloss against the size of the problem, one size at a time."""

import json
import pathlib
import subprocess
import sys
import tempfile

from harness import data, numloss
from harness.environment import machine, peer_python
from harness.places import PYTHON

AXES = {
    "images": [10_000, 30_000, 100_000, 300_000, 1_000_000],
    "batchSize": [8, 32, 128, 512, 2_048],
    "side": [14, 28, 56, 112],
    "classes": [2, 10, 50, 100, 250],
}
QUICK_AXES = {"images": [1_000, 2_000], "batchSize": [64, 128], "side": [14, 28], "classes": [2, 20]}
USUAL = {"images": 20_000, "batchSize": 128, "side": 28, "classes": 10}
QUICK_USUAL = USUAL | {"images": 1_000}
EPOCHS = 1


def run(options, out):
    """Measures every point; writes scale-NETWORK.json and its picture."""
    axes, usual = (QUICK_AXES, QUICK_USUAL) if options.quick else (AXES, USUAL)
    for network in options.networks:
        result = {
            "schemaVersion": 1,
            "network": network,
            "usual": usual,
            "machine": machine(),
            "axes": {axis: [_point(network, usual, axis, value) for value in axes[axis]] for axis in axes},
        }
        file = out / f"scale-{network}.json"
        file.write_text(json.dumps(result, indent=2) + "\n")
        draw = [peer_python(), PYTHON / "draw_scale.py", file, file.with_suffix(".png")]
        subprocess.run(draw, check=True)
    return True


def _point(network, usual, axis, value):
    print(f"{network}: {axis} {value:,}", file=sys.stderr, flush=True)
    sizes = usual | {axis: value}
    with tempfile.TemporaryDirectory() as folder:
        shifted = pathlib.Path(folder) / "shifted-mnist"
        data.write(shifted, images=sizes["images"], side=sizes["side"], classes=sizes["classes"])
        child, report = numloss.train(shifted, network, EPOCHS, "float32", batch_size=sizes["batchSize"])
    return {
        "value": value,
        "imagesPerSecond": report["imagesPerSecond"][0],
        "secondsPerEpoch": sizes["images"] / report["imagesPerSecond"][0],
        "secondsToFirstStep": report["firstStepAt"] - child.started_at,
        "peakMemoryBytes": child.peak_memory_bytes,
    }
