"""Compares the program's mlp with scikit-learn's and with dlordinal's losses in PyTorch, on the same divisions of four tables.

ERA, ESL, LEV and SWD are divided 30 times, each class in proportion, into four fifths to learn and a fifth to test on. Each
division is written as a table with a column "split", which all three read; ordinal_peers.py says how the others train. Every
training has a process's single thread on a single processor. Division by division the three take turns, in another order
each time, so that what else the machine does is shared alike.

Writes into results/ordinal, a line for each training and each process, as soon as it is there; started again, it goes on
where it was. At the end it compares, and writes comparison.json and tables.md.

    .venv/bin/pip install dlordinal==2.7.0 torch==2.15.0 scikit-learn==1.9.1
    .venv/bin/python src/test/python/ordinal_resamples.py [--compare]
"""

import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import scipy.stats
from sklearn.metrics import accuracy_score, cohen_kappa_score, mean_absolute_error
from sklearn.model_selection import StratifiedShuffleSplit

import ordinal_peers as peers
import strangers_data

ROOT = pathlib.Path(__file__).parents[3]
RESULTS = ROOT / "results/ordinal"
DATA = strangers_data.ORDINAL
RESAMPLES = 30
TEST_SHARE = 0.2
SYSTEMS = ["numloss", "torch", "sklearn"]

# The program's names of what is trained elsewhere.
LOSSES = {
    "cross-entropy": {"loss": {"name": "cross-entropy"}},
    "triangular": {"loss": {"name": "soft-labels", "rule": "triangular"}},
    "cumulative-link": {"head": {"name": "cumulative-link"}},
}

# What is compared: a method of the program with the same elsewhere.
PAIRS = [(method, "torch") for method in LOSSES] + [("cross-entropy", "sklearn")]

# Each measure, whether more is better, and how much worse would matter.
MEASURES = {
    "meanAbsoluteError": (False, 0.02),
    "quadraticWeightedKappa": (True, 0.02),
    "accuracy": (True, 0.02),
}


def divide(folder):
    """Writes all divisions, and gives the labels of each table."""
    labels = {}
    for name, path in strangers_data.ordinal(folder).items():
        with open(path, newline="") as file:
            header, *rows = list(csv.reader(file))
        labels[name] = np.array([row[-1] for row in rows], int)
        divisions = StratifiedShuffleSplit(RESAMPLES, test_size=TEST_SHARE, random_state=1).split(rows, labels[name])
        for number, (_, tested) in enumerate(divisions, 1):
            parts = np.full(len(rows), "train", dtype=object)
            parts[tested] = "test"
            place = folder / str(number)
            place.mkdir(exist_ok=True)
            lines = [[*row, part] for row, part in zip(rows, parts)]
            strangers_data.write_csv(place / f"{name}.csv", [*header, "split"], lines)
    return labels


def measure(command, **options):
    """Runs a process; gives what it printed, and the seconds that it took, on the clock and of the processor."""
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True, **options)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} exits with {process.returncode}")
    return out, time.perf_counter() - started, usage.ru_utime + usage.ru_stime


def with_numloss(place, number):
    """Trains the program's networks by an experiment; gives answers and seconds by table and method."""
    experiment = place / "experiment"
    experiment.mkdir(exist_ok=True)
    plan = {
        "schemaVersion": 2,
        "title": "Ordinal tables",
        "pairs": [{"dataset": f"../{name}.csv", "test": f"../{name}.csv"} for name in DATA],
        "models": [
            {
                "model": "mlp",
                "seeds": [number],
                "epochs": peers.EPOCHS,
                "batchSize": peers.BATCH,
                "validation": 0.0,
                "optimizer": {"name": "adam", "learningRate": peers.STEP, "schedule": "linear"},
            }
        ],
        "losses": [{"name": name, **method} for name, method in LOSSES.items()],
    }
    (experiment / "plan.json").write_text(json.dumps(plan))
    _, *seconds = measure([ROOT / "numloss", "experiment", experiment, "--quiet"])
    found = {}
    for file in sorted(experiment.glob("trials/*/trial.json")):
        trial = json.loads(file.read_text())
        table = pathlib.Path(trial["config"]["dataset"]).stem
        method = next(name for name in LOSSES if f"-{name}-" in f"-{file.parent.name}-")
        answers = np.load(file.parent / "predictions.npy").argmax(axis=1)
        found[table, method] = answers, sum(epoch["seconds"] for epoch in trial["history"]), trial["metrics"]["argmax"]
    return found, seconds


def with_peer(system, place, number):
    command = [sys.executable, peers.__file__, system, number, *[place / f"{name}.csv" for name in DATA]]
    out, *seconds = measure(command)
    found = {}
    for line in out.splitlines():
        one = json.loads(line)
        found[pathlib.Path(one["table"]).stem, one["method"]] = one["answers"], one["seconds"], None
    return found, seconds


def append(name, rows):
    path = RESULTS / name
    is_new = not path.exists()
    with open(path, "a", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerows(rows)


def read(name):
    path = RESULTS / name
    if not path.exists():
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def tested(place, name):
    with open(place / f"{name}.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return [int(row["target"]) for row in rows if row["split"] == "test"]


def run():
    """Trains what is not there yet."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ |= {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    done = {(int(row["resample"]), row["system"]) for row in read("processes.csv")}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        divide(folder)
        for number in range(1, RESAMPLES + 1):
            for turn in range(len(SYSTEMS)):
                system = SYSTEMS[(number + turn) % len(SYSTEMS)]
                if (number, system) in done:
                    continue
                place = folder / str(number)
                found, (wall, cpu) = with_numloss(place, number) if system == "numloss" else with_peer(system, place, number)
                rows = []
                for (name, method), (answers, seconds, claimed) in sorted(found.items()):
                    truth = tested(place, name)
                    row = {
                        "resample": number,
                        "data": name,
                        "system": system,
                        "method": method,
                        "meanAbsoluteError": mean_absolute_error(truth, answers),
                        "quadraticWeightedKappa": cohen_kappa_score(truth, answers, weights="quadratic"),
                        "accuracy": accuracy_score(truth, answers),
                        "seconds": round(seconds, 4),
                    }
                    if claimed:
                        assert abs(claimed["meanAbsoluteError"] - row["meanAbsoluteError"]) < 1e-12, (claimed, row)
                        assert abs(claimed["errorRate"] + row["accuracy"] - 1) < 1e-12, (claimed, row)
                        assert abs(claimed["quadraticWeightedKappa"] - row["quadraticWeightedKappa"]) < 1e-12, (claimed, row)
                    rows.append(row)
                # The processes are written last: what is in their file is whole.
                append("resamples.csv", rows)
                load = os.getloadavg()[0]
                append(
                    "processes.csv",
                    [
                        {
                            "resample": number,
                            "system": system,
                            "trainings": len(rows),
                            "seconds": round(wall, 3),
                            "processorSeconds": round(cpu, 3),
                            "load": load,
                        }
                    ],
                )
                print(f"{number}/{RESAMPLES} {system}: {len(rows)} trainings in {wall:.1f} s", flush=True)


def paired(differences, ratio):
    """The corrected resampled t of Nadeau and Bengio (2003): the variance is (1/n + tested/learned) s^2."""
    n = len(differences)
    mean, deviation = statistics.fmean(differences), statistics.stdev(differences)
    error = deviation * (1 / n + ratio) ** 0.5
    half = scipy.stats.t.ppf(0.975, n - 1) * error
    p = 2 * scipy.stats.t.sf(abs(mean) / error, n - 1) if error else 1.0
    return {"difference": mean, "low": mean - half, "high": mean + half, "p": p, "standardError": error}


def holm(comparisons):
    worst = 0.0
    for place, one in enumerate(sorted(comparisons, key=lambda one: one["p"])):
        worst = max(worst, min(1.0, one["p"] * (len(comparisons) - place)))
        one["adjustedP"] = worst


def compare():
    """Compares what is there, and writes what comes out."""
    values = {}
    rows = read("resamples.csv")
    for row in rows:
        for name in MEASURES:
            values.setdefault((row["system"], row["data"], row["method"], name), {})[int(row["resample"])] = float(row[name])
    by_data, overall = [], []
    ratio = TEST_SHARE / (1 - TEST_SHARE)
    for method, peer in PAIRS:
        for name, (more, margin) in MEASURES.items():
            some = []
            for data in DATA:
                ours, theirs = values["numloss", data, method, name], values[peer, data, method, name]
                assert ours.keys() == theirs.keys(), (method, peer, data)
                found = paired([ours[i] - theirs[i] for i in sorted(ours)], ratio)
                means = {"numloss": statistics.fmean(ours.values()), "other": statistics.fmean(theirs.values())}
                some.append({"data": data, "method": method, "other": peer, "measure": name, "means": means, **found})
            by_data += some
            # The four tables have nothing in common, so their errors add up as those of independent means do.
            mean = statistics.fmean(one["difference"] for one in some)
            error = sum(one["standardError"] ** 2 for one in some) ** 0.5 / len(some)
            half = scipy.stats.t.ppf(0.975, RESAMPLES - 1) * error
            worse = -(mean - half) if more else mean + half
            overall.append(
                {
                    "method": method,
                    "other": peer,
                    "measure": name,
                    "difference": mean,
                    "low": mean - half,
                    "high": mean + half,
                    "margin": margin,
                    "noWorse": bool(worse < margin),
                }
            )
    holm(by_data)
    speed = []
    processes = read("processes.csv")
    for system in SYSTEMS[1:]:
        pick = {
            name: {int(row["resample"]): row for row in processes if row["system"] == name} for name in ("numloss", system)
        }
        methods = [method for method, peer in PAIRS if peer == system]
        ratios = {"training": [], "process": [], "processor": []}
        for i in sorted(pick[system]):
            train = {
                name: sum(
                    float(row["seconds"])
                    for row in rows
                    if int(row["resample"]) == i and row["system"] == name and row["method"] in methods
                )
                for name in ("numloss", system)
            }
            ratios["training"].append(train[system] / train["numloss"])
            for key, column in [("process", "seconds"), ("processor", "processorSeconds")]:
                one = {name: float(pick[name][i][column]) / int(pick[name][i]["trainings"]) for name in ("numloss", system)}
                ratios[key].append(one[system] / one["numloss"])
        speed.append({"other": system} | {key: quantiles(some) for key, some in ratios.items()})
    loads = [float(row["load"]) for row in processes]
    result = {
        "resamples": RESAMPLES,
        "byData": by_data,
        "overall": overall,
        "speed": speed,
        "load": quantiles(loads),
    }
    (RESULTS / "comparison.json").write_text(json.dumps(result, indent=1) + "\n")
    (RESULTS / "tables.md").write_text(tables(result))


def quantiles(some):
    low, middle, high = np.quantile(some, [0.1, 0.5, 0.9])
    return {"median": round(float(middle), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def tables(result):
    names = {"meanAbsoluteError": "MAE", "quadraticWeightedKappa": "QWK", "accuracy": "accuracy"}
    peer = {"torch": "PyTorch, dlordinal", "sklearn": "scikit-learn"}
    lines = [
        "| method | beside | measure | mean difference of the four tables | 95 % | no worse by the margin |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in result["overall"]:
        lines.append(
            f"| {one['method']} | {peer[one['other']]} | {names[one['measure']]} | {one['difference']:+.4f} "
            f"| {one['low']:+.4f} … {one['high']:+.4f} | {'yes' if one['noWorse'] else 'not shown'} |"
        )
    lines += [
        "",
        "| data | method | beside | MAE: numloss, other | QWK | accuracy | differences, 95 % |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for method, other in PAIRS:
        for data in DATA:
            some = [
                one
                for one in result["byData"]
                if (one["method"], one["other"], one["data"]) == (method, other, data)
            ]
            means = [f"{one['means']['numloss']:.4f}, {one['means']['other']:.4f}" for one in some]
            differences = "; ".join(f"{one['low']:+.3f} … {one['high']:+.3f}" for one in some)
            lines.append(f"| {data} | {method} | {peer[other]} | {' | '.join(means)} | {differences} |")
    lines += [
        "",
        "| beside | training | whole process | processor time of the process |",
        "| --- | --- | --- | --- |",
    ]
    for one in result["speed"]:
        cells = [f"{one[key]['median']:.2f} ({one[key]['low']:.2f} … {one[key]['high']:.2f})" for key in ("training", "process", "processor")]
        lines.append(f"| {peer[one['other']]} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", action="store_true", help="train nothing; compare what is there")
    arguments = parser.parse_args()
    RESULTS.mkdir(parents=True, exist_ok=True)
    if not arguments.compare:
        run()
    compare()


if __name__ == "__main__":
    main()
