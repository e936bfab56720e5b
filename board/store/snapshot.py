"""board.json: the whole board as plain TinyDB JSON, which stock TinyDB opens and queries.

    {"_meta":{"1":{"format":1,"checksum":"0a1b2c3d","store":"…","seq":…,"segment":…,…}},"task":{"128":{…},…},…}

`checksum` is the CRC-32 of every byte behind its own digits. `segment` and `offset` say where in the journal the
changes begin that the snapshot does not hold yet. A field of a task that holds its default is left out.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, NoReturn
from zlib import crc32

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.board import Board
from board.model.entities import type_of
from board.store.migrations import upgraded

FORMAT = 1
"""Version of the files of a board, counted up with every change that an older program would misread."""
NAME = "board.json"

_HEAD = re.compile(rb'\{"_meta":\{"1":\{"format":(\d{1,9}),')
_CHECKED = re.compile(rb'\{"_meta":\{"1":\{"format":\d{1,9},"checksum":"([0-9a-f]{8})"')
_BEFORE_CHECKSUM = b'"checksum":"'
_PIECE = 512
HEAD_SIZE = 4096
"""More than `_meta` ever takes."""


class Meta(Struct, frozen=True, kw_only=True):
    """What a snapshot says of itself."""

    format: int
    checksum: str = "00000000"
    store: str
    """Identity of the board; a restored or repaired one gets another, so that screens read it anew."""
    seq: int
    segment: int
    offset: int = 0
    next_ids: dict[str, int] = {}


class _Named(Struct):
    meta: dict[int, Meta] = msgspec.field(name="_meta")


# `return` is a name of ours and a word of Python's: the attributes have a mark that the file has not.
_Tables: Any = msgspec.defstruct(
    "_Tables",
    [("t_meta", dict[int, Meta]), *((f"t_{name}", dict[int, kind], {}) for name, kind in type_of.items())],  # type: ignore[valid-type]
    rename={"t_meta": "_meta", **{f"t_{name}": name for name in type_of}},
    gc=False,
)
_decoder = msgspec.json.Decoder(_Tables)
_meta_decoder = msgspec.json.Decoder(_Named)
_encode = msgspec.json.Encoder().encode


def encode(board: Board, *, segment: int, offset: int = 0) -> list[bytes]:
    """The bytes of board.json, in pieces, for `board`, whose later changes begin in `segment` at `offset`.

    No piece takes more than a few milliseconds: a screen on another thread goes on meanwhile.
    """
    parts: list[bytes] = []
    for name in type_of:
        parts.append(b',"%b":{' % name.encode())
        rows = iter(board.table(name).items())
        comma = b""
        while piece := dict(islice(rows, _PIECE)):
            parts.append(comma + _encode(piece)[1:-1])
            comma = b","
        parts.append(b"}")
    parts.append(b"}\n")
    meta = Meta(
        format=FORMAT,
        store=board.store,
        seq=board.seq,
        segment=segment,
        offset=offset,
        next_ids=dict(board.next_ids),
    )
    head = b'{"_meta":{"1":%b}' % _encode(meta)
    place = head.index(_BEFORE_CHECKSUM) + len(_BEFORE_CHECKSUM)
    checksum = crc32(head[place + 8 :])
    for part in parts:
        checksum = crc32(part, checksum)
    return [b"%b%08x%b" % (head[:place], checksum, head[place + 8 :]), *parts]


def decode(data: bytes) -> tuple[Meta, Board]:
    """The board that `data` holds, and where its later changes begin.

    Raises:
        StoreError: `not_a_board`, `from_newer_version`, or `damaged` with where.
    """
    check(data)
    with _without_gc():
        try:
            tables = _tables(data)
            meta = tables.t_meta[1]
            rows = {name: getattr(tables, f"t_{name}") for name in type_of}
        except (msgspec.MsgspecError, UnicodeDecodeError, KeyError, RecursionError) as error:
            raise StoreError("damaged", where=NAME, detail=str(error)) from error
        return meta, Board.build(rows, seq=meta.seq, store=meta.store, next_ids=meta.next_ids)


def _tables(data: bytes) -> Any:
    found = _HEAD.match(data)
    version = int(found[1]) if found else FORMAT
    if version >= FORMAT:
        return _decoder.decode(data)
    tables = json.loads(data)
    meta = tables.pop("_meta")
    return msgspec.convert({**upgraded(tables, version, FORMAT), "_meta": meta}, _Tables, str_keys=True)


def check(data: bytes) -> None:
    """Whether every byte is as it was written.

    Raises:
        StoreError: as `decode`.
    """
    check_format(data)
    checked = _CHECKED.match(data)
    if checked is None or b"%08x" % crc32(memoryview(data)[checked.end(1) :]) != checked[1]:
        raise StoreError("damaged", where=NAME, detail=_problem(data))


def head(data: bytes) -> Meta | None:
    """What the first bytes of a snapshot say of it; None when they do not say it plainly.

    Raises:
        StoreError: as `decode`.
    """
    check_format(data)
    end = data.find(b'}},"')
    if end < 0:
        return None
    try:
        return _meta_decoder.decode(data[: end + 2] + b"}").meta.get(1)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def check_format(data: bytes) -> None:
    """Whether this is a board, and one that we can read; before anything else is looked at.

    Raises:
        StoreError: `not_a_board`, `from_newer_version`, or `damaged`.
    """
    found = _HEAD.match(data)
    version: Any = int(found[1]) if found else _format_of(data)
    if type(version) is not int or version < 1:
        raise StoreError("damaged", where=NAME, detail=f"format {version!r}")
    if version > FORMAT:
        raise StoreError("from_newer_version", format=version, ours=FORMAT)


def _format_of(data: bytes) -> Any:
    """The format of a file that does not begin as we write it: another program wrote it, or it is damaged."""
    if not data.strip(b"\0 \r\n\t"):
        raise StoreError("damaged", where=NAME, detail="empty")
    try:
        found = json.loads(data)
        return found["_meta"]["1"]["format"]
    except (ValueError, RecursionError) as error:
        if b'"_meta"' in data[:64]:
            raise StoreError("damaged", where=NAME, detail=_problem(data)) from error
        raise StoreError("not_a_board", where=NAME) from error
    except (KeyError, TypeError) as error:
        raise StoreError("not_a_board", where=NAME) from error


def _problem(data: bytes) -> str:
    """What is wrong with bytes whose checksum does not fit."""
    try:
        text = data.decode("utf-8")
        strictly(text)
    except (ValueError, RecursionError) as error:
        return str(error)
    if found := re.search(r"\\u[dD][89a-fA-F]", text):
        return f"checksum; surrogate at character {found.start()}"
    return "checksum"


def strictly(text: str, integer: Callable[[str], int] = int) -> Any:
    """JSON read without what the `json` module lets pass: a key that stands twice, NaN. `integer` reads the numbers.

    Raises:
        ValueError: what is wrong.
        RecursionError: it is nested too deep.
    """

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(items)
        if len(made) < len(items):
            names = [name for name, _ in items]
            raise ValueError(f"duplicate key {next(name for name in names if names.count(name) > 1)!r}")
        return made

    def constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is not JSON")

    return json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_int=integer)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Tens of thousands of new objects would each time be walked by the collector, and none is garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
