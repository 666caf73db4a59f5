"""Writes what other libraries say of temperatures and conformal intervals, for the tests of calibration.

The predictions are those of measures_fixture.py, and some that are too sure, not sure enough, hardly sure of anything and all wrong. The first half of
each is what is calibrated on, the other half is what the calibration is measured on. By library:
SciPy: the least of the log loss over the logarithm of the temperature. scikit-learn finds the same, where it is within the bounds.
properscoring: the score of each class, as a continuous ranked probability score of an ensemble of class values.
crepes: the threshold. Where a level of the images and one more is a whole number it takes the next higher score, since 1 - 0.9 is
below 0.1 in floats; there the threshold is counted in fractions alone.
Expected calibration error: as in measures_fixture.py.
"""

import json
import math
import warnings
from fractions import Fraction

import numpy as np
import properscoring
import scipy.optimize
import scipy.special
import sklearn.calibration
import sklearn.metrics
from crepes import ConformalRegressor
from evaluate_fixture import OUT
from measures_fixture import SMALLEST, guesses, reliability

LEAST, MOST = 0.1, 10
LEVELS = ["0.5", "0.9", "0.95", "0.99"]
TO = OUT.parent / "calibrate" / "calibrate.json"


def heat(probabilities, log_temperature):
    return scipy.special.softmax(np.log(np.maximum(probabilities, SMALLEST)) / np.exp(log_temperature), axis=1)


def log_loss(labels, probabilities):
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], SMALLEST)).mean()


def exact_log_loss(labels, probabilities, log_temperature):
    logs = scipy.special.log_softmax(np.log(np.maximum(probabilities, SMALLEST)) / np.exp(log_temperature), axis=1)
    return -logs[np.arange(len(labels)), labels].mean()


def temperature(labels, probabilities):
    if (probabilities.max(axis=1) == probabilities[np.arange(len(labels)), labels]).all():
        return 1.0
    found = scipy.optimize.minimize_scalar(
        lambda log_temperature: exact_log_loss(labels, probabilities, log_temperature),
        bounds=(math.log(LEAST), math.log(MOST)),
        method="bounded",
        options={"xatol": 1e-12},
    )
    assert found.success
    least = math.exp(found.x)
    for bound in LEAST, MOST:
        if abs(least / bound - 1) < 1e-4:
            return float(bound)
    if len(np.unique(labels)) == probabilities.shape[1]:
        logs = np.log(np.maximum(probabilities, SMALLEST))
        by_sklearn = sklearn.calibration._TemperatureScaling().fit(logs, labels)
        np.testing.assert_allclose(1 / by_sklearn.beta_, least, rtol=1e-6)
    return least


def error(labels, probabilities):
    bins = reliability(labels, probabilities)
    return sum(b["count"] * abs(b["confidence"] - b["accuracy"]) for b in bins if b["count"]) / len(labels)


def scores(probabilities, values):
    """Gives the score of each class [N, K]."""
    ensemble = np.tile(values, (len(probabilities), 1))
    return np.stack(
        [properscoring.crps_ensemble(np.full(len(probabilities), v), ensemble, weights=probabilities) for v in values], axis=1
    )


def threshold(of_truth, level):
    images = len(of_truth)
    rank = math.ceil(Fraction(level) * (images + 1))
    found = None if rank > images else float(np.sort(of_truth)[rank - 1])
    if (Fraction(level) * (images + 1)).denominator != 1:
        regressor = ConformalRegressor()
        regressor.fit(of_truth)
        high = regressor.predict_int(np.zeros(1), confidence=float(level))[0, 1]
        assert high == (math.inf if found is None else found), (high, found)
    return found


def intervals(of_all, limit, probabilities):
    median = np.argmax(np.cumsum(probabilities, axis=1) >= 0.5, axis=1)
    within = np.ones(of_all.shape, bool) if limit is None else of_all <= limit
    within[np.arange(len(median)), median] = True
    lowest = within.argmax(axis=1)
    highest = within.shape[1] - 1 - within[:, ::-1].argmax(axis=1)
    assert (within.sum(axis=1) == highest - lowest + 1).all()
    return lowest, highest


def case(probabilities, labels, values):
    values = np.array(values, dtype=np.float32).astype(np.float64)
    probabilities = probabilities.astype(np.float64)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    half = len(labels) // 2
    seen, other = probabilities[:half], probabilities[half:]
    labels, test = labels[:half], labels[half:]
    found = temperature(labels, seen)
    of_truth = scores(seen, values)[np.arange(half), labels]
    of_all = scores(other, values)
    after = seen if found == 1 else heat(seen, math.log(found))
    test_after = other if found == 1 else heat(other, math.log(found))
    levels = []
    for level in LEVELS:
        limit = threshold(of_truth, level)
        lowest, highest = intervals(of_all, limit, other)
        covered = (lowest <= test) & (test <= highest)
        widths = values[highest] - values[lowest]
        levels.append({
            "level": float(level),
            "threshold": limit,
            "lowest": lowest.tolist(),
            "highest": highest.tolist(),
            "coverage": covered.mean(),
            "meanWidth": widths.mean(),
            "classes": [
                {
                    "value": values[k],
                    "images": int((test == k).sum()),
                    "coverage": covered[test == k].mean(),
                    "meanWidth": widths[test == k].mean(),
                }
                for k in np.unique(test)
            ],
        })
    return {
        "classValues": values.tolist(),
        "temperature": found,
        "seen": {
            "logLossBefore": log_loss(labels, seen),
            "logLossAfter": log_loss(labels, after),
            "expectedCalibrationErrorBefore": error(labels, seen),
            "expectedCalibrationErrorAfter": error(labels, after),
        },
        "other": {
            "logLossBefore": log_loss(test, other),
            "logLossAfter": log_loss(test, test_after),
            "expectedCalibrationErrorBefore": error(test, other),
            "expectedCalibrationErrorAfter": error(test, test_after),
        },
        "intervals": levels,
    }


def main():
    random = np.random.default_rng(20261126)
    cases = {
        "digits": range(10),
        "uneven": [1, 2, 4, 8.5, 16, 32, 64],
        "perfect": range(10),
        "absent": [-2, 0, 1, 5, 20],
        "oneclass": range(4),
        "two": [10, 12.5],
        "hundred": np.cumsum(1 + np.arange(100) % 3) / 2,
        "sure": range(3),
    }
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", message="the no. of calibration examples")
    found = {}
    for name, values in cases.items():
        found[name] = case(np.load(OUT / f"{name}-predictions.npy"), np.load(OUT / f"{name}-labels.npy").astype(int), values)
    labels = random.integers(5, size=80)
    plain = guesses(random, labels, 5, 0.6)
    drawn = {
        "oversure": (heat(plain, math.log(0.3)), labels),
        "unsure": (heat(plain, math.log(4)), labels),
        "faint": (heat(plain, math.log(40)), labels),
        "wrong": (np.tile([0.9, 0.1], (30, 1)), np.ones(30, int)),
    }
    for name, (probabilities, labels) in drawn.items():
        probabilities = probabilities.astype(np.float32)
        found[name] = case(probabilities, labels, [0, 1, 3, 4.5, 9] if probabilities.shape[1] == 5 else [0, 1])
        found[name] |= {"probabilities": probabilities.astype(float).ravel().tolist(), "labels": labels.tolist()}
    TO.parent.mkdir(exist_ok=True)
    TO.write_text(json.dumps(found, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
