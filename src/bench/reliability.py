#!/usr/bin/env python3
"""Tries to break numloss, and counts: see README.md. Needs Python 3.10 or later, and Linux."""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "python"))
from harness import environment  # noqa: E402  (its folder comes first)
from harness.arguments import names  # noqa: E402
from harness.places import HOME  # noqa: E402
from reliability import damage, exports, kill, seeds, soak, table  # noqa: E402
from reliability.clock import Clock  # noqa: E402
from reliability.trainings import PROGRAMS  # noqa: E402

MODELS = ["dnn", "cnn", "rnn"]


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=HOME / "results" / "reliability", help="folder for the results")
    parser.add_argument("--seed", type=int, default=1, help="what all chance follows from; default: %(default)s")
    campaigns = parser.add_subparsers(dest="campaign", required=True)
    commands = {
        "kill": (200, "trainings killed at random moments: kills of each program and model"),
        "damage": (10_000, "files of a checkpoint and of a trial: bits turned over, and lengths cut to, of each at most"),
        "seeds": (20, "the same seed: trainings of each model and number of threads"),
        "exports": (1_000, "exports by two processes, read at once"),
        "soak": (500, "memory over so many epochs"),
    }
    for name, (count, text) in commands.items():
        command = campaigns.add_parser(name, help=text, description=text)
        command.add_argument("--count", type=int, default=count, help="how many; default: %(default)s")
        if name in ("kill", "seeds", "soak"):
            command.add_argument("--models", type=names(MODELS), default=MODELS, help=",".join(MODELS))
        if name != "soak":
            command.add_argument("--seconds", type=float, help="stop after this time; the same command goes on")
        if name == "kill":
            command.add_argument("--programs", type=names(PROGRAMS), default=list(PROGRAMS), help=",".join(PROGRAMS))
    return parser.parse_args()


def main():
    options = parse()
    options.out.mkdir(parents=True, exist_ok=True)
    environment.prepare()
    campaign = {"kill": kill, "damage": damage, "seeds": seeds, "exports": exports, "soak": soak}[options.campaign]
    well = campaign.run(options, options.out, Clock(getattr(options, "seconds", None)))
    table.write(options.out)
    print(options.out / "README.md")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
