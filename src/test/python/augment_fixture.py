"""Writes what augmentations make of small pictures, given the random numbers they draw.

Points are moved by SciPy's `ndimage.affine_transform` of order 1 (`grid-constant`: outside there are black pixels), by
the inverse that NumPy finds of all matrices put together; whole moves and mirrored pictures are checked with NumPy's
padding and flips, turned ones with SciPy's own `rotate`. Brightness and erasing are NumPy's. Numbers drawn are
multiples of 1/64, which float32 holds exactly.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/augment"
random = np.random.default_rng(20200403)
PICTURES = 3


def uniform(*shape):
    """Never on a bound or in the middle, where a rounding would count."""
    return (random.integers(0, 32, (PICTURES, *shape)) * 2 + 1) / 64


def matrix(rows):
    return np.array([*rows, [0, 0, 1]], dtype=float)


def shift(u, height, width, pixels=None, share=None):
    across, down = (pixels, pixels) if share is None else (share * width, share * height)
    return matrix([[1, 0, (2 * u[0] - 1) * across], [0, 1, (2 * u[1] - 1) * down]])


def rotation(u, height, width, degrees):
    """Clockwise, with y downwards."""
    a = np.radians((2 * u[0] - 1) * degrees)
    return matrix([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0]])


def scale(u, height, width, low, high):
    s = low + u[0] * (high - low)
    return matrix([[s, 0, 0], [0, s, 0]])


def shear(u, height, width, degrees):
    return matrix([[1, np.tan(np.radians((2 * u[0] - 1) * degrees)), 0], [0, 1, 0]])


def border_cut(u, height, width, pixels):
    left, top = (int(number * (2 * pixels + 1)) for number in u)
    return matrix([[1, 0, pixels - left], [0, 1, pixels - top]])


def flip(u, height, width, axis, probability=0.5):
    sign = -1 if u[0] < probability else 1
    return matrix([[sign if axis == "horizontal" else 1, 0, 0], [0, sign if axis == "vertical" else 1, 0]])


DRAWS = {shift: 2, rotation: 1, scale: 1, shear: 1, border_cut: 2, flip: 1}


def moved(picture, forward, mode):
    """Samples a picture [H,W,C] once, where the inverse of a matrix about its middle says."""
    height, width, channels = picture.shape
    middle = np.array([[1, 0, (width - 1) / 2], [0, 1, (height - 1) / 2], [0, 0, 1]])
    inverse = middle @ np.linalg.inv(forward) @ np.linalg.inv(middle)
    swap = [1, 0]  # SciPy counts rows first
    linear, offset = inverse[:2, :2][np.ix_(swap, swap)], inverse[:2, 2][swap]
    nearest = np.round(inverse)
    if np.allclose(inverse, nearest, atol=1e-9):  # whole pixels: no rounding at the edge
        linear, offset = nearest[:2, :2][np.ix_(swap, swap)], nearest[:2, 2][swap]
    return np.stack(
        [
            ndimage.affine_transform(
                picture[:, :, c].astype(float), linear, offset, order=1, mode=mode, cval=0
            )
            for c in range(channels)
        ],
        axis=2,
    )


def check():
    picture = random.integers(0, 256, (7, 9, 1)).astype(float)
    np.testing.assert_array_equal(
        moved(picture, flip([0.1], 7, 9, "horizontal"), "grid-constant"), np.flip(picture, 1)
    )
    np.testing.assert_array_equal(
        moved(picture, flip([0.1], 7, 9, "vertical"), "grid-constant"), np.flip(picture, 0)
    )
    for mode, pad in (("grid-constant", "constant"), ("nearest", "edge")):
        padded = np.pad(picture, ((2, 2), (2, 2), (0, 0)), pad)
        for left in range(5):
            cut = border_cut([(left + 0.5) / 5, 0.1], 7, 9, 2)
            np.testing.assert_array_equal(moved(picture, cut, mode), padded[:7, left : left + 9])
    # SciPy turns the other way round.
    turned = ndimage.rotate(
        picture[:, :, 0], -20, reshape=False, order=1, mode="grid-constant"
    )
    np.testing.assert_allclose(
        moved(picture, rotation([1.0], 7, 9, 20), "grid-constant")[:, :, 0], turned, atol=1e-9
    )
    dot = np.zeros((9, 9, 1))
    dot[0, 4] = 255
    right = moved(dot, rotation([1.0], 9, 9, 20), "grid-constant")[:, :, 0].sum(axis=0)
    assert right[:5].sum() == 0 < right.sum(), "not clockwise"


def geometric(size, steps, mode="grid-constant"):
    """steps: (text, function, parameters), put together to one change."""
    pictures = random.integers(0, 256, (PICTURES, *size))
    numbers = [[uniform(DRAWS[function])] for _, function, _ in steps]
    expected = []
    for b, picture in enumerate(pictures):
        forward = np.eye(3)
        for (_, function, parameters), drawn in zip(steps, numbers):
            forward = function(drawn[0][b], *size[:2], **parameters) @ forward
        expected.append(moved(picture, forward, mode))
    return case([text for text, _, _ in steps], pictures, numbers, np.array(expected))


def erased(text, size, probability, share, noise):
    pictures = random.integers(0, 256, (PICTURES, *size))
    drawn = uniform(5)
    drawn[:2, 0] = 1 / 64  # at least these are erased
    numbers = [drawn]
    if noise:
        numbers.append(uniform(*size))
    return case([text], pictures, [numbers], erase(pictures, numbers, probability, share, noise))


def erase(pictures, numbers, probability, share, noise):
    height, width = pictures.shape[1:3]
    result = pictures.astype(float).copy()
    for b, u in enumerate(numbers[0]):
        least = min(0.02, share)
        area = (least + u[1] * (share - least)) * height * width
        ratio = np.exp((2 * u[2] - 1) * np.log(1 / 0.3))
        sides = []
        for side, whole in ((np.sqrt(area * ratio), height), (np.sqrt(area / ratio), width)):
            assert abs(side % 1 - 0.5) > 1e-4
            sides.append(min(round(side), whole))
        tall, wide = sides
        top, left = int(u[3] * (height - tall + 1)), int(u[4] * (width - wide + 1))
        if u[0] < probability:
            cover = np.floor(numbers[1][b] * 256) if noise else np.zeros(pictures.shape[1:])
            part = np.s_[top : top + tall, left : left + wide]
            result[b][part] = cover[part]
    return result


def brightness(pictures, u, by):
    return np.clip(pictures * (1 + (2 * u - 1) * by)[:, :, None, None], 0, 255)


def painted():
    """Brightness after a flip and before an erased rectangle, and alone."""
    size = (5, 6, 3)
    pictures = random.integers(0, 256, (PICTURES, *size))
    u = uniform(1)
    yield case(["brightness:by=0.7"], pictures, [[u]], brightness(pictures, u, 0.7))
    mirrored, light, drawn = uniform(1), uniform(1), uniform(5)
    drawn[:, 0] = 1 / 64
    moves = [moved(p, flip(m, 5, 6, "vertical"), "grid-constant") for p, m in zip(pictures, mirrored)]
    expected = erase(brightness(np.array(moves), light, 0.5), [drawn], 1, 0.3, False)
    yield case(
        ["brightness:by=0.5", "erasing:probability=1,share=0.3,cover=black", "flip:axis=vertical"],
        pictures,
        [[light], [drawn], [mirrored]],
        expected,
    )


def case(texts, pictures, numbers, expected):
    return {
        "augmentations": texts,
        "shape": list(pictures.shape[1:]),
        "pictures": pictures.ravel().tolist(),
        "numbers": [[array.ravel().tolist() for array in drawn] for drawn in numbers],
        "expected": [float(f"{x:.7g}") for x in expected.ravel()],
    }


def main():
    check()
    grey, colour = (6, 7, 1), (5, 6, 3)
    cases = [
        geometric(grey, [("shift", shift, {"pixels": 2})]),
        geometric(colour, [("shift:share=0.3,fill=edge", shift, {"share": 0.3})], "nearest"),
        geometric(grey, [("rotation", rotation, {"degrees": 10})]),
        geometric(colour, [("rotation:degrees=180,fill=edge", rotation, {"degrees": 180})], "nearest"),
        geometric(grey, [("scale", scale, {"low": 0.9, "high": 1.1})]),
        geometric(colour, [("scale:from=0.5,to=2", scale, {"low": 0.5, "high": 2})]),
        geometric(grey, [("shear", shear, {"degrees": 10})]),
        geometric(colour, [("shear:degrees=40,fill=edge", shear, {"degrees": 40})], "nearest"),
        geometric(grey, [("border-cut", border_cut, {"pixels": 2})]),
        geometric(colour, [("border-cut:pixels=4,fill=edge", border_cut, {"pixels": 4})], "nearest"),
        geometric(grey, [("flip", flip, {"axis": "horizontal"})]),
        geometric(colour, [("flip:axis=vertical", flip, {"axis": "vertical"})]),
        geometric(
            grey,
            [
                ("flip:probability=0.9", flip, {"axis": "horizontal", "probability": 0.9}),
                ("rotation:degrees=30", rotation, {"degrees": 30}),
                ("scale:from=0.8,to=1.3", scale, {"low": 0.8, "high": 1.3}),
                ("shear:degrees=20", shear, {"degrees": 20}),
                ("shift:pixels=1.5", shift, {"pixels": 1.5}),
                ("border-cut:pixels=1", border_cut, {"pixels": 1}),
            ],
        ),
        erased("erasing", grey, 0.5, 0.2, True),
        erased("erasing:probability=0.8,share=1,cover=black", colour, 0.8, 1, False),
        erased("erasing:probability=1,share=0.6", colour, 1, 0.6, True),
        *painted(),
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(entry, allow_nan=False) for entry in cases)
    (OUT / "augment.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
