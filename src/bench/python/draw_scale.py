"""Draws the benchmark of scale: `draw_scale.py SCALE.json PICTURE.png`."""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend comes first)

LABELS = {"images": "images", "batchSize": "images a step", "side": "rows and columns of an image", "classes": "classes"}
ROWS = [("secondsPerEpoch", 1, "seconds an epoch"), ("peakMemoryBytes", 1e9, "peak memory, GB")]


def main(source, target):
    result = json.loads(pathlib.Path(source).read_text())
    axes = result["axes"]
    figure, panels = pyplot.subplots(len(ROWS), len(axes), figsize=(3 * len(axes), 5.6), sharex="col", sharey="row")
    for (key, unit, label), row in zip(ROWS, panels):
        row[0].set_ylabel(label)
        for (axis, points), panel in zip(axes.items(), row):
            panel.plot([p["value"] for p in points], [p[key] / unit for p in points], "o-", color="#0072b2")
            panel.set_xscale("log")
            if key == "peakMemoryBytes":
                panel.set_ylim(bottom=0)
            else:
                panel.set_yscale("log")
                panel.yaxis.set_major_formatter("{x:g}")
                panel.yaxis.set_minor_formatter("")
            panel.grid(color="#dddddd")
            panel.xaxis.set_major_formatter("{x:,.0f}")
            panel.xaxis.set_minor_formatter("")
            panel.set_xticks([p["value"] for p in points])
            panel.tick_params(axis="x", rotation=45)
    for axis, panel in zip(axes, panels[-1]):
        panel.set_xlabel(LABELS[axis])
    usual = ", ".join(f"{LABELS[axis]} {value:,}" for axis, value in result["usual"].items())
    figure.suptitle(f"numloss, {result['network']}; where not varied: {usual}", fontsize=11)
    figure.tight_layout()
    figure.savefig(target, dpi=120)


main(*sys.argv[1:])
