#!/usr/bin/env python3
"""Measures numloss beside Keras and PyTorch: see README.md. Needs Python 3.10 or later, and Linux."""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "python"))
from harness import environment, gpu, limits, precision, scale, table, training, trials  # noqa: E402  (its folder comes first)
from harness.arguments import names  # noqa: E402
from harness.places import HOME  # noqa: E402
from harness.programs import OURS, PROGRAMS  # noqa: E402


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=HOME / "results" / "bench", help="folder for the results")
    parser.add_argument("--quick", action="store_true", help="one short round, to try the harness and not to measure")
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("training", help="every program trains every network, in turn")
    train.add_argument("--programs", type=names(PROGRAMS), default=list(PROGRAMS), help=",".join(PROGRAMS))
    train.add_argument("--images", type=int, help="images an epoch; default: by kind of network")
    limit = commands.add_parser("limits", help="numloss alone: its share of the matmul rate")
    limit.add_argument("--images", type=int, help="images an epoch; default: by kind of network")
    twelve = commands.add_parser("trials", help="twelve trials side by side, and in Keras one after another")
    twelve.add_argument("--images", type=int, default=12_000, help="images an epoch; default: %(default)s")
    accuracy = commands.add_parser("precision", help="numloss alone: the accuracy of bfloat16 beside that of float32")
    accuracy.add_argument("--networks", type=names(precision.NETWORKS), default=precision.NETWORKS, help=",".join(precision.NETWORKS))
    accuracy.add_argument("--seeds", type=int, default=5, help="seeds; default: %(default)s")
    accuracy.add_argument("--epochs", type=int, default=3, help="epochs; default: %(default)s")
    accelerated = commands.add_parser("gpu", help="numloss on a GPU: whether it computes the same there, and how fast")
    accelerated.add_argument("--images", type=int, default=gpu.IMAGES, help="images an epoch; default: %(default)s")
    accelerated.add_argument("--torch", help="a Python that has PyTorch for the GPU, to compare with")
    size = commands.add_parser("scale", help="numloss alone: time and memory by size")
    for command in (train, limit, size, accelerated):
        default = {size: ["dnn"], accelerated: gpu.MODELS}.get(command, training.NETWORKS)
        command.add_argument("--networks", type=names(training.NETWORKS), default=default, help=",".join(training.NETWORKS))
    for command in (train, limit, twelve, accelerated):
        command.add_argument("--epochs", type=int, default=2, help="epochs; default: %(default)s")
    for command in (train, limit, twelve, accelerated):
        command.add_argument("--rounds", type=int, default=5, help="rounds; default: %(default)s")
    options = parser.parse_args()
    if options.command == "training" and OURS not in options.programs:
        parser.error(f"--programs has no {OURS}, which the others are compared with")
    if options.quick:
        options.images, options.epochs, options.rounds, options.seeds = 1_000, 1, 1, 2
    return options


def main():
    options = parse()
    options.out.mkdir(parents=True, exist_ok=True)
    environment.prepare(peers=options.command != "gpu")
    measurements = {
        "training": training,
        "limits": limits,
        "trials": trials,
        "precision": precision,
        "gpu": gpu,
        "scale": scale,
    }
    complete = measurements[options.command].run(options, options.out)
    table.write(options.out)
    print(options.out / "README.md")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
