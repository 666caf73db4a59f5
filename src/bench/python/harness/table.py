"""The results as Markdown, from the JSON files alone."""

import json

from harness import targets


def write(out):
    """Writes README.md beside the JSON files of a folder."""
    parts = ["# Measured speed", "", "Written by `src/bench/bench.py`, whose README says how; the JSON files beside have all."]
    asked = list(targets.rows(out))
    if asked:
        parts += ["", "## What was asked", "| figure | asked | measured |", "| --- | --- | --- |"]
        parts += [f"| {what} | {wanted} | {found} |" for what, wanted, found in asked]
    for file in sorted(out.glob("training-*.json")):
        parts += _training(json.loads(file.read_text()))
    for name, section in (("limits", _limits), ("precision", _precision), ("trials", _trials), ("scale", _scale), ("gpu", _gpu)):
        for file in sorted(out.glob(f"{name}*.json")):
            parts += section(json.loads(file.read_text()), file)
    (out / "README.md").write_text("\n".join(parts) + "\n")


def _training(result):
    plan = result["plan"]
    network = plan["networks"][0]
    yield from (
        "",
        f"## Training {network['network']['name']}",
        f"{network['network']['parameterCount']:,} parameters; {plan['images']:,} images, batches of "
        f"{plan['config']['batchSize']}, measured epochs: {plan['config']['epochs']}, rounds: {result['rounds']}. "
        f"{_machine(result['machine'])}",
        "",
        "| program | images a second (least – greatest) | numloss is … times as fast | final loss | s to first step | peak memory, MB |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for program in result["programs"]:
        if "error" in program:
            yield f"| {program['program']} | failed: {program['error']} | | | | |"
            continue
        yield (
            f"| {program['program']} | {_spread(program['imagesPerSecond'], ',.0f')}"
            f" | {_spread(program['numlossSpeedup'], '.2f')} | {program['finalLoss']['median']:.4f}"
            f" | {program['secondsToFirstStep']['median']:.1f} | {program['peakMemoryBytes']['median'] / 1e6:,.0f} |"
        )
    yield ""
    yield "Versions: " + "; ".join(
        f"{program['program']}: " + ", ".join(f"{name} {version}" for name, version in program["versions"].items())
        for program in result["programs"]
        if "error" not in program
    )


def _limits(result, file):
    yield from (
        "",
        "## Share of the matmul rate",
        f"Rounds: {result['rounds']}. {_machine(result['machine'])}",
        "",
        "| network | precision | images a second | GFLOP/s | matmul, GFLOP/s | share |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for row in result["measurements"]:
        yield (
            f"| {row['network']} | {row['precision']} | {_spread(row['imagesPerSecond'], ',.0f')}"
            f" | {row['flopsPerSecond']['median'] / 1e9:,.0f} | {row['matmulFlopsPerSecond']['median'] / 1e9:,.0f}"
            f" | {_spread(row['shareOfMatmul'], '.0%')} |"
        )


def _precision(result, file):
    seeds = len({run["seed"] for run in result["runs"]})
    yield from (
        "",
        "## Accuracy in bfloat16",
        f"MNIST, {result['epochs']} epochs, {seeds} seeds; the difference is the mean of bfloat16 − float32 of the same "
        f"seed ± its standard error. {_machine(result['machine'])}",
        "",
        "| model | measure | float32 | bfloat16 | difference |",
        "| --- | --- | --- | --- | --- |",
    )
    names = {"errorRate": ("test error, %", 100), "meanAbsoluteError": ("mean absolute error", 1), "loss": ("final loss", 1)}
    for row in result["differences"]:
        for measure, (name, scale) in names.items():
            found = {key: value * scale for key, value in row[measure].items()}
            yield (
                f"| {row['network']} | {name} | {found['float32']:.4f} | {found['bfloat16']:.4f}"
                f" | {found['difference']:+.4f} ± {found['standardError']:.4f} |"
            )


def _trials(result, file):
    yield from (
        "",
        "## Twelve trials",
        f"Three models × two losses × two seeds, {result['images']:,} images, {result['epochs']} epochs. numloss runs "
        f"{result['jobs']} at a time, Keras one after another in one process. {_machine(result['machine'])}",
        "",
        "| program | seconds | numloss is … times as fast | mean test error |",
        "| --- | --- | --- | --- |",
    )
    for program in result["programs"]:
        yield (
            f"| {program['program']} | {_spread(program['seconds'], ',.1f')}"
            f" | {_spread(program['numlossSpeedup'], '.2f')} | {program['meanErrorRate']:.2%} |"
        )


def _scale(result, file):
    yield from (
        "",
        f"## Scale: {result['network']}",
        f"![Time and peak memory]({file.with_suffix('.png').name})",
        "",
        "| | | images a second | s an epoch | s to first step | peak memory, MB |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for axis, points in result["axes"].items():
        for point in points:
            yield (
                f"| {axis} | {point['value']:,} | {point['imagesPerSecond']:,.0f} | {point['secondsPerEpoch']:,.2f}"
                f" | {point['secondsToFirstStep']:.1f} | {point['peakMemoryBytes'] / 1e6:,.0f} |"
            )


def _gpu(result, file):
    gpu = result["gpu"]
    yield from (
        "",
        f"## On a GPU: {gpu['name']}",
        f"MNIST, seed 1, epochs: {result['checks'][0]['epochs']}. Driver {gpu['driver']}; {_machine(result['machine'])}",
        "",
        "| model | test error on the GPU, % | on the CPU, % | loss on the GPU | on the CPU | the same weights again"
        " | and stopped and resumed | greatest difference of a probability by GPU and CPU |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    )
    for check in result["checks"]:
        here, there = check["gpu"], check["cpu"]
        yield (
            f"| {check['model']} | {here['errorRate'] * 100:.2f} | {there['errorRate'] * 100:.2f}"
            f" | {here['losses'][-1]:.4f} | {there['losses'][-1]:.4f}"
            f" | {_yes(check['again']['weights'] == here['weights'])} | {_yes(check['stopped']['weights'] == here['weights'])}"
            f" | {check['greatestDifferenceOfProbabilities']:.1g} |"
        )
    if result["training"]:
        yield from (
            "",
            "| model | batch | program | images a second (least – greatest) | numloss is … times as fast | final loss |",
            "| --- | --- | --- | --- | --- | --- |",
        )
    for row in result["training"]:
        start = f"| {row['plan']['networks'][0]['network']['name']} | {row['plan']['config']['batchSize']:,}"
        for program in row["programs"]:
            if "error" in program:
                yield f"{start} | {program['program']} | failed: {program['error']} | | |"
                continue
            yield (
                f"{start} | {program['program']} | {_spread(program['imagesPerSecond'], ',.0f')}"
                f" | {_spread(program['numlossSpeedup'], '.2f')} | {program['finalLoss']['median']:.4f} |"
            )


def _yes(true):
    return "yes" if true else "no"


def _machine(machine):
    return f"{machine['cpu']}, {machine['cores']} cores, commit {machine['commit']}."


def _spread(values, form):
    if values is None:
        return "–"
    return f"{values['median']:{form}} ({values['min']:{form}} – {values['max']:{form}})"
