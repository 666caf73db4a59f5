"""Writes small .npy and .npz files with NumPy, for the tests of io.Npy and io.Npz."""

import io
import pathlib
import zipfile

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/io"


def as_npy(array, version=(1, 0)):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=version)
    return stream.getvalue()


def write_plain_npz(path, arrays):
    """Writes the zip that Npz.write shall write: no extra fields, and one fixed time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(name + ".npy", date_time=(1980, 2, 1, 0, 0, 0))
            info.create_system = 0
            info.create_version = info.extract_version = 10
            archive.writestr(info, as_npy(array))
            info.external_attr = 0


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    floats = np.array([[0, -1.5, 3.25], [1e-45, np.inf, 16777216]], dtype="<f4")
    (OUT / "floats.npy").write_bytes(as_npy(floats))
    (OUT / "floats-v2.npy").write_bytes(as_npy(floats, version=(2, 0)))
    (OUT / "floats-v3.npy").write_bytes(as_npy(floats, version=(3, 0)))
    (OUT / "bytes.npy").write_bytes(as_npy(np.array([0, 1, 127, 128, 255], dtype="|u1")))
    longs = np.array([[[0], [-1]], [[2**62], [-(2**63)]]], dtype="<i8")
    (OUT / "longs.npy").write_bytes(as_npy(longs))
    (OUT / "scalar.npy").write_bytes(as_npy(np.array(2.5, dtype="<f4")))
    (OUT / "empty.npy").write_bytes(as_npy(np.zeros((0, 10), dtype="<f4")))
    (OUT / "doubles.npy").write_bytes(as_npy(np.array([1.0])))
    (OUT / "fortran.npy").write_bytes(as_npy(np.asfortranarray(floats)))

    weights = {
        "dense/kernel": np.array([[1, 2], [3, 4], [5, 6]], dtype="<f4"),
        "dense/bias": np.array([0.5, -0.5], dtype="<f4"),
        "step": np.array(7, dtype="<f4"),
    }
    np.savez(OUT / "savez.npz", **weights)
    np.savez_compressed(OUT / "savez-compressed.npz", **weights)
    write_plain_npz(OUT / "plain.npz", weights)
    for name in ("savez", "plain"):
        with np.load(OUT / f"{name}.npz", allow_pickle=False) as loaded:
            assert list(loaded) == list(weights)
            for key, array in weights.items():
                assert loaded[key].dtype == np.float32
                np.testing.assert_array_equal(loaded[key], array)


if __name__ == "__main__":
    main()
