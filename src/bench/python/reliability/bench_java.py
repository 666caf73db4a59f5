"""Runs the Java programs of src/bench."""

import os
import subprocess

from harness.places import HOME

_CLASS_PATH = os.pathsep.join(str(HOME / "target" / part) for part in ("classes", "test-classes", "lib/*"))


def build():
    """Compiles them with the rest of the program."""
    subprocess.run(
        ["mvn", "--batch-mode", "--quiet", "-Pbench", "-DskipTests", "package"], cwd=HOME, check=True, stdout=subprocess.DEVNULL
    )


def command(main_class, *arguments):
    """Gives the command that runs one of them."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    return [java, "-cp", _CLASS_PATH, f"io.github.numloss.{main_class}", *(str(argument) for argument in arguments)]


ENVIRONMENT = {"TF_DETERMINISTIC_OPS": "1", "TF_CPP_MIN_LOG_LEVEL": "2"}
