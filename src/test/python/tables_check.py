"""Recomputes the numbers of experiments from their confusion matrices, and compares them with what the program wrote.

Arguments: files summary.json, each beside its plan.json and trials, of class values that are whole numbers and up to 20
seeds. Prints how many numbers agree; or the first that don't, and exits with 1.

Counts, shares, the measures of a seed and the p values of the sign-flip test and of Holm are whole numbers or quotients of
them, which a double rounds once: these have to be equal to the last bit. Means, deviations and what follows from them are
rounded several times, in another order in NumPy: they may be off by 1e-15 of the largest number that went in, a few units
of its last digit. SciPy approximates Student's distribution in another way: a p value may be off by 1e-13 of itself, an
interval by 1e-13 of its width.
"""

import collections
import fractions
import itertools
import json
import pathlib
import sys

import numpy as np
import scipy.stats

MEASURES = ["errorRate", "meanAbsoluteError", "meanAbsoluteErrorMisclassified"]
SHOWN = 10

# A number that is found right within what rounding allows.
Near = collections.namedtuple("Near", ["value", "allowed"])


def read(path):
    return json.loads(path.read_bytes())


def metrics(confusion, class_values):
    """Gives the metrics of a decoder, shares and means as fractions."""
    counts = np.array(confusion)
    distances = np.abs(np.subtract.outer(class_values, class_values))
    images = int(counts.sum())
    misclassified = images - int(np.trace(counts))
    total = fractions.Fraction((counts * distances).sum())
    made = {float(error): int(counts[distances == error].sum()) for error in np.unique(distances) if error > 0}
    return {
        "images": images,
        "misclassified": misclassified,
        "errorRate": fractions.Fraction(misclassified, images),
        "meanAbsoluteError": total / images,
        "meanAbsoluteErrorMisclassified": total / misclassified if misclassified else None,
        "absoluteErrors": [
            {"absoluteError": error, "count": count, "rate": fractions.Fraction(count, misclassified or 1)}
            for error, count in made.items()
        ],
    }


def trial_metrics(trial):
    """Gives the metrics of a trial by decoder."""
    values = trial["data"]["classValues"]
    return {decoder: metrics(confusion, values) for decoder, confusion in trial["confusion"].items()}


def spread(values):
    """Describes a measure's values by seed."""
    values = [float(value) for value in values]
    rounding = 1e-15 * max(values)
    return {
        "n": len(values),
        "mean": Near(np.mean(values), rounding),
        "standardDeviation": Near(np.std(values, ddof=1), rounding) if len(values) > 1 else None,
        "min": min(values),
        "max": max(values),
    }


def sign_flip(differences):
    """Gives the share of all sign vectors whose sum is as far from zero as that observed; of fractions, so ties are ties."""
    sums = [fractions.Fraction(0)]
    for difference in differences:
        sums = [signed for before in sums for signed in (before + difference, before - difference)]
    observed = abs(sum(differences))
    return fractions.Fraction(sum(abs(signed) >= observed for signed in sums), len(sums))


def comparison(baseline, proposed):
    """Compares a measure of two losses in pairs by seed."""
    exact = [after - before for before, after in zip(baseline, proposed)]
    differences = np.array([float(after) - float(before) for before, after in zip(baseline, proposed)])
    rounding = 1e-15 * max(abs(differences))
    found = {
        "pairs": len(exact),
        "meanDifference": Near(np.mean(differences), rounding),
        "confidenceLow": None,
        "confidenceHigh": None,
        "tTestP": None,
        "cohenDz": None,
        "signFlipP": sign_flip(exact),
    }
    if len(set(exact)) > 1:
        test = scipy.stats.ttest_1samp(differences, 0)
        interval = test.confidence_interval(0.95)
        deviation = np.std(differences, ddof=1)
        half = (interval.high - interval.low) / 2
        found["confidenceLow"] = Near(interval.low, rounding + 1e-13 * half)
        found["confidenceHigh"] = Near(interval.high, rounding + 1e-13 * half)
        found["tTestP"] = Near(test.pvalue, 1e-13 * test.pvalue)
        found["cohenDz"] = Near(np.mean(differences) / deviation, rounding / deviation)
    return found


def holm(p, family):
    """Adjusts a p value: the largest, over those not above it, of their p times how many are not below them."""
    return min(1, max(q * sum(other >= q for other in family) for q in family if q <= p))


def verdict(mean_difference, adjusted):
    """Gives what follows from a claim's difference and adjusted p value."""
    if adjusted >= 0.05 or mean_difference == 0:
        return "undecided"
    return "replicated" if mean_difference < 0 else "contradicted"


def label(pair):
    """Names a pair of data sets; one that is a folder goes by the folder's own name."""
    names = [pathlib.PurePath(pair[part]).name for part in ("dataset", "test")]
    return "+".join(dict.fromkeys(names))


def by_seed(trials, group, loss, seeds, measure):
    """Gives a measure of the trials that were run; one that misclassified nothing has no value for the third."""
    names = {seed: f"{group}-{loss}-seed{seed}" for seed in sorted(seeds)}
    found = {seed: trials[name]["argmax"][measure] for seed, name in names.items() if name in trials}
    return {seed: value for seed, value in found.items() if value is not None}


def claim(baseline, proposed):
    """Compares two losses on the seeds that both have."""
    seeds = [seed for seed in baseline if seed in proposed]
    pairs = [[values[seed] for seed in seeds] for values in (baseline, proposed)]
    if not seeds:
        return {"seeds": seeds, "comparison": None, "bootstrap": None}
    compared = comparison(*pairs)
    return {"seeds": seeds, "comparison": compared, "bootstrap": {"difference": compared["meanDifference"]}}


def decide(claims):
    """Adds the adjusted p values and the verdicts; the claims are one family."""
    family = [claim["comparison"]["signFlipP"] for claim in claims if claim["comparison"]]
    for claim in claims:
        compared = claim["comparison"]
        claim["adjustedP"] = holm(compared["signFlipP"], family) if compared else None
        claim["verdict"] = verdict(compared["meanDifference"].value, claim["adjustedP"]) if compared else "undecided"


def summary(plan, trials):
    """Gives what summary.json has to say, from the metrics by the names of the trials."""
    losses = [loss["name"] for loss in plan["losses"]]
    cells, claims = [], []
    for pair, model in itertools.product(plan["pairs"], plan["models"]):
        group = f"{label(pair)}-{model['model']}"
        if not any(by_seed(trials, group, loss, model["seeds"], "errorRate") for loss in losses):
            continue
        for measure in MEASURES:
            kind = {"data": label(pair), "model": model["model"], "measure": measure}
            found = {loss: by_seed(trials, group, loss, model["seeds"], measure) for loss in losses}
            for loss, values in found.items():
                if values:
                    numbers = list(values.values())
                    cell = {"loss": loss, "seeds": list(values), "values": numbers, "summary": spread(numbers)}
                    cells.append(kind | cell)
            for loss in losses[1:]:
                names = {"baseline": losses[0], "proposed": loss}
                claims.append(kind | names | claim(found[losses[0]], found[loss]))
    decide(claims)
    return {
        "trialsPlanned": len(plan["pairs"]) * len(losses) * sum(len(model["seeds"]) for model in plan["models"]),
        "trialsDone": sum(len(cell["seeds"]) for cell in cells if cell["measure"] == "errorRate"),
        "cells": cells,
        "claims": claims,
    }


def leaves(place, expected, found):
    """Gives each number or word that is expected, with its place and what is found there."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            yield from leaves(f"{place}.{key}", value, found.get(key) if isinstance(found, dict) else None)
    elif isinstance(expected, list):
        found = found if isinstance(found, list) else []
        yield f"the length of {place}", len(expected), len(found)
        for index, pair in enumerate(zip(expected, found)):
            yield from leaves(f"{place}[{index}]", *pair)
    else:
        yield place, expected, found


def agree(expected, found):
    """Tells whether what is found is what is expected."""
    if isinstance(expected, Near):
        return isinstance(found, (int, float)) and abs(found - expected.value) <= expected.allowed
    return found == (float(expected) if isinstance(expected, fractions.Fraction) else expected)


def check(summary_file):
    """Gives every number of an experiment as computed here and as found."""
    folder = summary_file.parent
    trials = {}
    for path in sorted(folder.glob("trials/*/trial.json")):
        trial = read(path)
        trials[path.parent.name] = trial_metrics(trial)
        yield from leaves(f"{path}: metrics", trials[path.parent.name], trial["metrics"])
        errors_file = path.with_name("errors.npy")
        if errors_file.exists():
            errors = np.load(errors_file)
            counts = [[kind["absoluteError"], kind["count"]] for kind in trials[path.parent.name]["argmax"]["absoluteErrors"]]
            found = [[error, int((errors == error).sum())] for error, _ in counts]
            yield from leaves(f"{errors_file}: counts", counts, found)
    expected = summary(read(folder / "plan.json"), trials)
    yield from leaves(f"{summary_file}: summary", expected, read(summary_file))


def main():
    results = [result for file in sys.argv[1:] for result in check(pathlib.Path(file))]
    wrong = [result for result in results if not agree(*result[1:])]
    for place, expected, found in wrong[:SHOWN]:
        value = expected.value if isinstance(expected, Near) else expected
        print(f"{place} is {found}, expected {float(value) if isinstance(value, fractions.Fraction) else value}")
    if wrong:
        sys.exit(f"{len(wrong)} of {len(results)} numbers are wrong")
    print(f"{len(results)} numbers agree")


if __name__ == "__main__":
    main()
