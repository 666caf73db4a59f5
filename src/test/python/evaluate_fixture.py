"""Writes seeded predictions, and what scikit-learn and NumPy say of them, for the tests of evaluate."""

import json
import pathlib

import numpy as np
import scipy.special
from sklearn.metrics import confusion_matrix, mean_absolute_error, zero_one_loss

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/measure"


def decode(probabilities, values):
    """Gives the classes of each decoder for probabilities [N, K] in float64."""
    cumulative = np.cumsum(probabilities, axis=1)
    total = cumulative[:, -1:]
    expectation = probabilities @ values / total[:, 0]
    return {
        "argmax": np.argmax(probabilities, axis=1),
        "median": np.argmax(cumulative >= total / 2, axis=1),
        "mean": np.argmin(np.abs(values[None, :] - expectation[:, None]), axis=1),
    }


def metrics(labels, decoded, values):
    errors = np.abs(values[decoded] - values[labels])
    wrong = errors > 0
    possible = np.unique(np.abs(values[:, None] - values[None, :]))[1:]
    return {
        "images": len(labels),
        "misclassified": int(zero_one_loss(labels, decoded, normalize=False)),
        "errorRate": float(zero_one_loss(labels, decoded)),
        "meanAbsoluteError": float(mean_absolute_error(values[labels], values[decoded])),
        "meanAbsoluteErrorMisclassified": (
            float(mean_absolute_error(values[labels][wrong], values[decoded][wrong]))
            if wrong.any()
            else None
        ),
        "absoluteErrors": [
            {
                "absoluteError": float(error),
                "count": int(np.sum(errors == error)),
                "rate": float(np.mean(errors[wrong] == error)) if wrong.any() else 0.0,
            }
            for error in possible
        ],
    }


def write_case(name, values, labels, logits):
    probabilities = scipy.special.softmax(logits, axis=1).astype("<f4")
    np.save(OUT / f"{name}-predictions.npy", probabilities)
    np.save(OUT / f"{name}-labels.npy", labels.astype("|u1"))
    values = np.array(values, dtype=np.float64)
    decoded = decode(probabilities.astype(np.float64), values)
    expected = {
        "classValues": values.tolist(),
        "decoded": {decoder: classes.tolist() for decoder, classes in decoded.items()},
        "metrics": {
            decoder: metrics(labels, classes, values) for decoder, classes in decoded.items()
        },
        "confusion": {
            decoder: confusion_matrix(labels, classes, labels=range(len(values))).tolist()
            for decoder, classes in decoded.items()
        },
    }
    (OUT / f"{name}.json").write_text(json.dumps(expected) + "\n")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20210601)
    for name, values, images in (
        ("digits", list(range(10)), 500),
        ("uneven", [1, 2, 4, 8.5, 16, 32, 64], 300),
    ):
        labels = random.integers(len(values), size=images)
        logits = 1.5 * random.normal(size=(images, len(values)))
        logits[np.arange(images), labels] += 3
        write_case(name, values, labels, logits)
    labels = np.arange(10)
    write_case("perfect", list(range(10)), labels, 12 * np.eye(10))


if __name__ == "__main__":
    main()
