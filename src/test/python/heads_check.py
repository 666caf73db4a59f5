"""Runs exported models of several heads in TensorFlow, TensorFlow Lite, ONNX and TensorFlow.js.

Arguments: a folder with a folder a head, each with the model's version folder as `model` and predictions.npy; the images
as IDX; the folder of predict.js. Prints one line of JSON: by head and runtime, how far its probabilities are from those of
predictions.npy.
"""

import json
import pathlib
import sys

import numpy as np

import idx
from conversions_check import in_onnx, in_tensorflow, in_tensorflow_js, in_tensorflow_lite


def main(heads, images_file, script_folder):
    images = idx.read_images(images_file).astype(np.float32)
    runtimes = {
        "TensorFlow": in_tensorflow,
        "TensorFlow Lite": in_tensorflow_lite,
        "ONNX": in_onnx,
        "TensorFlow.js": lambda *what: in_tensorflow_js(*what, script_folder),
    }
    results = {}
    for head in sorted(pathlib.Path(heads).iterdir()):
        expected = np.load(head / "predictions.npy")
        results[head.name] = {
            name: float(np.abs(run(str(head / "model"), images)[0]["probabilities"] - expected).max())
            for name, run in runtimes.items()
        }
    print(json.dumps(results))


main(*sys.argv[1:])
