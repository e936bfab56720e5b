"""What is wrong with a board, where, and whether a repair would help. Opens files for reading only."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, apply_all
from board.store import backups, findings, remains, segments, snapshot
from board.store.files import Files
from board.store.findings import LOST, Finding
from board.store.lock import holder
from board.store.place import BOARD, CHANGES, LOCK, PRESENCE, Place, reason, unreadable
from board.store.reader import TinyReader, stamp_of
from board.store.remains import History, Remains, Sheet
from board.store.system import try_lock, unlock

_KNOWN = frozenset({BOARD, CHANGES, LOCK, "backups", PRESENCE})
_BATCH = 1_000
_TRIES = 3
_REFUSED = frozenset({"from_newer_version"})
_DAMAGE = frozenset({"damaged", "not_a_board", "no_board", "not_a_folder"})


class Report(Struct, frozen=True, kw_only=True):
    """What an examination found, as plain data."""

    path: str
    format: int = 0
    store: str = ""
    seq: int = 0
    tasks: int = 0
    changes: int = 0
    segments: int = 0
    backups: int = 0
    bytes: int = 0
    findings: tuple[Finding, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The report as JSON data, with `healthy` and `damaged`."""
        return {**msgspec.to_builtins(self), "healthy": self.healthy, "damaged": self.damaged}

    @property
    def healthy(self) -> bool:
        """Whether there is nothing that anybody has to do."""
        return all(finding.kind == "remark" for finding in self.findings)

    @property
    def damaged(self) -> bool:
        """Whether there is something for a repair."""
        return any(finding.kind == "damage" for finding in self.findings)


def examine(path: Path, *, files: Files | None = None) -> Report:
    """Look at everything that belongs to the board in `path`, and write nothing.

    Raises:
        StoreError: `no_board`, `not_a_folder`, `not_a_board` (there is nothing of a board), `no_permission` or
            `unreadable` (not even the folder can be read).
    """
    files, place = files or Files(), Place(path)
    report = Report(path=place.folder)
    try:
        for _ in range(_TRIES):
            before = _stamps(files, place)
            report = _examine(path, place, files)
            if not report.damaged or before == _stamps(files, place):
                break  # else somebody wrote meanwhile: what looked like damage may have been half of a step
    except OSError as error:
        raise unreadable(error, place) from error
    return report


def _stamps(files: Files, place: Place) -> object:
    found = [files.stat_or_none(path) for path in (place.board, place.changes)]
    with contextlib.suppress(OSError):
        found += [files.stat_or_none(place.segment(number)) for number in place.segments(files)]
    return [stamp_of(each) if each is not None else None for each in found]


def _examine(path: Path, place: Place, files: Files) -> Report:
    found = remains.read(path, files)
    check_is_board(place, found)
    names = backups.names(path, files=files)
    sizes = sum(found.sizes.values())
    numbers = [sheet.number for sheet in found.sheets if sheet.number]
    empty = Report(path=place.folder, segments=len(numbers), backups=len(names), bytes=sizes)
    listed = list(_layout(files, place, found))
    board: Board | None = None
    try:
        board = TinyReader(path, files=files).load()
    except StoreError as error:
        where = str(error.params.get("where") or error.params.get("path") or BOARD)
        kind: Literal["fault", "damage"] = "damage" if error.code in _DAMAGE else "fault"
        listed.append(
            Finding(kind, error.code, where, str(error.params.get("detail") or error.params.get("format", "")))
        )
        if error.code in _REFUSED:
            return msgspec.structs.replace(empty, format=int(error.params["format"]), findings=tuple(listed))
    history = remains.unite(sheet for sheet in found.sheets if sheet.number)
    listed += _of_sheets(found.sheets, history, board)
    meta, shown = read_snapshot(found)
    if meta is not None and shown is not None:
        if detail := findings.strict_json(found.snapshots[BOARD]):
            listed.append(Finding("damage", "snapshot_unclean", BOARD, detail))
        listed += findings.at_most(_compared(meta, shown, history))
    if board is not None and meta is not None:
        listed += findings.of_rows(board)
        listed += findings.of_counters(board, meta.next_ids, decoded(history))
    return msgspec.structs.replace(
        empty,
        format=meta.format if meta is not None else 0,
        store=board.store if board is not None else meta.store if meta is not None else "",
        seq=board.seq if board is not None else history.last,
        tasks=len(board.tasks) if board is not None else 0,
        changes=len(history.lines),
        findings=tuple(dict.fromkeys(listed)),
    )


def check_is_board(place: Place, found: Remains) -> None:
    """Whether anything in the folder is of a board.

    Raises:
        StoreError: `no_board` or `not_a_board`.
    """
    if any(sheet.number for sheet in found.sheets) or CHANGES not in found.unreadable:
        return
    if BOARD not in found.snapshots and BOARD not in found.unreadable:
        raise StoreError("no_board", path=place.folder)
    try:
        snapshot.check_format(found.snapshots.get(BOARD, b"{"))
    except StoreError as error:
        if error.code == "not_a_board":
            raise StoreError("not_a_board", where=place.board) from error


def read_snapshot(found: Remains) -> tuple[snapshot.Meta | None, Board | None]:
    """The snapshot, if it is as it was written."""
    try:
        return snapshot.decode(found.snapshots[BOARD])
    except (StoreError, KeyError):
        return None, None


def decoded(history: History, above: int = 0, upto: int | None = None) -> Iterator[Change]:
    """The changes of a history in their order."""
    for seq in sorted(history.lines):
        if seq > above and (upto is None or seq <= upto):
            change = segments.decode(history.lines[seq].raw)
            if change is not None:
                yield change


# ------------------------------------------------------------------------------------------ the folder


def _layout(files: Files, place: Place, found: Remains) -> Iterator[Finding]:
    for file, error in found.unreadable.items():
        kind: Literal["damage", "fault"] = "damage" if remains.is_dead(file, error) else "fault"
        yield Finding(kind, "file_unreadable", file, reason(error))
    for name in sorted(files.listdir(place.folder)):
        if name.startswith(f"{BOARD}.new-"):
            yield Finding("remark", "temporary", name)
        elif name not in _KNOWN:
            yield Finding("remark", "stranger", name)
    for sheet in found.sheets:
        if not sheet.number:
            yield Finding("remark" if sheet.file.startswith(f"{BOARD}.") else "damage", "stranger", sheet.file)
    for path in (place.folder, place.changes, place.board):
        if files.stat_or_none(path) is not None and not files.may_write(path):
            yield Finding("remark", "not_writable", path)
    if held_by := _held(files, place):
        yield Finding("remark", "locked", LOCK, held_by)


def _held(files: Files, place: Place) -> str:
    try:
        fd = files.open(place.lock, os.O_RDONLY)
    except OSError:
        return ""
    try:
        if try_lock(fd):
            unlock(fd)
            return ""
        return holder(files, fd)
    except OSError:
        return ""
    finally:
        files.done(fd)


# ----------------------------------------------------------------------------------------- the history


def _of_sheets(sheets: list[Sheet], history: History, board: Board | None) -> Iterator[Finding]:
    numbered = [sheet for sheet in sheets if sheet.number]
    for one, other in pairwise(numbered):
        if other.number != one.number + 1:
            yield Finding("damage", "segment_missing", f"{CHANGES}/{one.number + 1:06d}.jsonl")
    for index, sheet in enumerate(numbered):
        younger = [line.seq for later in numbered[index + 1 :] for line in later.lines[:1]]
        overruled_from = min(younger, default=0)
        yield from findings.at_most(_of_sheet(sheet, overruled_from))
        if sheet.torn:
            last = sheet.lines[-1].seq if sheet.lines else 0
            harmless = index == len(numbered) - 1 or (overruled_from and overruled_from <= last + 1)
            yield Finding("remark" if harmless else "damage", "torn", sheet.file, str(sheet.torn))
    last = max(history.last, board.seq if board is not None else 0)
    for first, to in remains.ranges(history.missing(last))[:100]:
        yield Finding("damage", "gap", CHANGES, f"{first}-{to}")
    if board is not None and board.seq < history.last:
        yield Finding("damage", "not_shown", CHANGES, f"{board.seq + 1}-{history.last}")


def _of_sheet(sheet: Sheet, overruled_from: int) -> Iterator[Finding]:
    for bad in sheet.bad:
        overruled = overruled_from and overruled_from <= bad.after + 1
        kind = "remark" if overruled else "damage"
        yield Finding(kind, "bad_line", f"{bad.file}:{bad.start}", bad.told)  # type: ignore[arg-type]
    seen = 0
    for line in sheet.lines:
        if overruled_from and line.seq >= overruled_from:
            break
        if line.seq <= seen:
            yield Finding("damage", "repeated", f"{line.file}:{line.start}", str(line.seq))
        seen = max(seen, line.seq)


def _compared(meta: snapshot.Meta, shown: Board, history: History) -> Iterator[Finding]:
    """Whether the snapshot is what the history makes, when the whole history is there."""
    if history.missing(meta.seq):
        return
    changes = list(decoded(history, upto=meta.seq))
    for again, count in Counter(change.id for change in changes).items():
        if count > 1:
            yield Finding("damage", "same_id", CHANGES, again)
    if any(change.action == LOST for change in changes):
        yield Finding("remark", "history_incomplete", CHANGES, str(sum(c.action == LOST for c in changes)))
        return
    board = Board()
    try:
        for start in range(0, len(changes), _BATCH):
            board = apply_all(board, changes[start : start + _BATCH])
    except StoreError as error:
        yield Finding("damage", "not_replayable", f"{CHANGES} {board.seq + 1}-", str(error))
        return
    yield from findings.differences(shown, board)
