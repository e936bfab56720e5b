"""The scene `overview`: every group as a tile with its figures and its most urgent tasks."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from board.model import figures
from board.model.entities import Group
from board.model.query import MAIN_KINDS
from board.model.task import OPEN
from board.ui.wall import cards, paper
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.cells import paintable
from board.ui.widgets.styles import Styles

_GAP = 2
"""Cells between two tiles; one line between two rows of them."""
_LEAST = (16, 4)
_WANTED = (40, 12)
"""Cells and lines of a tile: below these it cannot be read, at these it is at ease."""
_CARD = 3
"""Lines of a card at most."""
_WORDY = 30
"""Cells of the narrowest tile from which on all heads say things in full."""


class _Grid(NamedTuple):
    columns: int
    rows: int


def _grid(count: int, width: int, height: int) -> _Grid:
    """Columns and rows for `count` tiles, or for as many of them as can be read."""
    widest = max(1, (width + _GAP) // (_LEAST[0] + _GAP))
    highest = max(1, (height + 1) // (_LEAST[1] + 1))
    pages = -(-count // (widest * highest))
    count = -(-count // pages)  # pages are filled alike

    def ease(grid: _Grid) -> float:
        wide = (width - _GAP * (grid.columns - 1)) / grid.columns / _WANTED[0]
        high = (height - (grid.rows - 1)) / grid.rows / _WANTED[1]
        return min(wide, high) * count / (grid.columns * grid.rows)

    fitting = (_Grid(columns, -(-count // columns)) for columns in range(1, min(widest, count) + 1))
    return max((grid for grid in fitting if grid.rows <= highest), key=ease)


def _pages(room: Room, width: int, height: int) -> int:
    count = len(room.board.groups)
    if not count:
        return 0
    grid = _grid(count, width, height)
    return -(-count // (grid.columns * grid.rows))


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    groups = room.board.groups
    if not groups:
        return paper.blank(styles, "gap", width, height)
    grid = _grid(len(groups), width, height)
    size = grid.columns * grid.rows
    page = room.page % -(-len(groups) // size)
    shown = groups[page * size : (page + 1) * size]
    heights = paper.spans(height, grid.rows, 1)
    widths = paper.spans(width, grid.columns, _GAP)
    area: Area = []
    for row, high in enumerate(heights):
        if row:
            area += paper.blank(styles, "gap", width)
        line = shown[row * grid.columns : (row + 1) * grid.columns]
        tiles = [
            _tile(room, line[place], wide, high, styles, wordy=min(widths) >= _WORDY)
            if place < len(line)
            else paper.blank(styles, "gap", wide, high)
            for place, wide in enumerate(widths)
        ]
        area += paper.beside(styles, tiles, gap=_GAP)
    return paper.fill(area, styles, "gap", width, height)


def _tile(room: Room, group: Group, width: int, height: int, styles: Styles, *, wordy: bool) -> Area:
    head = _head(room, group, width, height, styles, wordy=wordy)
    if height >= 15:
        head += paper.blank(styles, "gap", width)
    return paper.fill(head + _tasks(room, group, width, height - len(head), styles), styles, "gap", width, height)


def _head(room: Room, group: Group, width: int, height: int, styles: Styles, *, wordy: bool) -> Area:
    """Number and name, leader, 在办/逾期, and a bar of 销号率: the name and 逾N stay when there is only one line."""
    messages, counts = room.messages, figures.counts(room.board, room.now, (group.id,))
    over: list[Part] = []
    if counts.red:
        code = "head.red" if wordy else "head.over"
        over = [(" ", ""), (f" {messages(code, count=counts.red)} ", "red")]
    active = messages("head.active", count=counts.active)
    leader = group.leader if cell_len(paintable(group.leader)) + cell_len(active) + 5 <= width else ""
    name = paper.line(styles, "head", width, [(f" {group.number} ", "title"), (group.name, "strong")], over)
    if height < 5:
        return [name]
    percent = "" if counts.closure_rate is None else f"{counts.closure_rate:.0%}"
    if height < 9:
        return [
            name,
            paper.line(styles, "head", width, [(" ", ""), (leader, "dim")], [(" ", ""), (active, "dim"), (" ", "")]),
        ]
    rate = messages("wall.rate", percent=percent) if percent and wordy else percent
    return [
        name,
        paper.line(styles, "head", width, [("   ", ""), (leader, "dim")], [(" ", ""), (active, "dim"), (" ", "")]),
        paper.bar(styles, "head", width, counts.closure_rate, words=rate),
    ]


def _tasks(room: Room, group: Group, width: int, height: int, styles: Styles) -> Area:
    """The most urgent open tasks, as many as fit whole; the last line says how many there are beside them."""
    if height < 1:
        return []
    keys = room.board.keys((group.id,), MAIN_KINDS, OPEN)
    if not keys:
        calm = [(room.messages("wall.nothing_open"), "good")]
        return paper.middle([paper.centred(styles, "gap", width, calm)], styles, "gap", width, height)
    airy = 3 if height >= 24 else 0
    area: Area = []
    shown = 0
    spare = 1 if height > _CARD else 0
    for _, _, no in keys:
        task = room.board.tasks[no]
        above = cards.GAP if area else 0
        lines = cards.lines_of(room, task, width, _CARD) + airy
        if len(area) + above + lines > height - spare:
            if area:
                break
            lines = max(1, height - spare)
        area += paper.blank(styles, "gap", width, above) + cards.paint(room, task, width, lines, styles, large=airy > 0)
        shown += 1
    if spare:
        area = paper.fill(area, styles, "gap", width, height - 1)
        left = len(keys) - shown
        said = room.messages("wall.more", count=left) if left else ""
        area.append(paper.line(styles, "gap", width, [("   ", ""), (said, "dim")]))
    return area


def _title(room: Room) -> str:
    return room.messages("view.overview")


PAINTER = Painter(_pages, _paint, _title)
