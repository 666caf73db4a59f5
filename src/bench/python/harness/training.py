"""Every program trains the same networks, in turn, for several rounds."""

import json
import sys
import tempfile

from harness import numloss
from harness.children import Failed
from harness.environment import cores, machine
from harness.places import MNIST
from harness.programs import OURS, PROGRAMS
from harness.spread import ratios, spread

NETWORKS = ["dnn", "cnn", "rnn", "plain-dnn", "plain-cnn", "plain-rnn"]

# So many that an epoch takes the slowest program no longer than about a minute on two cores.
IMAGES = {"dnn": 60_000, "cnn": 10_240, "rnn": 20_480}


def run(options, out):
    """Measures network by network; writes a JSON file for each. Tells whether all programs ran."""
    complete = True
    for network in options.networks:
        images = options.images or IMAGES[network.split("-")[-1]]
        _, dry = numloss.bench("mnist", [network], options.epochs, images=images, dry_run=True)
        job = {"plan": dry["plan"], "data": str(MNIST), "threads": cores()}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as job_file:
            json.dump(job, job_file)
            job_file.flush()
            programs = {name: PROGRAMS[name] for name in options.programs}
            runs = rounds(programs, options.rounds, job, job_file.name, network)
        result = {
            "schemaVersion": 1,
            "plan": dry["plan"],
            "rounds": options.rounds,
            "machine": machine(),
            "programs": [summary(name, runs[name], runs[OURS]) for name in options.programs],
        }
        (out / f"training-{network}.json").write_text(json.dumps(result, indent=2) + "\n")
        complete &= all("error" not in program for program in result["programs"])
    return complete


def rounds(programs, count, job, job_file, network):
    """Runs each program once a round, every other round in reverse order; one that failed is not run again."""
    runs = {name: [] for name in programs}
    for number in range(count):
        for name in programs if number % 2 == 0 else reversed(programs):
            if any("error" in run for run in runs[name]):
                continue
            print(f"{network}, round {number + 1} of {count}: {name}", file=sys.stderr, flush=True)
            runs[name].append(_run(programs[name], job, job_file, network))
    return runs


def _run(train, job, job_file, network):
    try:
        child, report = train(job, job_file, network)
    except Failed as failure:
        print(f"  failed: {failure}", file=sys.stderr, flush=True)
        return {"error": str(failure)}
    return {
        "imagesPerSecond": report["imagesPerSecond"],
        "losses": report["losses"],
        "secondsToFirstStep": report["firstStepAt"] - child.started_at,
        "peakMemoryBytes": child.peak_memory_bytes,
        "parameterCount": report["parameterCount"],
        "settings": report["settings"],
        "versions": report["versions"],
    }


def summary(name, runs, ours):
    """Sums a program's rounds up, beside ours of the same rounds."""
    failed = [run for run in runs if "error" in run]
    if failed:
        return {"program": name, "error": failed[0]["error"]}
    speedups = ratios(_medians(ours), _medians(runs))
    return {
        "program": name,
        "versions": runs[0]["versions"],
        "settings": runs[0]["settings"],
        "parameterCount": runs[0]["parameterCount"],
        "imagesPerSecond": spread([speed for run in runs for speed in run["imagesPerSecond"]]),
        "numlossSpeedup": spread(speedups) if speedups else None,
        "finalLoss": spread([run["losses"][-1] for run in runs]),
        "secondsToFirstStep": spread([run["secondsToFirstStep"] for run in runs]),
        "peakMemoryBytes": spread([run["peakMemoryBytes"] for run in runs]),
        "rounds": [
            {key: run[key] for key in ("imagesPerSecond", "losses", "secondsToFirstStep", "peakMemoryBytes")}
            for run in runs
        ],
    }


def _medians(runs):
    return [None if "error" in run else spread(run["imagesPerSecond"])["median"] for run in runs]
