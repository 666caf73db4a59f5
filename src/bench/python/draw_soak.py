"""Draws the memory of a long training: `draw_soak.py SOAK.json PICTURE.png`."""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend comes first)

LABELS = {"resident": "resident memory of the process", "heap": "Java heap in use after a collection"}


def main(source, target):
    result = json.loads(pathlib.Path(source).read_text())
    figure, panels = pyplot.subplots(len(LABELS), 1, figsize=(6, 4.6), sharex=True)
    for (name, label), panel in zip(LABELS.items(), panels):
        points = result["samples"][name]
        panel.plot([p["epoch"] for p in points], [p["bytes"] / 1e6 for p in points], ".", markersize=3, color="#0072b2")
        panel.axvline(result["settings"]["warmUp"] * result["epochsDone"], color="#999999", linewidth=0.8)
        panel.set_ylim(bottom=0)
        panel.set_ylabel("MB")
        panel.set_title(label, fontsize=9)
        panel.grid(color="#dddddd")
    panels[-1].set_xlabel("epoch; right of the line is what the slope is taken from")
    figure.suptitle(f"numloss, {result['settings']['model']}: memory over {result['epochsDone']} epochs", fontsize=11)
    figure.tight_layout()
    figure.savefig(target, dpi=110)


main(*sys.argv[1:])
