"""Where the files of a board are, and what a failed system call on them means."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from board.errors import StoreError
from board.store.files import Files

BOARD = "board.json"
CHANGES = "changes"
BACKUPS = "backups"
LOCK = "lock"
PRESENCE = "presence"
LARGEST = 1 << 30
"""Bytes of a file of a board at most; 100,000 tasks take an eighth of it. A larger one is not read into memory."""
_SUFFIX = ".jsonl"
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Place:
    """The paths of one board's folder, as text: they are used for every commit and every poll."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.board = str(folder / BOARD)
        self.changes = str(folder / CHANGES)
        self.backups = str(folder / BACKUPS)
        self.lock = str(folder / LOCK)
        self.presence = str(folder / PRESENCE)
        self._segments: dict[int, str] = {}

    def segment(self, number: int) -> str:
        """The path of a segment."""
        path = self._segments.get(number)
        if path is None:
            path = self._segments[number] = str(Path(self.changes) / segment_name(number))
        return path

    def segments(self, files: Files) -> list[int]:
        """The numbers of the segments that there are, ascending.

        Raises:
            OSError: the folder cannot be read.
        """
        names = files.listdir(self.changes)
        return sorted(int(name[: -len(_SUFFIX)]) for name in names if _is_segment(name))


def segment_name(number: int) -> str:
    """The file name of a segment."""
    return f"{number:06d}{_SUFFIX}"


def _is_segment(name: str) -> bool:
    return name.endswith(_SUFFIX) and name[: -len(_SUFFIX)].isdecimal()


def where(number: int, offset: int) -> str:
    """A place in the journal as it is told to a person."""
    return f"{CHANGES}/{segment_name(number)}:{offset}"


def check_size(found: os.stat_result, place: str) -> None:
    """Whether an open file is of a size that can be meant.

    Raises:
        StoreError: `damaged`.
    """
    if found.st_size > LARGEST:
        raise StoreError("damaged", where=place, detail="too large")


def reason(error: OSError) -> str:
    """The system's own words for a failed call."""
    return error.strerror or type(error).__name__


def unreadable(error: OSError, place: Place) -> StoreError:
    """The error for a call that failed while reading: `no_board`, `not_a_folder`, `no_permission` or `unreadable`."""
    if isinstance(error, NotADirectoryError):
        return StoreError("not_a_folder", path=place.folder)
    if isinstance(error, FileNotFoundError):
        return StoreError("no_board", path=place.folder)
    if error.errno in _DENIED:
        return StoreError("no_permission", path=str(error.filename or place.folder))
    return StoreError("unreadable", path=str(error.filename or place.folder), detail=reason(error))


def unsaved(error: OSError, place: Place) -> StoreError:
    """The error for a call that failed before anything was confirmed: `no_board`, `no_permission` or `not_saved`."""
    if error.errno in _DENIED:
        return StoreError("no_permission", path=str(error.filename or place.folder))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StoreError("no_board", path=place.folder)
    return StoreError("not_saved", detail=reason(error))
