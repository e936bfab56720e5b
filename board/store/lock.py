"""The lock of a board, and all else that differs between POSIX and Windows.

`flock`, not `lockf`: a POSIX record lock vanishes when any descriptor of that file is closed. The system lets go of
the lock of a process that dies, so there is no stale lock to break.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from board.errors import StoreError

if TYPE_CHECKING:
    from board.store.files import Files

if sys.platform == "win32":
    import msvcrt

    FOLDERS_MOVE_WHILE_OPEN = False
    """Whether a folder can be renamed while a file in it is open."""

    _FAR = 1 << 30
    """The locked byte lies far behind what the file holds, so that the holder's name can be read meanwhile."""

    def try_lock(fd: int) -> bool:
        """Take the lock of an open file; False when another has it."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(fd: int) -> None:
        """Let go of the lock of an open file."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

    def sync(fd: int) -> None:
        """Return when an open file is on the disk."""
        os.fsync(fd)

    def let_others_run() -> None:
        """Give the processor to whoever waits."""
        time.sleep(0)

else:
    import fcntl

    FOLDERS_MOVE_WHILE_OPEN = True
    """Whether a folder can be renamed while a file in it is open."""

    def try_lock(fd: int) -> bool:
        """Take the lock of an open file; False when another has it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(fd: int) -> None:
        """Let go of the lock of an open file."""
        fcntl.flock(fd, fcntl.LOCK_UN)

    _FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)
    """macOS: `fsync` leaves the bytes in the drive's own cache."""

    def sync(fd: int) -> None:
        """Return when an open file is on the disk."""
        if _FULL_SYNC is None:
            os.fsync(fd)
        else:
            fcntl.fcntl(fd, _FULL_SYNC)

    def let_others_run() -> None:
        """Give the processor to whoever waits."""
        os.sched_yield() if hasattr(os, "sched_yield") else time.sleep(0)


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
