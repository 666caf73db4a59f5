"""Two processes export into one folder while a reader polls it: no version may be seen in part."""

import hashlib
import os
import subprocess
import sys
import time

from harness import children
from reliability import bench_java, store, workload

PROCESSES = 2
MOST_OF_A_ROUND = 250
MODEL = "dnn"
IMAGES = 512
POLL_SECONDS = 0.0005


def run(options, out, clock):
    """Exports in rounds, each into a folder of its own; writes exports.json. Tells whether all versions were whole, and load."""
    bench_java.build()
    settings = {
        "model": MODEL,
        "exports": options.count,
        "exportsOfARound": min(options.count, MOST_OF_A_ROUND),
        "processes": PROCESSES,
        "pollSeconds": POLL_SECONDS,
    }
    result = store.resume(out / "exports.json", "exports", store.versions(), settings, rounds=[])
    with workload.folder(IMAGES) as work:
        children.run(workload.train(work, MODEL, 1, work / "run", "--quiet"))
        while len(result["rounds"]) * settings["exportsOfARound"] < options.count and not clock.is_up():
            models = work / f"models-{len(result['rounds'])}"
            result["rounds"].append(_round(work / "run", models, settings["exportsOfARound"] // PROCESSES))
            store.save(out / "exports.json", result)
    row = summary(result)
    return row["seen"] == row["loaded"] == row["exports"] and row["partial"] == row["leftBehind"] == row["failed"] == 0


def _round(run_folder, models, count):
    models.mkdir()
    start = time.monotonic()
    exporters = [_export(run_folder, models, count) for _ in range(PROCESSES)]
    seen, looks = watch(models, lambda: any(exporter.poll() is None for exporter in exporters))
    seconds = time.monotonic() - start
    loaded = children.run(bench_java.command("bench.Exports", "load", run_folder, models), bench_java.ENVIRONMENT)
    return {
        "exports": PROCESSES * count,
        "exitCodes": [exporter.returncode for exporter in exporters],
        "seen": len(seen),
        "partial": partial(models, seen),
        "leftBehind": sorted(path.name for path in models.iterdir() if not path.name.isdigit()),
        "loaded": int(loaded.output),
        "looks": looks,
        "seconds": seconds,
    }


def summary(result):
    """Adds the rounds up."""
    rounds = result["rounds"]
    sums = {key: sum(one[key] for one in rounds) for key in ("exports", "seen", "loaded", "looks", "seconds")}
    lists = {key: sum(len(one[key]) for one in rounds) for key in ("partial", "leftBehind")}
    return sums | lists | {"failed": sum(code != 0 for one in rounds for code in one["exitCodes"])}


def _export(run_folder, models, count):
    command = bench_java.command("bench.Exports", "export", run_folder, models, count)
    return subprocess.Popen(command, env={**os.environ, **bench_java.ENVIRONMENT}, stdout=subprocess.DEVNULL)


def watch(models, going_on):
    """Reads each version as soon as it is seen; gives the content by version, and how often the folder was listed."""
    seen = {}
    polls = 0
    last = False
    while not last:
        last = not going_on()
        for version in sorted(_versions(models) - seen.keys(), key=int):
            seen[version] = content(models / version)
            if len(seen) % 100 == 0:
                print(f"{len(seen)} versions seen", file=sys.stderr, flush=True)
        polls += 1
        time.sleep(POLL_SECONDS)
    return seen, polls


def partial(models, seen):
    """Names the versions that were not then what they are now."""
    return sorted((version for version in seen if seen[version] != content(models / version)), key=int)


def content(folder):
    """Gives the SHA-256 of every file in a folder by its path."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


def _versions(models):
    return {name for name in os.listdir(models) if name.isdigit()}
