import json
import pathlib
import tempfile
import unittest

from reliability import table

MACHINE = {"cpu": "a processor", "cores": 2, "os": "Linux 6"}


class TableTest(unittest.TestCase):
    def test_every_campaign_that_is_there_has_its_rows(self):
        kill = {
            "campaign": "kill",
            "versions": {"keras": "3"},
            "settings": {"program": "keras", "model": "dnn"},
            "machine": MACHINE,
            "reference": {"repeats": True},
            "kills": [{"duringSave": True, "lost": 0, "unreadable": []}],
            "finished": [{"kills": 1, "lost": 4, "error": "OSError"}, {"kills": 2, "lost": 0, "same": False}],
        }
        soak = {
            "campaign": "soak",
            "versions": {"numloss": "1"},
            "settings": {"model": "rnn", "images": 1000, "warmUp": 0.2},
            "machine": MACHINE,
            "epochsDone": 500,
            "seconds": 61.2,
            "slopesKibPerEpoch": {"resident": {"slope": -0.124, "standardError": 0.05}, "heap": None},
        }
        fuzz = {
            "campaign": "fuzz",
            "versions": {"numloss": "1"},
            "machine": MACHINE,
            "parsers": {
                "gzip": [
                    {"inputs": 1000, "seconds": 2, "findings": [], "memory": "128m"},
                    {"inputs": 20, "seconds": None, "findings": ["crash-1"], "memory": "128m"},
                ]
            },
        }
        page = self._page({"fuzz": fuzz, "kill-keras-dnn": kill, "soak-rnn-500": soak})
        self.assertIn("| keras | dnn | 1 | 1 | 1 | 0 | 1 | 1 | 0 of 1 |", page)
        self.assertIn("| gzip | 1,020 | 1 | 128m | 2 |", page)
        self.assertIn("| rnn | 1,000 | 500 | 61 | -0.12 ± 0.05 | – |", page)
        self.assertIn("![Memory of the rnn over 500 epochs](soak-rnn-500.png)", page)
        self.assertNotIn("## The same seed", page)

    def _page(self, results):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            for name, result in results.items():
                (out / f"{name}.json").write_text(json.dumps(result))
            table.write(out)
            return (out / "README.md").read_text()


if __name__ == "__main__":
    unittest.main()
