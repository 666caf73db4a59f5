"""Run with `python3 -m unittest discover -s src/bench/python`."""

import unittest

from harness.spread import ratios, spread


class SpreadTest(unittest.TestCase):
    def test_the_median_is_in_the_middle(self):
        self.assertEqual(spread([3, 1, 8]), {"median": 3, "min": 1, "max": 8})
        self.assertEqual(spread([4, 2])["median"], 3)

    def test_ratios_pair_the_values_of_a_round(self):
        # The machine was half as fast in the second round: the ratio stays, though that of the medians would not.
        self.assertEqual(ratios([100, 50, 100], [50, 25, 50]), [2, 2, 2])

    def test_a_round_that_failed_is_left_out(self):
        self.assertEqual(ratios([100, 50], [None, 25]), [2])


if __name__ == "__main__":
    unittest.main()
