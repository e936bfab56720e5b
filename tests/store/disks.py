"""A disk that shows what a power cut leaves: only what was synced, and nothing of what a failed sync lost."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import NoReturn

from board.store.files import Files
from tests.store.hands import Crash


class Disk:
    """What is durable of a folder. It thinks the worst: every byte for itself, in the order in which it was synced."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._bytes: dict[int, bytearray] = {}
        self._unsynced: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._entries: dict[int, dict[str, int]] = {}
        self._is_folder: dict[int, bool] = {}
        self._held: dict[int, int] = {}
        for folder, _, names in os.walk(root):
            self._sync_folder(folder)
            for name in names:
                path = Path(folder) / name
                number = path.stat().st_ino
                self._bytes[number] = bytearray(path.read_bytes())
                self.hold(os.open(path, os.O_RDONLY), own=True)

    def close(self) -> None:
        for fd in self._held.values():
            os.close(fd)
        self._held.clear()

    def hold(self, fd: int, *, own: bool = False) -> None:
        """As long as a file is held open, no other is given its number."""
        number = os.fstat(fd).st_ino
        if number not in self._held:
            self._held[number] = fd if own else os.dup(fd)
        elif own:
            os.close(fd)

    def wrote(self, fd: int, start: int, size: int) -> None:
        self._unsynced[os.fstat(fd).st_ino].append((start, start + size))

    def cut(self, fd: int, length: int) -> None:
        number = os.fstat(fd).st_ino
        self._unsynced[number] = [(a, min(b, length)) for a, b in self._unsynced[number] if a < length]

    def synced(self, fd: int, path: str) -> None:
        if Path(path).is_dir():
            self._sync_folder(path)
            return
        size, number = os.fstat(fd).st_size, os.fstat(fd).st_ino
        self._is_folder[number] = False
        kept = self._bytes.setdefault(number, bytearray())
        del kept[size:]
        kept.extend(bytes(size - len(kept)))
        now = os.open(path, os.O_RDONLY)
        for start, end in self._unsynced.pop(number, []):
            kept[start : min(end, size)] = os.pread(now, min(end, size) - start, start)
        os.close(now)

    def lost(self, fd: int) -> None:
        """A sync failed: the system shows the bytes on, calls them clean, and will never write them."""
        self._unsynced.pop(os.fstat(fd).st_ino, None)

    def cut_power(self, target: Path) -> Path:
        """Write to `target` what is left."""
        self._restore(Path(self._root).stat().st_ino, target)
        return target

    def _sync_folder(self, path: str) -> None:
        number = Path(path).stat().st_ino
        self._is_folder[number] = True
        self._entries[number] = {}
        for entry in os.scandir(path):
            self._entries[number][entry.name] = entry.inode()
            self._is_folder[entry.inode()] = entry.is_dir()

    def _restore(self, number: int, target: Path) -> None:
        if not self._is_folder[number]:
            target.write_bytes(self._bytes.get(number, b""))
            return
        target.mkdir()
        for name, inner in self._entries.get(number, {}).items():
            self._restore(inner, target / name)


class DiskFiles(Files):
    """The files of one process on a `Disk`."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.paths: dict[int, str] = {}
        self._appends: set[int] = set()

    def open(self, path: str, flags: int) -> int:
        fd = super().open(path, flags)
        self.paths[fd] = path
        (self._appends.add if flags & os.O_APPEND else self._appends.discard)(fd)
        if not Path(path).is_dir():
            self.disk.hold(fd)
        return fd

    def close(self, fd: int) -> None:
        del self.paths[fd]
        super().close(fd)

    def write_some(self, fd: int, data: bytes | memoryview) -> int:
        start = os.fstat(fd).st_size if fd in self._appends else os.lseek(fd, 0, os.SEEK_CUR)
        sent = super().write_some(fd, data)
        self.disk.wrote(fd, start, sent)
        return sent

    def truncate(self, fd: int, length: int) -> None:
        super().truncate(fd, length)
        self.disk.cut(fd, length)

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self.disk.synced(fd, self.paths[fd])


class UnluckyFiles(DiskFiles):
    """A process to which, with a chance of `chance` a call, something happens: an error, half a write, its end."""

    def __init__(self, disk: Disk, random: Random, chance: float) -> None:
        super().__init__(disk)
        self._random = random
        self._chance = chance
        self.acting = False
        self._dead = False
        self._mending = False
        """Between a failed sync and what the store does against it nothing more happens: one fault at a time."""

    def _risk(self, factor: float) -> bool:
        return self.acting and not self._mending and self._random.random() < self._chance * factor

    def _enter(self) -> None:
        if self._dead:
            raise Crash
        if self._risk(0.25):
            self.die()

    def die(self) -> NoReturn:
        """The process is killed: the system closes its files, and nothing of it runs any more."""
        self._dead = True
        for fd in list(self.paths):
            os.close(fd)
        self.paths.clear()
        raise Crash

    def open(self, path: str, flags: int) -> int:
        self._enter()
        if self._risk(0.5):
            raise OSError(5, "open")
        return super().open(path, flags)

    def stat(self, path: str) -> os.stat_result:
        self._enter()
        if self._risk(0.5):
            raise OSError(5, "stat")
        return super().stat(path)

    def rename(self, source: str, target: str) -> None:
        self._enter()
        super().rename(source, target)

    def close(self, fd: int) -> None:
        if not self._dead:
            super().close(fd)

    def write_some(self, fd: int, data: bytes | memoryview) -> int:
        if self._dead:
            raise Crash
        if self._risk(1):
            super().write_some(fd, data[: self._random.randrange(len(data) + 1)])
            if self._random.random() < 0.3:
                self.die()
            raise OSError(28, "full")
        self._mending = False
        return super().write_some(fd, data)

    def truncate(self, fd: int, length: int) -> None:
        self._enter()
        super().truncate(fd, length)

    def sync(self, fd: int) -> None:
        self._enter()
        if self._risk(4):
            if not Path(self.paths[fd]).is_dir():
                self.disk.lost(fd)
                self._mending = True
            raise OSError(5, "sync")
        super().sync(fd)
