"""Writes arrays of every type with NumPy, and a table with pandas, for the tests of io.NumberArrays and source.CsvReader."""

import io
import json
import pathlib
import random

import numpy as np
import pandas as pd

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss"
TYPES = ["b1", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


def numbers(kind):
    """Gives a 2 x 3 array with the least and the greatest number of its type."""
    if kind == "b1":
        return np.array([[True, False, True], [False, False, True]])
    if kind[0] in "ui":
        info = np.iinfo(kind)
        return np.array([[info.min, 0, 1], [100, 7, info.max]], dtype=kind)
    info = np.finfo(kind)
    return np.array([[info.min, -0.0, info.smallest_subnormal], [0.1, np.nan, 1 / 3]], dtype=kind)


def arrays():
    """Gives arrays of all types, in either order of bytes and of indices."""
    made = {}
    for kind in TYPES:
        array = numbers(kind)
        made[f"{kind}-little"] = array.astype(array.dtype.newbyteorder("<"))
        made[f"{kind}-big"] = array.astype(array.dtype.newbyteorder(">"))
        made[f"{kind}-fortran"] = np.asfortranarray(array)
    made["fortran3"] = np.asfortranarray(np.arange(24, dtype=">i2").reshape(2, 3, 4))
    made["fortran4"] = np.asfortranarray(np.arange(120, dtype="<f8").reshape(2, 3, 4, 5))
    made["one"] = np.array(2.5)
    made["none"] = np.zeros((0, 4), dtype="<f4")
    # More than a chunk, so that positions go on from one to the next.
    made["long-fortran"] = np.asfortranarray(np.arange(3 * 30_000, dtype="<i4").reshape(3, 30_000) % 251)
    return made


def text(number):
    """Gives a double as JSON holds it, or a word."""
    return repr(float(number))


def write_arrays():
    folder = OUT / "io/arrays"
    folder.mkdir(parents=True, exist_ok=True)
    made = arrays()
    np.savez(folder / "stored.npz", **made)
    np.savez_compressed(folder / "deflated.npz", **made)
    with np.load(folder / "deflated.npz", allow_pickle=False) as loaded:
        expected = {
            name: {"shape": list(loaded[name].shape), "values": [text(value) for value in loaded[name].ravel(order="C")]}
            for name in loaded
            if name != "long-fortran"
        }
        np.testing.assert_array_equal(loaded["long-fortran"].ravel(), np.arange(90_000) % 251)
    (folder / "arrays.json").write_text(json.dumps(expected, indent=1) + "\n")
    keras = {
        "x_train": np.arange(24, dtype="|u1").reshape(6, 2, 2),
        "y_train": np.array([0, 1, 2, 0, 1, 2], dtype="<i8"),
        "x_test": np.asfortranarray(np.arange(8, dtype=">f4").reshape(2, 2, 2)),
        "y_test": np.array([[2], [0]], dtype="|i1"),
    }
    np.savez(folder / "keras.npz", **keras)
    np.savez_compressed(folder / "keras-deflated.npz", **keras)
    refused = {
        "objects": np.array([[1], [2, 3]], dtype=object),
        "texts": np.array(["one", "two"]),
        "bytes": np.array([b"one", b"two"]),
        "complex": np.array([1j]),
        "dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
        "structured": np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f4")]),
    }
    for name, array in refused.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=True)


def number(generator, mark):
    """Writes a number in one of the ways that tables have."""
    digits = "".join(generator.choices("0123456789", k=generator.choice([1, 2, 5, 12, 19, 30])))
    fraction = "".join(generator.choices("0123456789", k=generator.choice([0, 1, 3, 17, 28])))
    sign = generator.choice(["", "-", "+"])
    exponent = generator.choice(["", "", "", "e5", "E-7", "e+8", "e-300"])
    return sign + digits + (mark + fraction if fraction else generator.choice(["", mark])) + exponent


def write_tables():
    folder = OUT / "source"
    folder.mkdir(parents=True, exist_ok=True)
    for name, separator, mark in (("numbers.csv", ",", "."), ("numbers-comma.csv", ";", ","), ("numbers.tsv", "\t", ".")):
        generator = random.Random(16)
        lines = [separator.join(["a", "b", "label"])]
        for row in range(100):
            lines.append(separator.join([number(generator, mark), number(generator, mark), number(generator, mark)]))
        (folder / name).write_text("\n".join(lines) + "\n")
        table = pd.read_csv(folder / name, sep=separator, decimal=mark, dtype="float64")
        assert table.shape == (100, 3)
        expected = {column: [text(value) for value in table[column]] for column in table}
        (folder / "numbers.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    write_arrays()
    write_tables()
