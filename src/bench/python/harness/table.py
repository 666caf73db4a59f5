"""The results as Markdown, from the JSON files alone."""

import json


def write(out):
    """Writes README.md beside the JSON files of a folder."""
    parts = ["# Measured speed", "", "Written by `src/bench/bench.py`, whose README says how; the JSON files beside have all."]
    for file in sorted(out.glob("training-*.json")):
        parts += _training(json.loads(file.read_text()))
    for name, section in (("limits", _limits), ("trials", _trials), ("scale", _scale)):
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
    yield from ("", "## Share of the matmul rate", "", "| network | precision | images a second | GFLOP/s | of matmul |")
    yield "| --- | --- | --- | --- | --- |"
    for rate in result["matmul"]:
        size = rate["size"]
        yield f"| matmul {size} × {size} | {rate['precision']} | | {rate['flopsPerSecond'] / 1e9:,.0f} | 100 % |"
    flops = {planned["network"]["name"]: planned["trainingFlopsPerImage"] for planned in result["plan"]["networks"]}
    for measured in result["measurements"]:
        speed = measured["imagesPerSecond"]
        yield (
            f"| {measured['network']} | {measured['precision']} | {_spread(speed, ',.0f')}"
            f" | {speed['median'] * flops[measured['network']] / 1e9:,.0f} | {measured['shareOfMatmul']:.0%} |"
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


def _machine(machine):
    return f"{machine['cpu']}, {machine['cores']} cores, commit {machine['commit']}."


def _spread(values, form):
    if values is None:
        return "–"
    return f"{values['median']:{form}} ({values['min']:{form}} – {values['max']:{form}})"
