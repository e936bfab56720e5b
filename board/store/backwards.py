"""The history from its newest change back, read block by block: the first page costs the same after years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from board.errors import StoreError
from board.model.changes import Change
from board.store import segments
from board.store.files import Files
from board.store.place import Place, check_size, where

_BLOCK = 1 << 16


def newest_first(place: Place, files: Files, naming: Sequence[bytes] = ()) -> Iterator[Change]:
    """The changes, newest first; only the lines that hold one of `naming`, if any are given.

    A change that was written twice comes once. A line behind which nothing stands yet, torn or still being written,
    is left out.

    Raises:
        StoreError: `damaged`, when a line is not whole, while iterating.
        OSError: a file cannot be read.
    """
    given: int | None = None
    for number in reversed(place.segments(files)):
        good = False
        for start, line in _lines(place.segment(number), files):
            if naming and not any(name in line for name in naming):
                continue
            change = segments.decode(line)
            if change is None:
                if not good:
                    continue  # the tail: a dead writer's, one that is being cut, or what a younger segment overrules
                raise StoreError("damaged", where=where(number, start), detail="checksum")
            good = True
            if given is None or change.seq < given:
                given = change.seq
                yield change


def _lines(path: str, files: Files) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a file from its last back, each with where it begins."""
    fd = files.open_read(path)
    try:
        found = files.stat_fd(fd)
        check_size(found, Path(path).name)
        end = found.st_size
        rest = b""
        whole = False
        while end > 0:
            begin = max(0, end - max(_BLOCK, len(rest)))
            parts = (files.read(fd, begin, end - begin) + rest).split(b"\n")
            rest = parts[0]
            start = begin + sum(len(part) + 1 for part in parts)
            for part in reversed(parts[1:]):
                start -= len(part) + 1
                if whole and part:
                    yield start, part
                whole = True  # what stands behind the last newline is no line yet
            end = begin
        if whole and rest:
            yield 0, rest
    finally:
        files.done(fd)
