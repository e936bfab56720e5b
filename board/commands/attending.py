"""Who attends a meeting, typed in one line and read as units and names: 城管局 李某、交通局、王主任."""

from __future__ import annotations

import re

from board.commands.units import find_unit
from board.model.board import Board
from board.model.entities import Attendee
from board.text import clean

_BETWEEN = re.compile(r"[、，,;；\n]+")
_NAME_CELLS = 60


def read_attendees(board: Board, line: str) -> tuple[Attendee, ...]:
    """Units of the board with who came from them; what is no unit is a name. Each once, in their order."""
    pieces = (clean.one_line(piece, _NAME_CELLS) for piece in _BETWEEN.split(line))
    return tuple(dict.fromkeys(_attendee(board, piece) for piece in pieces if piece))


def _attendee(board: Board, piece: str) -> Attendee:
    whole = find_unit(board, piece)
    if whole is not None:
        return Attendee(unit=whole)
    head, _, rest = piece.partition(" ")
    unit = find_unit(board, head) if rest else None
    if unit is not None:
        return Attendee(unit=unit, name=rest.strip())
    known = [(name, unit.id) for unit in board.units.values() for name in (unit.name, *unit.aliases)]
    name, unit = max(((name, unit) for name, unit in known if piece.startswith(name)), default=("", None))
    return Attendee(unit=unit, name=piece.removeprefix(name).strip())
