"""Writes layer_fixture.json: outputs and gradients of single layers as Keras computes them in float64.

Each case has an input, the layer's weights, a matrix that the output is multiplied with and summed up to give a scalar, the output, and the
scalar's gradients by input and weights. Numbers are drawn as multiples of 1/64, which float32 holds exactly.
"""

import json
import pathlib

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
RANDOM = np.random.default_rng(20211)
OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/model/layer_fixture.json"


def draw(shape):
    return np.round(RANDOM.normal(size=shape) * 64) / 64


def numbers(array):
    return {"shape": list(array.shape), "values": [float(f"{x:.12g}") for x in np.asarray(array).ravel()]}


def case(name, layer, input_shape):
    data = tf.constant(draw(input_shape))
    layer.build(data.shape)
    layer.set_weights([draw(w.shape) for w in layer.get_weights()])
    factors = draw(layer(data).shape)
    with tf.GradientTape() as tape:
        tape.watch(data)
        output = layer(data)
        scalar = tf.reduce_sum(output * factors)
    variables = [v.value for v in layer.trainable_variables]
    gradients = tape.gradient(scalar, [data] + variables)
    return {
        "name": name,
        "input": numbers(data.numpy()),
        "weights": [numbers(w) for w in layer.get_weights()],
        "factors": numbers(factors),
        "output": numbers(output.numpy()),
        "inputGradient": numbers(gradients[0].numpy()),
        "weightGradients": [numbers(g.numpy()) for g in gradients[1:]],
    }


layers = keras.layers
CASES = [
    case("dense", layers.Dense(4), (3, 5)),
    case("conv2d same", layers.Conv2D(3, 3, padding="same"), (2, 5, 4, 2)),
    case("conv2d valid", layers.Conv2D(3, 2, padding="valid"), (2, 5, 4, 2)),
    case("max-pool even", layers.MaxPooling2D(2, padding="same"), (2, 4, 6, 3)),
    case("max-pool odd", layers.MaxPooling2D(2, padding="same"), (2, 5, 3, 2)),
    case("max-pool one pixel", layers.MaxPooling2D(2, padding="same"), (2, 1, 1, 2)),
    case("relu", layers.ReLU(), (3, 7)),
    case("lstm last", layers.LSTM(3), (2, 4, 5)),
    case("lstm every step", layers.LSTM(3, return_sequences=True), (2, 4, 5)),
    case("lstm one step", layers.LSTM(2), (2, 1, 3)),
]
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"keras": keras.__version__, "tensorflow": tf.__version__, "cases": CASES}) + "\n")
