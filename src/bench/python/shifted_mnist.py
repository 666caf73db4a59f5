"""Makes a data set of any size from MNIST, by repetition and shifts: `shifted_mnist.py MNIST FOLDER --images N ...`."""

import argparse
import json
import pathlib
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
from workload import read_idx  # noqa: E402  (its folder comes first)

MOST_SHIFT = 3
SEED = 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mnist", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--images", type=int, required=True)
    parser.add_argument("--side", type=int, default=28)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--test-images", type=int, default=100)
    arguments = parser.parse_args()
    folder, classes = arguments.folder, arguments.classes
    folder.mkdir(parents=True)
    for split, count in (("train", arguments.images), ("t10k", arguments.test_images)):
        pixels, labels = _split(arguments.mnist, split, count, arguments.side, classes)
        _write_idx(folder / f"{split}-images-idx3-ubyte", pixels)
        _write_idx(folder / f"{split}-labels-idx1-ubyte", labels)
    described = {"schemaVersion": 1, "name": folder.name, "classValues": list(range(classes))}
    (folder / "dataset.json").write_text(json.dumps(described))


def _split(mnist, split, count, side, classes):
    """Repeats the images, each time shifted otherwise.

    A class is the digit; with more than ten classes, it is also how far its image was shifted once more; with fewer, the
    digit's remainder.
    """
    originals = _resize(read_idx(mnist, f"{split}-images-idx3-ubyte"), side)
    digits = read_idx(mnist, f"{split}-labels-idx1-ubyte")
    pixels = numpy.empty((count, side, side), numpy.uint8)
    labels = numpy.empty(count, numpy.uint8)
    shifts = numpy.random.default_rng(SEED).integers(-MOST_SHIFT, MOST_SHIFT + 1, (count // len(digits) + 1, 2))
    groups = max(1, classes // 10)
    for start in range(0, count, len(digits)):
        size = min(len(digits), count - start)
        repetition = start // len(digits)
        # The first repetition is not shifted.
        shift = shifts[repetition] if repetition else (0, 0)
        pixels[start : start + size] = numpy.roll(originals[:size], shift, axis=(1, 2))
        group = numpy.arange(start, start + size) % groups
        labels[start : start + size] = (digits[:size] + 10 * group) % classes
    for group in range(1, groups):
        chosen = labels // 10 == group
        pixels[chosen] = numpy.roll(pixels[chosen], group, axis=2)
    return pixels, labels


def _resize(images, side):
    """Takes the nearest pixel."""
    nearest = numpy.arange(side) * images.shape[1] // side
    return images[:, nearest][:, :, nearest]


def _write_idx(file, array):
    with open(file, "wb") as stream:
        stream.write(bytes([0, 0, 8, array.ndim]))
        stream.write(numpy.array(array.shape, ">i4").tobytes())
        stream.write(array.tobytes())


main()
