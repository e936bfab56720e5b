"""Every system call of the store goes through one small object, so that a test can make the n-th one fail.

The methods above the line `Composed` are one call each; those below are made of them. Which calls differ between
POSIX and Windows is in `system`.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable

from board.store import system

_ALWAYS = sum(getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NOINHERIT", "O_BINARY", "O_NONBLOCK"))
"""Not inherited, bytes as they are, and no waiting where a pipe stands in the place of a file."""
_HAS_FOLDERS = hasattr(os, "O_DIRECTORY")
"""Whether a folder can be opened, and so synced; where it cannot, the file system orders its entries itself."""
_REPLACE_TRIES = 60
_REPLACE_PAUSE = 0.005


class Files:
    """The file system as the store sees it. Every method raises `OSError`."""

    def open(self, path: str, flags: int) -> int:
        """Open `path` with `flags`, never inherited by a child process."""
        return os.open(path, flags | _ALWAYS, 0o666)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def read_some(self, fd: int, size: int) -> bytes:
        """At most `size` bytes from where the descriptor stands; empty at the end of the file."""
        return os.read(fd, size)

    def write_some(self, fd: int, data: bytes | memoryview) -> int:
        """Write from the beginning of `data`; returns how many bytes went out, which may be fewer."""
        return os.write(fd, data)

    def seek(self, fd: int, place: int) -> None:
        """Stand at byte `place`."""
        os.lseek(fd, place, os.SEEK_SET)

    def sync(self, fd: int) -> None:
        """Return when the file's bytes and length are on the disk."""
        system.sync(fd)

    def truncate(self, fd: int, length: int) -> None:
        """Cut an open file to `length` bytes."""
        os.ftruncate(fd, length)

    def stat_fd(self, fd: int) -> os.stat_result:
        """What an open file is."""
        return os.fstat(fd)

    def stat(self, path: str) -> os.stat_result:
        """What is at `path`."""
        return os.stat(path)  # noqa: PTH116  # a poll is little more than this call; a Path costs as much again

    def may_write(self, path: str) -> bool:
        """Whether the system would let us write there."""
        return os.access(path, os.W_OK)

    def listdir(self, path: str) -> list[str]:
        """The names in a folder, in no order."""
        return os.listdir(path)  # noqa: PTH208

    def mkdir(self, path: str) -> None:
        """Make a folder; `FileExistsError` when there is something."""
        os.mkdir(path)  # noqa: PTH102

    def rename(self, source: str, target: str) -> None:
        """Give `source` the name `target`, in one step, in place of a file that is there."""
        os.replace(source, target)  # noqa: PTH105

    def link(self, source: str, target: str) -> None:
        """Give a file a second name; `FileExistsError` when there is something."""
        os.link(source, target)

    def unlink(self, path: str) -> None:
        """Remove a file."""
        os.unlink(path)  # noqa: PTH108

    def rmdir(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)  # noqa: PTH106

    # ------------------------------------------------------------------------------------- Composed

    def open_read(self, path: str) -> int:
        """Open for reading only."""
        return self.open(path, os.O_RDONLY)

    def open_append(self, path: str) -> int:
        """Open an existing file for reading and for writing at its end."""
        return self.open(path, os.O_RDWR | os.O_APPEND)

    def create(self, path: str) -> int:
        """Make a new file and open it as `open_append` does; `FileExistsError` when there is something."""
        return self.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL)

    def done(self, fd: int) -> None:
        """Close a descriptor whose work is finished; an error there changes nothing any more."""
        with contextlib.suppress(OSError):
            self.close(fd)

    def read(self, fd: int, start: int, size: int) -> bytes:
        """The bytes from `start`, `size` of them, or fewer where the file ends."""
        self.seek(fd, start)
        data = self.read_some(fd, size)
        if len(data) == size or not data:
            return data
        parts, missing = [data], size - len(data)
        while missing and (data := self.read_some(fd, missing)):
            parts.append(data)
            missing -= len(data)
        return b"".join(parts)

    def write(self, fd: int, data: bytes) -> None:
        """Write all of `data`, however many calls it takes."""
        sent = self.write_some(fd, data)
        if sent < len(data):
            rest = memoryview(data)
            while sent < len(data):
                sent += self.write_some(fd, rest[sent:])

    def sync_folder(self, path: str) -> None:
        """Return when the entries of a folder are on the disk."""
        if not _HAS_FOLDERS:
            return
        fd = self.open_read(path)
        try:
            self.sync(fd)
        finally:
            self.done(fd)

    def write_new(self, path: str, parts: Iterable[bytes]) -> None:
        """Make a file that holds `parts`, durable but for its entry in the folder."""
        fd = self.create(path)
        try:
            for part in parts:
                self.write(fd, part)
            self.sync(fd)
        finally:
            self.done(fd)

    def replace(self, source: str, target: str) -> None:
        """`rename`, tried again for a while where a reader's open file forbids it (Windows)."""
        for _ in range(_REPLACE_TRIES):
            try:
                self.rename(source, target)
            except PermissionError:
                if _HAS_FOLDERS:
                    raise
                time.sleep(_REPLACE_PAUSE)
            else:
                return
        self.rename(source, target)

    def stat_or_none(self, path: str) -> os.stat_result | None:
        """What is at `path`; None when there is nothing."""
        try:
            return self.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def remove_tree(self, path: str) -> None:
        """Remove a folder and all that is in it."""
        for name in self.listdir(path):
            inner = os.path.join(path, name)  # noqa: PTH118
            try:
                self.unlink(inner)
            except (IsADirectoryError, PermissionError):  # what a folder answers, by platform
                self.remove_tree(inner)
        self.rmdir(path)
