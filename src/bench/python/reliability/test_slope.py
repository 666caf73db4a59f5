import unittest

from reliability.slope import at, slope


class SlopeTest(unittest.TestCase):
    def test_a_line_has_its_slope_and_no_error(self):
        self.assertEqual(slope([0, 1, 2, 3], [5, 7, 9, 11]), {"slope": 2, "standardError": 0})

    def test_the_error_is_that_of_the_textbook(self):
        # y = x with residuals 1, -2, 1: their squares sum to 6, on one degree of freedom; the xs spread by 2.
        found = slope([0, 1, 2], [1, -1, 3])
        self.assertAlmostEqual(found["slope"], 1)
        self.assertAlmostEqual(found["standardError"], 3**0.5)

    def test_two_points_say_nothing(self):
        self.assertIsNone(slope([0, 1], [0, 1]))
        self.assertIsNone(slope([1, 1, 1], [0, 1, 2]))

    def test_a_value_between_points(self):
        self.assertEqual(at(1.5, [0, 1, 3], [0, 10, 30]), 15)
        self.assertIsNone(at(4, [0, 1, 3], [0, 10, 30]))


if __name__ == "__main__":
    unittest.main()
