"""Converts an exported model for other runtimes, runs it there, and compares.

Arguments: the model's version folder, the images as IDX (also gzip), how many of them, and the folder of predict.js. Prints
one line of JSON: for each runtime how far its probabilities and expectations are from TensorFlow's, how many of its
decoded outputs are not what NumPy makes of its probabilities in float64 (but for ties within 1e-6), and whether it refuses
an image of another shape.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
from unittest import mock

import numpy as np
import onnxruntime
import tensorflow as tf

import idx

TIE = 1e-6


def exact(probabilities, values):
    """Gives by output what is right in float64, and how near the decision was."""
    p = probabilities.astype(np.float64)
    v = values.astype(np.float64)
    total = p.sum(axis=1, keepdims=True)
    highest = np.sort(p, axis=1)
    below = np.cumsum(p, axis=1) - total / 2
    expectation = (p @ v)[:, None] / total
    middles = (v[1:] + v[:-1]) / 2 - expectation
    argmax = p.argmax(axis=1)
    top = highest[:, -1] - highest[:, -2]
    return {
        "classes": (argmax, top),
        "value": (values[argmax], top),
        "median": (values[(below >= 0).argmax(axis=1)], np.abs(below[:, :-1]).min(axis=1)),
        "mean": (
            values[np.abs(v - expectation).argmin(axis=1)],
            np.abs(middles).min(axis=1) / (v[-1] - v[0]),
        ),
    }


def in_tensorflow(model, images):
    predict = tf.saved_model.load(model).signatures["serving_default"]
    height, width = images.shape[1:]
    refused = []
    for shape in [(1, 2 * height, 2 * width), (1, height, width, 3), (height, width), (1, height * width)]:
        try:
            predict(images=tf.zeros(shape))
        except tf.errors.InvalidArgumentError as error:
            refused.append(f"images_must_have_shape_N_{height}_{width}" in str(error))
    one = predict(images=tf.constant(images[:1]))
    found = {name: tensor.numpy() for name, tensor in predict(images=tf.constant(images)).items()}
    alone = all(tensor.shape[0] == 1 for tensor in one.values())
    return found, alone and len(refused) == 4 and all(refused)


def in_tensorflow_lite(model, images):
    converter = tf.lite.TFLiteConverter.from_saved_model(model)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
    content = converter.convert()
    found = tf.lite.Interpreter(model_content=content).get_signature_runner("serving_default")(images=images)
    strict = tf.lite.Interpreter(model_content=content)
    try:
        strict.resize_tensor_input(
            strict.get_input_details()[0]["index"], [1, 2 * images.shape[1], 2 * images.shape[2]], strict=True
        )
        return found, False
    except RuntimeError as error:
        return found, "with value" in str(error)


def in_onnx(model, images):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "model.onnx")
        subprocess.run(
            [sys.executable, "-m", "tf2onnx.convert", "--saved-model", model, "--output", file],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    found = dict(zip(names, session.run(names, {"images": images})))
    try:
        session.run(names, {"images": np.zeros((1, 2 * images.shape[1], 2 * images.shape[2]), np.float32)})
        return found, False
    except Exception as error:
        return found, "Expected: " in str(error)


def in_tensorflow_js(model, images, script_folder):
    # Its converters of other formats ask for these, several gigabytes that nothing here uses.
    unused = ["jax", "jax.experimental", "tensorflow_decision_forests", "tensorflow_hub", "tf_keras"]
    with mock.patch.dict(sys.modules, {name: mock.MagicMock() for name in unused}):
        from tensorflowjs.converters import tf_saved_model_conversion_v2
    script = pathlib.Path(script_folder, "predict.js")
    with tempfile.TemporaryDirectory() as folder:
        tf_saved_model_conversion_v2.convert_tf_saved_model(model, folder)
        file = pathlib.Path(folder, "images.bin")
        images.tofile(file)
        node = pathlib.Path(sys.executable).with_name("node")
        done = subprocess.run(
            [node, script, folder, file, *map(str, images.shape[1:])], check=True, stdout=subprocess.PIPE, text=True
        )
    found = json.loads(done.stdout.splitlines()[-1])
    outputs = {name: np.asarray(array) for name, array in found["outputs"].items()}
    return {**outputs, "probabilities": outputs["probabilities"].astype(np.float32)}, found["refused"]


def compare(found, refused, reference, values):
    right = exact(found["probabilities"], values)
    return {
        "outputs": sorted(found),
        "largestDifference": float(np.abs(found["probabilities"] - reference["probabilities"]).max()),
        "largestDifferenceExpected": float(np.abs(found["expected"] - reference["probabilities"] @ values).max()),
        "wrong": {
            name: int(((found[name] != answer) & (margin > TIE)).sum()) for name, (answer, margin) in right.items()
        },
        "ties": {name: int((margin <= TIE).sum()) for name, (_, margin) in right.items()},
        "refusesOtherShapes": refused,
    }


def main(model, images_file, count, script_folder):
    images = idx.read_images(images_file)[: int(count)].astype(np.float32)
    info = json.loads(pathlib.Path(model, "assets.extra", "model.json").read_text())
    values = np.array(info["classValues"], np.float32)
    reference, refused = in_tensorflow(model, images)
    results = {"TensorFlow": compare(reference, refused, reference, values)}
    for name, run in {
        "TensorFlow Lite": in_tensorflow_lite,
        "ONNX": in_onnx,
        "TensorFlow.js": lambda *what: in_tensorflow_js(*what, script_folder),
    }.items():
        results[name] = compare(*run(model, images), reference, values)
    print(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
