"""Reads images as the tests' data sets keep them."""

import gzip

import numpy as np


def read_images(path):
    """Gives uint8 [N, H, W] from an IDX file, also one compressed with gzip."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    count, height, width = np.frombuffer(content, ">i4", 3, 4)
    return np.frombuffer(content, np.uint8, offset=16).reshape(count, height, width)
