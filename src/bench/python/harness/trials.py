"""Twelve trials: `numloss experiment` side by side and one after another, Keras one after another."""

import json
import pathlib
import statistics
import sys
import tempfile

from harness import children, data, numloss
from harness.environment import cores, machine, peer_python
from harness.places import LAUNCHER, PEERS
from harness.spread import ratios, spread

MODELS = ["dnn", "cnn", "rnn"]
SEEDS = [1, 2]
JOBS = 2
TEST_IMAGES = 2_000
NUMLOSS = "numloss"
ONE_BY_ONE = "numloss-1-job"
KERAS = "keras-tensorflow"


def run(options, out):
    """Measures the programs in turn; writes trials.json."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        data.write(work / "data", images=options.images, test_images=TEST_IMAGES)
        _, dry = numloss.bench(work / "data", MODELS, options.epochs, dry_run=True)
        plan = _plan(dry["plan"], options.epochs)
        job = {"plan": dry["plan"], "data": str(work / "data"), "threads": cores(), "trials": _keras_trials(plan)}
        job_file = work / "job.json"
        job_file.write_text(json.dumps(job))
        programs = {
            NUMLOSS: lambda folder: _numloss(folder, plan, JOBS),
            ONE_BY_ONE: lambda folder: _numloss(folder, plan, 1),
            KERAS: lambda folder: _keras(job_file),
        }
        runs = {name: [] for name in programs}
        for number in range(options.rounds):
            for name in runs if number % 2 == 0 else reversed(runs):
                print(f"Twelve trials, round {number + 1} of {options.rounds}: {name}", file=sys.stderr, flush=True)
                runs[name].append(programs[name](work / f"{name}-{number}"))
    result = {
        "schemaVersion": 1,
        "models": plan["models"],
        "losses": plan["losses"],
        "images": options.images,
        "testImages": TEST_IMAGES,
        "epochs": options.epochs,
        "jobs": JOBS,
        "machine": machine(),
        "programs": [_summary(name, runs[name], runs[NUMLOSS]) for name in runs],
    }
    (out / "trials.json").write_text(json.dumps(result, indent=2) + "\n")
    return True


def _plan(bench_plan, epochs):
    """Gives the plan.json of the experiment."""
    dataset = bench_plan["config"]["dataset"]
    return {
        "schemaVersion": 1,
        "title": "Twelve trials",
        "pairs": [{"dataset": dataset, "test": dataset}],
        "models": [
            {
                "model": planned["network"]["name"],
                "seeds": SEEDS,
                "epochs": epochs,
                "batchSize": bench_plan["config"]["batchSize"],
                "validation": 0,
                "optimizer": planned["optimizer"],
            }
            for planned in bench_plan["networks"]
        ],
        "losses": [
            {"name": "baseline", "loss": {"name": "cross-entropy"}},
            {"name": "proposed", "loss": bench_plan["loss"]},
        ],
    }


def _keras_trials(plan):
    return [
        {
            "name": f"{model['model']}-{loss['name']}-seed{seed}",
            "network": model["model"],
            "loss": loss["loss"],
            "seed": seed,
            "epochs": model["epochs"],
        }
        for model in plan["models"]
        for loss in plan["losses"]
        for seed in SEEDS
    ]


def _numloss(folder, plan, jobs):
    folder.mkdir()
    (folder / "plan.json").write_text(json.dumps(plan))
    child = children.run([LAUNCHER, "experiment", folder, "--jobs", jobs, "--quiet"])
    trials = [json.loads(file.read_text()) for file in sorted(folder.glob("trials/*/trial.json"))]
    return child, [trial["metrics"]["argmax"]["errorRate"] for trial in trials]


def _keras(job_file):
    environment = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "2"}
    child = children.run([peer_python(), PEERS / "keras_trials.py", job_file], environment)
    return child, list(child.last_line()["errorRates"].values())


def _summary(name, runs, ours):
    # A time, so that the other way round it is the ratio of speeds.
    seconds = [child.seconds for child, _ in runs]
    return {
        "program": name,
        "trials": len(runs[0][1]),
        "seconds": spread(seconds),
        "numlossSpeedup": spread(ratios(seconds, [child.seconds for child, _ in ours])),
        "meanErrorRate": statistics.mean(rate for _, rates in runs for rate in rates),
        "peakMemoryBytes": spread([child.peak_memory_bytes for child, _ in runs]),
    }
