"""What differs between POSIX and Windows.

`flock`, not `lockf`: a POSIX record lock vanishes when any descriptor of that file is closed.
"""

from __future__ import annotations

import os
import sys
import time

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
