"""Two processes export into one folder while a reader polls it: no version may be seen in part."""

import hashlib
import os
import subprocess
import sys
import time

from harness import children
from reliability import bench_java, store, workload

PROCESSES = 2
MODEL = "dnn"
IMAGES = 512
POLL_SECONDS = 0.0005


def run(options, out, clock):
    """Exports in one go; writes exports.json. Tells whether every version was seen whole, and loads."""
    settings = {"model": MODEL, "exports": options.count, "processes": PROCESSES, "pollSeconds": POLL_SECONDS}
    result = store.resume(out / "exports.json", "exports", store.versions(), settings)
    bench_java.build()
    with workload.folder(IMAGES) as work:
        children.run(workload.train(work, MODEL, 1, work / "run", "--quiet"))
        models = work / "models"
        models.mkdir()
        start = time.monotonic()
        exporters = [_export(work / "run", models, options.count // PROCESSES) for _ in range(PROCESSES)]
        seen, polls = watch(models, lambda: any(exporter.poll() is None for exporter in exporters))
        result["seconds"] = time.monotonic() - start
        result["exitCodes"] = [exporter.returncode for exporter in exporters]
        loaded = children.run(bench_java.command("bench.Exports", "load", work / "run", models), bench_java.ENVIRONMENT)
        result["loaded"] = int(loaded.output)
        result["versionsSeen"] = len(seen)
        result["versionsThere"] = sum(path.name.isdigit() for path in models.iterdir())
        result["polls"] = polls
        result["partial"] = partial(models, seen)
        result["leftBehind"] = sorted(path.name for path in models.iterdir() if not path.name.isdigit())
    store.save(out / "exports.json", result)
    return (
        result["partial"] == []
        and result["leftBehind"] == []
        and result["exitCodes"] == [0] * PROCESSES
        and result["loaded"] == result["versionsSeen"] == options.count // PROCESSES * PROCESSES
    )


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
