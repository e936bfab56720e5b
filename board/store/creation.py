"""Making the folder of a new board, whole or not at all."""

from __future__ import annotations

import contextlib
import re
import uuid
from collections.abc import Iterable
from pathlib import Path

import msgspec

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, apply_all
from board.store import segments, snapshot
from board.store.files import Files
from board.store.lock import LOCK_SECONDS, Lock
from board.store.place import BOARD, LOCK, Place, unsaved
from board.store.reader import TinyReader
from board.store.system import FOLDERS_MOVE_WHILE_OPEN, try_lock

_NAME = "board init"
_LEFTOVER = re.compile(r"\.(new|old)-[0-9a-f]{8}")


def create(path: Path, changes: Iterable[Change], *, files: Files | None = None) -> None:
    """Make the folder `path` with a board whose history is `changes`; their seqs are given here.

    It is built beside its place and then moved there, so that a crash leaves a whole board or none.

    Raises:
        StoreError: `board_exists`, `folder_not_empty`, `not_a_folder`, `no_permission`, `not_saved`; `bad_change`,
            `bad_value` or `unknown_field` when the changes do not fit each other.
    """
    files, path = files or Files(), path.resolve()
    try:
        _check_free(files, path)
        with contextlib.ExitStack() as held:
            built = _build(files, path, changes, held)
            if not FOLDERS_MOVE_WHILE_OPEN:
                held.close()
            try:
                with contextlib.suppress(FileNotFoundError):
                    files.rmdir(str(path))
                files.rename(built, str(path))
            except OSError:
                _discard(files, built)
                _check_free(files, path)  # somebody else was faster
                raise
        files.sync_folder(str(path.parent))
    except OSError as error:
        raise unsaved(error, Place(path)) from error


def replace_demo(
    path: Path, changes: Iterable[Change], *, files: Files | None = None, lock_seconds: float = LOCK_SECONDS
) -> None:
    """`create`, in place of a demo board if there is one. It gets a new identity, so that screens read it anew.

    Raises:
        StoreError: `not_a_demo`, and then nothing was touched; `store_busy`; as `create`, and as `TinyReader.load`
            when what is there cannot be read.
    """
    files, path = files or Files(), path.resolve()
    place = Place(path)
    try:
        if files.stat_or_none(place.board) is None:
            create(path, changes, files=files)
            return
        with contextlib.ExitStack() as held:
            held.enter_context(Lock(place.lock, files, name=_NAME, seconds=lock_seconds))
            if not TinyReader(path, files=files).load().office.demo:
                raise StoreError("not_a_demo", path=place.folder)
            built = _build(files, path, changes, held)
            if not FOLDERS_MOVE_WHILE_OPEN:
                held.close()
            _swap(files, place.folder, built, _sibling(path, "old"))
            files.sync_folder(str(path.parent))
    except OSError as error:
        raise unsaved(error, place) from error


def _swap(files: Files, folder: str, built: str, old: str) -> None:
    """Put `built` in the place of `folder`. A crash between the two steps leaves no board: the next start makes one."""
    try:
        files.rename(folder, old)
        try:
            files.rename(built, folder)
        except OSError:
            files.rename(old, folder)
            raise
    except OSError:
        _discard(files, built)
        raise
    _discard(files, old)


def _check_free(files: Files, path: Path) -> None:
    try:
        names = set(files.listdir(str(path)))
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise StoreError("not_a_folder", path=str(path)) from error
    if BOARD in names:
        raise StoreError("board_exists", path=str(path))
    if names:
        raise StoreError("folder_not_empty", path=str(path))


def _build(files: Files, path: Path, changes: Iterable[Change], held: contextlib.ExitStack) -> str:
    """A folder beside `path` that holds the whole board, durable but for its own name; its lock goes into `held`."""
    history: list[Change] = []
    lines: list[bytes] = []
    for seq, change in enumerate(changes, 1):
        line = segments.encoded(msgspec.structs.replace(change, seq=seq))
        lines += line.parts()
        history.append(segments.read_back(line))
    board = apply_all(Board(store=uuid.uuid4().hex), history)
    _make_parents(files, path.parent)
    _sweep(files, path)
    built = _sibling(path, "new")
    place = Place(Path(built))
    try:
        files.mkdir(built)
        claim = files.create(place.lock)
        held.callback(files.done, claim)
        try_lock(claim)  # tells a sweeper that the maker of this folder lives
        files.mkdir(place.changes)
        files.write_new(place.segment(1), [b"".join(lines)])
        files.sync_folder(place.changes)
        files.write_new(place.board, snapshot.encode(board, segment=1, offset=sum(map(len, lines))))
        files.mkdir(place.backups)
        files.sync_folder(built)
    except BaseException:  # whatever ends it, also Ctrl+C: nothing half-made stays
        _discard(files, built)
        raise
    return built


def _sweep(files: Files, path: Path) -> None:
    """Remove what makers that died left beside `path`."""
    for name in files.listdir(str(path.parent)):
        if not _LEFTOVER.fullmatch(name.removeprefix(f".{path.name}")):
            continue
        folder = path.parent / name
        with contextlib.suppress(OSError):
            fd = files.open_append(str(folder / LOCK))
            try:
                dead = try_lock(fd)
            finally:
                files.done(fd)
            if dead:
                _discard(files, str(folder))


def _sibling(path: Path, kind: str) -> str:
    return str(path.parent / f".{path.name}.{kind}-{uuid.uuid4().hex[:8]}")


def _make_parents(files: Files, folder: Path) -> None:
    missing = []
    while files.stat_or_none(str(folder)) is None:
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            files.mkdir(str(each))
        files.sync_folder(str(each.parent))


def _discard(files: Files, folder: str) -> None:
    with contextlib.suppress(OSError):
        files.remove_tree(folder)
