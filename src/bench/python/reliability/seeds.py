"""The same seed again and again: how many different weights come out."""

import shutil
import sys

from harness import children
from reliability import store, workload

IMAGES = 2_000
EPOCHS = 2
THREADS = [1, 2]


def run(options, out, clock):
    """Trains every model with each number of threads, in turn; writes seeds.json. Tells whether all is well so far."""
    settings = {"images": IMAGES, "epochs": EPOCHS, "seed": options.seed, "models": options.models}
    result = store.resume(out / "seeds.json", "seeds", store.versions(), settings, runs=[])
    kinds = [(model, threads) for model in options.models for threads in THREADS]
    with workload.folder(IMAGES) as work:
        for number in range(len(result["runs"]), options.count * len(kinds)):
            if clock.is_up():
                break
            model, threads = kinds[number % len(kinds)]
            print(f"{number + 1} of {options.count * len(kinds)}: {model}, {threads} threads", file=sys.stderr, flush=True)
            run_folder = work / "run"
            children.run(
                workload.train(work, model, EPOCHS, run_folder, "--seed", options.seed, "--threads", threads, "--quiet")
            )
            result["runs"].append({"model": model, "threads": threads} | workload.hashes(run_folder))
            shutil.rmtree(run_folder)
            store.save(out / "seeds.json", result)
    return all(row["weights"] == 1 and row["predictions"] == 1 for row in summary(result))


def summary(result):
    """Counts runs and different files for each model and number of threads."""
    rows = []
    for model, threads in dict.fromkeys((run["model"], run["threads"]) for run in result["runs"]):
        runs = [run for run in result["runs"] if (run["model"], run["threads"]) == (model, threads)]
        different = {name: len({run[name] for run in runs}) for name in workload.RESULTS}
        rows.append({"model": model, "threads": threads, "runs": len(runs)} | different)
    return rows
