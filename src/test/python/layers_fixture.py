"""Writes what Keras layers compute in float64: outputs, and gradients of sum(output * upstream).

Of batch normalization in training, the moving averages after the call are written, too.

Inputs, weights and upstream gradients are multiples of 1/64, which float32 holds exactly. The LSTM is computed
a second time in NumPy, from the equations, and must agree before anything is written.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/layer"
random = np.random.default_rng(19970815)


def draw(*shape):
    return np.round(64 * random.normal(size=shape)) / 64


def tensor(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "values": [float(f"{x:.9g}") for x in array.ravel()]}


def case(name, layer, images, distinct=False, training=False):
    if distinct:  # so that no two neighbours share the maximum
        images = (random.permutation(images.size).reshape(images.shape) - images.size // 2) / 64
    images = tf.constant(images, tf.float64)
    layer.build(images.shape)
    layer.set_weights([abs(draw(*w.shape)) + 1 if "variance" in w.path else draw(*w.shape) / 2 for w in layer.weights])
    before = layer.get_weights()
    weights = [w.value for w in layer.trainable_weights]
    with tf.GradientTape() as tape:
        tape.watch(images)
        output = layer(images, training=training)
        upstream = draw(*output.shape)
        total = tf.reduce_sum(output * upstream)
    input_gradient, *weight_gradients = tape.gradient(total, [images, *weights])
    if isinstance(layer, keras.layers.LSTM):
        by_hand = lstm(images.numpy(), *layer.get_weights())
        expected = by_hand if layer.return_sequences else by_hand[:, -1]
        np.testing.assert_allclose(output, expected, rtol=1e-12)
    after = layer.get_weights()
    updates = [tensor(w) for w, old in zip(after, before) if not np.array_equal(w, old)]
    return {
        "name": name,
        "training": training,
        "input": tensor(images),
        "weights": [tensor(w) for w in before],
        "updates": updates,
        "upstream": tensor(upstream),
        "output": tensor(output),
        "inputGradient": tensor(input_gradient),
        "weightGradients": [tensor(g) for g in weight_gradients],
    }


def residual(shape, filters, strides):
    """Two convolutions with a shortcut past them, and a projection on it."""
    f8 = {"dtype": "float64"}
    layers = keras.layers
    images = keras.Input(shape, **f8)
    inside = layers.Conv2D(filters, 3, padding="same", strides=strides, use_bias=False, **f8)(images)
    inside = layers.BatchNormalization(momentum=0.9, **f8)(inside)
    inside = layers.ReLU(**f8)(inside)
    inside = layers.Conv2D(filters, 3, padding="same", **f8)(inside)
    past = images
    if strides > 1 or filters != shape[-1]:
        past = layers.Conv2D(filters, 1, strides=strides, use_bias=False, **f8)(images)
    return keras.Model(images, layers.Add(**f8)([inside, past]))


def lstm(images, kernel, recurrent_kernel, bias):
    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    units = recurrent_kernel.shape[0]
    hidden = cell = np.zeros((images.shape[0], units))
    outputs = []
    for step in range(images.shape[1]):
        gates = images[:, step] @ kernel + hidden @ recurrent_kernel + bias
        i, f, g, o = np.split(gates, 4, axis=1)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(g)
        hidden = sigmoid(o) * np.tanh(cell)
        outputs.append(hidden)
    return np.stack(outputs, axis=1)


def main():
    layers = keras.layers
    f8 = {"dtype": "float64"}
    cases = [
        case("dense", layers.Dense(4, **f8), draw(3, 5)),
        case("conv2d same", layers.Conv2D(3, 3, padding="same", **f8), draw(2, 4, 5, 2)),
        case("conv2d same, even kernel", layers.Conv2D(2, 2, padding="same", **f8), draw(2, 3, 4, 1)),
        case("conv2d valid", layers.Conv2D(3, 3, padding="valid", **f8), draw(2, 5, 4, 2)),
        case("max_pool even", layers.MaxPooling2D(2, padding="same", **f8), draw(2, 4, 6, 3), True),
        case("max_pool odd", layers.MaxPooling2D(2, padding="same", **f8), draw(2, 5, 3, 2), True),
        case("max_pool odd rows", layers.MaxPooling2D(2, padding="same", **f8), draw(1, 3, 4, 2), True),
        case("relu", layers.ReLU(**f8), 8 * draw(3, 7)),
        case("lstm last", layers.LSTM(3, **f8), draw(2, 4, 5)),
        case("lstm every step", layers.LSTM(3, return_sequences=True, **f8), draw(2, 4, 5)),
        case("lstm one step", layers.LSTM(2, **f8), draw(3, 1, 2)),
        case("conv2d strided", layers.Conv2D(3, 3, strides=2, padding="same", **f8), draw(2, 5, 4, 2)),
        case("conv2d valid, strided", layers.Conv2D(2, 2, strides=2, use_bias=False, **f8), draw(2, 5, 4, 2)),
        case("conv2d 1x1", layers.Conv2D(3, 1, use_bias=False, **f8), draw(2, 3, 2, 4)),
        case("depthwise", layers.DepthwiseConv2D(3, padding="same", **f8), draw(2, 4, 5, 3)),
        case("depthwise strided", layers.DepthwiseConv2D(3, strides=2, padding="same", **f8), draw(2, 5, 4, 2)),
        case("depthwise valid", layers.DepthwiseConv2D(2, use_bias=False, **f8), draw(2, 3, 4, 2)),
        case("global average", layers.GlobalAveragePooling2D(**f8), draw(2, 3, 4, 5)),
        case("batch-norm of vectors", layers.BatchNormalization(momentum=0.9, **f8), 3 * draw(5, 4) + 2),
        case("batch-norm of channels", layers.BatchNormalization(momentum=0.75, epsilon=0.5, **f8), draw(2, 3, 4, 3)),
        case("batch-norm of vectors, training", layers.BatchNormalization(momentum=0.9, **f8), 3 * draw(5, 4) + 2, training=True),
        case("batch-norm of channels, training", layers.BatchNormalization(momentum=0.75, epsilon=0.5, **f8), draw(2, 3, 4, 3), training=True),
        case("residual", residual((4, 3, 2), 2, 1), draw(3, 4, 3, 2), training=True),
        case("residual with a projection", residual((5, 4, 2), 3, 2), draw(3, 5, 4, 2), training=True),
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    text = "[\n" + ",\n".join(json.dumps(entry, allow_nan=False) for entry in cases) + "\n]\n"
    (OUT / "layers.json").write_text(text)


if __name__ == "__main__":
    main()
