"""The machine, and the virtual environment of the peers."""

import os
import pathlib
import platform
import subprocess
import sys
import venv

from harness.places import ENVIRONMENT, HOME, LAUNCHER, PYTHON

REQUIREMENTS = PYTHON / "requirements.txt"


def prepare(peers=True):
    """Builds numloss, and installs the peers unless they are there in the versions that are asked for."""
    subprocess.run([LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)
    if not peers:
        return
    installed = ENVIRONMENT / "installed.txt"
    if not installed.exists() or installed.read_text() != REQUIREMENTS.read_text():
        print("Installing the peers, about 7 GB ...", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True)
        install = [peer_python(), "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]
        subprocess.run(install, check=True)
        installed.write_text(REQUIREMENTS.read_text())


def peer_python():
    """Gives the interpreter that has the peers."""
    return ENVIRONMENT / "bin" / "python"


def cores():
    """Counts the cores that this process may use."""
    return len(os.sched_getaffinity(0))


def machine():
    """Describes where the figures come from."""
    commit = subprocess.run(["git", "-C", HOME, "describe", "--always"], capture_output=True, text=True)
    # The results of the measurement before are no change to the program.
    changed = subprocess.run(["git", "-C", HOME, "status", "--porcelain", "--", ".", ":!results"], capture_output=True, text=True)
    return {
        "cpu": cpu(),
        "cores": cores(),
        "memoryBytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "os": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "commit": (commit.stdout.strip() or "unknown") + ("-dirty" if changed.stdout else ""),
    }


def cpu():
    info = pathlib.Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()
