"""Data sets of other sizes."""

from harness import children
from harness.environment import peer_python
from harness.places import MNIST, PYTHON


def write(folder, **sizes):
    """Makes a folder for `--dataset` from MNIST; shifted_mnist.py says which sizes there are."""
    options = [part for name, size in sizes.items() for part in ("--" + name.replace("_", "-"), size)]
    children.run([peer_python(), PYTHON / "shifted_mnist.py", MNIST, folder, *options])
