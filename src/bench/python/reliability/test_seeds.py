import unittest

from reliability.seeds import summary


class SeedsTest(unittest.TestCase):
    def test_different_files_are_counted_by_model_and_threads(self):
        def run(threads, weights):
            return {"model": "dnn", "threads": threads, "weights": weights, "predictions": "p"}

        self.assertEqual(
            summary({"runs": [run(1, "a"), run(2, "b"), run(1, "a"), run(2, "c")]}),
            [
                {"model": "dnn", "threads": 1, "runs": 2, "weights": 1, "predictions": 1},
                {"model": "dnn", "threads": 2, "runs": 2, "weights": 2, "predictions": 1},
            ],
        )


if __name__ == "__main__":
    unittest.main()
