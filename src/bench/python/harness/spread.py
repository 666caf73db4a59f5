"""Medians, and ratios of pairs."""

import statistics


def spread(values):
    """Gives the median, the least and the greatest of at least one value."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def ratios(ours, theirs):
    """Divides our value of each round by theirs of the same round; a round that lacks one is left out."""
    return [our / their for our, their in zip(ours, theirs) if our is not None and their is not None]
