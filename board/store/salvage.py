"""A sound history and board out of what is left of a damaged one: pure, from bytes that were read before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, apply
from board.model.entities import States, key_of, type_of
from board.store import findings, remains, segments, snapshot
from board.store.findings import LOST
from board.store.remains import Found, History

_ROW = re.compile(r'"(\d{1,15})":(?=\{)')
_HOLE = "\ufffd"
_TABLE = re.compile(r'"(\w+)":\{(?="\d|\})')


class Lost(Struct, frozen=True):
    """What could not be saved whole.

    code            what
    bad_line        bytes that are no line any more, at `where`; `told` is what can be read of them
    gap             changes `first` to `last`, of which no line is left
    unfit           a whole line that changes what is not there any more
    overruled       a whole line whose place in the history another one has
    row             an entity of the snapshot that cannot be read, and that nothing else tells of
    left_behind     changes that the backup to be restored does not hold
    """

    code: str
    where: str = ""
    first: int = 0
    last: int = 0
    told: str = ""
    kept: bool = False
    """The board still shows what they did; only the record of it is gone."""


class Base(NamedTuple):
    """A board to begin from, and what it is: "" for the board's own files, else the name of a backup."""

    board: Board
    source: str


class Salvaged(NamedTuple):
    """A sound board: its lines without their newlines, from seq 1 to that of the board; and what was lost."""

    board: Board
    lines: list[bytes]
    lost: list[Lost]
    source: str


class Readable(NamedTuple):
    """The rows of a damaged snapshot that can be read."""

    seq: int
    next_ids: dict[str, int]
    rows: dict[tuple[str, int], Any]
    lost: list[Lost]


def salvage(bases: Iterable[Base], history: History, damaged: Readable | None, behind: int = 0) -> Salvaged:
    """The board that loses least: the best of `bases`, then every line above it that can be applied.

    What a damaged snapshot still shows fills in what no line tells. `behind` is how many bad lines stand behind all.
    """
    last = max(history.last, damaged.seq if damaged is not None else 0)
    candidates = [*bases, Base(Board(), "")]
    last = max(last, *(base.board.seq for base in candidates))

    def gaps(base: Base) -> int:
        return sum(1 for seq in range(base.board.seq + 1, last + 1) if seq not in history.lines)

    base = min(candidates, key=gaps)  # of equals the first
    board, unfit = base.board, dict[int, Change]()
    merged = damaged is None or damaged.seq <= board.seq
    for seq in range(board.seq + 1, last + 1):
        change = segments.decode(history.lines[seq].raw) if seq in history.lines else None
        if change is not None:
            try:
                board = apply(board, change)
            except StoreError:
                unfit[seq] = change
        if not merged and damaged is not None and seq >= damaged.seq:
            board, merged = _filled(board, damaged, history, unfit), True
    if not merged and damaged is not None:
        board = _filled(board, damaged, history, unfit)
    known = damaged.next_ids if damaged is not None else {}
    # Of what is lost the numbers are not known, but they were said aloud: leave room for them.
    hidden = behind + sum(1 for seq in range(base.board.seq + 1, last + 1) if seq not in history.lines or seq in unfit)
    board = _counted(board, history, [known, *(each.board.next_ids for each in candidates)], hidden)
    lost = list(_lost(history, base.board.seq, last, unfit, damaged))
    if damaged is not None and any(seq not in history.lines for seq in range(base.board.seq + 1, damaged.seq + 1)):
        lost += damaged.lost
    lines = [_line(history.lines.get(seq), seq, unfit.get(seq)) for seq in range(1, last + 1)]
    return Salvaged(at_seq(board, last), lines, lost, base.source)


def at_seq(board: Board, seq: int) -> Board:
    """The same tables at another seq."""
    return Board.build(board.tables, seq=seq, store=board.store, next_ids=board.next_ids)


def _counted(board: Board, history: History, known: Iterable[Mapping[str, int]], hidden: int) -> Board:
    highest = findings.highest_ids(_changes(history))
    counters = dict(board.next_ids)
    for entity in type_of:
        counters[entity] = max(
            counters.get(entity, 1), highest.get(entity, 0) + 1, *(each.get(entity, 1) for each in known)
        )
    counters["task"] += hidden
    return Board.build(board.tables, seq=board.seq, store=board.store, next_ids=counters)


def _changes(history: History) -> Iterator[Change]:
    for line in history.lines.values():
        change = segments.decode(line.raw)
        if change is not None:
            yield change


def _line(found: Found | None, seq: int, unfit: Change | None) -> bytes:
    """The line itself, or one that says that there was one."""
    if found is not None and unfit is None:
        return found.raw
    who, when, key = (unfit.who, unfit.when, unfit.id) if unfit is not None else ("", "", f"lost-{seq}")
    return segments.encode(Change(seq=seq, id=key, who=who, when=when, action=LOST, ops=()))[:-1]


def _lost(
    history: History, base: int, last: int, unfit: Mapping[int, Change], damaged: Readable | None
) -> Iterator[Lost]:
    shown = max(base, damaged.seq if damaged is not None else 0)
    for first, to in remains.ranges(history.missing(last)):
        for begin, end, kept in ((first, min(to, shown), True), (max(first, shown + 1), to, False)):
            if begin <= end:
                yield Lost("gap", first=begin, last=end, kept=kept)
    for seq, change in unfit.items():
        told = f"{change.when} {change.who} {change.action} " + " ".join(
            dict.fromkeys(f"{op.entity} {op.id}" for op in change.ops[:5])
        )
        yield Lost("unfit", history.lines[seq].file, seq, seq, told.strip(), kept=seq <= shown)
    for line in history.overruled:
        yield Lost("overruled", f"{line.file}:{line.start}", line.seq, line.seq)


# ------------------------------------------------------------------------------------ a damaged snapshot


def readable(data: bytes, where: str, newest: int) -> Readable | None:
    """Every row of a damaged snapshot that is JSON and of its type; None when there is none.

    `newest` is the last seq that any line tells of.
    """
    text = data.decode("utf-8", "replace")
    holes = text.encode("utf-8") != data
    if '"_meta"' not in text[:64]:
        return None
    rows: dict[tuple[str, int], Any] = {}
    lost: list[Lost] = []
    for entity, key, value, place in _rows(text):
        try:
            row = (
                msgspec.convert(value, type_of[entity])
                if value is not None and not (holes and _HOLE in str(value))
                else None
            )
        except (msgspec.ValidationError, TypeError):
            row = None
        if row is None or key_of(row) != key:
            lost.append(Lost("row", f"{where}:{place}", told=f"{entity} {key}"))
        else:
            rows[entity, key] = row
    meta = _meta(text)
    # Any of these numbers may be the damaged one: none is believed that no other bears out.
    seq = max((row.rev for row in rows.values()), default=0)
    said = meta["seq"] if type(meta.get("seq")) is int else seq
    seq = min(max(seq, said), max(newest, min(seq, said)))
    given = meta.get("next_ids")
    next_ids = {
        entity: number
        for entity, number in (given.items() if isinstance(given, dict) else ())
        if entity in type_of and type(number) is int and 0 < number < 1 << 40
    }
    return Readable(seq, next_ids, rows, lost) if rows or lost else None


def _meta(text: str) -> dict[str, Any]:
    start = text.find('{"format"')
    try:
        found = json.JSONDecoder().raw_decode(text, start)[0] if start >= 0 else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _rows(text: str) -> Iterator[tuple[str, int, Any, int]]:
    """(entity, id, value or None where it cannot be read, place) of everything that looks like a row."""
    decoder = json.JSONDecoder()
    tables = [(m.end(), m[1]) for m in _TABLE.finditer(text) if m[1] in type_of]
    for (start, entity), (end, _) in zip(tables, [*tables[1:], (len(text), "")], strict=False):
        place = start
        while (found := _ROW.search(text, place, end)) is not None:
            try:
                value, place = decoder.raw_decode(text, found.end())
            except (ValueError, RecursionError):
                value, place = None, found.end()
            yield entity, int(found[1]), value, found.start()


def _filled(board: Board, damaged: Readable, history: History, unfit: Mapping[int, Change]) -> Board:
    """`board` with the rows of the snapshot that know of changes which no line tells any more."""
    removed = {(op.entity, op.id): change.seq for change in _changes(history) for op in change.ops if op.op == "remove"}
    states: States = {}
    for (entity, key), row in damaged.rows.items():
        present = board.table(entity).get(key)
        if present is None and removed.get((entity, key), 0) > row.rev:
            continue
        if present is None or present.rev < row.rev <= damaged.seq or row.rev in unfit:
            states.setdefault(entity, {})[key] = row
    return board.with_states(states, board.seq)


def snapshot_base(data: bytes, source: str) -> Base | None:
    """The board of a snapshot that is as it was written, each row under its own id."""
    try:
        _, board = snapshot.decode(data)
    except StoreError:
        return None
    tables = {entity: {key_of(row): row for row in board.table(entity).values()} for entity in type_of}
    return Base(Board.build(tables, seq=board.seq, store=board.store, next_ids=board.next_ids), source)


def replays(lines: Iterable[bytes], board: Board) -> bool:
    """Whether these lines, from nothing, make this board; True where some are known to be lost."""
    made = Board()
    try:
        for raw in lines:
            change = segments.decode(raw)
            if change is None:
                return False
            if change.action == LOST:
                return True
            made = apply(made, change)
    except StoreError:
        return False
    return next(findings.differences(board, made), None) is None
