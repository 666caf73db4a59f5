"""The trainings that the campaigns use: small, so that hundreds are affordable."""

import contextlib
import hashlib
import pathlib
import tempfile

from harness import data
from harness.places import LAUNCHER

TEST_IMAGES = 200
RESULTS = {"weights": "weights.npz", "predictions": "predictions.npy"}


@contextlib.contextmanager
def folder(images):
    """Makes a folder to work in with a folder of data, the first images of MNIST."""
    with tempfile.TemporaryDirectory(prefix="numloss-reliability-") as name:
        work = pathlib.Path(name)
        data.write(work / "data", images=images, test_images=TEST_IMAGES)
        yield work


def train(work, model, epochs, out, *more):
    """Gives the command that trains a model on the data."""
    options = ["--dataset", work / "data", "--model", model, "--epochs", epochs, "--out", out, "--no-export", *more]
    return [str(part) for part in (LAUNCHER, "train", *options)]


def hashes(run):
    """Gives the SHA-256 of what a training learned and of what it predicts."""
    return {name: hashlib.sha256((run / file).read_bytes()).hexdigest() for name, file in RESULTS.items()}
