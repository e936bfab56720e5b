"""The lock of a board. The system lets go of the lock of a process that dies: there is no stale lock to break."""

from __future__ import annotations

import contextlib
import os
import random
import time
from types import TracebackType

from board.errors import StoreError
from board.store.files import Files
from board.store.system import let_others_run, try_lock, unlock

LOCK_SECONDS = 5.0
"""How long a lock is waited for."""
_LONGEST_NAP = 0.004
"""Naps of random length up to this: among eight writers at full speed nobody waits long; fixed ones starve."""
_HOLDER_SIZE = 96


class Lock:
    """`with Lock(...)`: only one process (and one thread) is inside at a time.

    The file is never deleted, and is opened anew each time: a kept descriptor might be of a folder that was moved away.
    """

    def __init__(self, path: str, files: Files, *, name: str, seconds: float) -> None:
        self._path = path
        self._files = files
        self._seconds = seconds
        label = f"{os.getpid()} {name}".encode("utf-8", "replace")[: _HOLDER_SIZE - 1]
        self._label = label.ljust(_HOLDER_SIZE - 1) + b"\n"
        self._fd = -1

    def __enter__(self) -> None:
        """Wait for the lock, at most as long as was said.

        Raises:
            StoreError: `store_busy`, with the process that has it.
            OSError: the lock file cannot be opened.
        """
        until = time.monotonic() + self._seconds
        while True:
            fd = self._files.open(self._path, os.O_RDWR | os.O_CREAT)
            try:
                self._wait(fd, until)
                if self._is_still_there(fd):
                    self._say_who(fd)
                    self._fd = fd
                    return
            except BaseException:  # whatever ends the waiting, also Ctrl+C: no lock is left held
                self._files.done(fd)
                raise
            self._files.done(fd)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fd, self._fd = self._fd, -1
        with contextlib.suppress(OSError):  # closing lets go of it as well
            unlock(fd)
        self._files.done(fd)
        let_others_run()

    def _wait(self, fd: int, until: float) -> None:
        while not try_lock(fd):
            if time.monotonic() >= until:
                raise StoreError("store_busy", holder=holder(self._files, fd), seconds=f"{self._seconds:g}")
            time.sleep(random.uniform(0.0002, _LONGEST_NAP))  # noqa: S311

    def _is_still_there(self, fd: int) -> bool:
        """Whether others will lock the same file: a demo board is replaced with its folder."""
        there = self._files.stat_or_none(self._path)
        mine = self._files.stat_fd(fd)
        return there is not None and (there.st_ino, there.st_dev) == (mine.st_ino, mine.st_dev)

    def _say_who(self, fd: int) -> None:
        # A courtesy to those who wait, unlike the lock itself: a full disk must not stop the holder here.
        with contextlib.suppress(OSError):
            if self._files.read(fd, 0, _HOLDER_SIZE) != self._label:
                self._files.seek(fd, 0)
                self._files.write(fd, self._label)


def holder(files: Files, fd: int) -> str:
    """Who wrote their name into an open lock file last."""
    try:
        pid, _, name = files.read(fd, 0, _HOLDER_SIZE).decode("utf-8", "replace").strip().partition(" ")
    except OSError:
        return "?"
    return f"{name} ({pid})" if name else pid or "?"
