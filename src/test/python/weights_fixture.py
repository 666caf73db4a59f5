"""Writes what scikit-learn makes of weighted examples: logistic regressions, and measures of weighted predictions.

`train/weights.json`: 90 points of three classes that overlap, with weights some of which are 0; balanced class weights
by `compute_class_weight`; and the probabilities and mean losses of multinomial logistic regressions without a penalty,
by `LogisticRegression`, whose losses are then taken with `log_loss`.

`measure/weights.json`: a weight for each of the images whose predictions are in `measure`, and the measures that have
weights in scikit-learn. CRPS, calibration error, PIT and the share of unimodal distributions are NumPy's averages with
weights; kappas are Cohen's formula on scikit-learn's weighted confusion matrix, which for classes 0, 1, … are checked
with its own `cohen_kappa_score`.
"""

import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    cohen_kappa_score,
    confusion_matrix,
    log_loss,
    mean_absolute_error,
    mean_squared_error,
    recall_score,
    zero_one_loss,
)
from sklearn.utils.class_weight import compute_class_weight

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss"


def regressions(random):
    labels = np.repeat([0, 1, 2], [50, 30, 10])
    points = np.round((random.normal(size=(90, 2)) + np.array([[0, 0], [1, 0.5], [1.5, 2]])[labels]) * 64) / 64
    weights = random.integers(0, 9, 90) / 4
    given = {0: 0.5, 1: 1.0, 2: 6.0}
    cases = {}
    for name, class_weight, sample_weight in (
        ("examples", None, weights),
        ("balanced", "balanced", None),
        ("both", "balanced", weights),
        ("given", given, None),
    ):
        model = LogisticRegression(C=np.inf, class_weight=class_weight, tol=1e-12, max_iter=10000)
        model.fit(points, labels, sample_weight=sample_weight)
        probabilities = model.predict_proba(points)
        of_classes = compute_class_weight(
            class_weight, classes=np.arange(3), y=labels, sample_weight=sample_weight
        )
        product = of_classes[labels] * (1 if sample_weight is None else sample_weight)
        cases[name] = {
            "classWeights": of_classes.tolist(),
            "probabilities": probabilities.tolist(),
            "loss": float(log_loss(labels, probabilities, sample_weight=product)),
        }
    return {
        "points": points.tolist(),
        "labels": labels.tolist(),
        "weights": weights.tolist(),
        "given": {str(float(k)): v for k, v in given.items()},
        "cases": cases,
    }


def kappa(counts, costs):
    by_chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return 1 - (costs * counts).sum() / (costs * by_chance).sum()


def answers(labels, decoded, values, weights):
    truth, answer = values[labels], values[decoded]
    errors = np.abs(truth - answer)
    classes = np.arange(len(values))
    present = np.array([k for k in classes if weights[labels == k].sum() > 0])
    counts = confusion_matrix(labels, decoded, labels=classes, sample_weight=weights)
    costs = np.abs(values[:, None] - values[None, :])
    quadratic, linear = kappa(counts, costs**2), kappa(counts, costs)
    if np.array_equal(values, classes):
        for found, scheme in ((quadratic, "quadratic"), (linear, "linear")):
            expected = cohen_kappa_score(labels, decoded, labels=classes, weights=scheme, sample_weight=weights)
            np.testing.assert_allclose(found, expected, rtol=1e-12)
    by_class = [
        mean_absolute_error(truth[labels == k], answer[labels == k], sample_weight=weights[labels == k])
        for k in present
    ]
    recalls = recall_score(labels, decoded, labels=present, average=None, sample_weight=weights)
    wrong = errors > 0
    return {
        "images": len(labels),
        "misclassified": int(wrong.sum()),
        "errorRate": zero_one_loss(labels, decoded, sample_weight=weights),
        "withinOne": np.average(np.abs(labels - decoded) <= 1, weights=weights),
        "meanAbsoluteError": mean_absolute_error(truth, answer, sample_weight=weights),
        "meanAbsoluteErrorMisclassified": mean_absolute_error(
            truth[wrong], answer[wrong], sample_weight=weights[wrong]
        ),
        "rootMeanSquaredError": np.sqrt(mean_squared_error(truth, answer, sample_weight=weights)),
        "averageMeanAbsoluteError": np.mean(by_class),
        "maximumMeanAbsoluteError": np.max(by_class),
        "quadraticWeightedKappa": quadratic,
        "linearWeightedKappa": linear,
        "leastSensitivity": recalls.min(),
        "geometricMeanSensitivity": np.exp(np.mean(np.log(recalls))) if recalls.min() > 0 else 0.0,
    }


def distribution(labels, p, values, weights):
    images = np.arange(len(labels))
    cumulative = np.cumsum(p, axis=1)
    steps = (np.arange(len(values))[None, :] >= labels[:, None]).astype(float)
    crps = ((cumulative - steps)[:, :-1] ** 2 * np.diff(values)).sum(axis=1)
    brier = ((p - np.eye(len(values))[labels]) ** 2).sum(axis=1)
    high = cumulative[images, labels]
    low = high - p[images, labels]
    edges = np.linspace(0, 1, 11)
    below = np.clip((edges[None, :] - low[:, None]) / (high - low)[:, None], 0, 1)
    pit = np.diff(np.average(below, axis=0, weights=weights))
    best = p.argmax(axis=1)
    bins = np.clip(np.ceil(p.max(axis=1) * 15).astype(int) - 1, 0, 14)
    calibration = sum(
        abs(np.sum(weights[bins == b] * ((best == labels)[bins == b] - p.max(axis=1)[bins == b])))
        for b in range(15)
    ) / weights.sum()
    return {
        "logLoss": log_loss(labels, p, labels=np.arange(len(values)), sample_weight=weights),
        "crps": np.average(crps, weights=weights),
        "brier": np.average(brier, weights=weights),
        "expectedCalibrationError": calibration,
        "pitDistance": np.max(np.abs(np.cumsum(pit) - edges[1:])),
        "pit": (pit * len(labels)).tolist(),
    }


def measures(random):
    cases = {}
    for name in ("digits", "uneven", "absent"):
        values = np.array(json.loads((OUT / "measure/measures.json").read_text())[name]["classValues"])
        p = np.load(OUT / f"measure/{name}-predictions.npy").astype(float)
        p /= p.sum(axis=1, keepdims=True)
        labels = np.load(OUT / f"measure/{name}-labels.npy").astype(int)
        weights = random.integers(0, 17, len(labels)) / 8
        cumulative = np.cumsum(p, axis=1)
        decoded = {"argmax": p.argmax(axis=1), "median": np.argmax(cumulative >= 0.5, axis=1)}
        expected = p @ values
        truth = values[labels]
        cases[name] = {
            "classValues": values.tolist(),
            "weights": weights.tolist(),
            "metrics": {decoder: answers(labels, classes, values, weights) for decoder, classes in decoded.items()},
            "distribution": distribution(labels, p, values, weights),
        }
        mean, of_truth = np.average(expected, weights=weights), np.average(truth, weights=weights)
        squares = np.average((truth - expected) ** 2, weights=weights)
        by_chance = (
            np.average((truth - of_truth) ** 2, weights=weights)
            + np.average((expected - mean) ** 2, weights=weights)
            + (mean - of_truth) ** 2
        )
        cases[name]["metrics"]["expected"] = {
            "meanAbsoluteError": mean_absolute_error(truth, expected, sample_weight=weights),
            "rootMeanSquaredError": np.sqrt(squares),
            "quadraticWeightedKappa": 1 - squares / by_chance,
        }
    return cases


def main():
    random = np.random.default_rng(20201127)
    (OUT / "train").mkdir(exist_ok=True)
    (OUT / "train/weights.json").write_text(json.dumps(regressions(random)) + "\n")
    (OUT / "measure/weights.json").write_text(json.dumps(measures(random)) + "\n")


if __name__ == "__main__":
    main()
