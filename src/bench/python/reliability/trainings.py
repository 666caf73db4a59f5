"""The two programs that are killed: how each is started, and what is to be seen of its checkpoints from outside."""

import hashlib
import json
import re

from harness.environment import cores, peer_python
from harness.places import PEERS
from reliability import store, workload


class Numloss:
    """`numloss train --resume`, which saves each second, and when an epoch ends."""

    unit = "step"

    def __init__(self, work, model, epochs, job_file):
        self.work, self.model, self.epochs = work, model, epochs
        self.run = work / "run"
        self.checkpoints = work / "run.running" / "checkpoints"
        self.environment = {}

    @staticmethod
    def versions():
        return store.versions()

    def command(self):
        return workload.train(self.work, self.model, self.epochs, self.run, "--resume", "--checkpoint-seconds", "1")

    def newest(self):
        """Gives the steps of the newest checkpoint that is there, whole or not; 0 if there is none."""
        for folder in self._newest_first():
            try:
                return json.loads((folder / "checkpoint.json").read_text())["step"]
            except (OSError, ValueError):
                continue
        return 0

    def unreadable(self):
        """Names the checkpoints that do not have the files that their checksums are of."""
        return [folder.name for folder in self._newest_first() if not self._is_whole(folder)]

    def saves_under_way(self):
        """Names what is being written or deleted, or was when a process was killed."""
        return {name for name in self._names() if name.endswith(".tmp")}

    def resumed(self, output):
        """Gives the steps that a process said, before it trains, it goes on from; nothing if it did not get so far."""
        if match := re.search(r"Goes on after step (\d+) of", output):
            return int(match[1])
        return 0 if "There is nothing to resume" in output else None

    def is_done(self):
        return self.run.exists()

    def _newest_first(self):
        return [self.checkpoints / name for name in sorted(filter(str.isdigit, self._names()), key=int, reverse=True)]

    def _names(self):
        return [path.name for path in self.checkpoints.iterdir()] if self.checkpoints.exists() else []

    @staticmethod
    def _is_whole(folder):
        try:
            for line in (folder / "SHA256SUMS").read_text().splitlines():
                expected, name = line.split("  ")
                if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                    return False
            return True
        except (OSError, ValueError):
            return False


class Keras:
    """Keras on TensorFlow with `BackupAndRestore`, which by default saves when an epoch ends."""

    unit = "epoch"

    def __init__(self, work, model, epochs, job_file):
        self.model, self.epochs, self.job_file = model, epochs, job_file
        self.run = work / "run"
        self.backup = work / "run.running"
        self.weights = self.backup / "latest.weights.h5"
        self.metadata = self.backup / "training_metadata.json"
        self.environment = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "2"}

    @staticmethod
    def versions():
        return store.peer_versions()

    def command(self):
        script = [peer_python(), PEERS / "keras_backup.py", self.job_file, self.model, self.epochs, self.backup, self.run]
        return [str(part) for part in script]

    def newest(self):
        try:
            return json.loads(self.metadata.read_text())["epoch"]
        except (OSError, ValueError):
            return 0

    def unreadable(self):
        """Nothing: whether it can be read shows when it goes on."""
        return []

    def saves_under_way(self):
        """Gives the time of the weights, if they are newer than what is written after them."""
        try:
            written = self.weights.stat().st_mtime_ns
        except OSError:
            return set()
        try:
            return {written} if self.metadata.stat().st_mtime_ns < written else set()
        except OSError:
            return {written}

    def resumed(self, output):
        match = re.search(r"Goes on after epoch (\d+)", output)
        return int(match[1]) if match else None

    def is_done(self):
        return self.run.exists()


def job(plan, data):
    """Gives what the scripts of the peers read."""
    return {"plan": plan, "data": str(data), "threads": cores()}


PROGRAMS = {"numloss": Numloss, "keras": Keras}
