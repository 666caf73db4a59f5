import pathlib
import tempfile
import time
import unittest

from reliability import kill


class Script:
    """Stands for a program: a shell script that counts in a file, and is done when that says 3."""

    environment = {}

    def __init__(self, work, script):
        self.run = work / "run"
        self.count = work / "count"
        self.script = script

    def command(self):
        return ["sh", "-c", self.script, "sh", str(self.count)]

    def newest(self):
        return int(self.count.read_text() or 0) if self.count.exists() else 0

    def resumed(self, output):
        return 0 if "trains" in output else None

    def saves_under_way(self):
        return {"cut off before"} | ({"new"} if self.newest() == 2 else set())

    def is_done(self):
        return self.newest() == 3


def ends(pid):
    """Waits until a process is gone, or dead and not yet buried; gives up after a while."""
    status = pathlib.Path(f"/proc/{pid}/status")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if "State:\tZ" in status.read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


class KillTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)

    def test_a_process_is_killed_once_it_trains_with_what_it_started(self):
        child = self.work / "child"
        attempt = kill.start(Script(self.work, f'sleep 60 & echo $! > {child}; echo 2 > "$1"; echo trains; wait'), 0.05, True)
        self.assertTrue(attempt.killed)
        self.assertTrue(attempt.during_save)
        self.assertEqual(attempt.seen, 2)
        self.assertTrue(ends(child.read_text().strip()))

    def test_a_process_that_does_not_train_or_is_done_is_left_alone(self):
        self.assertFalse(kill.start(Script(self.work, "echo it fails; exit 7"), 0, False).killed)
        done = kill.start(Script(self.work, 'echo 3 > "$1"; echo trains; sleep 0.05'), 0, False)
        self.assertEqual((done.killed, done.exit_code, done.seen, done.output), (False, 0, 3, "trains\n"))

    def test_a_moment_lies_in_what_is_left(self):
        result = {
            "settings": {"program": "numloss", "model": "dnn"},
            "reference": {"seconds": 11, "startSeconds": 1, "done": 100},
        }
        moments = [kill.plan(1, result | {"attempts": attempt}, 60)[0] for attempt in range(200)]
        self.assertLess(max(moments), 4 * kill.BEYOND_THE_END)
        self.assertGreater(max(moments), 4)
        self.assertEqual(kill.plan(1, result | {"attempts": 7}, 0), kill.plan(1, result | {"attempts": 7}, 0))

    def test_one_loss_or_other_weights_is_not_well(self):
        calm = {"duringSave": True, "lost": 0, "unreadable": []}
        same = {"kills": 2, "lost": 0, "same": True}
        well = {"kills": [calm, calm], "finished": [same]}
        self.assertTrue(kill.is_well(well))
        self.assertEqual(
            kill.summary(well),
            {"kills": 2, "duringSave": 2, "lost": 0, "unreadable": 0, "failed": 0, "finished": 1, "same": 1},
        )
        for worse in (
            well | {"kills": [calm | {"lost": 5}]},
            well | {"kills": [calm | {"unreadable": ["4"]}]},
            well | {"finished": [same | {"same": False}]},
            well | {"finished": [{"kills": 1, "lost": 0, "error": "OSError"}]},
        ):
            self.assertFalse(kill.is_well(worse))


if __name__ == "__main__":
    unittest.main()
