"""The history from its oldest change on, read block by block."""

from __future__ import annotations

from collections.abc import Iterator

from board.errors import StoreError
from board.model.changes import Change
from board.store import segments
from board.store.files import Files
from board.store.place import Place, check_size, where
from board.store.segments import Line, Tail

_BLOCK = 1 << 20


def oldest_first(place: Place, files: Files, since: int = 0) -> Iterator[Change]:
    """The changes with a seq above `since`. A line that is still being written, or torn, is left out.

    From its first seq on, a segment says what counts: what an older one has from there was never confirmed, or is
    copied into the younger one, because its fsync failed.

    Raises:
        StoreError: `damaged`, while iterating.
        OSError: a file cannot be read.
    """
    troubles: list[StoreError] = []
    numbers = _segments_since(place, files, since)
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        first = None if following is None else next(_lines(place, files, following, []), None)
        for line in _lines(place, files, number, troubles):
            if first is not None and line.change.seq >= first.change.seq:
                troubles.clear()
                break
            if line.change.seq <= since:
                continue
            if troubles and line.change.seq != since + 1:
                raise troubles[0]
            troubles.clear()
            since = line.change.seq
            yield line.change
    if troubles:
        raise troubles[0]


def _segments_since(place: Place, files: Files, since: int) -> list[int]:
    """The segments from the one that holds the first change after `since`."""
    numbers = place.segments(files)
    for index in range(len(numbers) - 1, 0, -1):
        first = next(_lines(place, files, numbers[index], []), None)
        if first is not None and first.change.seq <= since + 1:
            return numbers[index:]
    return numbers


def _lines(place: Place, files: Files, number: int, troubles: list[StoreError]) -> Iterator[Line]:
    """The lines of a segment. What ends them too early goes into `troubles`."""
    fd = files.open_read(place.segment(number))
    try:
        size = files.stat_fd(fd)
        check_size(size, where(number, 0))
        rest, base = b"", 0
        found = segments.scan(rest, base)
        while block := files.read(fd, base + len(rest), min(max(_BLOCK, len(rest)), size.st_size - base - len(rest))):
            rest += block
            whole = rest.rfind(b"\n") + 1
            found = segments.scan(rest[:whole], base)
            yield from found.lines
            if found.tail is not Tail.NONE:
                break
            rest, base = rest[whole:], base + whole
        else:
            found = segments.scan(rest, base)
        if found.tail is Tail.DAMAGE:
            troubles.append(StoreError("damaged", where=where(number, found.end), detail="checksum"))
    finally:
        files.done(fd)
