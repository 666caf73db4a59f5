"""Runs the program on data that strangers could have, each as it is, from its description to predictions elsewhere.

Each data set is made or fetched in a temporary folder; then, with nothing but commands of README:

    data describe    has to find as many examples as there are, and their class values
    train            for a moment only
    evaluate         has to measure what training has measured
    export           has to give the model again that training has exported
    predict          on files of examples, beside the same examples in TensorFlow's Python, which loads the exported model:
                     all probabilities have to be within 1e-5 of each other

Prints a table at the end, and exits with 1 if any data set failed. It takes the Debian package dataset-fashion-mnist from
apt-get, and the wheel of skordinal from pip.

    .venv/bin/python src/test/python/strangers.py [--only NAME] [--keep FOLDER] [--numloss PROGRAM]
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import traceback

import numpy as np

import strangers_data as data

NUMLOSS = pathlib.Path(__file__).parents[3] / "numloss"
TOLERANCE = 1e-5

# What each is made by, the model, and options of train.
STRANGERS = {
    "digits": (data.digits, "wide", ["--batch-size", "32", "--epochs", "3"]),
    "era": (data.ordinal_table("era"), "mlp", ["--loss", "corn", "--batch-size", "16"]),
    "esl": (data.ordinal_table("esl"), "mlp", ["--loss", "cross-entropy", "--batch-size", "16"]),
    "lev": (data.ordinal_table("lev"), "mlp", ["--loss", "crps", "--batch-size", "16"]),
    "swd": (data.ordinal_table("swd"), "mlp", ["--head", "cumulative-link", "--batch-size", "16"]),
    "fashion": (data.fashion, "dnn", ["--epochs", "1"]),
    "keras": (data.keras, "cnn", ["--epochs", "1"]),
    "kaggle": (data.kaggle, "rnn", ["--epochs", "1"]),
    "photos": (data.photos, "wide", ["--batch-size", "16", "--epochs", "3"]),
    "coins": (data.coins, "cnn", ["--batch-size", "16", "--epochs", "3", "--loss", "coral"]),
    "halves": (data.halves, "mlp", ["--batch-size", "16", "--loss", "expected-absolute-error"]),
    "two": (data.two, "mlp", ["--batch-size", "16", "--loss", "kappa"]),
    "thousand": (data.thousand, "mlp", ["--loss", "soft-labels:rule=gaussian", "--class-weights", "balanced"]),
    "not-in-training": (data.divided([1, 2, 4, 5] * 40, [1, 2, 3, 4, 5] * 10), "mlp", ["--batch-size", "16"]),
    "not-in-test": (data.divided([1, 2, 3, 4, 5] * 40, [1, 2, 4, 5] * 10), "mlp", ["--batch-size", "16"]),
    "single-row": (data.single, "mlp", ["--batch-size", "16"]),
}


class Failed(Exception):
    """What was found is not what is right."""


def require(condition, found):
    if not condition:
        raise Failed(found)


class Program:
    """The commands, run one after the other; what they print is kept beside the data."""

    def __init__(self, command, folder):
        self.command = command
        self.folder = folder
        self.environment = os.environ | {"NUMLOSS_CACHE": str(folder / "cache")}

    def run(self, *arguments):
        """Gives what it printed as results, or fails with what it said."""
        arguments = [str(argument) for argument in arguments]
        done = subprocess.run([self.command, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        with open(self.folder / "log", "a") as log:
            log.write(f"$ numloss {' '.join(arguments)}\n{done.stderr}")
        require(done.returncode == 0, f"'{arguments[0]}' exits with {done.returncode}: {done.stderr.strip()[-400:]}")
        return done.stdout


def check_description(found, given):
    values = [one["value"] for one in found["classes"]]
    require(values == list(given.values), f"describes the class values {values}, expected {list(given.values)}")
    counted = sum(one["train"] + one["test"] for one in found["classes"])
    require(counted == given.count, f"describes {counted} examples, expected {given.count}")


def in_python(version, examples, shape):
    """Gives the probabilities of the exported model in TensorFlow's Python."""
    import tensorflow as tf

    model = tf.saved_model.load(str(version)).signatures["serving_default"]
    name = "images" if "height" in shape else "features"
    parts = [
        model(**{name: tf.constant(examples[i : i + 1000], tf.float32)})["probabilities"] for i in range(0, len(examples), 1000)
    ]
    return np.concatenate(parts)


def check(program, given, model, options):
    """Goes through all commands; gives what the table says of it."""
    described = json.loads(program.run("data", "describe", given.path, *given.options, "--json"))
    check_description(described, given)
    trial = json.loads(
        program.run(
            *("train", "--dataset", given.path, *given.options, "--model", model, *options),
            *("--out", "run", "--export", "model", "--json", "--quiet"),
        )
    )
    measured = json.loads(program.run("evaluate", "--model-dir", "model", "--dataset", given.path, "--json"))
    require(measured["confusion"] == trial["confusion"], "evaluate's confusion matrices are not those of train")
    for name in ["logLoss", "crps"]:
        off = abs(measured["distribution"][name] - trial["distribution"][name])
        require(off <= TOLERANCE, f"evaluate's {name} is off by {off:.1e} from that of train")
    program.run("export", "--run", "run", "--out", "model")
    first, second = [(program.folder / f"model/{i}/saved_model.pb").read_bytes() for i in (1, 2)]
    require(first == second, "export gives another model than train")

    lines = program.run("predict", "--model-dir", "model", *given.predict).splitlines()
    in_java = np.array([json.loads(line)["probabilities"] for line in lines])
    inputs = np.load(program.folder / "run/images.npy") if given.inputs is None else given.inputs
    require(len(in_java) == len(inputs), f"predict gives {len(in_java)} lines, expected {len(inputs)}")
    info = json.loads((program.folder / "model/2/assets.extra/model.json").read_text())
    probabilities = in_python(program.folder / "model/2", inputs, info)
    require(probabilities.shape == in_java.shape, f"{probabilities.shape} in Python, {in_java.shape} in Java")
    difference = np.abs(probabilities - in_java).max()
    require(difference <= TOLERANCE, f"probabilities differ by {difference:.1e}, expected at most {TOLERANCE}")
    return {
        "examples": given.count,
        "classes": len(given.values),
        "MAE": f"{trial['metrics']['median']['meanAbsoluteError']:.4g}",
        "predicted": len(lines),
        "difference": f"{difference:.1e}",
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAME", action="append", choices=STRANGERS, help="one of: " + ", ".join(STRANGERS))
    parser.add_argument("--keep", metavar="FOLDER", type=pathlib.Path, help="a new folder for the data, in place of a temporary one")
    parser.add_argument("--numloss", metavar="PROGRAM", type=pathlib.Path, default=NUMLOSS, help="the program; default: this project's")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = arguments.keep or pathlib.Path(temporary)
        table = [run(name, root.absolute() / name, arguments.numloss.absolute()) for name in arguments.only or STRANGERS]
    columns = ["data", "model", "examples", "classes", "MAE", "predicted", "difference", "seconds", "result"]
    cells = [columns] + [[str(row.get(column, "")) for column in columns] for row in table]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    print()
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    failed = sum(row["result"] != "ok" for row in table)
    print(f"{len(table) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def run(name, folder, program):
    make, model, options = STRANGERS[name]
    row = {"data": name, "model": model}
    started = time.monotonic()
    try:
        folder.mkdir(parents=True)
        given = make(folder, np.random.default_rng(1))
        row |= check(Program(program, folder), given, model, options) | {"result": "ok"}
    except Exception as problem:
        if not isinstance(problem, Failed):
            traceback.print_exc()
        row["result"] = f"FAILED: {problem}"
    row["seconds"] = f"{time.monotonic() - started:.0f}"
    print(f"{name}: {row['result']}", flush=True)
    return row


if __name__ == "__main__":
    main()
