"""Every bit turned over, and every length cut to, of a checkpoint and of a trial, up to a number of each a file."""

import json
import os
import signal
import subprocess
import sys
import time

from harness import children
from reliability import bench_java, store, workload

MODEL = "rnn"
IMAGES = 512
EPOCHS = 3
PATIENCE_SECONDS = 60


def run(options, out, clock):
    """Damages the checkpoint, then the trial; writes damage.json. Tells whether all damage was noticed or harmless."""
    bench_java.build()
    settings = {"model": MODEL, "images": IMAGES, "epochs": EPOCHS, "most": options.count, "seed": options.seed}
    result = store.resume(out / "damage.json", "damage", store.versions(), settings, files=[])
    with workload.folder(IMAGES) as work:
        for kind, make in (("checkpoint", _checkpoints), ("trial", _trial)):
            if clock.is_up() or any(file["of"] == kind for file in result["files"]):
                continue
            command = bench_java.command("train.DamagedFiles", kind, make(work), options.count, options.seed)
            environment = {**os.environ, **bench_java.ENVIRONMENT}
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
            result["files"] += json.loads(done.stdout)
            store.save(out / "damage.json", result)
    return all(file["failed"] == 0 for file in result["files"])


def _trial(work):
    children.run(workload.train(work, MODEL, EPOCHS, work / "run", "--quiet"))
    return work / "run"


def _checkpoints(work):
    """Makes two checkpoints: a training that saves after each step is killed when it has."""
    killed = work / "killed"
    folder = work / "killed.running" / "checkpoints"
    command = workload.train(work, MODEL, EPOCHS, killed, "--quiet", "--checkpoint-seconds", "0")
    child = subprocess.Popen(command, start_new_session=True)
    end = time.monotonic() + PATIENCE_SECONDS
    while child.poll() is None and not (folder / "5").exists() and time.monotonic() < end:
        time.sleep(0.005)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    print(f"checkpoints {', '.join(sorted(path.name for path in folder.iterdir()))}", file=sys.stderr)
    return folder
