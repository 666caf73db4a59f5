"""numloss on a GPU: whether it computes there what it does elsewhere, and how fast, beside PyTorch on the same GPU."""

import hashlib
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from harness import numloss, training
from harness.environment import cores, machine
from harness.places import LAUNCHER, MNIST
from harness.programs import OURS, ours, peer

MODELS = ["dnn", "cnn", "rnn"]
EPOCHS = 2
BATCHES = (128, 1_024)
STOPPED = 130
IMAGES = 20_480
TEST_IMAGES = MNIST / "t10k-images-idx3-ubyte.gz"


def run(options, out):
    """Checks and measures network by network; writes gpu.json after each. Tells whether all was as it should be."""
    devices = numloss.devices()
    if devices["automatic"] != "gpu":
        sys.exit("bench.py: TensorFlow sees no GPU; install CUDA 12.5 and cuDNN 9.3, and run 'mvn -Pgpu package' before.")
    result = {
        "schemaVersion": 1,
        "machine": machine(),
        "gpu": _gpu(),
        "devices": devices["devices"],
        "checks": [],
        "training": [],
    }

    def save():
        (out / "gpu.json").write_text(json.dumps(result, indent=2) + "\n")

    for model in options.networks:
        with tempfile.TemporaryDirectory() as work:
            result["checks"].append(_check(model, pathlib.Path(work)))
        save()
    for model in options.networks if options.rounds else []:
        for batch in BATCHES:
            result["training"].append(_speed(model, batch, options))
            save()
    return all(is_well(check) for check in result["checks"]) and not any(
        "error" in program for row in result["training"] for program in row["programs"]
    )


def _gpu():
    query = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"]
    name, driver = subprocess.run(query, check=True, capture_output=True, text=True).stdout.splitlines()[0].split(", ")
    return {"name": name, "driver": driver}


def _check(model, work):
    """Trains on the GPU in one go, once more, and stopped and resumed; and on the CPU; predicts on both."""
    print(f"{model}: checks", file=sys.stderr, flush=True)
    export = work / "export"
    first = _train(model, "gpu", work / "first", "--export", export)
    return {
        "model": model,
        "epochs": EPOCHS,
        "gpu": first,
        "again": _train(model, "gpu", work / "again", "--no-export"),
        "stopped": _stopped(model, work / "stopped"),
        "cpu": _train(model, "cpu", work / "cpu", "--no-export"),
        "greatestDifferenceOfProbabilities": _greatest_difference(export),
    }


def is_well(check):
    """Tells whether the trainings on the GPU learned the same, and the one that was to be stopped said that it was."""
    same = {check[run]["weights"] for run in ("gpu", "again", "stopped")}
    return len(same) == 1 and check["stopped"]["exitCode"] == STOPPED


def _command(model, device, run, *more):
    options = {"--model": model, "--device": device, "--epochs": EPOCHS, "--seed": 1, "--out": run}
    return [str(part) for part in (LAUNCHER, "train", "--quiet", *(part for pair in options.items() for part in pair), *more)]


def _train(model, device, run, *more):
    subprocess.run(_command(model, device, run, *more), check=True, stdout=subprocess.DEVNULL)
    trial = json.loads((run / "trial.json").read_text())
    return {
        "weights": hashlib.sha256((run / "weights.npz").read_bytes()).hexdigest(),
        "losses": [epoch["loss"] for epoch in trial["history"]],
        "errorRate": trial["metrics"]["argmax"]["errorRate"],
    }


def _stopped(model, run):
    """Interrupts a training when the first checkpoint is there, and resumes it."""
    command = _command(model, "gpu", run, "--no-export", "--checkpoint-seconds", "1")
    checkpoints = run.with_name(run.name + ".running") / "checkpoints"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(checkpoints.glob("[0-9]*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
    return _train(model, "gpu", run, "--no-export", "--resume") | {"exitCode": process.returncode}


def _greatest_difference(export):
    """Compares the probabilities of the test images by one model on both devices."""
    rows = zip(_probabilities(export, "gpu"), _probabilities(export, "cpu"), strict=True)
    return max(abs(here - there) for gpu, cpu in rows for here, there in zip(gpu, cpu, strict=True))


def _probabilities(export, device):
    command = [LAUNCHER, "predict", "--quiet", "--model-dir", export, "--device", device, TEST_IMAGES]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line)["probabilities"] for line in found.splitlines()]


def _speed(model, batch, options):
    """Trains the same network with numloss on the GPU and the CPU, and with PyTorch on the GPU, in turn."""
    _, dry = numloss.bench("mnist", [model], options.epochs, options.images, batch, dry_run=True)
    job = {"plan": dry["plan"], "data": str(MNIST), "threads": cores()}
    programs = {OURS: ours("float32", "gpu"), "numloss-cpu": ours("float32", "cpu")}
    if options.torch:
        programs["pytorch"] = peer("torch_train.py", "--device", "cuda", python=options.torch)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as job_file:
        json.dump(job, job_file)
        job_file.flush()
        runs = training.rounds(programs, options.rounds, job, job_file.name, model)
    return {
        "plan": dry["plan"],
        "rounds": options.rounds,
        "programs": [training.summary(name, runs[name], runs[OURS]) for name in programs],
    }
