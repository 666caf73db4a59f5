import copy
import unittest

from harness import gpu

CHECK = {"gpu": {"weights": "a"}, "again": {"weights": "a"}, "stopped": {"weights": "a", "exitCode": 130}}


class GpuTest(unittest.TestCase):
    def test_is_well_if_all_trainings_on_the_gpu_learn_the_same(self):
        self.assertTrue(gpu.is_well(CHECK | {"cpu": {"weights": "b"}}))

    def test_is_not_well_if_one_learns_something_else_or_was_not_stopped(self):
        for run, name, value in (("again", "weights", "b"), ("stopped", "weights", "b"), ("stopped", "exitCode", 0)):
            check = copy.deepcopy(CHECK)
            check[run][name] = value
            self.assertFalse(gpu.is_well(check), (run, name))


if __name__ == "__main__":
    unittest.main()
