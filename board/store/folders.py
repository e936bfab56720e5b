"""Folders that appear whole or not at all: filled under a temporary name, synced, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from board.store.files import Files
from board.store.place import LOCK, Place
from board.store.system import FOLDERS_MOVE_WHILE_OPEN, try_lock

NEW = ".new-"
"""Being filled; its maker holds the lock of the `lock` file in it."""
OLD = ".old-"
"""Being removed."""
_CHUNK = 1 << 18
_NO_LINKS = (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EACCES, errno.EINVAL)
Stopped = Callable[[], bool]


class Stop(Exception):
    """Whoever wanted the copy does not want it any more."""


def never() -> bool:
    """Nobody stops this."""
    return False


def build(files: Files, target: Path, fill: Callable[[Place], None]) -> None:
    """Make the folder `target` as `fill` fills it; its parent must be there.

    Raises:
        OSError: it could not be made, and is not there; or only its entry could not be synced.
    """
    sweep(files, str(target.parent))
    place = Place(target.parent / f"{NEW}{uuid.uuid4().hex[:8]}")
    with contextlib.ExitStack() as held:
        files.mkdir(place.folder)
        try:
            claim = files.create(place.lock)
            held.callback(files.done, claim)
            try_lock(claim)
            fill(place)
            files.sync_folder(place.folder)
            if not FOLDERS_MOVE_WHILE_OPEN:
                held.close()
            files.rename(place.folder, str(target))
        except BaseException:  # whatever ends it, also Ctrl+C: nothing half-made stays
            discard(files, place.folder)
            raise
    files.sync_folder(str(target.parent))


def sweep(files: Files, parent: str) -> None:
    """Remove what makers and removers that died left in `parent`."""
    for name in files.listdir(parent):
        path = str(Path(parent) / name)
        if name.startswith(OLD) or (name.startswith(NEW) and _is_dead(files, path)):
            discard(files, path)


def _is_dead(files: Files, path: str) -> bool:
    try:
        fd = files.open_append(str(Path(path) / LOCK))
    except FileNotFoundError:
        return True  # its maker came no further, or its remover
    except OSError:
        return False
    try:
        return try_lock(fd)
    finally:
        files.done(fd)


def remove(files: Files, path: str) -> None:
    """Take a folder away: at once by its name, then what is in it.

    Raises:
        OSError: it is still there.
    """
    gone = str(Path(path).parent / f"{OLD}{uuid.uuid4().hex[:8]}")
    files.rename(path, gone)
    discard(files, gone)


def discard(files: Files, folder: str) -> None:
    """Remove a folder as far as that is possible."""
    with contextlib.suppress(OSError):
        files.remove_tree(folder)


def copy(files: Files, source: str, target: str, size: int | None = None, stopped: Stopped = never) -> None:
    """Copy a file, or its first `size` bytes, durably.

    Raises:
        OSError: a file cannot be read or written, or the source is shorter.
        Stop: `stopped` said so.
    """
    fd = files.open_read(source)
    try:
        copy_open(files, fd, target, files.stat_fd(fd).st_size if size is None else size, stopped)
    finally:
        files.done(fd)


def copy_open(files: Files, fd: int, target: str, size: int, stopped: Stopped = never) -> None:
    """`copy`, of an open file."""
    made = files.create(target)
    try:
        done = 0
        while done < size:
            if stopped():
                raise Stop
            data = files.read(fd, done, min(_CHUNK, size - done))
            if not data:
                raise OSError(errno.EIO, os.strerror(errno.EIO), target)
            files.write(made, data)
            done += len(data)
        files.sync(made)
    finally:
        files.done(made)


def link_or_copy(files: Files, source: str, target: str, stopped: Stopped = never) -> None:
    """A second name for a file that nobody writes any more; a copy where the file system has no such thing."""
    try:
        files.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy(files, source, target, stopped=stopped)


def same_bytes(files: Files, one: str, other: str, stopped: Stopped = never) -> bool:
    """Whether both files are there and hold the same."""
    found = [files.stat_or_none(path) for path in (one, other)]
    if found[0] is None or found[1] is None or found[0].st_size != found[1].st_size:
        return False
    size, place = found[0].st_size, 0
    fds: list[int] = []
    try:
        fds.extend(files.open_read(path) for path in (one, other))
        while place < size:
            if stopped():
                raise Stop
            first, second = (files.read(fd, place, _CHUNK) for fd in fds)
            if first != second or not first:
                return False
            place += len(first)
        return True
    finally:
        for fd in fds:
            files.done(fd)
