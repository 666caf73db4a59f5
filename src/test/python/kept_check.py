"""Loads an exported model and compares what it gives the test examples that its run keeps with what the run predicted.

Arguments: the model's version folder, images.npy or features.npy of the run, predictions.npy. Prints one line of JSON.
"""

import json
import sys

import numpy as np
import tensorflow as tf

model_folder, kept_file, predictions_file = sys.argv[1:]
kept = np.load(kept_file)
expected = np.load(predictions_file)[: len(kept)]
predict = tf.saved_model.load(model_folder).signatures["serving_default"]
(name,) = predict.structured_input_signature[1]
found = predict(**{name: tf.constant(kept, tf.float32)})
print(
    json.dumps(
        {
            "input": name,
            "examples": len(kept),
            "sameClasses": int((found["classes"].numpy() == expected.argmax(axis=1)).sum()),
            "largestDifference": float(np.abs(found["probabilities"].numpy() - expected).max()),
        }
    )
)
