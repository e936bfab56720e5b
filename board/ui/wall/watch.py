"""Looks again and again, on a thread of its own: a drive that does not answer stops the looking and not the wall."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from board.ui.wall.lookout import Look, Lookout

LOOK_SECONDS = 0.065
"""Between two looks: what the desk does is painted within 100 ms of its key."""
REST_SECONDS = 1.0
"""The same while nobody watches, and after a look that failed as none should."""
_END_SECONDS = 1.0
"""A look that does not come to an end is not waited for any longer."""


class Watch:
    """A `Looking` that calls `wake` when there is something new."""

    def __init__(self, lookout: Lookout, defect: Callable[[Exception], object]) -> None:
        """`defect` is handed, on the watch's thread, what went wrong in the program itself; the same thing once."""
        self._lookout = lookout
        self._defect = defect
        self._failed = ""
        self.first = lookout.first
        self._found: deque[Look] = deque()
        self._wake: Callable[[], object] = lambda: None
        self._seconds = LOOK_SECONDS
        self._ended = False
        # A bare lock, waited for with a timeout: an Event costs as much again as the look.
        self._bell = threading.Lock()
        self._bell.acquire()
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    @property
    def read_at(self) -> datetime:
        """When the store was last read."""
        return self._lookout.read_at

    @property
    def count(self) -> int:
        """How many looks have come to an end."""
        return self._lookout.count

    def new(self) -> list[Look]:
        """The looks since this was last asked at which something was another one, oldest first."""
        return [self._found.popleft() for _ in range(len(self._found))]

    def begin(self, wake: Callable[[], object]) -> None:
        """Look from now on; `wake` is called on the watch's own thread."""
        self._wake = wake
        self._thread.start()

    def watched_by(self, count: int) -> None:
        """Look less often while nobody watches, and at once when somebody comes."""
        seconds = LOOK_SECONDS if count else REST_SECONDS
        hurried, self._seconds = seconds < self._seconds, seconds
        if hurried:
            self._ring()

    def end(self) -> None:
        """Look no more."""
        self._ended = True
        self._ring()
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def _ring(self) -> None:
        with suppress(RuntimeError):  # it rings already
            self._bell.release()

    def _work(self) -> None:
        seconds = self._seconds
        while True:
            self._bell.acquire(timeout=seconds)
            if self._ended:
                return
            seconds = self._seconds
            try:
                look = self._lookout.look()
                self._failed = ""
            except Exception as error:  # noqa: BLE001 - the wall says that nothing is read; the next look is a new try
                seconds = REST_SECONDS
                self._stumble(error)
                continue
            if look is not None:
                self._found.append(look)
                with suppress(RuntimeError):  # whoever was to be woken has ended
                    self._wake()

    def _stumble(self, error: Exception) -> None:
        what = f"{type(error).__name__}: {error}"
        if what != self._failed:
            self._failed = what
            with suppress(Exception):
                self._defect(error)
