"""Runs the Java programs of src/bench/programs."""

import os
import subprocess

from harness.places import HOME

_TARGET = HOME / "target"
_CLASS_PATH = os.pathsep.join(str(_TARGET / part) for part in ("classes", "test-classes", "lib/*"))
_BUILT = _TARGET / "test-classes" / "io" / "github" / "numloss" / "bench" / "Exports.class"
ENVIRONMENT = {"TF_DETERMINISTIC_OPS": "1", "TF_CPP_MIN_LOG_LEVEL": "2"}


def build():
    """Compiles them with the rest of the program, unless they are newer than all sources.

    The launcher has filled `target/lib`; its jar, which another campaign may be running, stays as it is.
    """
    sources = [path for part in ("main/java", "bench/java", "bench/programs") for path in (HOME / "src" / part).rglob("*.java")]
    if not _BUILT.exists() or max(path.stat().st_mtime for path in sources) > _BUILT.stat().st_mtime:
        subprocess.run(["mvn", "--batch-mode", "--quiet", "-Dstyle.color=never", "test-compile"], cwd=HOME, check=True)
        # Maven leaves alone what has not changed.
        _BUILT.touch()


def command(main_class, *arguments):
    """Gives the command that runs one of them."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    return [java, "-cp", _CLASS_PATH, f"io.github.numloss.{main_class}", *(str(argument) for argument in arguments)]
