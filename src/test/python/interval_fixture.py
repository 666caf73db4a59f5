"""Writes absolute errors of trials in pairs, and the intervals of their differences, for DifferenceIntervalTest.

The influence of an image is the derivative of the statistic by the image's weight, taken by a complex step, which has no
rounding to speak of; the mean squares are those of the table of seeds x images, entry by entry.
"""

import json
import pathlib

import numpy as np
import scipy.stats

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/statistics"
STEP = 1e-30


def error_rate(errors, weights):
    return (weights * (errors > 0)).sum() / weights.sum()


def mean_absolute_error(errors, weights):
    return (weights * errors).sum() / weights.sum()


def mean_absolute_error_misclassified(errors, weights):
    return (weights * errors).sum() / (weights * (errors > 0)).sum()


STATISTICS = {
    "errorRate": error_rate,
    "meanAbsoluteError": mean_absolute_error,
    "meanAbsoluteErrorMisclassified": mean_absolute_error_misclassified,
}


def influences(statistic, errors):
    weights = np.full(len(errors), 1 / len(errors), dtype=complex)
    found = []
    for image in range(len(errors)):
        moved = weights.copy()
        moved[image] += STEP * 1j
        found.append(statistic(errors, moved).imag / STEP)
    return np.array(found)


def interval(difference, variance, freedom):
    half = scipy.stats.t.ppf(0.975, freedom) * np.sqrt(variance)
    return {"low": float(difference - half), "high": float(difference + half)}


def across(table, differences):
    """Takes the table of what each image adds to each seed's difference."""
    seeds, images = table.shape
    fitted = table.mean(axis=1, keepdims=True) + table.mean(axis=0, keepdims=True) - table.mean()
    of_seeds = images * np.var(differences, ddof=1)
    of_images = seeds * np.var(table.mean(axis=0), ddof=1)
    of_both = ((table - fitted) ** 2).sum() / (seeds - 1) / (images - 1)
    parts = np.array([of_seeds, max(0, of_images - of_both)]) / (seeds * images)
    freedom = parts.sum() ** 2 / (parts**2 / [seeds - 1, images - 1]).sum()
    return {
        "difference": float(differences.mean()),
        "standardError": float(np.sqrt(parts.sum())),
        "degreesOfFreedom": float(freedom),
    } | interval(differences.mean(), parts.sum(), freedom)


def case(name, baseline, proposed):
    found = {}
    for key, statistic in STATISTICS.items():
        ones = np.ones(baseline.shape[1])
        differences = np.array([statistic(p, ones) - statistic(b, ones) for b, p in zip(baseline, proposed)])
        moves = np.array([influences(statistic, p) - influences(statistic, b) for b, p in zip(baseline, proposed)])
        within = [
            interval(difference, np.var(moved, ddof=1) / len(moved), len(moved) - 1)
            for difference, moved in zip(differences, moves)
        ]
        found[key] = across(moves + differences[:, None], differences) | {"withinSeeds": within}
    return {"name": name, "baseline": baseline.tolist(), "proposed": proposed.tolist(), "intervals": found}


def errors(random, shape, rate):
    return np.where(random.random(shape) < rate, random.integers(1, 10, shape), 0).astype(float)


def main():
    random = np.random.default_rng(20261126)
    # Images of which each seed shares half the errors, and seeds of different rates.
    shared = errors(random, (2, 1, 150), 0.4)
    own = errors(random, (2, 6, 150), np.linspace(0.3, 0.6, 6)[:, None])
    keep = random.random((2, 6, 150)) < 0.5
    mixed = np.where(keep, shared, own)
    same = np.repeat(errors(random, (2, 1, 120), 0.4), 5, axis=1)
    cases = [
        case("seeds and images", *mixed),
        case("each seed errs on images of its own", *errors(random, (2, 7, 90), 0.4)),
        case("all seeds agree", *same),
        case("errors that are not whole", *(0.37 * mixed)),
    ]
    (OUT / "interval_fixture.json").write_text(json.dumps({"cases": cases}) + "\n")


if __name__ == "__main__":
    main()
