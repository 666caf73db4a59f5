import os
import unittest

from reliability import soak

LOG = """[0.010s] Using G1
[1.204s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 4.183ms
[2.000s] GC(1) Concurrent Mark Cycle
[2.500s] GC(1) Pause Remark 40M->40M(256M) 1.000ms
[3.250s] GC(2) Pause Young (Concurrent Start) (G1 Humongous Allocation) 1G->900K(2G) 1.000ms
"""


class SoakTest(unittest.TestCase):
    def test_the_heap_is_read_where_it_was_cleared(self):
        heap = soak.heap_after_collections(LOG)
        self.assertEqual(heap, {"seconds": [1.204, 3.25], "bytes": [3 << 20, 900 << 10]})

    def test_the_slope_is_that_after_the_warm_up(self):
        # An epoch a second; 1 MiB at once in the first, then 2 KiB an epoch.
        epochs = {"seconds": list(range(101)), "epoch": list(range(101))}
        held = [0] + [(1 << 20) + 2048 * second for second in range(1, 101)]
        resident = {"seconds": list(range(101)), "bytes": held}
        found = soak.summary(epochs, resident, {"seconds": [], "bytes": []})
        self.assertAlmostEqual(found["slopesKibPerEpoch"]["resident"]["slope"], 2)
        self.assertIsNone(found["slopesKibPerEpoch"]["heap"])
        self.assertEqual(found["epochsDone"], 100)

    def test_this_process_holds_memory(self):
        self.assertGreater(soak.resident_bytes(os.getpid()), 1 << 20)
        self.assertIsNone(soak.resident_bytes(2**22 + 1))


if __name__ == "__main__":
    unittest.main()
