"""Starts programs and measures them from outside: time and peak memory, the same way for all."""

import dataclasses
import json
import os
import subprocess
import tempfile
import time


class Failed(Exception):
    """A program ended with an error; the message is the last line that it wrote."""


@dataclasses.dataclass(frozen=True)
class Child:
    """A program that has ended."""

    output: str
    started_at: float
    """When it was started, in seconds since 1970."""
    seconds: float
    """How long it ran."""
    peak_memory_bytes: int
    """The most memory that it, or the largest program that it started, held at once."""

    def last_line(self):
        """Reads the report of a peer."""
        return json.loads(self.output.splitlines()[-1])


def run(command, environment=None):
    """Runs a program to its end; raises Failed if that is an error."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started_at = time.time()
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], stdout=output, stderr=errors, env={**os.environ, **(environment or {})}
        )
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except KeyboardInterrupt:
            child.kill()
            raise
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode != 0:
            lines = errors.read().decode(errors="replace").strip().splitlines()
            raise Failed(lines[-1] if lines else f"exit code {child.returncode}")
        # Linux counts in KiB.
        return Child(output.read().decode(), started_at, seconds, usage.ru_maxrss * 1024)
