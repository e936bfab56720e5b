"""The ranking of the groups, where the board's settings ask for it: shaming is a decision, not a default."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from board.model.figures import Place
from board.ui.wall import paper, strip
from board.ui.wall.lists import cell, nothing
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles

_RATES_FROM, _BARS_FROM, _COUNTS_FROM = 46, 72, 100
"""Cells from which the rates are told, from which they are drawn, and from which what was missed is counted."""
_RANK, _NAME, _SCORE, _RATE, _COUNT = 4, 14, 8, 6, 8
_THICKEST = 5
"""Lines of a row at most."""


def _places(room: Room) -> list[Place]:
    """The groups in their order; none when the board does not rank, or nothing can be ranked."""
    if not room.board.office.wall_ranking:
        return []
    found = strip.places(room.board, room.now)
    return found if any(place.score is not None for place in found) else []


def _lines(room: Room, width: int, height: int) -> int:
    """Lines of a row."""
    most = _THICKEST if width >= _BARS_FROM else 2
    return max(1, min(most, (height - 2) // max(1, len(_places(room)))))


def _rows(room: Room, width: int, height: int) -> int:
    """How many rows a page holds."""
    return max(1, (height - 1) // _lines(room, width, height))


def _pages(room: Room, width: int, height: int) -> int:
    return -(-len(_places(room)) // _rows(room, width, height))


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    places, rows = _places(room), _rows(room, width, height)
    if not places or width < 1 or height < 1:
        return nothing(room, styles, width, height)
    page = room.page % _pages(room, width, height)
    lines = _lines(room, width, height)
    area = [_heads(room, width, styles)]
    if height > 1 + len(places) * lines:
        area += paper.blank(styles, "gap", width)
    for row, place in enumerate(places[page * rows : (page + 1) * rows]):
        ground = "card-odd" if row % 2 else "card"
        middle = max(0, lines - 2) // 2
        area += [
            _line(room, place, width, styles, (ground, at == middle, at < max(1, lines - 1))) for at in range(lines)
        ]
    return paper.fill(area, styles, "gap", width, height)


def _heads(room: Room, width: int, styles: Styles) -> Strip:
    messages = room.messages
    left: list[Part] = [
        (cell(messages("lists.rank"), _RANK, right=True), "strong"),
        ("  ", ""),
        (cell(messages("lists.group"), _NAME), "strong"),
        (cell(messages("lists.score"), _SCORE, right=True), "strong"),
    ]
    if width >= _BARS_FROM:
        bar = _bar_width(width)
        for code in ("lists.closure", "lists.on_time"):
            left += [("  ", ""), (cell(messages(code), bar + _RATE), "strong")]
    elif width >= _RATES_FROM:
        left += [(cell(messages(code), _COUNT, right=True), "strong") for code in ("lists.closure", "lists.on_time")]
    right: list[Part] = []
    if width >= _COUNTS_FROM:
        codes = ("lists.overdue", "lists.extensions", "lists.rebounds")
        right = [(cell(messages(code), _COUNT, right=True), "strong") for code in codes]
    return paper.line(styles, "head", width, left, [*right, (" ", "")])


def _line(room: Room, place: Place, width: int, styles: Styles, what: tuple[str, bool, bool]) -> Strip:
    """One line of a group: on which ground, whether its words stand in it, and its bars."""
    ground, worded, drawn = what
    left, right = _words(room, place, width) if worded else ([], [])
    if not drawn or width < _BARS_FROM:
        return paper.line(styles, ground, width, left, right)
    before = _RANK + 2 + _NAME + _SCORE
    bars = [
        segment
        for rate in (place.tally.closure_rate, place.tally.on_time_rate)
        for segment in _bar(rate, _bar_width(width), styles, ground, worded=worded)
    ]
    tail = width - before - sum(segment.cell_length for segment in bars)
    head, end = paper.line(styles, ground, before, left), paper.line(styles, ground, tail, [], right)
    return Strip([*head, *bars, *end], width)


def _words(room: Room, place: Place, width: int) -> tuple[list[Part], list[Part]]:
    group, tally = room.board.group(place.id), place.tally
    left: list[Part] = [
        (cell(str(place.rank or "-"), _RANK, right=True), "strong"),
        ("  ", ""),
        (cell(group.name if group else "", _NAME), "strong"),
        (cell("-" if place.score is None else f"{place.score:.1f}", _SCORE, right=True), "key"),
    ]
    if _RATES_FROM <= width < _BARS_FROM:
        rates = (tally.closure_rate, tally.on_time_rate)
        left += [(cell(_percent(rate), _COUNT, right=True), "strong") for rate in rates]
    right: list[Part] = []
    if width >= _COUNTS_FROM:
        right = [
            (cell(str(tally.overdue), _COUNT, right=True), "over" if tally.overdue else "dim"),
            (cell(str(tally.extensions), _COUNT, right=True), "dim"),
            (cell(str(tally.rebounds), _COUNT, right=True), "dim"),
        ]
    return left, [*right, (" ", "")]


def _bar_width(width: int) -> int:
    """Cells of one of the two bars, without its words."""
    counts = 3 * _COUNT if width >= _COUNTS_FROM else 0
    return (width - _RANK - 2 - _NAME - _SCORE - counts - 1) // 2 - 2 - _RATE


def _bar(rate: float | None, cells: int, styles: Styles, ground: str, *, worded: bool) -> list[Segment]:
    """A rate as blanks on coloured ground, and in words after it."""
    full = 0 if rate is None else round(cells * min(1.0, max(0.0, rate)))
    words = _percent(rate) if worded else ""
    return [
        Segment("  ", styles(ground)),
        Segment(" " * full, styles(ground, "bar-on")),
        Segment(" " * (cells - full), styles(ground, "bar-off")),
        Segment(cell(words, _RATE, right=True), styles(ground, "strong")),
    ]


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.0%}"


def _title(room: Room) -> str:
    return room.messages("lists.ranking_title")


PAINTER = Painter(_pages, _paint, _title)
