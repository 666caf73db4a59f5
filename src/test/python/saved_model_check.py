"""Loads an exported model and compares what it gives a set of images with what the program kept.

Arguments: the model's version folder, the images as IDX (also gzip), predictions.npy. Prints one line of JSON.
"""

import gzip
import json
import sys

import numpy as np
import tensorflow as tf


def read_images(path):
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    count, height, width = np.frombuffer(content, ">i4", 3, 4)
    return np.frombuffer(content, np.uint8, offset=16).reshape(count, height, width)


model_folder, images_file, predictions_file = sys.argv[1:]
images = read_images(images_file)
expected = np.load(predictions_file)
predict = tf.saved_model.load(model_folder).signatures["serving_default"]
batches = [
    predict(images=tf.constant(images[start : start + 1000], tf.float32)) for start in range(0, len(images), 1000)
]
found = {name: np.concatenate([batch[name].numpy() for batch in batches]) for name in batches[0]}
print(
    json.dumps(
        {
            "tensorflow": tf.__version__,
            "images": len(images),
            "outputs": {name: [str(array.dtype), list(array.shape)] for name, array in sorted(found.items())},
            "sameClasses": int((found["classes"] == expected.argmax(axis=1)).sum()),
            "largestDifference": float(np.abs(found["probabilities"] - expected).max()),
        }
    )
)
