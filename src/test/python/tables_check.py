"""Recomputes the numbers of experiments from their confusion matrices, and compares them with what the program wrote.

Arguments: files summary.json, each beside its plan.json and trials, of class values that are whole numbers and up to 20
seeds. Prints how many numbers agree; or the first that don't, and exits with 1.

Counts, shares, the measures of a seed and the p values of the sign-flip test and of Holm are whole numbers or quotients of
them, which a double rounds once: these have to be equal to the last bit. Means, deviations and what follows from them are
rounded several times, in another order in NumPy: they may be off by 1e-15 of the largest number that went in, a few units
of its last digit. SciPy approximates Student's distribution in another way: a p value may be off by 1e-13 of itself, an
interval by 1e-13 of its width. The interval for other seeds and images follows from sums over the errors of all images, and
may be off by 1e-9 of its width.

Measures that do not follow from the confusion matrices are taken from the trials. For ranks, and for sign-flip tests of
these, numbers are whole multiples of 2^16 units of the last digit of the largest, as the program says. The distributions of
F and of chi-squared may be off by 1e-9 of a p value, the studentized range by 1e-8.
"""

import collections
import decimal
import fractions
import itertools
import json
import math
import pathlib
import sys

import numpy as np
import scipy.stats

PAPER = pathlib.Path(__file__).parents[2] / "main/resources/io/github/numloss/report/paper-values.json"
METHODS = {"baseline": {"name": "cross-entropy"}, "proposed": {"name": "numeric", "alpha": 0.05, "beta": 0.9}}
MEASURES = ["errorRate", "meanAbsoluteError", "meanAbsoluteErrorMisclassified"]
DISTRIBUTION = ["logLoss", "crps", "brier", "expectedCalibrationError", "pitDistance", "unimodalShare"]
HIGHER = [
    "withinOne",
    "linearWeightedKappa",
    "quadraticWeightedKappa",
    "spearman",
    "kendall",
    "leastSensitivity",
    "geometricMeanSensitivity",
    "unimodalShare",
]
COUNTS = ["images", "misclassified"]
SHOWN = 10

# A number that is found right within what rounding allows.
Near = collections.namedtuple("Near", ["value", "allowed"])


def read(path):
    return json.loads(path.read_bytes())


def metrics(confusion, class_values):
    """Gives the metrics of a decoder, shares and means as fractions."""
    counts = np.array(confusion)
    distances = np.abs(np.subtract.outer(class_values, class_values))
    images = int(counts.sum())
    misclassified = images - int(np.trace(counts))
    total = fractions.Fraction((counts * distances).sum())
    made = {float(error): int(counts[distances == error].sum()) for error in np.unique(distances) if error > 0}
    return {
        "images": images,
        "misclassified": misclassified,
        "errorRate": fractions.Fraction(misclassified, images),
        "meanAbsoluteError": total / images,
        "meanAbsoluteErrorMisclassified": total / misclassified if misclassified else None,
        "absoluteErrors": [
            {"absoluteError": error, "count": count, "rate": fractions.Fraction(count, misclassified or 1)}
            for error, count in made.items()
        ],
    }


def trial_metrics(trial):
    """Gives the metrics of a trial by decoder."""
    values = trial["data"]["classValues"]
    return {decoder: metrics(confusion, values) for decoder, confusion in trial["confusion"].items()}


def spread(values):
    """Describes a measure's values by seed."""
    values = [float(value) for value in values]
    rounding = 1e-15 * max(abs(value) for value in values)
    return {
        "n": len(values),
        "mean": Near(np.mean(values), rounding),
        "standardDeviation": Near(np.std(values, ddof=1), rounding) if len(values) > 1 else None,
        "min": min(values),
        "max": max(values),
    }


def sign_flip(differences):
    """Gives the share of all sign vectors whose sum is as far from zero as that observed; of fractions, so ties are ties."""
    sums = [fractions.Fraction(0)]
    for difference in differences:
        sums = [signed for before in sums for signed in (before + difference, before - difference)]
    observed = abs(sum(differences))
    return fractions.Fraction(sum(abs(signed) >= observed for signed in sums), len(sums))


def steps(values, largest):
    """Rounds numbers to whole multiples of 2^16 units of the last digit of the largest."""
    step = math.ulp(largest) * 2**16
    return [round(float(value) / step) for value in values]


def sign_flip_of_steps(differences):
    """Gives that share for whole multiples, whose sums are equal if they are no more than one each apart."""
    sums = np.zeros(1)
    for difference in differences:
        sums = np.concatenate([sums + difference, sums - difference])
    observed = abs(sum(differences)) - len(differences)
    return fractions.Fraction(int((np.abs(sums) >= observed).sum()), len(sums))


def comparison(baseline, proposed):
    """Compares a measure of two losses in pairs by seed."""
    exact = [after - before for before, after in zip(baseline, proposed)]
    if not all(isinstance(value, fractions.Fraction) for value in baseline + proposed):
        largest = max(abs(float(value)) for value in baseline + proposed)
        exact = steps(exact, largest)
    differences = np.array([float(after) - float(before) for before, after in zip(baseline, proposed)])
    rounding = 1e-15 * max(abs(differences))
    found = {
        "pairs": len(exact),
        "meanDifference": Near(np.mean(differences), rounding),
        "confidenceLow": None,
        "confidenceHigh": None,
        "tTestP": None,
        "cohenDz": None,
        "signFlipP": sign_flip(exact) if isinstance(exact[0], fractions.Fraction) else sign_flip_of_steps(exact),
    }
    if len(set(exact)) > 1:
        test = scipy.stats.ttest_1samp(differences, 0)
        interval = test.confidence_interval(0.95)
        deviation = np.std(differences, ddof=1)
        half = (interval.high - interval.low) / 2
        found["confidenceLow"] = Near(interval.low, rounding + 1e-13 * half)
        found["confidenceHigh"] = Near(interval.high, rounding + 1e-13 * half)
        found["tTestP"] = Near(test.pvalue, 1e-13 * test.pvalue)
        found["cohenDz"] = Near(np.mean(differences) / deviation, rounding / deviation)
    return found


def interval(measure, baseline, proposed):
    """Gives the interval of a difference for other seeds and images, from the errors [seed, image] of two losses.

    An image's share in the mean over misclassified images, a ratio of sums, is by that ratio's total differential.
    """

    def statistic(errors):
        wrong = (errors > 0).astype(float)
        over = wrong if measure == MEASURES[2] else np.ones_like(errors)
        value = wrong if measure == MEASURES[0] else errors
        means = value.sum(axis=1) / over.sum(axis=1)
        return means, (value - means[:, None] * over) / over.mean(axis=1, keepdims=True)

    def student(difference, error, freedom):
        half = scipy.stats.t.ppf(0.975, freedom) * error
        return {end: Near(difference + sign * half, 1e-9 * half) for end, sign in (("low", -1), ("high", 1))}

    seeds, images = baseline.shape
    least = 25 if measure == MEASURES[2] else 5
    wrong = np.minimum((baseline > 0).sum(axis=1), (proposed > 0).sum(axis=1))
    none = {"standardError": None, "degreesOfFreedom": None, "low": None, "high": None}
    with np.errstate(invalid="ignore"):
        before, after = statistic(baseline), statistic(proposed)
    differences = after[0] - before[0]
    moved = after[1] - before[1]
    within = [
        student(differences[s], np.std(moved[s], ddof=1) / np.sqrt(images), images - 1)
        if wrong[s] >= least
        else {"low": None, "high": None}
        for s in range(seeds)
    ]
    defined = not np.isnan(differences).any()
    found = {
        "images": images,
        "difference": Near(differences.mean(), 1e-13 * max(before[0].max(), after[0].max())) if defined else None,
        "withinSeeds": within,
    }
    fewest = min((baseline > 0).sum(), (proposed > 0).sum()) / seeds
    if not defined or seeds < 5 or fewest < least:
        return found | none
    # The two-way table, an entry a seed and image, and its three mean squares.
    table = differences[:, None] + moved
    rows = table.mean(axis=1, keepdims=True)
    columns = table.mean(axis=0, keepdims=True)
    rest = ((table - rows - columns + table.mean()) ** 2).sum() / (seeds - 1) / (images - 1)
    by_seed = np.var(rows, ddof=1) / seeds
    by_image = max(0, np.var(columns, ddof=1) / images - rest / seeds / images)
    error = np.sqrt(by_seed + by_image)
    if error <= 1e-11 * max(before[0].max(), after[0].max()):
        return found | none
    freedom = (by_seed + by_image) ** 2 / (by_seed**2 / (seeds - 1) + by_image**2 / (images - 1))
    return found | {
        "standardError": Near(error, 1e-10 * error),
        "degreesOfFreedom": Near(freedom, 1e-9 * freedom),
        **student(differences.mean(), error, freedom),
    }


def holm(p, family, planned):
    """Adjusts a p value: the largest, over those not above it, of their p times how many planned tests are not below."""
    return min(1, max(q * (planned - sum(other < q for other in family)) for q in family if q <= p))


def paper_values(pair, model, loss):
    """Gives the paper's values by measure of the same data, model and loss, as decimals."""
    found = {}
    for value in json.loads(PAPER.read_text(), parse_float=decimal.Decimal)["values"]:
        same = value["dataset"] == pair["dataset"] and value["test"] == pair["test"] and value["model"] == model
        if same and METHODS[value["method"]] == loss:
            found[value["measure"]] = {key: value[key] for key in ("mean", "standardDeviation")}
    return found


def reported(baseline, proposed, differences):
    """Compares our differences with the paper's, by Welch's interval with Satterthwaite's degrees of freedom."""
    if not baseline or not proposed:
        return None
    found = {"difference": float(proposed["mean"] - baseline["mean"])}
    if len(differences) < 2:
        return found | {"excess": None, "confidenceLow": None, "confidenceHigh": None}
    trials = json.loads(PAPER.read_text())["trials"]
    spreads = [(np.std(differences, ddof=1), len(differences))]
    spreads += [(float(value["standardDeviation"]), trials) for value in (baseline, proposed)]
    variances = [deviation**2 / n for deviation, n in spreads]
    freedom = sum(variances) ** 2 / sum(part**2 / (n - 1) for part, (_, n) in zip(variances, spreads))
    error = np.sqrt(sum(variances))
    half = scipy.stats.t.ppf(0.975, freedom) * error
    excess = np.mean(differences) - found["difference"]
    rounding = 1e-15 * max(np.abs(differences)) + 1e-15 * abs(found["difference"]) + 1e-13 * half
    return found | {
        "excess": Near(excess, rounding),
        "standardError": Near(error, 1e-13 * error),
        "degreesOfFreedom": Near(freedom, 1e-12 * freedom),
        "confidenceLow": Near(excess - half, rounding),
        "confidenceHigh": Near(excess + half, rounding),
    }


def verdict(change, adjusted, paper, same):
    """Gives what follows from a claim's change, below 0 for the better, its adjusted p values, and what the paper reports."""
    if paper and paper["difference"] >= 0:
        return "notClaimed"
    if adjusted is not None and adjusted < 0.05 and change != 0:
        return "replicated" if change < 0 else "contradicted"
    if paper and paper["confidenceLow"] is not None and paper["confidenceLow"].value > 0:
        return "smallerThanReported"
    return "equivalent" if same is not None and same < 0.05 else "undecided"


def equivalence(differences, margin):
    """Gives the greater p value of the tests that the mean difference is above -margin and below margin."""
    above = scipy.stats.ttest_1samp(differences, -margin, alternative="greater").pvalue
    below = scipy.stats.ttest_1samp(differences, margin, alternative="less").pvalue
    p = max(above, below)
    return {"margin": margin, "p": Near(p, 1e-11 * p)}


def label(pair):
    """Names a pair of data sets; one that is a folder goes by the folder's own name."""
    names = [pathlib.PurePath(pair[part]).name for part in ("dataset", "test")]
    return "+".join(dict.fromkeys(names))


def by_seed(trials, group, loss, seeds, measure, decoder="argmax"):
    """Gives a measure of the trials that were run; one that misclassified nothing has no value for the third."""
    names = {seed: f"{group}-{loss}-seed{seed}" for seed in sorted(seeds)}
    found = {seed: trials[name].get(decoder, {}).get(measure) for seed, name in names.items() if name in trials}
    return {seed: value for seed, value in found.items() if value is not None}


def item(planned):
    """Gives measure, decoder and the difference that matters of an item of a plan's family."""
    named = {"measure": planned} if isinstance(planned, str) else planned
    decoder = None if named["measure"] in DISTRIBUTION else named.get("decoder", "argmax")
    return named["measure"], decoder, named.get("equivalence")


def lower_is_better(measure):
    return measure not in HIGHER


def ranking(measure, found):
    """Ranks the losses by the seeds that all have, 1 for the best, and tests whether they rank alike."""
    methods = {loss: {"summary": spread(values.values()), "averageRank": None} for loss, values in found.items()}
    seeds = sorted(set.intersection(*(set(values) for values in found.values()))) if len(found) > 1 else []
    ranked = {"methods": methods, "seeds": seeds, "friedman": None, "criticalDifference": None}
    if not seeds:
        return ranked
    blocks = [[float(values[seed]) for values in found.values()] for seed in seeds]
    rounded = np.array([steps(block, max(map(abs, block))) for block in blocks], dtype=float)
    ranks = scipy.stats.rankdata(rounded if lower_is_better(measure) else -rounded, axis=1)
    for method, average in zip(methods.values(), ranks.mean(axis=0)):
        method["averageRank"] = Near(average, 1e-12 * len(found))
    n, k = ranks.shape
    if n > 1 and k > 2:
        quantile = scipy.stats.studentized_range.ppf(0.95, k, np.inf)
        difference = quantile / np.sqrt(2) * np.sqrt(k * (k + 1) / (6 * n))
        ranked["criticalDifference"] = Near(difference, 1e-8 * difference)
        if (ranks != ranks[:, :1]).any():
            chi_squared, p = scipy.stats.friedmanchisquare(*ranks.T)
            rest = n * (k - 1) - chi_squared
            same = rest < 1e-9
            f = None if same else (n - 1) * chi_squared / rest
            f_p = (1 / math.factorial(k)) ** (n - 1) if same else scipy.stats.f.sf(f, k - 1, (k - 1) * (n - 1))
            ranked["friedman"] = {
                "chiSquared": Near(chi_squared, 1e-11 * chi_squared),
                "chiSquaredP": Near(p, 1e-9 * p),
                "f": f and Near(f, 1e-9 * f),
                "fP": Near(f_p, 1e-9 * f_p),
            }
    return ranked


def costs(histories, group, losses, seeds):
    """Gives the seconds of an epoch, beside those of the first loss, and the seconds in all."""
    seconds = {
        loss: {
            seed: [epoch["seconds"] for epoch in histories[f"{group}-{loss}-seed{seed}"]]
            for seed in sorted(seeds)
            if f"{group}-{loss}-seed{seed}" in histories
        }
        for loss in losses
    }
    first = seconds[losses[0]]
    found = {}
    for loss, of_loss in seconds.items():
        if of_loss:
            epochs = [second for of_seed in of_loss.values() for second in of_seed]
            quotients = [np.median(of_loss[seed]) / np.median(first[seed]) for seed in of_loss if seed in first]
            times = np.median(quotients) if quotients else None
            found[loss] = {
                "trials": len(of_loss),
                "secondsAnEpoch": Near(np.median(epochs), 1e-12 * np.median(epochs)),
                "timesBaseline": times and Near(times, 1e-12 * times),
                "seconds": Near(sum(epochs), 1e-12 * sum(epochs)),
            }
    return found


def kept_errors(errors, group, losses, seeds):
    """Gives the errors [seed, image] of two losses; none if a trial has not kept them."""
    names = [[f"{group}-{loss}-seed{seed}" for seed in sorted(seeds)] for loss in losses]
    if not seeds or any(name not in errors for of_loss in names for name in of_loss):
        return None
    return [np.array([errors[name] for name in of_loss], dtype=float) for of_loss in names]


def claim(baseline, proposed, paper, margin):
    """Compares two losses on the seeds that both have, and their difference with that of the paper's two values."""
    seeds = [seed for seed in baseline if seed in proposed]
    pairs = [[values[seed] for seed in seeds] for values in (baseline, proposed)]
    differences = [float(after) - float(before) for before, after in zip(*pairs)]
    beside = {"seeds": seeds, "reported": reported(*paper, differences)}
    if not seeds:
        return beside | {"comparison": None}
    compared = comparison(*pairs)
    if margin is not None and compared["tTestP"] is not None:
        beside["equivalence"] = equivalence(differences, margin)
    return beside | {"comparison": compared}


def decide(claims, planned, equivalences):
    """Adds the adjusted p values and the verdicts; so many comparisons are planned and one family."""
    family = [claim["comparison"]["signFlipP"] for claim in claims if claim["comparison"]]
    same = [claim["equivalence"]["p"].value for claim in claims if "equivalence" in claim]
    for claim in claims:
        compared = claim["comparison"]
        claim["adjustedP"] = holm(compared["signFlipP"], family, planned) if compared else None
        equivalent = None
        if "equivalence" in claim:
            equivalent = holm(claim["equivalence"]["p"].value, same, equivalences)
            claim["equivalenceAdjustedP"] = Near(equivalent, 1e-11 * equivalent)
        difference = compared["meanDifference"].value if compared else 0
        change = difference if lower_is_better(claim["measure"]) else -difference
        claim["verdict"] = verdict(change, claim["adjustedP"], claim["reported"], equivalent)


def least(plan):
    """Gives the family of a plan, and the least p value that its seeds can give: of all signs, two are as far out."""
    items = plan.get("family", MEASURES)
    planned = len(plan["pairs"]) * len(items) * (len(plan["losses"]) - 1)
    family = [2.0 ** (1 - len(model["seeds"])) for model in plan["models"] for _ in range(planned)]
    if not family:
        return None
    adjusted = [holm(p, family, len(family)) for p in family]
    margins = sum(item(planned_item)[2] is not None for planned_item in items)
    found = {"comparisons": len(family), "leastP": min(adjusted), "undecidable": sum(p >= 0.05 for p in adjusted)}
    return found | ({"equivalences": len(family) // len(items) * margins} if margins else {})


def groups(plan):
    """Gives each pair of data sets and model with the model's name in the plan and the names that their trials start with."""
    for pair, model in itertools.product(plan["pairs"], plan["models"]):
        kind = model["model"]
        name = model.get("name", kind["name"] if isinstance(kind, dict) else pathlib.PurePath(kind).stem)
        yield pair, model, name, f"{label(pair)}-{name}"


def summary(plan, trials, errors):
    """Gives what summary.json has to say, from the metrics and the errors of images by the names of the trials."""
    by_name = {loss["name"]: loss.get("loss") for loss in plan["losses"]}
    losses = list(by_name)
    cells, claims = [], []
    for pair, model, model_name, group in groups(plan):
        if not any(by_seed(trials, group, loss, model["seeds"], "errorRate") for loss in losses):
            continue
        # The paper's losses are those of a softmax, and its models the built-in ones.
        plain = {loss["name"]: loss.get("loss") if loss.get("head") in (None, {"name": "softmax"}) else None for loss in plan["losses"]}
        papers = {loss: paper_values(pair, model["model"], plain[loss]) for loss in losses}
        for measure in MEASURES:
            kind = {"data": label(pair), "model": model_name, "measure": measure}
            found = {loss: by_seed(trials, group, loss, model["seeds"], measure) for loss in losses}
            for loss, values in found.items():
                if values:
                    numbers = list(values.values())
                    cell = {"loss": loss, "seeds": list(values), "values": numbers, "summary": spread(numbers)}
                    value = papers[loss].get(measure)
                    cell["paper"] = value and {key: float(number) for key, number in value.items()}
                    cells.append(kind | cell)
        for planned_item in plan.get("family", MEASURES):
            measure, decoder, margin = item(planned_item)
            kind = {"data": label(pair), "model": model_name, "measure": measure}
            found = {loss: by_seed(trials, group, loss, model["seeds"], measure, decoder) for loss in losses}
            for loss in losses[1:]:
                names = {"baseline": losses[0], "proposed": loss}
                compared = [plain[losses[0]], plain[loss]] == list(METHODS.values()) and decoder == "argmax"
                paper = [papers[name].get(measure) if compared else None for name in (losses[0], loss)]
                rates = [by_seed(trials, group, name, model["seeds"], "errorRate") for name in (losses[0], loss)]
                kept = kept_errors(errors, group, names.values(), rates[0].keys() & rates[1].keys())
                of_errors = kept and decoder == "argmax" and measure in MEASURES
                claims.append(
                    kind | names | claim(found[losses[0]], found[loss], paper, margin)
                    | {"interval": interval(measure, *kept) if of_errors else None}
                )
    family = least(plan)
    decide(claims, family and family["comparisons"], family and family.get("equivalences"))
    return {
        "trialsPlanned": len(plan["pairs"]) * len(losses) * sum(len(model["seeds"]) for model in plan["models"]),
        "trialsDone": sum(len(cell["seeds"]) for cell in cells if cell["measure"] == "errorRate"),
        "cells": cells,
        "family": family,
        "claims": claims,
    }


def standings(plan, trials, histories):
    """Gives the rankings by all that was measured and the costs, by the names of their groups."""
    losses = [loss["name"] for loss in plan["losses"]]
    decoders = sorted({decoder for trial in trials.values() for decoder in trial}, key=str)
    measures = {
        (measure, decoder)
        for trial in trials.values()
        for decoder in decoders
        for measure, value in trial.get(decoder, {}).items()
        if isinstance(value, (float, fractions.Fraction))
    }
    rankings, of_losses = {}, {}
    for pair, model, name, group in groups(plan):
        for measure, decoder in measures:
            found = {loss: by_seed(trials, group, loss, model["seeds"], measure, decoder) for loss in losses}
            found = {loss: values for loss, values in found.items() if values}
            if found:
                rankings[f"{label(pair)} {name} {measure} {decoder}"] = ranking(measure, found)
        of_losses[f"{label(pair)} {name}"] = costs(histories, group, losses, model["seeds"])
    return {"rankings": rankings, "costs": {name: found for name, found in of_losses.items() if found}}


def named(summary_json):
    """Gives the rankings and costs of summary.json by the same names."""
    rankings = {
        f"{found['data']} {found['model']} {found['measure']} {found.get('decoder')}": found
        | {"methods": {method["loss"]: method for method in found["methods"]}}
        for found in summary_json["rankings"]
    }
    of_losses = {}
    for cost in summary_json["costs"]:
        of_losses.setdefault(f"{cost['data']} {cost['model']}", {})[cost["loss"]] = cost
    return {"rankings": rankings, "costs": of_losses}


def leaves(place, expected, found):
    """Gives each number or word that is expected, with its place and what is found there."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            yield from leaves(f"{place}.{key}", value, found.get(key) if isinstance(found, dict) else None)
    elif isinstance(expected, list):
        found = found if isinstance(found, list) else []
        yield f"the length of {place}", len(expected), len(found)
        for index, pair in enumerate(zip(expected, found)):
            yield from leaves(f"{place}[{index}]", *pair)
    else:
        yield place, expected, found


def agree(expected, found):
    """Tells whether what is found is what is expected."""
    if isinstance(expected, Near):
        return isinstance(found, (int, float)) and abs(found - expected.value) <= expected.allowed
    return found == (float(expected) if isinstance(expected, fractions.Fraction) else expected)


def check(summary_file):
    """Gives every number of an experiment as computed here and as found."""
    folder = summary_file.parent
    trials, kept, histories = {}, {}, {}
    for path in sorted(folder.glob("trials/*/trial.json")):
        trial = read(path)
        trials[path.parent.name] = trial_metrics(trial)
        histories[path.parent.name] = trial["history"]
        yield from leaves(f"{path}: metrics", trials[path.parent.name], trial["metrics"])
        # What does not follow from the confusion matrices is as it was measured, doubles that no other decoder has.
        for decoder, measured in (trial["metrics"] | {None: trial.get("distribution", {})}).items():
            own = trials[path.parent.name].setdefault(decoder, {})
            for measure, value in measured.items():
                if isinstance(value, (int, float)) and measure not in own and measure not in COUNTS:
                    own[measure] = float(value)
        errors_file = path.with_name("errors.npy")
        if errors_file.exists():
            errors = kept[path.parent.name] = np.load(errors_file)
            counts = [[kind["absoluteError"], kind["count"]] for kind in trials[path.parent.name]["argmax"]["absoluteErrors"]]
            found = [[error, int((errors == error).sum())] for error, _ in counts]
            yield from leaves(f"{errors_file}: counts", counts, found)
    plan, found = read(folder / "plan.json"), read(summary_file)
    yield from leaves(f"{summary_file}: summary", summary(plan, trials, kept), found)
    if found["schemaVersion"] > 2:
        expected = standings(plan, trials, histories)
        for part, of_part in named(found).items():
            yield f"the names of the {part} of {summary_file}", sorted(expected[part]), sorted(of_part)
            yield from leaves(f"{summary_file}: {part}", expected[part], of_part)


def main():
    results = [result for file in sys.argv[1:] for result in check(pathlib.Path(file))]
    wrong = [result for result in results if not agree(*result[1:])]
    for place, expected, found in wrong[:SHOWN]:
        value = expected.value if isinstance(expected, Near) else expected
        print(f"{place} is {found}, expected {float(value) if isinstance(value, fractions.Fraction) else value}")
    if wrong:
        sys.exit(f"{len(wrong)} of {len(results)} numbers are wrong")
    print(f"{len(results)} numbers agree")


if __name__ == "__main__":
    main()
