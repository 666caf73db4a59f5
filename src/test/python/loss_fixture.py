"""Writes losses and their gradients as Keras and TensorFlow compute them in float64.

The numeric loss follows Suzuki et al., "An Image Classification Model that Learns Image Features and
Numerical Information" (2021), Algorithm 1. A second route, SciPy's softmax and gradients worked out by
hand, must agree before anything is written.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import scipy.special
import tensorflow as tf

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/loss"


def keras_losses(values, alpha, beta, logits, labels):
    values = tf.constant(values, tf.float64)
    logits = tf.constant(logits, tf.float64)
    one_hot = tf.one_hot(labels, values.shape[0], dtype=tf.float64)
    categorical = tf.keras.losses.CategoricalCrossentropy(from_logits=True, dtype="float64")
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(logits)
        cross_entropy = categorical(one_hot, logits)
        column = values[:, None]
        true_numeric = tf.matmul(one_hot, column)
        predict_numeric = tf.matmul(tf.nn.softmax(logits), column)
        numeric_loss = tf.reduce_mean(alpha * tf.abs(true_numeric - predict_numeric))
        total = beta * cross_entropy + (1 - beta) * numeric_loss
    results = {"crossEntropy": cross_entropy, "numericLoss": numeric_loss, "total": total}
    for name, loss in list(results.items()):
        results["grad" + name[0].upper() + name[1:]] = tape.gradient(loss, logits)
    return {name: tensor.numpy() for name, tensor in results.items()}


def analytic_losses(values, alpha, beta, logits, labels):
    batch = len(labels)
    one_hot = np.eye(len(values))[labels]
    probabilities = scipy.special.softmax(logits, axis=1)
    log_probabilities = scipy.special.log_softmax(logits, axis=1)
    expectation = probabilities @ values
    difference = expectation - values[labels]
    cross_entropy = -np.mean(log_probabilities[np.arange(batch), labels])
    numeric_loss = alpha * np.mean(np.abs(difference))
    grad_cross_entropy = (probabilities - one_hot) / batch
    # d expectation / d logit k = p_k (v_k - expectation)
    slope = probabilities * (values[None, :] - expectation[:, None])
    grad_numeric_loss = alpha * np.sign(difference)[:, None] * slope / batch
    return {
        "crossEntropy": cross_entropy,
        "numericLoss": numeric_loss,
        "total": beta * cross_entropy + (1 - beta) * numeric_loss,
        "gradCrossEntropy": grad_cross_entropy,
        "gradNumericLoss": grad_numeric_loss,
        "gradTotal": beta * grad_cross_entropy + (1 - beta) * grad_numeric_loss,
    }


def case(name, values, alpha, beta, logits, labels):
    values = np.array(values, dtype=np.float64)
    logits = np.round(logits * 64) / 64
    for exact in (values, logits):
        assert np.array_equal(exact, exact.astype(np.float32).astype(np.float64))
    assert np.all(np.diff(values) > 0)
    results = keras_losses(values, alpha, beta, logits, labels)
    for key, expected in analytic_losses(values, alpha, beta, logits, labels).items():
        np.testing.assert_allclose(
            results[key], expected, rtol=1e-9, atol=1e-13, err_msg=f"{name} {key}"
        )
    return {
        "name": name,
        "classValues": values.tolist(),
        "alpha": alpha,
        "beta": beta,
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        **{key: result.tolist() for key, result in results.items()},
    }


def main():
    random = np.random.default_rng(20210214)

    def drawn(name, values, alpha, beta, batch, scale):
        logits = scale * random.normal(size=(batch, len(values)))
        labels = random.integers(len(values), size=batch)
        return case(name, values, alpha, beta, logits, labels)

    uneven = np.cumsum(random.integers(1, 40, size=21)) / 4 - 50
    extreme = np.full((6, 10), -40.0)
    extreme[np.arange(6), [0, 9, 4, 4, 0, 9]] = 40
    extreme[4, 9] = 40
    cases = [
        drawn("paper", range(10), 0.05, 0.9, 16, 2),
        drawn("two classes", [0, 1], 0.05, 0.9, 5, 2),
        drawn("uneven values", uneven, 0.3, 0.5, 7, 2),
        drawn("hundred classes", range(100), 1.0, 0.25, 4, 3),
        case("extreme logits", range(10), 0.05, 0.9, extreme, np.array([0, 0, 4, 9, 0, 8])),
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    text = "[\n" + ",\n".join(json.dumps(entry, allow_nan=False) for entry in cases) + "\n]\n"
    (OUT / "loss_fixture.json").write_text(text)


if __name__ == "__main__":
    main()
