import json
import pathlib
import tempfile
import unittest

from harness import targets


def program(name, speedup, first=1.0):
    return {
        "program": name,
        "numlossSpeedup": {"median": speedup},
        "secondsToFirstStep": {"median": first},
    }


class TargetsTest(unittest.TestCase):
    def test_takes_the_fastest_peer_and_turns_ratios_round(self):
        programs = [
            program("numloss", 1.0, first=1.5),
            program("numloss-bfloat16", 0.5),
            program("keras-tensorflow", 3.0),
            program("pytorch", 1.2),
            {"program": "keras-jax", "error": "it failed"},
        ]
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            (out / "training-plain-dnn.json").write_text(json.dumps({"programs": programs}))
            (out / "training-dnn.json").write_text(json.dumps({"programs": [program("numloss", 1.0, first=1.7)]}))
            (out / "trials.json").write_text(json.dumps({"programs": [program("keras-tensorflow", 2.0)]}))
            self.assertEqual(
                list(targets.rows(out)),
                [
                    ("plain-dnn: float32 against the fastest peer, pytorch", "≥ 1.15", "1.20"),
                    ("plain-dnn: float32 against Keras on TensorFlow", "≥ 2", "3.00"),
                    ("plain-dnn: bfloat16 against float32", "≥ 1.3", "2.00"),
                    ("plain-dnn: seconds from start to first step", "< 2.5", "1.5"),
                    ("dnn: seconds from start to first step", "< 2.5", "1.7"),
                    ("twelve trials: our time ÷ that of Keras", "≤ 0.6", "0.50"),
                ],
            )

    def test_says_nothing_of_what_was_not_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(list(targets.rows(pathlib.Path(folder))), [])


if __name__ == "__main__":
    unittest.main()
