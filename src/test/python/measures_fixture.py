"""Writes what other libraries say of decoders and measures, for the tests of measures.

Answers are decoded by evaluate_fixture.py and, as numbers, by the expectation. By library:
scikit-learn: error rate, mean absolute error, root mean squared error, recall, weighted kappa, log loss.
SciPy: Spearman's rank correlation, Kendall's tau-b, the geometric mean.
dlordinal: AMAE, MMAE and the ranked probability score, where the class values are 0, 1, 2 ... and every class has images.
properscoring: the continuous ranked probability score, of the class values as an ensemble with the probabilities for weights.
By hand in NumPy, where a library is wrong or has none:
- AMAE and MMAE with a class without images, or of other class values. dlordinal 2.7.0 counts distances in the classes that
  occur: with the classes 0 and 9 alone, 9 for 0 is an error of 1.
- within one class: dlordinal's accuracy_off1 leaves out answers of classes without images.
- sensitivities: dlordinal's minimum_sensitivity is 0 if a class without images is answered. Here such a class has none.
- weighted kappa of other class values: scikit-learn's weights are of places. Kappa of numbers: Lin's coefficient.
- Brier score of more than two classes is scikit-learn's; expected calibration error, PIT and unimodality have no library here.
"""

import json
import warnings

import dlordinal.metrics
import numpy as np
import properscoring
import scipy.special
import scipy.stats
import sklearn.metrics
from evaluate_fixture import OUT, decode

BINS = 15
PIT_BINS = 10
SMALLEST = float(np.finfo(np.float32).tiny)


def kappa(truth, answers):
    """Gives the concordance correlation coefficient, which is Cohen's kappa with squared distances for weights."""
    spread = truth.var() + answers.var() + (truth.mean() - answers.mean()) ** 2
    return None if spread == 0 else 2 * np.mean((truth - truth.mean()) * (answers - answers.mean())) / spread


def kappa_of_counts(labels, decoded, values, power=2):
    """Gives Cohen's kappa by its definition, from counts and the outer product of their margins."""
    counts = np.zeros((len(values), len(values)))
    np.add.at(counts, (labels, decoded), 1)
    weights = np.abs(values[:, None] - values[None, :]) ** power
    by_chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    below = (weights * by_chance).sum()
    return None if below == 0 else 1 - (weights * counts).sum() / below


def of_numbers(labels, answers, values):
    truth = values[labels]
    errors = np.abs(answers - truth)
    by_class = [errors[labels == k].mean() for k in np.unique(labels)]
    varies = len(set(truth)) > 1 and len(set(answers)) > 1
    return {
        "meanAbsoluteError": sklearn.metrics.mean_absolute_error(truth, answers),
        "rootMeanSquaredError": sklearn.metrics.root_mean_squared_error(truth, answers),
        "averageMeanAbsoluteError": np.mean(by_class),
        "maximumMeanAbsoluteError": np.max(by_class),
        "quadraticWeightedKappa": kappa(truth, answers),
        "spearman": scipy.stats.spearmanr(truth, answers).statistic if varies else None,
        "kendall": scipy.stats.kendalltau(truth, answers, variant="b").statistic if varies else None,
    }


def of_classes(labels, decoded, values):
    found = of_numbers(labels, values[decoded], values)
    wrong = decoded != labels
    recalls = sklearn.metrics.recall_score(labels, decoded, labels=np.unique(labels), average=None)
    found |= {
        "errorRate": sklearn.metrics.zero_one_loss(labels, decoded),
        "withinOne": np.mean(np.abs(decoded - labels) <= 1),
        "meanAbsoluteErrorMisclassified": np.abs(values[decoded] - values[labels])[wrong].mean() if wrong.any() else None,
        "leastSensitivity": recalls.min(),
        "geometricMeanSensitivity": scipy.stats.gmean(recalls),
        "quadraticWeightedKappa": kappa_of_counts(labels, decoded, values),
        "linearWeightedKappa": kappa_of_counts(labels, decoded, values, power=1),
    }
    whole = np.array_equal(np.unique(labels), np.arange(len(values)))
    if np.array_equal(values, np.arange(len(values))) and found["quadraticWeightedKappa"] is not None:
        found["quadraticWeightedKappa"] = sklearn.metrics.cohen_kappa_score(labels, decoded, weights="quadratic")
        found["linearWeightedKappa"] = sklearn.metrics.cohen_kappa_score(labels, decoded, weights="linear")
        if whole:
            found["averageMeanAbsoluteError"] = dlordinal.metrics.amae(labels, decoded)
            found["maximumMeanAbsoluteError"] = dlordinal.metrics.mmae(labels, decoded)
    return found


def reliability(labels, probabilities):
    confidences = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    edges = np.arange(1, BINS) / BINS
    bins = np.searchsorted(edges, confidences, side="left")
    return [
        {
            "count": int((bins == b).sum()),
            "confidence": confidences[bins == b].mean() if (bins == b).any() else None,
            "accuracy": right[bins == b].mean() if (bins == b).any() else None,
        }
        for b in range(BINS)
    ]


def pit(labels, probabilities):
    rows = np.arange(len(labels))
    above = np.cumsum(probabilities, axis=1)[rows, labels]
    below = above - probabilities[rows, labels]
    shares = [0.0]
    for edge in range(1, PIT_BINS):
        u = edge / PIT_BINS
        shares.append(np.sum(np.where(u >= above, 1, np.clip((u - below) / np.maximum(above - below, SMALLEST), 0, 1))))
    return np.diff([*shares, len(labels)])


def is_unimodal(row, valley=0.005):
    """Looks for three classes of which the middle one lies deep below both others."""
    return not any(
        min(row[:middle].max(), row[middle + 1 :].max()) > row[middle] + valley for middle in range(1, len(row) - 1)
    )


def of_distributions(labels, probabilities, values):
    truth = values[labels]
    bins = reliability(labels, probabilities)
    counts = pit(labels, probabilities)
    one_hot = np.eye(len(values))[labels]
    clipped = np.maximum(probabilities, SMALLEST)
    crps = properscoring.crps_ensemble(truth, np.tile(values, (len(labels), 1)), weights=probabilities).mean()
    if np.array_equal(values, np.arange(len(values))):
        np.testing.assert_allclose(dlordinal.metrics.ranked_probability_score(labels, probabilities), crps, rtol=1e-9)
    if (clipped == probabilities).all():
        log_loss = sklearn.metrics.log_loss(labels, probabilities, labels=range(len(values)))
    else:
        # scikit-learn clips at the smallest step of the type of the probabilities.
        log_loss = -np.log(clipped[np.arange(len(labels)), labels]).mean()
    return {
        "logLoss": log_loss,
        "crps": crps,
        "brier": np.mean(np.sum((probabilities - one_hot) ** 2, axis=1)),
        "expectedCalibrationError": sum(b["count"] * abs(b["confidence"] - b["accuracy"]) for b in bins if b["count"]) / len(labels),
        "pitDistance": np.abs(np.cumsum(counts) / len(labels) - np.arange(1, PIT_BINS + 1) / PIT_BINS).max(),
        "unimodalShare": np.mean([is_unimodal(row) for row in probabilities]),
        "reliability": bins,
        "pit": counts.tolist(),
    }


def plain(value):
    return value.item() if isinstance(value, np.generic) else value


def case(name, values):
    probabilities = np.load(OUT / f"{name}-predictions.npy").astype(np.float64)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    labels = np.load(OUT / f"{name}-labels.npy").astype(int)
    values = np.array(values, dtype=np.float32).astype(np.float64)
    found = {decoder: of_classes(labels, decoded, values) for decoder, decoded in decode(probabilities, values).items()}
    found["expected"] = of_numbers(labels, probabilities @ values, values)
    middles = np.cumsum(probabilities, axis=1) - probabilities / 2
    halves = np.array([np.interp(0.5, row, values) for row in middles])
    found["mid-median"] = of_numbers(labels, halves, values)
    return {
        "classValues": values.tolist(),
        "metrics": {
            decoder: {measure: plain(value) for measure, value in measures.items()} for decoder, measures in found.items()
        },
        "distribution": {name: plain(value) for name, value in of_distributions(labels, probabilities, values).items()},
    }


def save(name, labels, probabilities):
    np.save(OUT / f"{name}-predictions.npy", probabilities.astype("<f4"))
    np.save(OUT / f"{name}-labels.npy", labels.astype("|u1"))


def guesses(random, labels, classes, sharpness):
    logits = random.normal(size=(len(labels), classes))
    logits -= sharpness * np.abs(np.arange(classes)[None, :] - labels[:, None] + random.normal(size=(len(labels), 1)))
    return scipy.special.softmax(logits, axis=1)


def main():
    random = np.random.default_rng(20261126)
    # Of five classes the fourth has no images, and the second is never answered.
    labels = random.choice([0, 1, 2, 4], size=120)
    probabilities = guesses(random, labels, 5, 0.7)
    probabilities[:, 1] *= 0.05
    save("absent", labels, probabilities / probabilities.sum(axis=1, keepdims=True))
    labels = np.full(40, 2)
    save("oneclass", labels, guesses(random, labels, 4, 0.5))
    save("certain", np.full(6, 1), np.tile([0.0, 1.0, 0.0], (6, 1)))
    labels = random.integers(2, size=60)
    save("two", labels, guesses(random, labels, 2, 1.5))
    labels = random.integers(100, size=150)
    save("hundred", labels, guesses(random, labels, 100, 0.3))
    # Certain of wrong classes: probabilities of 0 for the true one.
    save("sure", np.array([0, 1, 2, 2]), np.eye(3)[[0, 2, 2, 0]])
    cases = {
        "digits": range(10),
        "uneven": [1, 2, 4, 8.5, 16, 32, 64],
        "perfect": range(10),
        "absent": [-2, 0, 1, 5, 20],
        "oneclass": range(4),
        "certain": range(3),
        "two": [10, 12.5],
        "hundred": np.cumsum(1 + np.arange(100) % 3) / 2,
        "sure": range(3),
    }
    warnings.simplefilter("error")
    found = {name: case(name, values) for name, values in cases.items()}
    (OUT / "measures.json").write_text(json.dumps(found, indent=1, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
