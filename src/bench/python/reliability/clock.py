"""The time that a part of a campaign may take."""

import time


class Clock:
    """Says when to stop; what was begun is brought to its end."""

    def __init__(self, seconds):
        self.end = None if seconds is None else time.monotonic() + seconds

    def is_up(self):
        return self.end is not None and time.monotonic() >= self.end
