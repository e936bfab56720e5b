"""The foot of a frame: what is overdue, piece by piece; what was just decided; how old the data are."""

from __future__ import annotations

from bisect import bisect_right
from heapq import nsmallest

from rich.cells import cell_len
from textual.strip import Strip

from board.messages import words
from board.model import figures
from board.model.board import Board, SortKey
from board.model.lamps import lamp_bounds
from board.model.query import MAIN_KINDS, all_groups
from board.model.task import OPEN
from board.reports.leaving import told
from board.ui.wall import paper, strip
from board.ui.wall.layout import Layout
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.styles import Styles

_LONGEST = 40
"""Overdue tasks that the ticker goes through, the longest overdue first: all of them in a few minutes."""
_TITLE_CELLS = 40
_BETWEEN = 4
"""Cells between two entries."""
Entry = list[Part]


def paint(room: Room, width: int, layout: Layout, styles: Styles) -> Area:
    """The foot's lines."""
    area = paper.blank(styles, "gap", width, layout.strip)
    if layout.strip and room.board.office.wall_ranking:
        area[-1] = strip.paint(room, width, styles)
    if layout.ticker:
        area += _ticker(room, width, layout.ticker, styles)
    if not has_data_line(room, layout):
        return [_news(room, width, styles)]
    return [*area, data_line(room, width, styles)]


def has_data_line(room: Room, layout: Layout) -> bool:
    """Whether the last line says how old the data are: in the smallest frames the news take its place."""
    return bool(layout.ticker) or not room.news


def data_line(room: Room, width: int, styles: Styles) -> Strip:
    """The last line."""
    said = room.messages("wall.read_at", clock=f"{room.read_at:%H:%M:%S}")
    return paper.line(
        styles, "gap", width, [("  ", ""), (room.trouble, "chase")], [("  ", ""), (said, "dim"), ("  ", "")]
    )


def _news(room: Room, width: int, styles: Styles) -> Strip:
    return paper.line(
        styles, "badge", width, [("  ", ""), (room.messages("wall.decided"), ""), ("  ", ""), (room.news, "")]
    )


def _ticker(room: Room, width: int, lines: int, styles: Styles) -> Area:
    """One line, in the middle of a band: the news, or the entries whose turn it is."""
    if room.news:
        return paper.middle([_news(room, width, styles)], styles, "badge", width, lines)
    messages = room.messages
    count = figures.counts(room.board, room.now).red
    if not count:
        calm = paper.line(styles, "head", width, [("  ", ""), (messages("wall.no_overdue"), "good")])
        return paper.middle([calm], styles, "head", width, lines)
    lead: Entry = [("  ", ""), (f" {messages('wall.overdue', count=count)} ", "red"), ("   ", "")]
    left = width - _cells(lead) - 2
    chunks = _chunks(_entries(room), left)
    parts = lead + chunks[room.step % len(chunks)]
    return paper.middle([paper.line(styles, "head", width, parts, [("  ", "")])], styles, "head", width, lines)


def _entries(room: Room) -> list[Entry]:
    board, office = room.board, room.board.office
    found: list[Entry] = []
    for _, _, no in _overdue(room):
        task = board.tasks[no]
        late = words.lamp_word(room.messages, task, room.now, office.yellow_days, office)
        entry: Entry = [(fit(paintable(told(task.title)).strip(), _TITLE_CELLS), "strong"), (" ", "")]
        if task.unit is not None:
            entry += [(board.unit_name(task.unit), "dim"), (" ", "")]
        found.append([*entry, (late, "bad")])
    return found


def _overdue(room: Room) -> list[SortKey]:
    """The longest overdue, from the index: as dear at ten tasks as at ten thousand."""
    passed = lamp_bounds(room.now, room.board.office.yellow_days).red
    return nsmallest(_LONGEST, (key for keys in _cells_of(room.board) for key in _first(keys, passed)))


def _cells_of(board: Board) -> list[list[SortKey]]:
    where = [(group, kind, stage) for group in all_groups(board) for kind in MAIN_KINDS for stage in OPEN]
    return [board.index[cell] for cell in where if cell in board.index]


def _first(keys: list[SortKey], passed: str) -> list[SortKey]:
    return keys[: min(_LONGEST, bisect_right(keys, (passed, 9, 0)))]


def _chunks(entries: list[Entry], width: int) -> list[Entry]:
    """Whole entries, as many as fit a line; one that fits no line stands alone and is cut."""
    chunks: list[Entry] = []
    used = 0
    for entry in entries:
        cells = _cells(entry)
        if chunks and used + _BETWEEN + cells <= width:
            chunks[-1] = [*chunks[-1], (" " * _BETWEEN, ""), *entry]
            used += _BETWEEN + cells
        else:
            chunks.append(entry)
            used = cells
    return chunks


def _cells(parts: Entry) -> int:
    return sum(cell_len(paintable(text)) for text, _ in parts)
