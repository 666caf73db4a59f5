import pathlib
import tempfile
import unittest

from reliability.exports import partial, watch


class ExportsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.models = pathlib.Path(folder.name)

    def test_a_version_that_grows_after_it_was_seen_was_partial(self):
        writes = iter([self._write("1/saved_model.pb"), self._write("2/saved_model.pb"), self._write("2/variables/data")])
        seen, polls = watch(self.models, lambda: next(writes, lambda: False)())
        self.assertEqual(seen.keys(), {"1", "2"})
        self.assertEqual(partial(self.models, seen), ["2"])
        self.assertEqual(polls, 4)

    def test_a_version_that_comes_before_the_last_look_is_seen(self):
        def write_and_end():
            self._write("7/saved_model.pb")()
            return False

        seen, polls = watch(self.models, write_and_end)
        self.assertEqual((seen.keys(), polls), ({"7"}, 1))
        self.assertEqual(partial(self.models, seen), [])

    def _write(self, name):
        def write():
            file = self.models / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)
            return True

        return write


if __name__ == "__main__":
    unittest.main()
