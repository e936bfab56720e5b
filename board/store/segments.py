"""A segment: one JSON object a line, one line a change, each with a checksum of its own.

    {"crc":"0a1b2c3d","seq":7,"id":"…","who":"…", …}

`crc` is the CRC-32 of what follows it, from `"seq"` to the closing brace, in eight hexadecimal digits. A segment is
only ever appended to. What stands behind its last good line is either *torn*, the line of a writer that died, or
*damage*, which nobody may overwrite.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from board.errors import StoreError
from board.model.changes import Change

_START = b'{"crc":"'
_BODY = 18
"""Where the checked part of a line begins: after `{"crc":"` + 8 digits + `",`."""
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


def encode(change: Change) -> bytes:
    """The line of a change, with its newline.

    Raises:
        StoreError: `bad_value`, when a value cannot be kept: NaN, a lone surrogate, nesting without end.
    """
    for op in change.ops:
        for value in (op.value, op.old):
            if type(value) not in _SIMPLE and (detail := _unfit(value, _DEEPEST)):
                raise StoreError("bad_value", entity=op.entity, field=op.field, detail=detail)
    try:
        body = _encoder.encode(change)
    except (UnicodeEncodeError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise StoreError("bad_value", entity="", field="", detail=str(error)) from error
    rest = body[1:]
    return b'{"crc":"%08x",%b\n' % (crc32(rest), rest)


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


def read_back(line: bytes) -> Change:
    """The change of a line just encoded, as others will read it.

    Raises:
        StoreError: `bad_value`, when it is not one: nothing that could not be read again is ever written.
    """
    change = decode(line[:-1])
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
