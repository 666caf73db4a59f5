"""What bfloat16 costs in accuracy: the same trainings in float32 and in bfloat16, seed by seed."""

import json
import pathlib
import statistics
import sys
import tempfile

from harness import children
from harness.environment import machine
from harness.places import LAUNCHER

NETWORKS = ["dnn", "cnn", "rnn"]
PRECISIONS = ["float32", "bfloat16"]
MEASURES = ["errorRate", "meanAbsoluteError"]


def run(options, out):
    """Trains every model with every seed in both precisions, in turn; writes precision.json."""
    seeds = list(range(1, options.seeds + 1))
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for network in options.networks:
            for seed in seeds:
                for precision in PRECISIONS:
                    print(f"{network}, seed {seed} of {len(seeds)}: {precision}", file=sys.stderr, flush=True)
                    run_folder = pathlib.Path(folder) / f"{network}-{seed}-{precision}"
                    runs.append(_train(options, network, seed, precision, run_folder))
    result = {
        "schemaVersion": 1,
        "dataset": "mnist",
        "epochs": options.epochs,
        "machine": machine(),
        "runs": runs,
        "differences": [_difference(network, runs) for network in options.networks],
    }
    (out / "precision.json").write_text(json.dumps(result, indent=2) + "\n")
    return True


def _train(options, network, seed, precision, folder):
    children.run(
        [LAUNCHER, "train", "--model", network, "--epochs", options.epochs, "--seed", seed]
        + ["--precision", precision, "--out", folder, "--no-export", "--quiet"]
    )
    trial = json.loads((folder / "trial.json").read_text())
    measured = {measure: trial["metrics"]["argmax"][measure] for measure in MEASURES}
    return {"network": network, "seed": seed, "precision": precision, "loss": trial["history"][-1]["loss"]} | measured


def _difference(network, runs):
    """Subtracts float32's measures from bfloat16's of the same seed."""
    by_precision = {
        precision: [run for run in runs if (run["network"], run["precision"]) == (network, precision)]
        for precision in PRECISIONS
    }
    rows = {}
    for measure in [*MEASURES, "loss"]:
        wide, narrow = ([run[measure] for run in by_precision[precision]] for precision in PRECISIONS)
        differences = [after - before for before, after in zip(wide, narrow)]
        rows[measure] = {
            "float32": statistics.mean(wide),
            "bfloat16": statistics.mean(narrow),
            "difference": statistics.mean(differences),
            "standardError": statistics.stdev(differences) / len(differences) ** 0.5,
        }
    return {"network": network} | rows
