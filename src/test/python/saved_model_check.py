"""Loads an exported model and compares what it gives a set of images with what the program kept.

Arguments: the model's version folder, the images as IDX (also gzip), predictions.npy. Prints one line of JSON.
"""

import json
import sys

import numpy as np
import tensorflow as tf

import idx

model_folder, images_file, predictions_file = sys.argv[1:]
images = idx.read_images(images_file)
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
