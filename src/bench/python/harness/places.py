"""Where things are."""

import pathlib

HOME = pathlib.Path(__file__).resolve().parents[4]
LAUNCHER = HOME / "numloss"
MNIST = HOME / "datasets" / "mnist"
PYTHON = HOME / "src" / "bench" / "python"
PEERS = PYTHON / "peers"
ENVIRONMENT = HOME / "src" / "bench" / ".venv"
