"""Writes where Keras optimizers take the weights of a quadratic bowl in float64, step by step.

The loss is sum(curvature * (weight - center)^2) / 2. Two of the curvatures are so small that the optimizers'
epsilon, 1e-7, counts.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import tensorflow as tf

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/train"
START = [1.0, -2.0, 0.5, 3.0]
CENTER = [0.0, 1.0, -0.25, 2.0]
CURVATURE = [1.0, 0.25, 2.0**-22, 2.0**-12]
STEPS = 8


def descend(name, optimizer, **settings):
    weights = keras.Variable(START, dtype="float64")
    path = []
    for _ in range(STEPS):
        gradient = tf.constant(CURVATURE, tf.float64) * (weights.value - CENTER)
        optimizer.apply([gradient], [weights])
        path.append([float(x) for x in weights.numpy()])
    return {"name": name, **settings, "weights": path}


def main():
    keras.config.set_floatx("float64")
    o = keras.optimizers
    result = {
        "start": START,
        "center": CENTER,
        "curvature": CURVATURE,
        "paths": [
            descend("adam", o.Adam(0.1, epsilon=1e-7), learningRate=0.1),
            descend("rmsprop", o.RMSprop(0.05, epsilon=1e-7), learningRate=0.05),
            descend("sgd", o.SGD(0.2, momentum=0.9), learningRate=0.2, momentum=0.9),
            descend("sgd", o.SGD(0.2), learningRate=0.2, momentum=0.0),
        ],
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "optimizers.json").write_text(json.dumps(result, allow_nan=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
