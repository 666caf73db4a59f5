"""Writes a small Keras model as a SavedModel, some images, and what Keras gives for them.

The model takes grey images of 9 x 8 pixels, 0 to 255, and gives a vector of 5 numbers. It has the kinds of variables
that networks for pictures have: convolutions, depthwise and separable ones, batch normalization and dense layers.
A graph that Keras exports is not the same in every byte each time; its numbers are.
"""

import os
import shutil
from pathlib import Path

os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

FOLDER = Path(__file__).parents[1] / "resources/io/github/numloss/predict/frozen"

keras.utils.set_random_seed(7)
random = np.random.default_rng(7)
model = keras.Sequential(
    [
        keras.layers.Input((9, 8, 1)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(4, 3, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.DepthwiseConv2D(3, strides=2, padding="same"),
        keras.layers.SeparableConv2D(6, 3, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(5),
    ]
)
# Moving averages of a network that has learned are not 0 and 1, and its outputs not small.
for weight in model.weights:
    if "moving" in weight.path or "gamma" in weight.path or "bias" in weight.path:
        weight.assign(random.uniform(0.5, 1.5, weight.shape))
    elif "beta" not in weight.path:
        weight.assign(random.normal(0, 0.6, weight.shape))
images = random.integers(0, 256, (20, 9, 8), dtype=np.uint8)
shutil.rmtree(FOLDER, ignore_errors=True)
FOLDER.mkdir(parents=True)
model.export(FOLDER / "keras", verbose=False)
(FOLDER / "keras/fingerprint.pb").unlink(missing_ok=True)
np.save(FOLDER / "images.npy", images)
np.save(FOLDER / "vectors.npy", model.predict(images[..., None].astype(np.float32), verbose=0))
