"""A segment: one JSON object a line, one line a change, each with a checksum of its own.

    {"crc":"0a1b2c3d","seq":7,"id":"…","who":"…", …}

`crc` is the CRC-32 of what follows it, from `"seq"` to the closing brace, in eight hexadecimal digits. A segment is
only ever appended to. What stands behind its last good line is either *torn*, the line of a writer that died, or
*damage*, which nobody may overwrite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from board.errors import StoreError
from board.model.changes import Change, Op
from board.model.packed import Packed

_START = b'{"crc":"'
_BODY = 18
"""Where the checked part of a line begins: after `{"crc":"` + 8 digits + `",`."""
_OPS = b'"ops":['
"""Its first place in a change is the key itself: the quotes of a text are escaped."""
_DEEPEST = 32
"""Lists and objects within each other, in a value; more is no data of a person."""
_SIMPLE = frozenset({str, int, bool, type(None)})
_HOLE = bytes(512)
"""A block that never reached the disk reads as zeros; a line of JSON holds none."""

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Change)


class Tail(Enum):
    """What stands behind the last good line."""

    NONE = "none"
    TORN = "torn"
    DAMAGE = "damage"


class Line(NamedTuple):
    """A change and where its line begins and ends in the segment."""

    start: int
    end: int
    change: Change


class Scan(NamedTuple):
    """The good lines of a piece of a segment, where they end, and what stands behind them."""

    lines: list[Line]
    end: int
    tail: Tail


class Encoded(NamedTuple):
    """The line of a change, with its newline. One with packed operations is never in memory as a whole."""

    size: int
    start: bytes
    """All of it, or what stands before the operations."""
    ops: Packed[Op] | None = None
    end: bytes = b""

    def parts(self) -> Iterator[bytes]:
        """Its bytes, in pieces that follow each other."""
        yield self.start
        if self.ops is not None:
            yield from self.ops.json()
            yield self.end

    def head(self, size: int) -> bytes:
        """Its first `size` bytes, or fewer where it ends."""
        found = b""
        for part in self.parts():
            found += part
            if len(found) >= size:
                break
        return found[:size]


NOTHING = Encoded(0, b"")
"""No line at all."""


def encode(change: Change) -> bytes:
    """The line of a change, with its newline.

    Raises:
        StoreError: as `encoded`.
    """
    return b"".join(encoded(change).parts())


def encoded(change: Change) -> Encoded:
    """The line of a change, as it is written piece by piece.

    Raises:
        StoreError: `bad_value`, when a value cannot be kept: NaN, a lone surrogate, nesting without end.
    """
    if isinstance(change.ops, Packed):
        return _encode_long(msgspec.structs.replace(change, ops=()), change.ops)
    for op in change.ops:
        for value in (op.value, op.old):
            if type(value) not in _SIMPLE and (detail := _unfit(value, _DEEPEST)):
                raise StoreError("bad_value", entity=op.entity, field=op.field, detail=detail)
    rest = _body(change)
    line = b'{"crc":"%08x",%b\n' % (crc32(rest), rest)
    return Encoded(len(line), line)


def _body(change: Change) -> bytes:
    """A change as JSON behind its opening brace."""
    try:
        return _encoder.encode(change)[1:]
    except (UnicodeEncodeError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise StoreError("bad_value", entity="", field="", detail=str(error)) from error


def _encode_long(change: Change, ops: Packed[Op]) -> Encoded:
    """The line of a change with `ops`, which are JSON already: what could not be kept was not packed."""
    before, opening, after = _body(change).partition(_OPS)
    before += opening
    crc, size = crc32(before), len(before) + len(after)
    for piece in ops.json():
        crc, size = crc32(piece, crc), size + len(piece)
    start = b'{"crc":"%08x",' % crc32(after, crc)
    return Encoded(len(start) + size + 1, start + before, ops, after + b"\n")


def _unfit(value: Any, depth: int) -> str:
    """Why a value would not come back as it was; "" when it will."""
    if depth == 0:
        return "nested too deep"
    if isinstance(value, float):
        return "" if value - value == 0 else "not a finite number"
    if isinstance(value, dict):
        inner: Iterable[Any] = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    else:
        return ""
    for part in inner:
        if type(part) not in _SIMPLE and (detail := _unfit(part, depth - 1)):
            return detail
    return ""


def decode(line: bytes) -> Change | None:
    """The change of a line without its newline; None when it is not whole."""
    if not line.startswith(_START) or line[8:16] != b"%08x" % crc32(line[_BODY:]):
        return None
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def read_back(line: Encoded) -> Change:
    """The change of a line just encoded, as others will read it; packed operations are read when they are applied.

    Raises:
        StoreError: `bad_value`, when it is not one: nothing that could not be read again is ever written.
    """
    if line.ops is not None:
        return msgspec.structs.replace(_decoder.decode(line.start + line.end), ops=line.ops)
    change = decode(line.start[:-1])
    if change is None:
        raise StoreError("bad_value", entity="", field="", detail="not read back as written")
    return change


def scan(data: bytes, base: int) -> Scan:
    """Read the lines of `data`, which begins at byte `base` of a segment, up to the first that is not whole."""
    lines: list[Line] = []
    start = 0
    while (stop := data.find(b"\n", start)) >= 0:
        change = decode(data[start:stop])
        if change is None:
            break
        lines.append(Line(base + start, base + stop + 1, change))
        start = stop + 1
    return Scan(lines, base + start, _tail(data[start:]))


def _tail(rest: bytes) -> Tail:
    if not rest:
        return Tail.NONE
    if b"\n" not in rest:
        # Whole but for its last byte, which should be the newline: a confirmed line whose newline was damaged.
        return Tail.DAMAGE if decode(rest[:-1]) is not None else Tail.TORN
    # A line that lost blocks in a power cut before it was confirmed. Nothing good may stand behind it.
    hole = rest.startswith(b"\0") or _HOLE in rest
    if hole and not any(decode(part) is not None for part in rest.split(b"\n")):
        return Tail.TORN
    return Tail.DAMAGE
