"""Keeps a campaign's JSON file, so that a campaign can be done in parts."""

import json
import os
import subprocess

from harness import children
from harness.environment import REQUIREMENTS, machine
from harness.places import HOME, LAUNCHER


PROGRAM = ("src/main", "src/bench/java", "pom.xml", "numloss")
"""What decides how the program behaves; other commits do not begin a campaign anew."""


def versions():
    """Says what is tested: numloss with the last commit that changed it."""
    words = children.run([LAUNCHER, "--version"]).output.split()
    commit = _git("log", "-1", "--format=%H", "--", *PROGRAM) or "unknown"
    changed = _git("status", "--porcelain", "--", *PROGRAM)
    return {"numloss": f"{words[1]} (commit {commit}{'-dirty' if changed else ''})"}


def _git(*arguments):
    return subprocess.run(["git", "-C", HOME, *arguments], capture_output=True, text=True).stdout.strip()


def peer_versions():
    """Says which libraries Keras is tested with."""
    pinned = dict(line.split("==") for line in REQUIREMENTS.read_text().split())
    return {name: pinned[name] for name in ("keras", "tensorflow-cpu")}


def resume(file, campaign, versions, settings, **empty):
    """Gives what a file has of this campaign with these versions and settings, or a campaign that has not begun."""
    result = {"schemaVersion": 1, "campaign": campaign, "versions": versions, "settings": settings, "machine": machine()}
    if file.exists():
        before = json.loads(file.read_text())
        if all(before[key] == result[key] for key in ("campaign", "versions", "settings")):
            return before
    return result | empty


def save(file, result):
    """Writes the file, whole or not at all."""
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_text(json.dumps(result, indent=2) + "\n")
    os.replace(temporary, file)
