"""Writes what SciPy says of average ranks, Friedman's test, critical differences and equivalence, for the tests of statistics."""

import json
import math
import pathlib

import numpy as np
import scipy.stats

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/statistics"
LEVELS = [0.05, 0.1, 0.01]


def friedman(values, lower):
    """Ranks the methods of each block, and tests whether they rank alike, by chi-squared and by Iman and Davenport's F."""
    values = np.array(values, dtype=float)
    n, k = values.shape
    ranks = np.array([scipy.stats.rankdata(row if lower else -row) for row in values])
    found = {"values": values.tolist(), "lower": lower, "averages": ranks.mean(axis=0).tolist()}
    if n < 2 or k < 2 or (ranks == ranks[:, :1]).all():
        return found | {"test": None}
    if k > 2:
        chi_squared, p = scipy.stats.friedmanchisquare(*ranks.T)
    else:
        # SciPy wants three methods; for two without ties it is the square of the sign test's normal deviate.
        assert (ranks[:, 0] != ranks[:, 1]).all()
        wins = (ranks[:, 0] == 1).sum()
        chi_squared = (2 * wins - n) ** 2 / n
        p = scipy.stats.chi2.sf(chi_squared, 1)
    rest = n * (k - 1) - chi_squared
    infinite = rest < 1e-9
    f = None if infinite else (n - 1) * chi_squared / rest
    f_p = (1 / math.factorial(k)) ** (n - 1) if infinite else scipy.stats.f.sf(f, k - 1, (k - 1) * (n - 1))
    test = {"chiSquared": float(chi_squared), "chiSquaredP": float(p), "f": f and float(f), "fP": float(f_p)}
    return found | {"test": test}


def equivalence(differences, margin):
    """Tests whether a mean difference is above -margin and below margin, and gives the greater p value."""
    above = scipy.stats.ttest_1samp(differences, -margin, alternative="greater").pvalue
    below = scipy.stats.ttest_1samp(differences, margin, alternative="less").pvalue
    return {"differences": list(differences), "margin": margin, "p": float(max(above, below))}


def main():
    random = np.random.default_rng(20061)
    twelve = random.normal(size=(12, 30)) + np.linspace(0, 1, 30)
    counts = random.integers(0, 6, size=(12, 8)) / 10240
    fixture = {
        "friedman": [
            friedman(twelve, True),
            friedman(twelve, False),
            friedman(counts, True),
            friedman([[0.3, 0.1, 0.2], [0.5, 0.2, 0.4], [0.9, 0.1, 0.3]], True),
            friedman([[0.3, 0.1], [0.5, 0.2], [0.1, 0.4]], True),
            friedman([[1, 1, 1], [2, 2, 2]], True),
            friedman([[3, 1, 2]], False),
            friedman([[1, 1, 2], [2, 2, 3], [4, 4, 5], [0, 0, 1]], True),
        ],
        "studentizedRange": [
            {"methods": k, "level": level, "quantile": float(scipy.stats.studentized_range.ppf(1 - level, k, np.inf))}
            for k in range(2, 41)
            for level in LEVELS
        ],
        "equivalence": [
            equivalence([0.001, -0.002, 0.0015, 0.0005, -0.001], 0.003),
            equivalence([0.001, -0.002, 0.0015, 0.0005, -0.001], 0.0002),
            equivalence(random.normal(0.004, 0.001, size=12).tolist(), 0.005),
            equivalence(random.normal(-0.02, 0.001, size=12).tolist(), 0.005),
        ],
    }
    (OUT / "ranks_fixture.json").write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
