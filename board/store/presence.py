"""Presence: small files beside the board, by which walls see where the desk stands and what it asks of them.

They are replaced whole and never synced: losing one loses nothing. `desk.json` is written by whoever moved last;
`wall.json` holds what every wall is asked for, by whichever desk asked last.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.presence import NOBODY, Direction, Presence, Standing
from board.store.files import Files
from board.store.place import Place, reason
from board.store.reader import Stamp, stamp_of

FOLLOWED_SECONDS = 30.0
"""A wall that is opened so long after the last movement of a desk does not follow it any more."""
ORPHANED_SECONDS = 600.0
"""So long after every desk is gone, what was asked of the walls is over."""
_BEAT_SECONDS = 60.0
"""How often a desk shows that it is there while something is asked of the walls."""
_SETTLE_SECONDS = 0.004
"""One key may take several steps: only where it led to is told."""
_LARGEST = 65536
_DESK, _WALL, _TEMPORARY = "desk.json", "wall.json", ".tmp"

Kind = TypeVar("Kind", bound=Struct)


class _Order(Struct, frozen=True, omit_defaults=True):
    """What `wall.json` holds."""

    desk: str
    direction: Direction = Direction()


class PresenceFolder:
    """A `PresenceReader`: two calls of `stat` when nothing moved. Nothing on it writes."""

    def __init__(
        self,
        path: Path,
        *,
        files: Files | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files = files or Files()
        self._place = Place(path)
        self._clock, self._monotonic = clock, monotonic
        self._folder = Path(self._place.presence)
        self._desk, self._wall = str(self._folder / _DESK), str(self._folder / _WALL)
        self._stamps: dict[str, Stamp] = {}
        self._born: dict[str, float] = {}
        """When, by our own counting of seconds, a file was written."""
        self._looking = False
        self._standing: Standing | None = None
        self._moves = 0
        self._order = _Order("")
        self._presence = NOBODY

    def seen(self) -> Presence:
        """The newest presence; what cannot be read, or is nonsense, is as if it were not there."""
        desk, wall = self._moved(self._desk), self._moved(self._wall)
        if desk or wall or not self._looking or self._order.direction.asks:
            self._presence = self._read_anew(desk=desk, wall=wall)
        return self._presence

    def _read_anew(self, *, desk: bool, wall: bool) -> Presence:
        if desk:
            standing = self._read(self._desk, Standing)
            if standing is not None:
                self._moves += self._age(self._desk) < FOLLOWED_SECONDS
                self._standing = standing
        if wall:
            self._order = self._read(self._wall, _Order) or _Order("")
        self._looking = True
        orphaned = self._wall not in self._stamps or self._age(self._wall) > ORPHANED_SECONDS
        direction = NOBODY.direction if orphaned else self._order.direction
        return Presence(self._standing, self._moves, direction)

    def _moved(self, path: str) -> bool:
        try:
            found = self._files.stat(path)
        except OSError:
            self._stamps.pop(path, None)
            return False
        stamp = stamp_of(found)
        if self._stamps.get(path) == stamp:
            return False
        self._stamps[path] = stamp
        # What is written while we look is new, whatever the clock of the machine that wrote it says.
        before = 0.0 if self._looking else max(0.0, self._clock() - found.st_mtime)
        self._born[path] = self._monotonic() - before
        return True

    def _age(self, path: str) -> float:
        return self._monotonic() - self._born[path]

    def _read(self, path: str, kind: type[Kind]) -> Kind | None:
        try:
            fd = self._files.open_read(path)
            try:
                return msgspec.json.decode(self._files.read(fd, 0, _LARGEST), type=kind)
            finally:
                self._files.done(fd)
        except (OSError, msgspec.DecodeError, RecursionError):
            return None


class DeskPresence(PresenceFolder):
    """A `PresenceWriter`. Movements are written on a thread of their own, of several only the newest."""

    def __init__(
        self,
        path: Path,
        *,
        files: Files | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(path, files=files, clock=clock, monotonic=monotonic)
        self._id = uuid.uuid4().hex[:12]
        self._news = threading.Condition()
        self._next: Standing | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def stand(self, standing: Standing) -> None:
        """Tell where the person stands; returns at once."""
        with self._news:
            self._next = standing
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="presence", daemon=True)
                self._thread.start()
            self._news.notify()

    def direct(self, direction: Direction) -> None:
        """Ask something of every wall, or release it.

        Raises:
            StoreError: `presence_unwritable`: the walls do not know.
        """
        try:
            self._write(self._wall, _Order(self._id, direction))
        except OSError as error:
            raise StoreError("presence_unwritable", detail=reason(error)) from error

    def close(self) -> None:
        """Release what this desk asked for."""
        with self._news:
            self._closed = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()
        self.seen()
        if self._order.desk == self._id and self._order.direction.asks:
            with contextlib.suppress(StoreError):
                self.direct(Direction())

    def _work(self) -> None:
        self._sweep()
        while True:
            with self._news:
                self._news.wait_for(lambda: self._next is not None or self._closed, _BEAT_SECONDS)
                if self._closed:
                    return
            time.sleep(_SETTLE_SECONDS)
            with self._news:
                standing, self._next = self._next, None
            with contextlib.suppress(OSError):
                if standing is not None:
                    self._write(self._desk, standing)
                else:
                    self._beat()

    def _beat(self) -> None:
        """As long as a desk is there, what is asked of the walls stays in force."""
        fd = self._files.open_read(self._wall)
        try:
            order = msgspec.json.decode(self._files.read(fd, 0, _LARGEST), type=_Order)
        except msgspec.DecodeError:
            return
        finally:
            self._files.done(fd)
        if order.direction.asks:
            os.utime(self._wall)

    def _write(self, path: str, what: Struct) -> None:
        data = msgspec.json.encode(what)
        temporary = f"{path}-{self._id}-{threading.get_ident()}{_TEMPORARY}"
        try:
            self._write_whole(temporary, data)
        except FileNotFoundError:
            self._files.mkdir(self._place.presence)  # the board's own folder is never made
            self._write_whole(temporary, data)
        self._files.replace(temporary, path)

    def _write_whole(self, path: str, data: bytes) -> None:
        fd = self._files.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            self._files.write(fd, data)
        finally:
            self._files.done(fd)

    def _sweep(self) -> None:
        """Remove what desks left behind that were killed while they wrote."""
        with contextlib.suppress(OSError):
            for name in self._files.listdir(self._place.presence):
                path = str(self._folder / name)
                if name.endswith(_TEMPORARY) and self._clock() - self._files.stat(path).st_mtime > _BEAT_SECONDS:
                    self._files.unlink(path)
