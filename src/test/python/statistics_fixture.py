"""Writes paired samples, and what SciPy says of their differences, for the tests of statistics."""

import json
import pathlib

import numpy as np
import scipy.special
import scipy.stats

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/statistics"


def mean(sample, axis):
    return np.mean(sample, axis=axis)


def sign_flip(differences):
    return scipy.stats.permutation_test(
        (differences,),
        mean,
        permutation_type="samples",
        n_resamples=np.inf,
        vectorized=True,
        batch=1 << 14,
    ).pvalue


def wilcoxon(differences):
    absolute = np.abs(differences[differences != 0])
    tied = len(np.unique(absolute)) < len(absolute)
    method = "asymptotic" if tied or len(absolute) > 50 else "exact"
    return scipy.stats.wilcoxon(
        differences[differences != 0], correction=True, method=method
    ).pvalue


def compare(name, counts_baseline, counts_proposed, denominator):
    """Compares counts / denominator; ranks and sums are those of the counts, where ties are exact."""
    counts = np.array(counts_proposed, dtype=float) - np.array(counts_baseline, dtype=float)
    baseline = np.array(counts_baseline) / denominator
    proposed = np.array(counts_proposed) / denominator
    result = scipy.stats.ttest_rel(proposed, baseline)
    interval = result.confidence_interval(0.95)
    n = len(counts)
    cohen = np.mean(proposed - baseline) / np.std(proposed - baseline, ddof=1)
    m = n - 1
    correction = np.exp(scipy.special.gammaln(m / 2) - scipy.special.gammaln((m - 1) / 2)) / np.sqrt(m / 2)
    return {
        "name": name,
        "baseline": baseline.tolist(),
        "proposed": proposed.tolist(),
        "pairs": n,
        "meanDifference": float(np.mean(proposed - baseline)),
        "confidenceLow": float(interval.low),
        "confidenceHigh": float(interval.high),
        "tTestP": float(result.pvalue),
        "cohenDz": float(cohen),
        "hedgesGz": float(cohen * correction) if m > 1 else None,
        "signFlipP": float(sign_flip(counts)) if n <= 20 else None,
        "wilcoxonP": float(wilcoxon(counts)),
    }


def summary(values):
    return {
        "values": values.tolist(),
        "n": len(values),
        "mean": float(np.mean(values)),
        "standardDeviation": float(np.std(values, ddof=1)),
        "min": float(np.min(values)),
        "max": float(np.max(values)),
    }


def holm(p_values, family=None):
    """Adjusts step by step as Holm (1979) rejects: the least p times m, the next times m - 1, and so on."""
    tested = [p for p in p_values if p is not None]
    family = family or len(tested)
    adjusted = {}
    floor = 0.0
    for rank, p in enumerate(sorted(tested)):
        floor = max(floor, min(1.0, (family - rank) * p))
        adjusted[p] = max(adjusted.get(p, 0.0), floor)
    return {
        "pValues": p_values,
        "family": family,
        "adjusted": [None if p is None else adjusted[p] for p in p_values],
    }


def excess(ours, baseline, proposed):
    """Welch's interval of mean - (proposed - baseline), of means with their deviations and numbers of values."""
    samples = [ours, baseline, proposed]
    parts = [deviation**2 / n for _, deviation, n in samples]
    freedom = sum(parts) ** 2 / sum(part**2 / (n - 1) for part, (_, _, n) in zip(parts, samples))
    error = sum(parts) ** 0.5
    mean = ours[0] - (proposed[0] - baseline[0])
    half = scipy.stats.t.ppf(0.975, freedom) * error
    return {
        "excess": mean,
        "standardError": error,
        "degreesOfFreedom": freedom,
        "confidenceLow": mean - half,
        "confidenceHigh": mean + half,
    }


def reported(name, differences, baseline, proposed):
    """Compares differences with two reported means, strings so that they keep their digits."""
    numbers = [[float(value) for value in sample] for sample in (baseline, proposed)]
    ours = (np.mean(differences), np.std(differences, ddof=1), len(differences))
    found = excess(ours, *numbers)
    # SciPy knows two samples: so it is with a baseline of no spread.
    alone = excess(ours, [0, 1e-12, 3], numbers[1])
    interval = scipy.stats.ttest_ind_from_stats(*ours, *numbers[1], equal_var=False)
    assert abs(interval.statistic - alone["excess"] / alone["standardError"]) < 1e-9
    assert abs(interval.pvalue - 2 * scipy.stats.t.sf(abs(interval.statistic), alone["degreesOfFreedom"])) < 1e-9
    return {
        "name": name,
        "differences": list(differences),
        "baseline": baseline,
        "proposed": proposed,
        "difference": numbers[1][0] - numbers[0][0],
    } | {key: float(value) for key, value in found.items()}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20210601)
    reals = random.normal(3.8, 0.1, size=10)
    ten = random.integers(150, 250, size=10)
    long = random.integers(2000, 2400, size=60)
    fixture = {
        "comparisons": [
            compare("distinct reals", reals, reals + random.normal(-0.2, 0.1, size=10), 1),
            compare("two pairs", [196, 204], [199, 203], 10000),
            compare("three pairs", [196, 204, 200], [188, 203, 195], 10000),
            compare("every difference negative", ten, ten - np.array([1, 2, 3, 5, 8, 13, 21, 34, 55, 89]), 10000),
            compare("ties", ten, ten + np.array([-3, -3, 3, -1, 1, -2, -6, -6, 4, -3]), 10000),
            compare("ties and zeros", ten, ten + np.array([0, -3, 3, 0, 1, -2, -6, -6, 4, 0]), 10000),
            compare("sixteen pairs", *random.integers(3000, 3400, size=(2, 16)), 10240),
            compare("twenty pairs", *random.integers(3000, 3400, size=(2, 20)), 10240),
            compare("sixty pairs", long, long + random.integers(-60, 40, size=60), 10240),
        ],
        "summaries": [summary(reals), summary(1e6 + random.normal(size=30))],
        "reported": [
            reported("smaller", [-0.02, 0.05, 0.01, -0.04, 0.03], ["3.80", "0.044", 3], ["3.56", "0.077", 3]),
            reported("as reported", [-0.21, -0.28, -0.2, -0.3], ["3.80", "0.044", 3], ["3.56", "0.077", 5]),
            reported("two pairs", [0.001, 0.0012], ["0.0200", "0.00037", 3], ["0.0190", "0.00094", 3]),
        ],
        "holm": [
            holm([0.01, 0.04, 0.03, 0.005]),
            holm([0.04, None, 0.9, 0.01, 0.01, None, 0.6]),
            holm([0.01, None, 0.03, 0.005], 6),
            holm([1.0, 0.0]),
            holm([0.2]),
            holm([None]),
            holm([]),
        ],
    }
    (OUT / "statistics_fixture.json").write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
