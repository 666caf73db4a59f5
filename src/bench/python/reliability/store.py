"""Keeps a campaign's JSON file, so that a campaign can be done in parts."""

import json
import os

from harness import children
from harness.environment import REQUIREMENTS, machine
from harness.places import LAUNCHER


def versions():
    """Says what is tested: numloss with the commit that it was built from."""
    return {"numloss": children.run([LAUNCHER, "--version"]).output.splitlines()[0].removeprefix("numloss ")}


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
