"""What all peers share: the job, its images, the check of the parameter count, and the report.

A job is the JSON of `numloss bench --dry-run --json` with the folder of the data and the number of threads.
"""

import gzip
import json
import pathlib
import sys

import numpy


def read_job(path):
    return json.loads(pathlib.Path(path).read_text())


def arguments():
    """Gives the job and the network's name of the command line."""
    _, path, name = sys.argv
    return read_job(path), name


def planned(job, name):
    """Finds a network of the job by its name."""
    return next(p for p in job["plan"]["networks"] if p["network"]["name"] == name)


def read_idx(folder, name):
    """Reads a file of unsigned bytes, with or without .gz: magic number, sizes, values."""
    path = pathlib.Path(folder) / name
    data = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(name + ".gz").read_bytes())
    rank = data[3]
    shape = numpy.frombuffer(data, ">i4", rank, 4)
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * rank).reshape(shape)


def images_and_labels(job, split="train"):
    """Gives float32 images [N, H, W] in 0 ... 1, and integer classes [N]."""
    images = read_idx(job["data"], f"{split}-images-idx3-ubyte")
    labels = read_idx(job["data"], f"{split}-labels-idx1-ubyte")
    if split == "train":
        images, labels = images[: job["plan"]["images"]], labels[: job["plan"]["images"]]
    return images.astype(numpy.float32) / 255, labels.astype(numpy.int64)


def require_parameters(network, found):
    """Stops unless the network was built with as many parameters as numloss gives it."""
    expected = network["parameterCount"]
    if found != expected:
        sys.exit(f"{network['name']} has {found} parameters here, expected {expected} as in numloss")


def report(**result):
    """Prints the result as the one line that the harness reads."""
    print(json.dumps(result), flush=True)
