"""What can still be read of the files of a board, damaged or not: every whole line, and every bad place by its name."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from board.store import segments
from board.store.files import Files
from board.store.place import BOARD, CHANGES, LARGEST, Place
from board.store.segments import Tail

_LINE = b'{"crc":"'
_TELLING = re.compile(rb'"(seq|who|when|action)":("[^"\\]{0,80}"|\d{1,12})')
_SEQ = re.compile(r"seq=(\d+)")
_MOST_TOLD = 160


class Found(NamedTuple):
    """A whole line: its change's seq and id, its bytes without the newline, and where it stands."""

    seq: int
    id: str
    raw: bytes
    file: str
    start: int


class Bad(NamedTuple):
    """Bytes that are no whole line: where, how many, and what can be read of them."""

    file: str
    start: int
    size: int
    told: str
    after: int
    """Seq of the last whole line before it in its file, 0 without one."""

    @property
    def seq(self) -> int:
        """The seq that can be read of it, 0 without one: a line elsewhere may hold the same change."""
        found = _SEQ.match(self.told)
        return int(found[1]) if found else 0


class Sheet(NamedTuple):
    """One file of lines."""

    file: str
    number: int
    """As a segment; 0 when its name is not that of one."""
    lines: list[Found]
    bad: list[Bad]
    torn: int
    """Bytes behind its end, of a writer that died or is still writing."""
    size: int


def read_sheet(data: bytes, file: str, number: int = 0) -> Sheet:
    """Every whole line of `data`; a newline that was damaged does not lose the lines beside it."""
    scan = segments.scan(data, 0)
    lines = [
        Found(line.change.seq, line.change.id, data[line.start : line.end - 1], file, line.start) for line in scan.lines
    ]
    torn = len(data) - scan.end if scan.tail is Tail.TORN else 0
    bad: list[Bad] = []
    if scan.tail is Tail.DAMAGE:
        place = scan.end
        for piece in data[scan.end :].split(b"\n"):
            if piece or place < len(data):
                _take_piece(piece, place, file, lines, bad)
            place += len(piece) + 1
        if lines and lines[-1].start + len(lines[-1].raw) == len(data):
            bad.append(Bad(file, len(data), 0, "", lines[-1].seq))  # its newline is missing
    return Sheet(file, number, lines, bad, torn, len(data))


def _take_piece(piece: bytes, start: int, file: str, lines: list[Found], bad: list[Bad]) -> None:
    change = segments.decode(piece)
    if change is not None:
        lines.append(Found(change.seq, change.id, piece, file, start))
        return
    after = lines[-1].seq if lines else 0
    bad.append(Bad(file, start, len(piece), _told(piece), after))
    begins = [found.start() for found in re.finditer(re.escape(_LINE), piece)]
    for begin, end in zip(begins, [*begins[1:], len(piece) + 1], strict=False):
        for stop in (end, end - 1):
            raw = piece[begin:stop]
            if (change := segments.decode(raw)) is not None:
                lines.append(Found(change.seq, change.id, raw, file, start + begin))
                break


def _told(piece: bytes) -> str:
    """The plain fields of a line that can still be read, whether or not they are right."""
    told = [f"{m[1].decode()}={m[2].decode('utf-8', 'replace')}" for m in _TELLING.finditer(piece[:4096])]
    return " ".join(dict.fromkeys(told))[:_MOST_TOLD]


class Remains(NamedTuple):
    """All that could be read of a folder, and the files that could not be read at all, each with the reason."""

    snapshots: dict[str, bytes]
    """The files that hold, or should hold, a snapshot; board.json first."""
    sheets: list[Sheet]
    """The segments by their numbers, and before them other files with lines in them."""
    unreadable: dict[str, OSError]
    sizes: dict[str, int]


def read(path: Path, files: Files) -> Remains:
    """Read the snapshot and the segments in a folder, also under each other's names.

    Raises:
        OSError: the folder itself cannot be read.
    """
    place = Place(path)
    found = Remains({}, [], {}, {})
    names = [name for name in files.listdir(place.folder) if name == BOARD or name.startswith(f"{BOARD}.new-")]
    sheets: list[Sheet] = []
    for file, number in [*((name, 0) for name in sorted(names)), *_of_changes(files, place, found)]:
        try:
            data = read_twice(files, str(path / file))
        except OSError as error:
            found.unreadable[file] = error
            continue
        found.sizes[file] = len(data)
        is_line_file = data.lstrip(b"\0 \n").startswith(_LINE[:4]) or (number and not data.startswith(b'{"_meta"'))
        if file == BOARD or data.startswith(b'{"_meta"'):
            found.snapshots[file] = data
        if number or is_line_file:
            sheets.append(read_sheet(data, file, number))
    found.sheets.extend(sorted(sheets, key=lambda sheet: (sheet.number, sheet.file)))
    return found


def _of_changes(files: Files, place: Place, found: Remains) -> list[tuple[str, int]]:
    try:
        numbered = {number: Path(place.segment(number)).name for number in place.segments(files)}
        others = [(name, 0) for name in files.listdir(place.changes) if name not in numbered.values()]
    except OSError as error:
        found.unreadable[CHANGES] = error
        return []
    return [(f"{CHANGES}/{name}", number) for name, number in [*others, *((n, k) for k, n in numbered.items())]]


_GONE = (errno.ENOENT, errno.ENOTDIR)
_DEAD = (errno.EIO, errno.EISDIR, errno.EFBIG, *_GONE)


def is_dead(file: str, error: OSError) -> bool:
    """Whether a file that cannot be read is lost, and not only out of reach for now."""
    return error.errno in (_GONE if file == CHANGES else _DEAD)


def read_twice(files: Files, path: str) -> bytes:
    """`read_whole`, tried once more when it fails: disks stumble.

    Raises:
        OSError: as `read_whole`.
    """
    try:
        return read_whole(files, path)
    except OSError:
        return read_whole(files, path)


def read_whole(files: Files, path: str) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: it cannot be read, or is larger than anything of ours.
    """
    fd = files.open_read(path)
    try:
        size = files.stat_fd(fd).st_size
        if size > LARGEST:
            raise OSError(errno.EFBIG, "too large")
        return files.read(fd, 0, size)
    finally:
        files.done(fd)


class History(NamedTuple):
    """The lines that count, by seq, and those that another line of the same seq or a younger segment overrules."""

    lines: dict[int, Found]
    overruled: list[Found]

    @property
    def last(self) -> int:
        """The newest seq; 0 without any."""
        return max(self.lines, default=0)

    def missing(self, upto: int) -> list[int]:
        """The seqs from 1 to `upto` that no line is there for."""
        return [seq for seq in range(1, upto + 1) if seq not in self.lines]


def unite(sheets: Iterable[Sheet], base: History | None = None) -> History:
    """One history out of files, a younger one first believed: what an older one has differently was never confirmed.

    Lines of `base` are believed before all.
    """
    lines = dict(base.lines) if base is not None else {}
    overruled: list[Found] = []
    for sheet in reversed(list(sheets)):
        taken: dict[int, Found] = {}
        for line in sheet.lines:
            taken.setdefault(line.seq, line)
        cut = min((seq for seq, line in taken.items() if seq in lines and lines[seq].id != line.id), default=0)
        for line in sheet.lines:
            if (cut and line.seq >= cut) or taken[line.seq].id != line.id:
                overruled.append(line)
            else:
                lines.setdefault(line.seq, line)
    return History(lines, overruled)


def ranges(seqs: Iterable[int]) -> list[tuple[int, int]]:
    """1, 2, 3, 7 as (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for seq in sorted(seqs):
        if found and found[-1][1] == seq - 1:
            found[-1] = (found[-1][0], seq)
        else:
            found.append((seq, seq))
    return found
