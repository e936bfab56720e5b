"""Writing a board: one line appended and synced per change, under the lock, on the newest board."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import uuid
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.changes import apply
from board.model.ports import Committed, Intent
from board.store import segments, snapshot
from board.store.files import Files
from board.store.lock import LOCK_SECONDS, Lock
from board.store.place import BOARD, reason, segment_name, unsaved, where
from board.store.reader import FULL_CHECK_SECONDS, HEAD, Last, State, TinyReader
from board.store.segments import Encoded
from board.store.system import try_lock

COMPACT_BYTES = 1 << 20
_TEMP = f"{BOARD}.new-"
_TEMP_SEGMENT = "segment.new-"


class Notice(Struct, frozen=True):
    """Something that was mended on the way and that a person should hear of: a code with parameters."""

    code: str
    params: dict[str, object]


class Journal(TinyReader):
    """A `Store` of the board in a folder. One object may be used by several threads."""

    def __init__(
        self,
        path: Path,
        *,
        files: Files | None = None,
        full_check: float = FULL_CHECK_SECONDS,
        lock_seconds: float = LOCK_SECONDS,
        name: str = "",
    ) -> None:
        super().__init__(path, files=files, full_check=full_check)
        self._lock = Lock(
            self._place.lock, self._files, name=name or Path(sys.argv[0]).name or "board", seconds=lock_seconds
        )
        # Commits of one object queue here and not at the file, so that a poll never waits with them.
        self._commits = threading.RLock()
        self._unknown = False
        self._settled: set[tuple[str, int]] = set()
        self._durable = ("", 0, 0)
        """Board, segment, and up to where this object has synced it."""
        self._notices: list[Notice] = []

    def commit(self, intent: Intent, *, whichever: bool = False) -> Committed:
        """Run `intent` on the newest board and make its change durable before returning.

        With `whichever` also where another board stands now in the place of the one that was given last.

        Raises:
            Refused, Conflict, UsageError: the intent said no; nothing was written.
            StoreError: `store_busy`, `not_saved`, `no_permission` or `bad_value`, nothing was saved; `board_replaced`,
                until a `load` or `poll` has given the board that is there now; `save_unknown`, it may or may not have
                been saved, and nothing more is written (`store_stopped`) until the store is opened again; or as `load`.
        """
        with self._commits:
            self._check_running()
            if self._state is None:
                self.newest()  # before the lock: a large board takes its time
            self._upgrade()
            with self._locked(), self._guard:
                state = self._refresh()
                self._check_same(state, whichever=whichever)
                # Not kept here: of a whole ledger one copy is enough.
                line = segments.encoded(msgspec.structs.replace(intent(state.board), seq=state.board.seq + 1))
                # What is confirmed is what others will read: apply the line, not what it was made from.
                written = segments.read_back(line)
                board = apply(state.board, written)
                last = self._append(state, line)
                self._state = state._replace(board=board, last=last, newest=last.segment, end=last.end, torn=0)
                self._given = board
            return Committed(board.seq, written, board)

    def wants_compaction(self) -> bool:
        """Whether the newest segment has outgrown the snapshot, so that opening the board takes longer than it need."""
        state = self._state
        return state is not None and state.end > max(COMPACT_BYTES, state.snapshot[1])

    def compact(self) -> bool:
        """Begin a new segment and write the snapshot anew; False when there was nothing to do.

        Others read and commit meanwhile, on this object too: the lock is held for moments only.

        Raises:
            StoreError: `compaction_failed`; nothing is lost, and the board goes on. `store_busy`, or as `load`.
        """
        self._check_running()
        self.newest()
        try:
            return self._upgrade() or self._compact()
        except OSError as error:
            raise StoreError("compaction_failed", detail=reason(error)) from error

    def notices(self) -> tuple[Notice, ...]:
        """What was mended since the last call: `torn_tail` with `where`, `bytes` and `kept`."""
        found, self._notices = tuple(self._notices), []
        return found

    def _check_same(self, state: State, *, whichever: bool) -> None:
        """What somebody wants of the board they see is not done to another one, nor to a part of it."""
        if not whichever and self._given is not None and self._given.store != state.board.store:
            raise StoreError("board_replaced")
        store, number, end = self._durable
        if (store, number) == (state.board.store, state.newest) and state.end < end:
            raise StoreError("damaged", where=where(number, state.end), detail="too short")

    # ------------------------------------------------------------------------------------- appending

    def _check_running(self) -> None:
        if self._unknown:
            raise StoreError("store_stopped")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._lock.__enter__()
        except OSError as error:
            raise unsaved(error, self._place) from error
        try:
            yield
        finally:
            self._lock.__exit__(None, None, None)

    def _append(self, state: State, line: Encoded) -> Last:
        """Make `line` durable behind everything else; returns where it stands."""
        number = state.newest
        try:
            self._settle(state)
            fd = self._files.open_append(self._place.segment(number))
        except OSError as error:
            raise unsaved(error, self._place) from error
        try:
            if state.torn:
                self._cut_torn(fd, state)
            try:
                for part in line.parts():
                    self._files.write(fd, part)
            except BaseException as error:
                # Not synced: should half the line come back after a power cut, it is torn, and cut then.
                self._cut(fd, state.end)
                if isinstance(error, OSError):
                    raise unsaved(error, self._place) from error
                raise
            try:
                self._files.sync(fd)
            except OSError as error:
                # Neither saved nor not: the system may have dropped the bytes and yet show them, to us and to others.
                # Nobody may build on them.
                self._cut(fd, state.end)
                return self._append_anew(fd, state, line, error)
        finally:
            self._files.done(fd)
        end = state.end + line.size
        self._durable = (state.board.store, number, end)
        return Last(number, state.end, end, line.head(HEAD))

    def _settle(self, state: State) -> None:
        """The first time here: sync the segment's entry in its folder; whoever made it may not have lived to do so."""
        segment = (state.board.store, state.newest)
        # A segment that a snapshot names was synced with its folder before the snapshot was written.
        if state.newest > state.meta.segment and segment not in self._settled:
            self._files.sync_folder(self._place.changes)
            self._settled.add(segment)

    def _append_anew(self, failed: int, state: State, line: Encoded, error: OSError) -> Last:
        """Write `line` to a new segment, and before it what others wrote to the old one and may be as doubtful there.

        The segment appears whole or not at all: an empty one says that all before it is durable.
        """
        number = state.newest + 1
        temp = str(Path(self._place.folder) / f"{_TEMP_SEGMENT}{uuid.uuid4().hex[:8]}")
        start = self._durable_end(state)
        try:
            doubtful = self._files.read(failed, start, state.end - start)
            if doubtful:
                self._write_over(state, start, doubtful)
            self._files.write_new(temp, chain((doubtful,), line.parts()))
            self._files.rename(temp, self._place.segment(number))
            self._files.sync_folder(self._place.changes)
        except OSError as second:
            self._unknown = True
            with contextlib.suppress(OSError):
                self._files.unlink(temp)
            raise StoreError(
                "save_unknown", detail="; ".join(dict.fromkeys((reason(error), reason(second))))
            ) from second
        end = len(doubtful) + line.size
        self._settled.add((state.board.store, number))
        self._durable = (state.board.store, number, end)
        return Last(number, len(doubtful), end, line.head(HEAD))

    def _write_over(self, state: State, start: int, data: bytes) -> None:
        # The system may have called these pages clean without having them on the disk. The same bytes written once
        # more are due for the next fsync, whoever calls it, should there be no new segment in the end.
        with contextlib.suppress(OSError):
            fd = self._files.open(self._place.segment(state.newest), os.O_RDWR)
            try:
                self._files.seek(fd, start)
                self._files.write(fd, data)
            finally:
                self._files.done(fd)

    def _durable_end(self, state: State) -> int:
        """Up to where the newest segment is surely on the disk: as far as we synced it, or a snapshot holds it."""
        store, number, end = self._durable
        if (store, number) == (state.board.store, state.newest):
            return min(end, state.end)
        return state.meta.offset if state.meta.segment == state.newest else 0

    def _cut(self, fd: int, length: int) -> None:
        # Where this fails too, a half line stays: the next writer finds it torn and cuts it.
        with contextlib.suppress(OSError):
            self._files.truncate(fd, length)

    def _cut_torn(self, fd: int, state: State) -> None:
        """Cut off the line of a writer that died, after copying it to backups/."""
        name = f"torn-{state.newest:06d}-{state.end}-{uuid.uuid4().hex[:8]}"
        try:
            with contextlib.suppress(FileExistsError):
                self._files.mkdir(self._place.backups)
            kept = str(Path(self._place.backups) / name)
            self._files.write_new(kept, [self._files.read(fd, state.end, state.torn)])
            self._files.sync_folder(self._place.backups)
            self._files.truncate(fd, state.end)
        except OSError as error:
            raise unsaved(error, self._place) from error
        params: dict[str, object] = {"where": segment_name(state.newest), "bytes": state.torn, "kept": name}
        self._notices.append(Notice("torn_tail", params))

    # ------------------------------------------------------------------------------------ compaction

    def _compact(self) -> bool:
        with self._commits, self._locked(), self._guard:
            self._sweep()
            state = self._refresh()
            if state.board.seq == state.meta.seq:
                return False
            state = self._state = self._begin_segment(state)
            temp = str(Path(self._place.folder) / f"{_TEMP}{uuid.uuid4().hex[:8]}")
            fd = self._files.create(temp)
            try_lock(fd)  # tells a sweeper that the writer of this file lives
        try:
            # The board is immutable: others may go on while it is written.
            for part in snapshot.encode(state.board, segment=state.newest, offset=state.end):
                self._files.write(fd, part)
            self._files.sync(fd)
            with self._commits, self._locked(), self._guard:
                self._files.done(fd)
                fd = -1
                self._replace_snapshot(temp, state)
        except BaseException:  # whatever ends it, also Ctrl+C: no temporary file stays
            with contextlib.suppress(OSError):
                self._files.unlink(temp)
            raise
        finally:
            if fd >= 0:
                self._files.done(fd)
        return True

    def _replace_snapshot(self, temp: str, written: State) -> None:
        state = self._refresh()
        if state.board.store != written.board.store or state.meta.seq >= written.board.seq:
            self._files.unlink(temp)  # somebody else has compacted, or restored, meanwhile
            return
        self._files.replace(temp, self._place.board)
        self._files.sync_folder(self._place.folder)

    def _upgrade(self) -> bool:
        """Before anything of ours is written to a board of an older version: keep it as it is, write it as ours.

        The lock is held throughout: nobody may write a line of the old version behind a snapshot of ours.
        """
        state = self._state
        if state is None or state.meta.format >= snapshot.FORMAT:
            return False
        from board.store.backups import keep_old

        with self._commits:
            keep_old(Path(self._place.folder), state.meta.format, self._files)
            temp = str(Path(self._place.folder) / f"{_TEMP}{uuid.uuid4().hex[:8]}")
            try:
                with self._locked(), self._guard:
                    state = self._refresh()
                    if state.meta.format < snapshot.FORMAT:
                        state = self._state = self._begin_segment(state)
                        parts = snapshot.encode(state.board, segment=state.newest, offset=state.end)
                        self._files.write_new(temp, parts)
                        self._files.replace(temp, self._place.board)
                        self._files.sync_folder(self._place.folder)
                        self._refresh()
            except OSError as error:
                with contextlib.suppress(OSError):
                    self._files.unlink(temp)
                raise unsaved(error, self._place) from error
        return True

    def _begin_segment(self, state: State) -> State:
        """A new segment, when all before it is durable, or copied into it."""
        if not state.end and not state.torn:  # an empty one is there: an earlier compaction came no further
            self._files.sync_folder(self._place.changes)
            self._settled.add((state.board.store, state.newest))
            return state
        fd = self._files.open_append(self._place.segment(state.newest))
        try:
            self._files.sync(fd)
        except OSError as error:
            try:
                last = self._append_anew(fd, state, segments.NOTHING, error)
            except StoreError as second:
                self._unknown = False  # nobody waits to hear of a change
                raise StoreError("compaction_failed", **second.params) from second
            return state._replace(newest=last.segment, end=last.end, torn=0)
        finally:
            self._files.done(fd)
        number = state.newest + 1
        self._files.write_new(self._place.segment(number), ())
        self._files.sync_folder(self._place.changes)
        self._settled.add((state.board.store, number))
        return state._replace(newest=number, end=0, torn=0)

    def _sweep(self) -> None:
        """Remove the temporary files of compactions that died. A living one holds the lock of its file."""
        for name in self._files.listdir(self._place.folder):
            if name.startswith((_TEMP, _TEMP_SEGMENT)):
                path = str(Path(self._place.folder) / name)
                with contextlib.suppress(OSError):
                    fd = self._files.open_append(path)
                    try:
                        dead = try_lock(fd)
                    finally:
                        self._files.done(fd)
                    if dead:
                        self._files.unlink(path)
