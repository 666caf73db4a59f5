"""A straight line through points, by least squares."""

import math


def slope(xs, ys):
    """Gives the slope and its standard error, as for errors that are independent; None without three points."""
    count = len(xs)
    if count < 3:
        return None
    mean_x, mean_y = sum(xs) / count, sum(ys) / count
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread == 0:
        return None
    rise = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / spread
    residual = sum((y - mean_y - rise * (x - mean_x)) ** 2 for x, y in zip(xs, ys))
    return {"slope": rise, "standardError": math.sqrt(residual / (count - 2) / spread)}


def at(x, xs, ys):
    """Reads a value between points, whose xs ascend; nothing outside them."""
    for left in range(len(xs) - 1):
        if xs[left] <= x <= xs[left + 1]:
            share = (x - xs[left]) / (xs[left + 1] - xs[left]) if xs[left + 1] > xs[left] else 0
            return ys[left] + share * (ys[left + 1] - ys[left])
    return None
