"""Makes or fetches the data sets of strangers.py, each as its owner would have it. Nothing of it is part of the project."""

import collections
import csv
import gzip
import pathlib
import subprocess
import sys
import zipfile

import numpy as np
import sklearn.datasets
from PIL import Image

MNIST = pathlib.Path(__file__).parents[3] / "datasets/mnist"
ORDINAL = ["era", "esl", "lev", "swd"]

# Data as the program is given it. What is predicted are files that it is given, and the same in NumPy, float32 [N,...]; None
# stands for the first test images as the run has kept them, as no other program makes pictures of one size in the same way.
Data = collections.namedtuple("Data", ["path", "options", "values", "count", "predict", "inputs"])


def idx(path):
    """Gives uint8 of any shape from an IDX file compressed with gzip."""
    content = gzip.decompress(path.read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">i4", dimensions, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def mnist(part, count):
    """Gives the first images and labels of MNIST's "train" or "t10k"."""
    return idx(MNIST / f"{part}-images-idx3-ubyte.gz")[:count], idx(MNIST / f"{part}-labels-idx1-ubyte.gz")[:count]


def write_csv(path, names, rows, delimiter=","):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows(rows)


def read_features(path, count):
    """Gives the first columns of a CSV file with a header as float32."""
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([row[:count] for row in rows], np.float32)


def download(folder, *command):
    """Runs a package manager's client in a folder, and gives the file that it leaves there."""
    folder.mkdir()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    files = [file for file in folder.iterdir() if file.is_file()]
    if done.returncode or len(files) != 1:
        raise RuntimeError(f"'{' '.join(command)}' brought no package: {(done.stderr or done.stdout).strip()[-300:]}")
    return files[0]


def ordinal(folder):
    """Writes the four tables of the package skordinal into a folder, with a header, and gives their paths by name.

    They are text, so that the wheel of any system will do. Their own first line is scikit-learn's: rows, features, labels.
    """
    wheel = download(
        folder / "wheel",
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.11"),
        *("--platform=manylinux_2_28_x86_64", "skordinal==0.2.0"),
    )
    paths = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in ORDINAL:
            rows = archive.read(f"skordinal/datasets/data/{name}.csv").decode().splitlines()[1:]
            names = [f"in{i}" for i in range(1, rows[0].count(",") + 1)] + ["target"]
            paths[name] = folder / f"{name}.csv"
            paths[name].write_text("\n".join([",".join(names), *rows]) + "\n")
    return paths


def ordinal_table(name):
    def make(folder, random):
        path = ordinal(folder)[name]
        with open(path) as file:
            labels = [row[-1] for row in csv.reader(file)][1:]
        inputs = read_features(path, 10 if name == "swd" else 4)
        return Data(path, [], sorted({float(label) for label in labels}), len(labels), [path], inputs)

    return make


def digits(folder, random):
    """scikit-learn's digits of 8 x 8 pixels, which go from 0 to 16, in float64."""
    found = sklearn.datasets.load_digits()
    path = folder / "digits.npz"
    np.savez(path, X=found.images, y=found.target)
    return Data(path, [], range(10), 1797, [path], found.images.astype(np.float32))


def fashion(folder, random):
    package = download(folder / "package", "apt-get", "--quiet", "download", "dataset-fashion-mnist")
    subprocess.run(["dpkg-deb", "--extract", package, folder / "system"], check=True)
    path = folder / "system/usr/share/datasets/fashion-mnist"
    images = path / "t10k-images-idx3-ubyte.gz"
    return Data(path, [], range(10), 70000, [images], idx(images).astype(np.float32))


def keras(folder, random):
    """The layout of mnist.npz, which keras.datasets.mnist.load_data downloads."""
    path = folder / "mnist.npz"
    (x_train, y_train), (x_test, y_test) = mnist("train", 4000), mnist("t10k", 1000)
    np.savez(path, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    test = folder / "x_test.npy"
    np.save(test, x_test)
    return Data(path, [], range(10), 5000, [test], x_test.astype(np.float32))


def kaggle(folder, random):
    """The layout of the competition "Digit Recognizer": labels with the pixels of train.csv, none in test.csv."""
    pixels = [f"pixel{i}" for i in range(784)]
    x_train, y_train = mnist("train", 3000)
    x_test, _ = mnist("t10k", 500)
    path, test = folder / "train.csv", folder / "test.csv"
    write_csv(path, ["label", *pixels], np.column_stack([y_train, x_train.reshape(-1, 784)]).tolist())
    write_csv(test, pixels, x_test.reshape(-1, 784).tolist())
    return Data(path, [], range(10), 3000, [test], x_test.astype(np.float32))


def photos(folder, random):
    """JPEGs in colour, of any size and proportion, of three classes, with a test of their own."""
    predict = []
    for value, colour in [(1, (200, 60, 60)), (2, (60, 160, 60)), (3, (60, 60, 200))]:
        for part, count in [("train", 60), ("test", 20)]:
            place = folder / "photos" / part / str(value)
            place.mkdir(parents=True)
            for number in range(count):
                height, width = random.integers(40, 121, 2)
                light = np.linspace(-30, 30, width)[None, :, None] * random.uniform(-1, 1)
                pixels = np.array(colour) + light + random.normal(0, 40, (height, width, 3))
                path = place / f"{number:02}.jpg"
                Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, quality=90)
                predict += [path] if part == "test" else []
    return Data(folder / "photos", [], [1, 2, 3], 240, predict, None)


def coins(folder, random):
    """Grey PNGs of one size in folders named 1, 2, 5, 10 and 20."""
    values = [1, 2, 5, 10, 20]
    pictures = random.normal(0, 25, (5, 40, 20, 16)) + np.linspace(30, 230, 5)[:, None, None, None]
    pictures = pictures.clip(0, 255).astype(np.uint8)
    predict = []
    for value, some in zip(values, pictures):
        place = folder / "coins" / str(value)
        place.mkdir(parents=True)
        for number, picture in enumerate(some):
            predict.append(place / f"{number:02}.png")
            Image.fromarray(picture).save(predict[-1])
    return Data(folder / "coins", [], values, 200, predict, pictures.reshape(-1, 20, 16).astype(np.float32))


def halves(folder, random):
    """Features of the values -2.5, -2, ... 2.5."""
    values = np.arange(-5, 6) / 2
    y = random.choice(values, 600)
    x = np.column_stack([y + random.normal(0, 0.5, 600), random.normal(100, 30, 600), y**2 + random.normal(0, 0.5, 600)])
    path = folder / "halves.npz"
    np.savez(path, X=x, y=y)
    return Data(path, [], values, 600, [path], x.astype(np.float32))


def two(folder, random):
    """Two classes in a table of tabs, with a column that numbers the rows."""
    rows = [[i, i % 2 + random.normal(0, 0.5), random.normal(), "no yes".split()[i % 2]] for i in range(400)]
    path = folder / "two.tsv"
    write_csv(path, ["id", "a", "b", "y"], [[*row[:3], int(row[3] == "yes")] for row in rows], "\t")
    return Data(path, ["--column", "ignore=id"], [0, 1], 400, [path], np.array([row[1:3] for row in rows], np.float32))


def thousand(folder, random):
    """A thousand classes of eight examples each."""
    values = np.repeat(np.arange(1000), 8)
    x = np.column_stack([values / 10, -values / 20, values % 10]) + random.normal(0, 1, (8000, 3))
    path = folder / "thousand.csv"
    write_csv(path, ["a", "b", "c", "count"], np.column_stack([x.round(4), values]).tolist())
    return Data(path, [], range(1000), 8000, [path], read_features(path, 3))


def divided(train, test):
    """A table that says itself what to test on; the classes of either part are listed as often as they have an example."""

    def make(folder, random):
        rows = []
        for part, values in [("train", train), ("test", test)]:
            rows += [[round(v + random.normal(0, 0.5), 3), round(random.normal(), 3), v, part] for v in values]
        path = folder / "grades.csv"
        write_csv(path, ["a", "b", "grade", "split"], rows)
        return Data(path, [], sorted({*train, *test}), len(rows), [path], read_features(path, 2))

    return make


def single(folder, random):
    """Five classes, the last of a single row, and nothing said of what to test on."""
    values = [1, 2, 3, 4] * 50 + [5]
    path = folder / "single.csv"
    write_csv(path, ["a", "b", "stars"], [[v + random.normal(0, 0.5), random.normal(), v] for v in values])
    return Data(path, [], [1, 2, 3, 4, 5], 201, [path], read_features(path, 2))
