"""Copies of a whole board in its folder `backups/`, each a board of its own that can be opened and copied back.

    session-20261123-090000    what the desk found when it was opened, if that was new       the last ten
    daily-20261123             the first of a day                                            thirty days
    manual-20261123-090000     made by hand                                                  kept
    before-format-2            before a newer version of the program wrote to the board      kept

A copy holds the snapshot and the segments up to the last change confirmed when it was begun. Closed segments are never
written again, so copies share them by a second name where the file system can; what a board opened in a copy would
write to is always its own.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from board.errors import StoreError
from board.store import folders, segments, snapshot
from board.store.files import Files
from board.store.folders import Stop, Stopped, never
from board.store.lock import LOCK_SECONDS, Lock
from board.store.place import Place, reason, unreadable
from board.store.reader import TinyReader

SESSIONS = 10
DAYS = 30
ALWAYS = 7
"""Daily copies that stay whatever their age: a clock that jumps must not take them all."""
_SESSION = re.compile(r"session-(\d{8})-\d{6}(?:-(\d+))?")
_DAILY = re.compile(r"daily-(\d{8})")
_BLOCK = 1 << 16
_NAME = "board backup"
Standing = tuple[str, int]
"""Identity of a store and the seq of its newest change: what a copy holds, in two words."""


def to_drop(names: Iterable[str], today: date) -> list[str]:
    """Of the names in `backups/`, those that have had their time; only session and daily copies ever do.

    Copies from the future, made while the clock was wrong, count as the oldest.
    """
    names = list(names)
    day = f"{today:%Y%m%d}"
    sessions = [
        (m[1] <= day, m[1], name[8:23], int(m[2] or 0), name) for name in names if (m := _match(_SESSION, name))
    ]
    sessions.sort(reverse=True)
    dailies = [(m[1] <= day, m[1], name) for name in names if (m := _match(_DAILY, name))]
    dailies.sort(reverse=True)
    oldest = f"{today - timedelta(days=DAYS):%Y%m%d}"
    drop = [each[-1] for each in sessions[SESSIONS:]]
    drop += [name for _, made, name in dailies[ALWAYS:] if made < oldest]
    return sorted(drop)


def _match(pattern: re.Pattern[str], name: str) -> re.Match[str] | None:
    return pattern.fullmatch(name)


def take(
    path: Path,
    target: Path,
    *,
    files: Files | None = None,
    lock_seconds: float = LOCK_SECONDS,
    like: Path | None = None,
    stopped: Stopped = never,
) -> None:
    """Copy the board in `path` to the new folder `target`. Others go on meanwhile: the lock is held for a moment.

    `like` is an earlier copy on the same disk, whose closed segments are shared where they are the same.

    Raises:
        StoreError: `backup_failed`, and then there is no such folder; `store_busy`; `no_board`.
        Stop: `stopped` said so.
    """
    files, place = files or Files(), Place(path)
    known = Place(like) if like is not None else None
    fd = -1
    try:
        if files.stat_or_none(place.board) is None:
            raise StoreError("no_board", path=place.folder)
        try:
            with Lock(place.lock, files, name=_NAME, seconds=lock_seconds):
                fd = files.open_read(place.board)
                numbers = place.segments(files)
                end = _whole(files, place.segment(numbers[-1])) if numbers else 0

            def fill(new: Place) -> None:
                folders.copy_open(files, fd, new.board, files.stat_fd(fd).st_size, stopped)
                files.mkdir(new.changes)
                shared = known.segments(files)[:-1] if known is not None else []
                for number in numbers[:-1]:
                    source, made = place.segment(number), new.segment(number)
                    older = known.segment(number) if known is not None and number in shared else ""
                    if older and folders.same_bytes(files, older, source, stopped):
                        folders.link_or_copy(files, older, made, stopped)
                    else:
                        folders.copy(files, source, made, stopped=stopped)
                for number in numbers[-1:]:
                    folders.copy(files, place.segment(number), new.segment(number), end, stopped)
                files.sync_folder(new.changes)
                if _store_of(files, place) != _store_of(files, new):
                    raise StoreError("backup_failed", detail="replaced meanwhile")

            folders.build(files, target, fill)
        finally:
            if fd >= 0:
                files.done(fd)
    except OSError as error:
        raise StoreError("backup_failed", detail=reason(error)) from error


def _whole(files: Files, path: str) -> int:
    """Up to where a segment holds whole lines."""
    fd = files.open_read(path)
    try:
        end = files.stat_fd(fd).st_size
        while end > 0:
            begin = max(0, end - _BLOCK)
            found = files.read(fd, begin, end - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            end = begin
        return 0
    finally:
        files.done(fd)


def _store_of(files: Files, place: Place) -> str:
    fd = files.open_read(place.board)
    try:
        meta = snapshot.head(files.read(fd, 0, snapshot.HEAD_SIZE))
    finally:
        files.done(fd)
    return meta.store if meta is not None else ""


def standing(path: Path, *, files: Files | None = None) -> Standing | None:
    """What the board in a folder holds, read from a few blocks; None when that cannot be told."""
    files, place = files or Files(), Place(path)
    with contextlib.suppress(OSError, StoreError):
        fd = files.open_read(place.board)
        try:
            meta = snapshot.head(files.read(fd, 0, snapshot.HEAD_SIZE))
        finally:
            files.done(fd)
        if meta is not None:
            return meta.store, max(meta.seq, _last_seq(files, place))
    return None


def _last_seq(files: Files, place: Place) -> int:
    for number in reversed(place.segments(files)):
        path = place.segment(number)
        end = _whole(files, path)
        size = _BLOCK
        while end:
            begin = max(0, end - size)
            fd = files.open_read(path)
            try:
                data = files.read(fd, begin, end - 1 - begin)
            finally:
                files.done(fd)
            start = data.rfind(b"\n") + 1
            if start or not begin:
                change = segments.decode(data[start:])
                return change.seq if change is not None else 0
            size *= 16
    return 0


def names(path: Path, *, files: Files | None = None) -> list[str]:
    """The copies in `backups/` that look like a board, the newest first."""
    files, place = files or Files(), Place(path)
    try:
        found = files.listdir(place.backups)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(error, place) from error
    made = [
        (name.partition("-")[2], name)
        for name in found
        if name.partition("-")[0] in ("session", "daily", "manual", "before")
        and files.stat_or_none(Place(Path(place.backups) / name).board) is not None
    ]
    return [name for _, name in sorted(made, reverse=True)]


def find(path: Path, wanted: str, *, files: Files | None = None) -> Path:
    """The folder of a copy, by its name in `backups/` or its path.

    Raises:
        StoreError: `no_backup`, with the names that there are.
    """
    files = files or Files()
    for found in (Path(Place(path).backups) / wanted, Path(wanted)):
        if files.stat_or_none(Place(found).board) is not None:
            return found
    raise StoreError("no_backup", name=wanted, names=" ".join(names(path)[:5]) or "-")


def take_due(
    path: Path,
    now: datetime,
    *,
    files: Files | None = None,
    stopped: Stopped = never,
    lock_seconds: float = LOCK_SECONDS,
) -> list[str]:
    """What the desk does once: a session copy if there is something new, the day's copy if it is missing; tidy up.

    Returns:
        The names of the copies that were made.

    Raises:
        StoreError: as `take`.
    """
    files, place = files or Files(), Place(path)
    made: list[str] = []
    try:
        with contextlib.suppress(FileExistsError):
            files.mkdir(place.backups)
        there = names(path, files=files)
        current = standing(path, files=files)
        folder = Path(place.backups)
        like = next((name for name in there if standing(folder / name, files=files) == current), None)
        wanted = [] if like else [free(there, f"session-{now:%Y%m%d-%H%M%S}")]
        if f"daily-{now:%Y%m%d}" not in there:
            wanted.append(f"daily-{now:%Y%m%d}")
        with contextlib.suppress(Stop):
            for name in wanted:
                near = like or next(iter(there), None)
                take(
                    path,
                    folder / name,
                    files=files,
                    lock_seconds=lock_seconds,
                    like=folder / near if near else None,
                    stopped=stopped,
                )
                made.append(name)
                like = name
            for name in to_drop(files.listdir(place.backups), now.date()):
                folders.remove(files, str(folder / name))
    except OSError as error:
        raise StoreError("backup_failed", detail=reason(error)) from error
    return made


def keep_old(path: Path, version: int, files: Files) -> None:
    """A copy of a board of an older version, before it is written as one of ours; once.

    Raises:
        StoreError: as `take`.
    """
    place = Place(path)
    target = Path(place.backups) / f"before-format-{version + 1}"
    try:
        with contextlib.suppress(FileExistsError):
            files.mkdir(place.backups)
        there = files.stat_or_none(str(target)) is not None
    except OSError as error:
        raise StoreError("backup_failed", detail=reason(error)) from error
    if not there:
        take(path, target, files=files)


def free(taken: Iterable[str], name: str) -> str:
    """`name`, or with a number behind it the first that is not taken."""
    taken = set(taken)
    others = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in others if other not in taken)


def take_by_hand(path: Path, now: datetime, target: Path | None = None, *, files: Files | None = None) -> Path:
    """A copy where a person wants it: the new folder `target`, or a new one in the folder `target`, or in `backups/`.

    Raises:
        StoreError: as `take`, and as `TinyReader.load`: a damaged board is not copied as if it were whole.
    """
    files = files or Files()
    TinyReader(path, files=files).load()
    stamp = f"{now:%Y%m%d-%H%M%S}"
    try:
        if target is None:
            target = Path(Place(path).backups)
            with contextlib.suppress(FileExistsError):
                files.mkdir(str(target))
            target /= free(files.listdir(str(target)), f"manual-{stamp}")
        elif files.stat_or_none(str(target)) is not None:
            there = files.listdir(str(target))
            if {"board.json", "changes"} & set(there):
                raise StoreError("board_exists", path=str(target))
            target /= free(there, f"{path.resolve().name}-{stamp}")
    except NotADirectoryError as error:
        raise StoreError("not_a_folder", path=str(target)) from error
    except OSError as error:
        raise StoreError("backup_failed", detail=reason(error)) from error
    take(path, target, files=files)
    return target
