"""Making a damaged board sound again: what is whole is saved, what is lost is told, and the original is kept."""

from __future__ import annotations

import contextlib
import stat
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change
from board.store import backups, doctor, findings, folders, remains, salvage, segments, snapshot
from board.store.doctor import Report
from board.store.files import Files
from board.store.findings import LOST
from board.store.lock import LOCK_SECONDS, Lock
from board.store.place import BACKUPS, BOARD, LOCK, PRESENCE, Place, reason, segment_name, unsaved
from board.store.reader import TinyReader
from board.store.remains import Found, History
from board.store.salvage import Base, Lost, Salvaged

_NAME = "board repair"
_TEMP = f"{BOARD}.new-"
_MOST_BACKUPS = 12
_PART = 512


class Repaired(Struct, frozen=True, kw_only=True):
    """What a repair did."""

    done: bool
    """False: there was nothing to repair, and nothing was touched."""
    path: str
    kept: str = ""
    """Folder in `backups/` with the files as they were."""
    source: str = ""
    """Name of the backup that the board was taken from, "" when its own files were enough."""
    store: str = ""
    seq: int = 0
    tasks: int = 0
    changes: int = 0
    """Changes that were saved."""
    lost: tuple[Lost, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The report as JSON data."""
        return cast("dict[str, Any]", msgspec.to_builtins(self))


def repair(
    path: Path,
    now: datetime,
    *,
    source: Path | None = None,
    files: Files | None = None,
    lock_seconds: float = LOCK_SECONDS,
) -> Repaired:
    """Save every whole record of the board in `path` and write a sound board in its place, with a new identity.

    With `source`, a backup, the board becomes what that holds, damaged or not. The files as they were are kept. The
    last step is one rename: before it the board is the old one, after it the new one.

    Raises:
        StoreError: `repair_failed`, and then the board is as it was; `nothing_to_save`; `bad_backup`;
            `from_newer_version`; `store_busy`; or as `doctor.examine`.
    """
    files, place = files or Files(), Place(path)
    try:
        if files.stat_or_none(place.folder) is None:
            raise StoreError("no_board", path=place.folder)
        with Lock(place.lock, files, name=_NAME, seconds=lock_seconds):
            report = doctor.examine(path, files=files)
            _check_version(report)
            if source is None and not report.damaged:
                return Repaired(
                    done=False, path=place.folder, store=report.store, seq=report.seq, tasks=report.tasks,
                    changes=report.changes,
                )  # fmt: skip
            saved = _restored(path, source, files) if source is not None else _salvaged(path, report, files)
            return _write(path, place, saved, now, files)
    except OSError as error:
        if error.errno is not None and files.stat_or_none(place.board) is None:
            raise unsaved(error, place) from error
        raise StoreError("repair_failed", detail=reason(error)) from error


def _check_version(report: Report) -> None:
    for finding in report.findings:
        if finding.code == "from_newer_version":
            raise StoreError("from_newer_version", format=report.format, ours=snapshot.FORMAT)


# ------------------------------------------------------------------------------------ what can be saved


def _salvaged(path: Path, report: Report, files: Files) -> Salvaged:
    found = remains.read(path, files)
    for file, error in found.unreadable.items():
        if not remains.is_dead(file, error):
            raise error  # what is out of reach for now is not lost
    history = remains.unite(found.sheets)
    behind = sum(1 for sheet in found.sheets if sheet.number for bad in sheet.bad if bad.after >= history.last)
    bases = [base for data in found.snapshots.values() if (base := salvage.snapshot_base(data, "")) is not None]
    if not history.missing(max([history.last, *(base.board.seq for base in bases)])) and _differs(report):
        bases = []  # the history is whole, and it is the truth
    damaged = [
        rows
        for file, data in found.snapshots.items()
        if salvage.snapshot_base(data, "") is None and (rows := salvage.readable(data, file, history.last))
    ]
    rows = None if bases else next(iter(damaged), None)
    saved = salvage.salvage(bases, history, rows, behind)
    for count, (base, more) in enumerate(_of_backups(path, files, history)):
        if count and not saved.lost:
            break  # the newest is asked in any case: what was cut off the end leaves no gap
        history = more
        bases += [base] if base is not None else []
        saved = salvage.salvage(bases, history, rows, behind)
    if not saved.board.seq:
        raise StoreError("nothing_to_save", path=str(path))
    bad = [
        Lost("bad_line", f"{bad.file}:{bad.start}", told=bad.told)
        for sheet in found.sheets
        for bad in sheet.bad
        if bad.seq not in history.lines
    ]
    return saved._replace(lost=[*bad, *saved.lost])


def _differs(report: Report) -> bool:
    return any(finding.code == "snapshot_differs" for finding in report.findings)


def _of_backups(path: Path, files: Files, history: History) -> Iterator[tuple[Base | None, History]]:
    """What each backup adds, the newest first: its board, and the history with its lines filled in."""
    folder = Path(Place(path).backups)
    for name in backups.names(path, files=files)[:_MOST_BACKUPS]:
        try:
            found = remains.read(folder / name, files)
            there = remains.unite(found.sheets)
        except OSError:
            continue
        if any(seq in history.lines and history.lines[seq].id != line.id for seq, line in there.lines.items()):
            continue  # of another history, from some change on
        history = History({**there.lines, **history.lines}, history.overruled)
        base = None
        with contextlib.suppress(StoreError):
            base = Base(TinyReader(folder / name, files=files).load(), name)
        yield base, history


def _restored(path: Path, source: Path, files: Files) -> Salvaged:
    try:
        board = TinyReader(source, files=files).load()
        history = remains.unite(remains.read(source, files).sheets)
    except StoreError as error:
        raise StoreError("bad_backup", name=source.name, detail=str(error)) from error
    lines = {seq: line for seq, line in history.lines.items() if seq <= board.seq}
    saved = salvage.salvage([Base(board, source.name)], History(lines, []), None)
    now = remains.unite(remains.read(path, files).sheets).lines
    left = [seq for seq, line in now.items() if seq not in lines or lines[seq].id != line.id]
    counters = {"task": max(saved.board.next_ids.get("task", 1), _next_task(now))}
    kept = replace(saved.board, next_ids={**saved.board.next_ids, **counters})
    behind = [Lost("left_behind", first=first, last=last) for first, last in remains.ranges(left)]
    return saved._replace(board=kept, lost=[*saved.lost, *behind])


def _next_task(lines: Mapping[int, Found]) -> int:
    changes = (segments.decode(line.raw) for line in lines.values())
    return findings.highest_ids(change for change in changes if change is not None).get("task", 0) + 1


# ------------------------------------------------------------------------------------------ writing


def _write(path: Path, place: Place, saved: Salvaged, now: datetime, files: Files) -> Repaired:
    with contextlib.suppress(FileExistsError):
        files.mkdir(place.backups)
    kept = backups.free(files.listdir(place.backups), f"damaged-{now:%Y%m%d-%H%M%S}")
    folders.build(files, Path(place.backups) / kept, lambda new: _mirror(files, path, Path(new.folder)))
    board, lines = _signed(saved, now)
    _make_way(files, place)
    first = max(place.segments(files), default=0) + 2  # with a gap, so that nobody reads on into it
    ours = (first, first + 1)
    temp = str(path / f"{_TEMP}{uuid.uuid4().hex[:8]}")
    switched = False
    try:
        files.write_new(place.segment(first), _parts(lines))
        files.write_new(place.segment(first + 1), ())
        files.sync_folder(place.changes)
        files.write_new(temp, snapshot.encode(board, segment=first + 1))
        snapshot.decode(remains.read_whole(files, temp))
        files.replace(temp, place.board)
        switched = True
        files.sync_folder(place.folder)
        _clear(files, place, ours)
    except BaseException:  # whatever ends it, also Ctrl+C: the original is as it was
        if not switched:
            for each in (temp, *(place.segment(number) for number in ours)):
                with contextlib.suppress(OSError):
                    files.unlink(each)
        raise
    return Repaired(
        done=True,
        path=place.folder,
        kept=kept,
        source=saved.source,
        store=board.store,
        seq=board.seq,
        tasks=len(board.tasks),
        changes=sum(1 for raw in saved.lines if b'"action":"lost"' not in raw),
        lost=tuple(saved.lost),
    )


def _signed(saved: Salvaged, now: datetime) -> tuple[Board, list[bytes]]:
    """The board and its lines with the repair itself as the last change, under a new identity."""
    lines = list(saved.lines)
    actions = ["repair"] if salvage.replays(lines, saved.board) else [LOST, "repair"]
    seq = saved.board.seq
    for action in actions:
        seq += 1
        when = now.isoformat(timespec="seconds")
        change = Change(seq=seq, id=uuid.uuid4().hex, who=_NAME, when=when, action=action, ops=())
        lines.append(segments.encode(change)[:-1])
    return replace(saved.board, seq=seq, store=uuid.uuid4().hex), lines


def _parts(lines: list[bytes]) -> Iterator[bytes]:
    for start in range(0, len(lines), _PART):
        yield b"".join(line + b"\n" for line in lines[start : start + _PART])


def _mirror(files: Files, source: Path, target: Path, *, top: bool = True) -> None:
    """The files of a folder under second names; what is only ours to keep, not the board's, is left out."""
    for name in files.listdir(str(source)):
        if top and name in (BACKUPS, LOCK, PRESENCE):
            continue
        there, made = str(source / name), str(target / name)
        if stat.S_ISDIR(files.stat(there).st_mode):
            files.mkdir(made)
            _mirror(files, Path(there), Path(made), top=False)
            files.sync_folder(made)
        else:
            folders.link_or_copy(files, there, made)


def _make_way(files: Files, place: Place) -> None:
    """What stands where a file or a folder of ours must go is kept already."""
    found = files.stat_or_none(place.board)
    if found is not None and stat.S_ISDIR(found.st_mode):
        folders.remove(files, place.board)
    found = files.stat_or_none(place.changes)
    if found is not None and not stat.S_ISDIR(found.st_mode):
        files.unlink(place.changes)
        found = None
    if found is None:
        files.mkdir(place.changes)


def _clear(files: Files, place: Place, ours: tuple[int, int]) -> None:
    """Take the old files away, which are in `backups/` too. What stays the next repair takes."""
    mine = {segment_name(number) for number in ours}
    old = [Path(place.changes) / name for name in files.listdir(place.changes) if name not in mine]
    old += [Path(place.folder) / name for name in files.listdir(place.folder) if name.startswith(_TEMP)]
    for each in old:
        with contextlib.suppress(OSError):
            if stat.S_ISDIR(files.stat(str(each)).st_mode):
                folders.remove(files, str(each))
            else:
                files.unlink(str(each))
    files.sync_folder(place.changes)
