"""What is typed of a meeting in one line: who attends (城管局 李某、交通局、王主任), and the agenda (1:10 3:15 9)."""

from __future__ import annotations

import re
from collections.abc import Callable

from board.commands.units import find_unit
from board.model import agenda
from board.model.board import Board
from board.model.entities import Attendee
from board.text import clean

_BETWEEN = re.compile(r"[、，,;；\n]+")
_NAME_CELLS = 60
_BETWEEN_ITEMS = re.compile(r"[,，、\s]+")
_ITEM = re.compile(r"(?P<group>.+?)(?:[:：](?P<minutes>\d{1,4}))?")


def read_attendees(board: Board, line: str) -> tuple[Attendee, ...]:
    """Units of the board with who came from them; what is no unit is a name. Each once, in their order."""
    pieces = (clean.one_line(piece, _NAME_CELLS) for piece in _BETWEEN.split(line))
    return tuple(dict.fromkeys(_attendee(board, piece) for piece in pieces if piece))


def read_agenda(line: str, group_of: Callable[[str], int | None]) -> list[tuple[int, int]]:
    """The items as (group, minutes). `group_of` finds the id of a group by what is written; None is the inbox.

    Raises:
        UsageError: as `group_of`.
    """
    read = filter(None, map(_ITEM.fullmatch, _BETWEEN_ITEMS.split(line.strip())))
    return [(group_of(item["group"]) or agenda.INBOX, int(item["minutes"] or agenda.DEFAULT_MINUTES)) for item in read]


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
