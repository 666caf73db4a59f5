"""Prints the coefficients of the normal distribution's tail in NormalLogs, and how far off they are.

For x <= 0 the tail's scaled logarithm, log(Phi(x) exp(x^2 / 2)), is log(t) + a polynomial of t = 1 / (1 - 0.3 x),
which maps the half line to 0 ... 1 (the form of Press, Teukolsky, Vetterling and Flannery, "Numerical Recipes in C",
2nd edition, 1992, section 6.2, for erfc; the coefficients are found here). The polynomial interpolates SciPy's erfcx at
the Chebyshev points of degree 11.
"""

import numpy as np
import scipy.special
from numpy.polynomial import Chebyshev, Polynomial

SLOPE = 0.3
DEGREE = 11


def scaled(x):
    """log(Phi(x) exp(x^2 / 2)), where erfcx(z) = exp(z^2) erfc(z)."""
    return np.log(scipy.special.erfcx(-x / np.sqrt(2)) / 2)


def remainder(t):
    return scaled((1 - 1 / t) / SLOPE) - np.log(t)


fitted = Chebyshev.interpolate(remainder, DEGREE, domain=[0, 1]).convert(kind=Polynomial)
coefficients = fitted.coef.astype(np.float32)
for power, coefficient in enumerate(coefficients):
    print(f"t^{power}: {coefficient}f")

x = -np.concatenate([np.linspace(0, 10, 200_001), np.geomspace(10, 1e6, 100_001)]).astype(np.float32)
t = np.float32(1) / (np.float32(1) - np.float32(SLOPE) * x)
found = np.zeros_like(t)
for coefficient in coefficients[::-1]:
    found = found * t + coefficient
found -= np.log1p(-np.float32(SLOPE) * x)
exact = scaled(x.astype(np.float64))
print("largest error of the polynomial in float64:", np.abs(fitted(t.astype(np.float64)) - remainder(t.astype(np.float64))).max())
print("largest error of the whole in float32, relative to max(1, |exact|):", (np.abs(found - exact) / np.maximum(1, np.abs(exact))).max())
