"""Reading a board that others may be changing: no lock, no write permission, files opened for reading only."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, apply_all
from board.model.entities import ENTRIES
from board.store import segments, snapshot
from board.store.backwards import newest_first
from board.store.files import Files
from board.store.forwards import oldest_first
from board.store.migrations import translated
from board.store.place import BOARD, CHANGES, Place, check_size, unreadable, where
from board.store.segments import Line, Tail

FULL_CHECK_SECONDS = 2.0
"""How often a poll looks for what the stat of the newest segment may miss."""
HEAD = 4096
"""Bytes of the last line that are compared: its checksum and its unique id are among the first hundred."""
_RECENT = 256
_TRIES = 3
_RETRY = 0.25
"""Seconds from a failed poll to the next try."""

Stamp = tuple[int, int, int]
_UNSEEN: tuple[Stamp, Stamp] = ((0, 0, 0), (0, 0, 0))


class Last(NamedTuple):
    """The last line that was accepted, or where reading begins when there is none yet."""

    segment: int
    start: int
    end: int
    head: bytes


class State(NamedTuple):
    """A board, and exactly how far the files were read to make it."""

    board: Board
    last: Last
    snapshot: Stamp
    meta: snapshot.Meta
    """Of that snapshot."""
    newest: int
    """Number of the newest segment."""
    stamps: tuple[Stamp, Stamp]
    """Of the newest segment and of the folder of segments: when neither moves, nothing was written."""
    end: int
    """Where the next line goes in the newest segment."""
    fresh: tuple[Change, ...]
    """The changes that were applied when it was brought up to date."""
    torn: int
    """Bytes behind that place: the line of a writer that died, or that is still writing."""


class _Rewritten(Exception):
    """The last line accepted is not there any more."""


def stamp_of(found: os.stat_result) -> Stamp:
    """What changes when a file is replaced or written."""
    return (found.st_ino, found.st_size, found.st_mtime_ns)


class TinyReader:
    """A `Reader` of the board in a folder. There is nothing on it that writes."""

    def __init__(self, path: Path, *, files: Files | None = None, full_check: float = FULL_CHECK_SECONDS) -> None:
        self._place = Place(path)
        self._files = files or Files()
        self._full_check = full_check
        # A screen polls on its own thread while an executor commits on the same object.
        self._guard = threading.RLock()
        self._state: State | None = None
        self._given: Board | None = None
        self._recent: deque[Change] = deque(maxlen=_RECENT)
        self._trouble: StoreError | None = None
        self._next_check = 0.0

    def load(self) -> Board:
        """The newest board.

        Raises:
            StoreError: `no_board`, `not_a_folder`, `not_a_board`, `from_newer_version`, `damaged`, `no_permission` or
                `unreadable`; the files are left as they are.
        """
        with self._guard:
            state = self._refresh()
            self._given = state.board
            return state.board

    def newest(self) -> Board:
        """What `load` gives, without counting as given: a poll still tells of it.

        Raises:
            StoreError: as `load`.
        """
        with self._guard:
            return self._refresh().board

    def poll(self) -> Board | None:
        """The newest board if it is another one than was given last, else None. Never waits for a commit.

        Raises:
            StoreError: as `load`; again at every poll until the trouble is over. The last good board stays.
        """
        if not self._guard.acquire(blocking=False):
            return None
        try:
            return self._poll()
        finally:
            self._guard.release()

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The changes with a seq above `since`, oldest first.

        Raises:
            StoreError: as `load`, while iterating.
        """
        try:
            yield from oldest_first(self._place, self._files, since)
        except OSError as error:
            raise unreadable(error, self._place) from error

    def history(self, task: int | None = None) -> Iterator[Change]:
        """The changes from the newest back; with `task`, those that may concern this task.

        Raises:
            StoreError: as `load`, while iterating.
        """
        try:
            yield from newest_first(self._place, self._files, () if task is None else self._naming(task))
        except OSError as error:
            raise unreadable(error, self._place) from error

    def _naming(self, task: int) -> list[bytes]:
        """What stands in a line that concerns a task: its number, or that of something written on it."""
        board = self.newest()
        names = [b'"entity":"task","id":%d' % task, b'"task":%d' % task]
        for entity in ENTRIES:
            names += (b'"entity":"%b","id":%d' % (entity.encode(), key) for key in board.count_ids(entity, task))
        return names

    def recent(self) -> tuple[Change, ...]:
        """The changes of others that came in since this was last asked, oldest first; of very many, the last ones."""
        with self._guard:
            found = tuple(self._recent)
            self._recent.clear()
            return found

    def close(self) -> None:
        """Forget the board. No file is held open between calls."""
        with self._guard:
            self._state = self._given = None

    # --------------------------------------------------------------------------------------- polling

    def _poll(self) -> Board | None:
        state = self._state
        now = time.monotonic()
        due = now >= self._next_check
        if self._trouble is not None and not due:
            raise StoreError(self._trouble.code, **self._trouble.params)
        if due or state is None or self._moved(state):
            try:
                state = self._refresh()
            except StoreError as error:
                self._trouble = error
                # Soon again, but not so that trying is all that the screen does.
                self._next_check = now + min(self._full_check, _RETRY) + 10 * (time.monotonic() - now)
                raise
            self._next_check = now + self._full_check
        if state.board is self._given:
            return None
        self._given = state.board
        return state.board

    def _moved(self, state: State) -> bool:
        try:
            segment = self._files.stat(self._place.segment(state.newest))
            folder = self._files.stat(self._place.changes)
        except OSError:
            return True
        return (stamp_of(segment), stamp_of(folder)) != state.stamps

    # --------------------------------------------------------------------------------- reading files

    def _refresh(self) -> State:
        """Bring the state up to date, reading anew what was replaced or rewritten meanwhile."""
        known = self._state
        rewritten = StoreError("damaged", where=self._place.changes, detail="rewritten again and again")
        for tries_left in reversed(range(_TRIES)):
            try:
                state = self._verified(known) if known is not None else None
                state = self._follow(state or self._load())
            except _Rewritten:
                known = None
            except StoreError as error:
                # Perhaps seen in the middle of something: a line being cut, a folder being replaced. Read it all anew.
                if error.code != "damaged" or not tries_left:
                    raise
                known = None
            except OSError as error:
                raise unreadable(error, self._place) from error
            else:
                self._check_kept(state)
                self._note(self._state, state)
                self._state, self._trouble = state, None
                return state
        raise rewritten

    def _check_kept(self, state: State) -> None:
        """A file that was cut from outside is not an older board: a writer takes back one change at most, its own."""
        known = self._state
        if known is not None and known.board.store == state.board.store and state.board.seq < known.board.seq - 1:
            raise StoreError("damaged", where=where(state.newest, state.end), detail="too short")

    def _note(self, known: State | None, state: State) -> None:
        if known is not None and known.board.store == state.board.store:
            self._recent.extend(change for change in state.fresh if change.seq > known.board.seq)

    def _verified(self, state: State) -> State | None:
        """`state` if its snapshot is still there, or a newer one of the same history (a compaction's); else None."""
        if stamp_of(self._files.stat(self._place.board)) == state.snapshot:
            return state
        data, stamp = self._read_snapshot()
        snapshot.check(data)
        meta = snapshot.head(data[: snapshot.HEAD_SIZE])
        if meta is None or meta.store != state.board.store or meta.seq > state.board.seq:
            return None
        return state._replace(snapshot=stamp, meta=meta)

    def _load(self) -> State:
        data, stamp = self._read_snapshot()
        try:
            meta, board = snapshot.decode(data)
        except StoreError as error:
            if error.code == "not_a_board":
                raise StoreError("not_a_board", where=self._place.board) from error
            raise
        last = Last(meta.segment, meta.offset, meta.offset, b"")
        return State(board, last, stamp, meta, meta.segment, _UNSEEN, meta.offset, (), 0)

    def _read_snapshot(self) -> tuple[bytes, Stamp]:
        try:
            fd = self._files.open_read(self._place.board)
        except FileNotFoundError as error:
            if self._files.stat_or_none(self._place.changes) is not None:
                raise StoreError("damaged", where=BOARD, detail="missing") from error
            raise
        try:
            found = self._files.stat_fd(fd)
            check_size(found, BOARD)
            return self._files.read(fd, 0, found.st_size), stamp_of(found)
        finally:
            self._files.done(fd)

    def _follow(self, state: State) -> State:
        """Apply what was written after `state`.

        Raises:
            _Rewritten: the last line accepted is not there any more.
            StoreError: `damaged`.
            OSError: a file cannot be read.
        """
        folder = self._files.stat_or_none(self._place.changes)
        if folder is None:
            raise StoreError("damaged", where=CHANGES, detail="missing")
        fresh: list[tuple[int, Line]] = []
        seq, last, number = state.board.seq, state.last, state.last.segment
        trouble: StoreError | None = None
        while True:
            data, base, stamp = self._read_on(number, state.last)
            found = translated(segments.scan(data, base), state.meta.format, snapshot.FORMAT)
            if number > state.last.segment and found.lines:
                # A segment begins anew from its first seq: what stands there in an older one was never confirmed, or
                # is copied here, for its fsync failed.
                seq = min(seq, max(state.board.seq, found.lines[0].change.seq - 1))
                del fresh[seq - state.board.seq :]
            for line in found.lines:
                if line.change.seq <= seq:
                    continue
                if line.change.seq != seq + 1:
                    detail = f"change {seq + 1} is missing"
                    raise StoreError("damaged", where=where(number, line.start), detail=detail)
                seq += 1
                fresh.append((number, line))
                last = Last(number, line.start, line.end, b"")
                trouble = None
            if last.segment == number and not last.head and last.end > last.start:
                head = data[last.start - base : min(last.end, last.start + HEAD) - base]
                last = last._replace(head=head)
            if found.tail is Tail.DAMAGE:
                trouble = StoreError("damaged", where=where(number, found.end), detail="checksum")
            if self._files.stat_or_none(self._place.segment(number + 1)) is None:
                break
            number += 1
        if trouble is not None:
            raise trouble
        return State(
            board=_applied(state.board, fresh) if fresh else state.board,
            last=last,
            snapshot=state.snapshot,
            meta=state.meta,
            newest=number,
            stamps=(stamp, stamp_of(folder)),
            end=found.end,
            fresh=tuple(line.change for _, line in fresh),
            torn=base + len(data) - found.end,
        )

    def _read_on(self, number: int, last: Last) -> tuple[bytes, int, Stamp]:
        """What a segment holds behind the last line accepted, where that begins, and the file's stamp."""
        try:
            fd = self._files.open_read(self._place.segment(number))
        except FileNotFoundError as error:
            if last.head:
                raise _Rewritten from error
            raise StoreError("damaged", where=where(number, 0), detail="missing") from error
        try:
            found = self._files.stat_fd(fd)
            stamp = stamp_of(found)
            check_size(found, where(number, 0))
            if number != last.segment:
                return self._files.read(fd, 0, found.st_size), 0, stamp
            if found.st_size < last.end:
                if last.head:
                    raise _Rewritten
                raise StoreError("damaged", where=where(number, found.st_size), detail="too short")
            compared = len(last.head)
            if last.start + compared < last.end:  # a long line: its head tells it from every other
                data = self._files.read(fd, last.start, compared)
                data += self._files.read(fd, last.end, found.st_size - last.end)
            else:
                data = self._files.read(fd, last.start, found.st_size - last.start)
        finally:
            self._files.done(fd)
        if not data.startswith(last.head):
            raise _Rewritten
        return data[compared:], last.end, stamp


def _applied(board: Board, fresh: list[tuple[int, Line]]) -> Board:
    try:
        return apply_all(board, [line.change for _, line in fresh])
    except StoreError:
        for number, line in fresh:
            try:
                board = apply_all(board, (line.change,))
            except StoreError as error:
                raise StoreError("damaged", where=where(number, line.start), detail=str(error)) from error
        raise
