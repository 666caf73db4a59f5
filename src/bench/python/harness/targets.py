"""What was asked of the speed, beside what was measured: each figure from the JSON files of a folder."""

import json

from harness.programs import OURS

NETWORKS = ["plain-dnn", "plain-cnn", "plain-rnn"]
NARROW = "numloss-bfloat16"
KERAS = "keras-tensorflow"


def rows(out):
    """Gives (what, asked, found) for every target whose measurement is there."""
    for number, network in enumerate(NETWORKS):
        training = _read(out / f"training-{network}.json")
        if training:
            speedups = {
                program["program"]: program["numlossSpeedup"]["median"]
                for program in training["programs"]
                if program.get("numlossSpeedup")
            }
            peers = {name: speedup for name, speedup in speedups.items() if name not in (OURS, NARROW)}
            if peers:
                fastest = min(peers, key=peers.get)
                yield f"{network}: float32 against the fastest peer, {fastest}", f"≥ {(1.15, 1.25, 1.5)[number]}", f"{peers[fastest]:.2f}"
            if KERAS in peers:
                yield f"{network}: float32 against Keras on TensorFlow", f"≥ {(2, 1.25, 1.6)[number]}", f"{peers[KERAS]:.2f}"
            if NARROW in speedups:
                yield f"{network}: bfloat16 against float32", f"≥ {(1.3, 1.4, 1.2)[number]}", f"{1 / speedups[NARROW]:.2f}"
            first = next(program for program in training["programs"] if program["program"] == OURS)
            yield f"{network}: seconds from start to first step", "< 2.5", f"{first['secondsToFirstStep']['median']:.1f}"
        for row in (_read(out / "limits.json") or {"measurements": []})["measurements"]:
            if (row["network"], row["precision"]) == (network, "float32"):
                yield f"{network}: float32, share of the matmul rate", f"≥ {(65, 85, 65)[number]} %", f"{row['shareOfMatmul']['median']:.0%}"
    for program in (_read(out / "trials.json") or {"programs": []})["programs"]:
        if program["program"] == KERAS:
            yield "twelve trials: our time ÷ that of Keras", "≤ 0.6", f"{1 / program['numlossSpeedup']['median']:.2f}"


def _read(file):
    return json.loads(file.read_text()) if file.exists() else None
