"""Kills trainings at random moments, again and again, and compares what they learn with an uninterrupted one."""

import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

from harness import numloss
from reliability import store, workload
from reliability.trainings import PROGRAMS, job

EPOCHS = 6
IMAGES = {"dnn": 8_192, "cnn": 512, "rnn": 1_536}
"""So that an epoch takes numloss about as long for every model, about half a second on two cores."""
POLL_SECONDS = 0.001
BEYOND_THE_END = 1.2
"""So that about a fifth of the processes gets to its end."""
LEAST_LEFT = 0.2
"""So that the moment is still chosen by chance when almost all is done."""


@dataclasses.dataclass(frozen=True)
class Attempt:
    """A process that ended, or was ended."""

    killed: bool
    during_save: bool
    seconds: float
    start_seconds: float
    """How long it took until it trained."""
    seen: int
    """What the newest checkpoint that was seen while it ran had done."""
    exit_code: int
    output: str


def run(options, out, clock):
    """Kills every program training every model; writes kill-PROGRAM-MODEL.json. Tells whether numloss lost nothing."""
    well = True
    for model in options.models:
        with workload.folder(IMAGES[model]) as work:
            _, dry = numloss.bench(work / "data", [model], EPOCHS, dry_run=True)
            job_file = work / "job.json"
            job_file.write_text(json.dumps(job(dry["plan"], work / "data")))
            for name in options.programs:
                program = PROGRAMS[name](work, model, EPOCHS, job_file)
                file = out / f"kill-{name}-{model}.json"
                settings = {"program": name, "model": model, "images": IMAGES[model], "epochs": EPOCHS, "seed": options.seed}
                result = store.resume(
                    file,
                    "kill",
                    program.versions(),
                    settings,
                    unit=program.unit,
                    reference=None,
                    attempts=0,
                    kills=[],
                    finished=[],
                )
                _campaign(program, result, options, clock, lambda: store.save(file, result))
                clean(program)
                well &= name != "numloss" or is_well(result)
    return well


def _campaign(program, result, options, clock, save):
    if result["reference"] is None:
        result["reference"] = _reference(program)
        save()
    reference = result["reference"]
    committed = 0
    kills_of_this = 0
    while len(result["kills"]) < options.count and not clock.is_up():
        moment, at_save = plan(options.seed, result, committed)
        attempt = start(program, moment, at_save)
        result["attempts"] += 1
        resumed = program.resumed(attempt.output)
        lost = 0 if resumed is None else max(0, committed - resumed)
        failed = attempt.exit_code != 0
        if attempt.killed:
            kills_of_this += 1
            kill = {
                "seconds": round(attempt.seconds, 3),
                "atSave": at_save,
                "duringSave": attempt.during_save,
                "resumedFrom": resumed,
                "lost": lost,
                "done": max(program.newest(), attempt.seen),
                "unreadable": program.unreadable(),
            }
            result["kills"].append(kill)
            committed = kill["done"] if resumed is not None else max(committed, kill["done"])
            print(f"{_name(result)}: kill {len(result['kills'])} of {options.count}: {kill}", file=sys.stderr, flush=True)
        else:
            end = {"kills": kills_of_this, "lost": committed if failed else lost}
            if failed:
                lines = attempt.output.strip().splitlines()
                end["error"] = lines[-1] if lines else f"exit code {attempt.exit_code}"
            else:
                end["same"] = workload.hashes(program.run) == reference["hashes"]
            result["finished"].append(end)
            print(f"{_name(result)}: {end}", file=sys.stderr, flush=True)
            clean(program)
            committed = kills_of_this = 0
        save()


def _name(result):
    return f"{result['settings']['program']} {result['settings']['model']}"


def plan(seed, result, done):
    """Chooses the seconds after the start of the training, up to a little beyond its end, and whether to wait for a save."""
    reference = result["reference"]
    chance = random.Random(f"{seed} {_name(result)} {result['attempts']}")
    left = (reference["seconds"] - reference["startSeconds"]) * max(LEAST_LEFT, 1 - done / reference["done"])
    return chance.uniform(0, BEYOND_THE_END * left), chance.random() < 0.5


def _reference(program):
    """Trains twice without a kill: both must learn the same, or there is nothing to compare with."""
    attempts, hashes = [], []
    for _ in range(2):
        clean(program)
        attempt = start(program, None, False)
        if attempt.exit_code != 0:
            raise RuntimeError(f"{' '.join(program.command())} failed: {attempt.output[-2000:]}")
        attempts.append(attempt)
        hashes.append(workload.hashes(program.run))
    clean(program)
    return {
        "seconds": attempts[1].seconds,
        "startSeconds": attempts[1].start_seconds,
        "done": attempts[1].seen,
        "hashes": hashes[0],
        "repeats": hashes[0] == hashes[1],
    }


def clean(program):
    for folder in (program.run, program.run.with_name("run.running"), program.run.with_name("run.tmp")):
        shutil.rmtree(folder, ignore_errors=True)


def start(program, moment, at_save):
    """Starts a process and kills it, with all that it started, so long after it began to train; without a moment, waits."""
    output_file = program.run.with_name("output.txt")
    seen, trains_since = program.newest(), None
    cut_off_before = program.saves_under_way()
    killed = False
    with open(output_file, "wb") as output:
        begun = time.monotonic()
        child = subprocess.Popen(
            program.command(),
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **program.environment},
            start_new_session=True,
        )
        while child.poll() is None:
            now = time.monotonic()
            seen = max(seen, program.newest())
            if trains_since is None and program.resumed(output_file.read_text(errors="replace")) is not None:
                trains_since = now
            is_time = None not in (moment, trains_since) and now >= trains_since + moment
            if is_time and not program.is_done() and (not at_save or program.saves_under_way() - cut_off_before):
                os.killpg(child.pid, signal.SIGKILL)
                killed = child.wait() == -signal.SIGKILL
                break
            time.sleep(POLL_SECONDS)
        ended = time.monotonic()
    output = output_file.read_text(errors="replace")
    during_save = killed and bool(program.saves_under_way() - cut_off_before)
    return Attempt(killed, during_save, ended - begun, (trains_since or ended) - begun, seen, child.returncode, output)


def is_well(result):
    """Tells whether nothing was lost, and every training that got to its end learned the same."""
    row = summary(result)
    ended = all(end.get("same") for end in result["finished"])
    return ended and row["lost"] == row["unreadable"] == row["failed"] == 0


def summary(result):
    """Sums a campaign up; of the trainings that ended, those that were killed before."""
    kills, ended = result["kills"], result["finished"]
    finished = [end for end in ended if "error" not in end and end["kills"] > 0]
    return {
        "kills": len(kills),
        "duringSave": sum(kill["duringSave"] for kill in kills),
        "lost": sum(item["lost"] > 0 for item in kills + ended),
        "unreadable": sum(bool(kill["unreadable"]) for kill in kills),
        "failed": sum("error" in end for end in ended),
        "finished": len(finished),
        "same": sum(end["same"] for end in finished),
    }
