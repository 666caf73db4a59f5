"""What was asked of the speed, beside what was measured: each figure from the JSON files of a folder."""

import json
from typing import NamedTuple

from harness.programs import OURS


class Asked(NamedTuple):
    """The least ratios, and the least share in percent."""

    fastest: float
    keras: float
    narrow: float
    share: int


ASKED = {"dnn": Asked(1.15, 2, 1.3, 65), "cnn": Asked(1.25, 1.25, 1.4, 85), "rnn": Asked(1.5, 1.6, 1.2, 65)}
NETWORKS = [prefix + kind for prefix in ("plain-", "") for kind in ASKED]
"""Asked for the plain networks; numloss's own models, which differ by dropout and the sizes of layers, stand beside them."""
NARROW = "numloss-bfloat16"
KERAS = "keras-tensorflow"


def rows(out):
    """Gives (what, asked, found) for every target whose measurement is there."""
    for network in NETWORKS:
        asked = ASKED[network.removeprefix("plain-")]
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
                yield f"{network}: float32 against the fastest peer, {fastest}", f"≥ {asked.fastest}", f"{peers[fastest]:.2f}"
            if KERAS in peers:
                yield f"{network}: float32 against Keras on TensorFlow", f"≥ {asked.keras}", f"{peers[KERAS]:.2f}"
            if NARROW in speedups:
                yield f"{network}: bfloat16 against float32", f"≥ {asked.narrow}", f"{1 / speedups[NARROW]:.2f}"
            first = next(program for program in training["programs"] if program["program"] == OURS)
            yield f"{network}: seconds from start to first step", "< 2.5", f"{first['secondsToFirstStep']['median']:.1f}"
        for row in (_read(out / "limits.json") or {"measurements": []})["measurements"]:
            if (row["network"], row["precision"]) == (network, "float32"):
                yield f"{network}: float32, share of the matmul rate", f"≥ {asked.share} %", f"{row['shareOfMatmul']['median']:.0%}"
    for program in (_read(out / "trials.json") or {"programs": []})["programs"]:
        if program["program"] == KERAS:
            yield "twelve trials: our time ÷ that of Keras", "≤ 0.6", f"{1 / program['numlossSpeedup']['median']:.2f}"


def _read(file):
    return json.loads(file.read_text()) if file.exists() else None
