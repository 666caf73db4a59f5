"""A long training in one process: whether its memory grows."""

import os
import pathlib
import re
import subprocess
import sys
import threading
import time

from harness.environment import peer_python
from harness.places import PYTHON
from reliability import store, workload
from reliability.slope import at, slope

IMAGES = {"dnn": 2_000, "cnn": 400, "rnn": 1_000}
"""So that 500 epochs take less than four minutes on two cores."""
SAMPLE_SECONDS = 1
WARM_UP = 0.2
"""The share of the epochs that is left out: compilation and the growth of pools end in it."""
CHECKPOINT_SECONDS = 1
HEAP_MB = 256
"""Held whole from the start, so that the process grows only by what is not in Java's heap."""
HEAP = f"-Xms{HEAP_MB}m -Xmx{HEAP_MB}m -XX:+AlwaysPreTouch"


def run(options, out, clock):
    """Trains every model for so many epochs, saving each second; writes soak-MODEL-EPOCHS.json and its picture."""
    well = True
    for model in options.models:
        with workload.folder(IMAGES[model]) as work:
            settings = {
                "model": model,
                "images": IMAGES[model],
                "epochs": options.count,
                "checkpointSeconds": CHECKPOINT_SECONDS,
                "heapMb": HEAP_MB,
                "sampleSeconds": SAMPLE_SECONDS,
                "warmUp": WARM_UP,
                "seed": options.seed,
            }
            file = out / f"soak-{model}-{options.count}.json"
            result = store.resume(file, "soak", store.versions(), settings)
            if "samples" in result:
                continue
            result |= _train(work, model, options)
            store.save(file, result)
            subprocess.run([peer_python(), PYTHON / "draw_soak.py", file, file.with_suffix(".png")], check=True)
            well &= result["exitCode"] == 0
    return well


def _train(work, model, options):
    log = work / f"gc-{model}.log"
    command = workload.train(
        work, model, options.count, work / model, "--seed", options.seed, "--checkpoint-seconds", CHECKPOINT_SECONDS
    )
    begun = time.monotonic()
    child = subprocess.Popen(
        [str(part) for part in command],
        env={**os.environ, "JDK_JAVA_OPTIONS": f"{HEAP} -Xlog:gc:file={log}:uptime"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    epochs = {"seconds": [0.0], "epoch": [0]}
    reader = threading.Thread(target=_read_epochs, args=(child.stderr, begun, epochs, options.count, model))
    reader.start()
    resident = {"seconds": [], "bytes": []}
    while child.poll() is None:
        if (held := resident_bytes(child.pid)) is not None:
            resident["seconds"].append(time.monotonic() - begun)
            resident["bytes"].append(held)
        time.sleep(SAMPLE_SECONDS)
    reader.join()
    heap = heap_after_collections(log.read_text())
    return summary(epochs, resident, heap) | {"exitCode": child.returncode}


def _read_epochs(stream, begun, epochs, count, model):
    """Notes when each line of an epoch came."""
    for line in stream:
        if match := re.match(r"\s*(\d+)/\d+ ", line):
            epochs["seconds"].append(time.monotonic() - begun)
            epochs["epoch"].append(int(match[1]))
            if int(match[1]) % 50 == 0:
                print(f"{model}: epoch {match[1]} of {count}", file=sys.stderr, flush=True)


def resident_bytes(pid):
    """Reads how much memory a process holds; nothing if it is gone."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    match = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(match[1]) * 1024 if match else None


def heap_after_collections(log):
    """Reads from Java's log how much of the heap was left in use after each collection that cleared the young objects."""
    pattern = re.compile(r"\[([\d.]+)s\].* Pause (?:Young|Full).* (\d+)([KMG])->(\d+)([KMG])\(")
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    found = {"seconds": [], "bytes": []}
    for line in log.splitlines():
        if match := pattern.search(line):
            found["seconds"].append(float(match[1]))
            found["bytes"].append(int(match[4]) * units[match[5]])
    return found


def summary(epochs, resident, heap):
    """Gives the slopes in KiB an epoch after the warm-up, and the samples by epoch."""
    last = epochs["epoch"][-1]
    samples = {name: _by_epoch(epochs, series) for name, series in (("resident", resident), ("heap", heap))}
    slopes = {}
    for name, points in samples.items():
        late = [point for point in points if point["epoch"] >= WARM_UP * last]
        slopes[name] = slope([point["epoch"] for point in late], [point["bytes"] / 1024 for point in late])
    return {"epochsDone": last, "seconds": epochs["seconds"][-1], "slopesKibPerEpoch": slopes, "samples": samples}


def _by_epoch(epochs, series):
    points = []
    for seconds, held in zip(series["seconds"], series["bytes"]):
        epoch = at(seconds, epochs["seconds"], epochs["epoch"])
        if epoch is not None:
            points.append({"epoch": round(epoch, 2), "bytes": held})
    return points
