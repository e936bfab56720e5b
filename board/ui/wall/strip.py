"""The ranking of the groups as one line, for boards that want it on the wall."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len
from textual.strip import Strip

from board.model import figures
from board.model.board import Board
from board.model.figures import Place
from board.model.task import minute_key
from board.ui.wall import paper
from board.ui.wall.paper import Part
from board.ui.wall.room import Room
from board.ui.widgets.cells import paintable
from board.ui.widgets.styles import Styles

_last: list[tuple[Board, str, list[Place]]] = []
"""The ranking that was made last: it looks at every task, and a frame is painted every second."""


def places(board: Board, now: datetime) -> list[Place]:
    """The groups' ranking at this minute."""
    minute = minute_key(now)
    if not _last or _last[0][0] is not board or _last[0][1] != minute:
        ranked = figures.ranking(figures.by_group(board, now), board.office.weights)
        _last[:] = [(board, minute, ranked)]
    return _last[0][2]


def paint(room: Room, width: int, styles: Styles) -> Strip:
    """Rank, name and score of every group; without the scores where they do not fit."""
    found = [(place, room.board.group(place.id)) for place in places(room.board, room.now) if place.rank is not None]
    named = [(place, paintable(group.name)) for place, group in found if group is not None]
    full = [f"{place.score:.0f}" for place, _ in named if place.score is not None]
    wide = sum(cell_len(name) + 6 for _, name in named) + sum(len(text) + 1 for text in full)
    lead = room.messages("wall.ranking")
    parts: list[Part] = [("  ", ""), (lead, "dim"), ("    ", "")]
    left = width - 8 - cell_len(lead)
    for place, name in named:
        score = f" {place.score:.0f}" if place.score is not None and wide <= width - 8 - cell_len(lead) else ""
        rank = f"{place.rank} "
        left -= len(rank) + cell_len(name) + len(score) + 4
        if left < -4:
            break
        parts += [(rank, "title"), (name, "strong"), (score, "dim"), ("    ", "")]
    return paper.line(styles, "column", width, parts)
