"""The results as Markdown, from the JSON files alone."""

import json

from reliability import exports, kill, seeds

def write(out):
    """Writes README.md beside the JSON files of a folder."""
    results = {}
    for file in sorted(out.glob("*.json")):
        result = json.loads(file.read_text())
        results.setdefault(result["campaign"], []).append((file, result))
    parts = [
        "# Measured reliability",
        "",
        "Written by `src/bench/reliability.py` and `fuzz.py`; [src/bench](../../src/bench/README.md) says how each campaign is done, and the "
        "JSON files beside have all.",
    ]
    for campaign, section in SECTIONS.items():
        if campaign in results:
            parts += section(results[campaign])
    (out / "README.md").write_text("\n".join(parts) + "\n")


def _kill(results):
    yield from (
        "",
        "## Killed at random moments",
        f"Trainings of {kill.EPOCHS} epochs, killed with SIGKILL and started again until they end, half of the kills as soon as "
        "a save is under way. numloss saves each second and when an epoch ends, Keras by `BackupAndRestore` when an epoch ends, "
        "its default.",
        "",
        "| program | model | kills | of these during a save | restarts that lost something saved | unreadable checkpoints"
        " | restarts that failed | trainings ended after kills | with the weights of an uninterrupted one |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    )
    for _, result in results:
        row = kill.summary(result)
        same = f"{row['same']} of {row['finished']}" if result["reference"]["repeats"] else "uninterrupted ones differ, too"
        yield (
            f"| {result['settings']['program']} | {result['settings']['model']} | {row['kills']} | {row['duringSave']}"
            f" | {row['lost']} | {row['unreadable']} | {row['failed']} | {row['finished']} | {same} |"
        )
    yield from _origin(results)


def _damage(results):
    result = results[0][1]
    yield from (
        "",
        "## Damaged files",
        f"A bit turned over, or a file cut to a length, up to {result['settings']['most']:,} of each a file, chosen by seed. "
        "Noticed: refused in a sentence that names a file of the folder; of a checkpoint, the one before it is taken. Harmless: "
        "what is read is what was written.",
        "",
        "| | file | bytes | damage | tried, of | noticed | harmless | neither |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    )
    for file in result["files"]:
        yield (
            f"| {file['of']} | {file['file']} | {file['bytes']:,} | {file['damage']} | {file['tried']:,} of {file['possible']:,}"
            f" | {file['noticed']:,} | {file['harmless']:,} | {file['failed']:,} |"
        )
    yield from _origin(results)


def _fuzz(results):
    yield from (
        "",
        "## Fuzzed files",
        "Inputs that Jazzer made from valid files, looking for code not reached before. A finding is anything but a refusal in one "
        "sentence, an input that takes more than 10 seconds, or one that takes more than the memory.",
        "",
        "| parser | inputs | findings | memory of Java | seconds |",
        "| --- | --- | --- | --- | --- |",
    )
    for parser, pieces in sorted(results[0][1]["parsers"].items()):
        inputs, seconds = (sum(piece[name] or 0 for piece in pieces) for name in ("inputs", "seconds"))
        findings = sum(len(piece["findings"]) for piece in pieces)
        yield f"| {parser} | {inputs:,} | {findings} | {pieces[0]['memory']} | {seconds:,} |"
    yield from _origin(results)


def _seeds(results):
    result = results[0][1]
    settings = result["settings"]
    yield from (
        "",
        "## The same seed",
        f"Trainings of {settings['images']:,} images and {settings['epochs']} epochs with seed {settings['seed']}.",
        "",
        "| model | threads | trainings | different weights | different predictions |",
        "| --- | --- | --- | --- | --- |",
    )
    for row in seeds.summary(result):
        yield f"| {row['model']} | {row['threads']} | {row['runs']} | {row['weights']} | {row['predictions']} |"
    yield from _origin(results)


def _exports(results):
    result = results[0][1]
    row = exports.summary(result)
    yield from (
        "",
        "## Exports that are read at once",
        f"{result['settings']['processes']} processes export one model into one folder. A reader lists the folder again and again "
        "and reads every file of a version as soon as it sees it; it has seen a part if that is not what it is in the end.",
        "",
        "| exports | versions seen | seen in part | left behind | load and predict as the run did | looks | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        f"| {row['exports']:,} | {row['seen']:,} | {row['partial']} | {row['leftBehind']} | {row['loaded']:,} | {row['looks']:,}"
        f" | {row['seconds']:.0f} |",
    )
    yield from _origin(results)


def _soak(results):
    results = sorted(results, key=lambda row: (row[1]["epochsDone"], row[1]["settings"]["model"]))
    yield from (
        "",
        "## Memory over a long training",
        "One process a model, a checkpoint each second. The heap is held whole from the start, so that resident memory grows only "
        "by native memory. The slope is that of a straight line by "
        f"least squares after the first {results[0][1]['settings']['warmUp']:.0%} of the epochs, ± its standard error.",
        "",
        "| model | images | epochs | seconds | resident memory, KiB an epoch | Java heap after a collection, KiB an epoch |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for _, result in results:
        slopes = result["slopesKibPerEpoch"]
        yield (
            f"| {result['settings']['model']} | {result['settings']['images']:,} | {result['epochsDone']:,}"
            f" | {result['seconds']:.0f} | {_slope(slopes['resident'])} | {_slope(slopes['heap'])} |"
        )
    yield ""
    for file, result in results:
        yield f"![Memory of the {result['settings']['model']} over {result['epochsDone']:,} epochs]({file.with_suffix('.png').name})"
    yield from _origin(results)


def _slope(found):
    return "–" if found is None else f"{found['slope']:+.2f} ± {found['standardError']:.2f}"


def _origin(results):
    """Says on what machine and with which versions."""
    yield ""
    versions = {name: version for _, result in results for name, version in result["versions"].items()}
    machine = results[0][1]["machine"]
    yield (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['os']}; "
        + ", ".join(f"{name} {version}" for name, version in versions.items())
        + "."
    )


SECTIONS = {"kill": _kill, "damage": _damage, "fuzz": _fuzz, "seeds": _seeds, "exports": _exports, "soak": _soak}
