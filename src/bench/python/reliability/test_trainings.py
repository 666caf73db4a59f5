import hashlib
import json
import os
import pathlib
import tempfile
import unittest

from reliability.trainings import Keras, Numloss


class NumlossTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.program = Numloss(pathlib.Path(folder.name), "dnn", 6, None)

    def _checkpoint(self, number, step):
        folder = self.program.checkpoints / str(number)
        folder.mkdir(parents=True)
        text = json.dumps({"step": step})
        (folder / "checkpoint.json").write_text(text)
        (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  checkpoint.json\n")
        return folder

    def test_the_newest_counts_not_the_first_by_name(self):
        self.assertEqual(self.program.newest(), 0)
        self._checkpoint(9, 90)
        self._checkpoint(10, 100)
        self.assertEqual(self.program.newest(), 100)

    def test_a_checkpoint_with_a_file_changed_or_missing_is_unreadable(self):
        for number in (1, 2, 3):
            self._checkpoint(number, number)
        (self.program.checkpoints / "1" / "checkpoint.json").write_text("{}")
        (self.program.checkpoints / "3" / "SHA256SUMS").unlink()
        self.assertEqual(self.program.unreadable(), ["3", "1"])

    def test_a_temporary_folder_shows_a_save(self):
        self._checkpoint(1, 1)
        self.assertEqual(self.program.saves_under_way(), set())
        (self.program.checkpoints / ".2.0f1e.tmp").mkdir()
        self.assertTrue(self.program.saves_under_way())
        self.assertEqual((self.program.newest(), self.program.unreadable()), (1, []))

    def test_where_it_goes_on_is_what_it_says(self):
        self.assertEqual(self.program.resumed("Goes on after step 116 of 696.\n"), 116)
        self.assertEqual(self.program.resumed("There is nothing to resume of run: it starts from the beginning.\n"), 0)
        self.assertIsNone(self.program.resumed(""))


class KerasTest(unittest.TestCase):
    def test_it_saves_from_the_weights_to_what_is_written_after_them(self):
        with tempfile.TemporaryDirectory() as folder:
            program = Keras(pathlib.Path(folder), "dnn", 6, None)
            program.backup.mkdir()
            self.assertEqual(program.saves_under_way(), set())
            program.weights.write_text("")
            self.assertTrue(program.saves_under_way())
            program.metadata.write_text('{"epoch": 3, "batch": 0}')
            os.utime(program.weights, (1, 1))
            self.assertEqual(program.saves_under_way(), set())
            self.assertEqual(program.newest(), 3)
            os.utime(program.metadata, (0, 0))
            self.assertTrue(program.saves_under_way())


if __name__ == "__main__":
    unittest.main()
