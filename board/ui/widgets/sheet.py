"""A sheet: rows of words, bars and stacked bars under heads, or column charts, and notes below. As data, unpainted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.widgets import charts
from board.ui.widgets.cells import fit, paintable, wrap
from board.ui.widgets.charts import Pillar, Slice
from board.ui.widgets.styles import Styles

GAP = 2
_SAID = 7
"""Cells for the words of a bar: 100.0%."""
_THICK = 3
"""Lines of a row at most."""
_NOTE_LINES = 3
_DIM = ("dim", "faint")
_SIDE_BY_SIDE = 110
"""Cells from which two charts stand beside each other, and a text beside its rows."""
_TEXT_SHARE = 0.42


class Column(NamedTuple):
    """One column of a sheet."""

    head: str
    width: int
    """In cells; of one that grows the least."""
    grow: int = 0
    """Up to how many cells it grows with the screen."""
    drop: int = 0
    """The higher, the sooner it is left out where there is no room; 0 is never."""
    right: bool = False


class Words(NamedTuple):
    """Text in a cell."""

    text: str
    look: str = ""


class Bar(NamedTuple):
    """A rate as a bar, and in words."""

    share: float | None
    said: str
    look: str = "bar-on"


class Stack(NamedTuple):
    """Parts of a whole as a bar; as long as the column when they are `most` together."""

    slices: tuple[Slice, ...]
    most: int


Cell = Words | Bar | Stack


class Row(NamedTuple):
    """One row. `key` finds it again when the figures are others; a row with `span` is one line over all columns."""

    key: Hashable
    cells: tuple[Cell, ...] = ()
    span: tuple[Part, ...] = ()
    chosen: bool = True
    """It can be selected."""


class Chart(NamedTuple):
    """A column chart."""

    title: str
    pillars: tuple[Pillar, ...]
    look: str


@dataclass(frozen=True)
class Sheet:
    """One page of it all."""

    code: str
    name: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    empty: str = ""
    """What is said where there are no rows."""
    aside: Callable[[Hashable], str] | None = None
    """A text that belongs to the selected row, where the screen has room for it."""


class Layout(NamedTuple):
    """Which columns of a sheet are shown, and how wide."""

    places: tuple[int, ...]
    widths: tuple[int, ...]
    lines: int
    """Of a row."""


def layout(sheet: Sheet, width: int, height: int) -> Layout:
    """Lay out the columns over `width` cells and the rows over `height` lines."""
    kept = list(range(len(sheet.columns)))

    def needed() -> int:
        return 2 + sum(sheet.columns[place].width for place in kept) + GAP * max(0, len(kept) - 1)

    while needed() > width:
        lightest = max(kept, key=lambda place: sheet.columns[place].drop)
        if not sheet.columns[lightest].drop:
            break
        kept.remove(lightest)
    widths = {place: sheet.columns[place].width for place in kept}
    left = max(0, width - needed())
    growing = [place for place in kept if sheet.columns[place].grow > widths[place]]
    while left and growing:
        for place in list(growing):
            if left:
                widths[place] += 1
                left -= 1
            if widths[place] >= sheet.columns[place].grow:
                growing.remove(place)
    single = any(row.span for row in sheet.rows)
    lines = 1 if single else max(1, min(_THICK, height // max(1, len(sheet.rows))))
    return Layout(tuple(kept), tuple(widths[place] for place in kept), lines)


def paint_heads(sheet: Sheet, plan: Layout, width: int, styles: Styles) -> Strip:
    """The line of the heads."""
    parts: list[Part] = [(" ", "")]
    for number, (place, cells) in enumerate(zip(plan.places, plan.widths, strict=True)):
        column = sheet.columns[place]
        parts += [(" " * GAP, "")] if number else []
        parts.append((_cell(column.head, cells, right=column.right), "dim"))
    return paper.line(styles, "head", width, parts)


def paint_row(sheet: Sheet, row: Row, plan: Layout, width: int, styles: Styles, *, ground: str) -> Area:
    """The lines of a row: words stand in the first, bars are one thinner than the row."""

    def seen(parts: list[Part]) -> list[Part]:
        """On the ground of a selection what is dim would be hard to read."""
        chosen = ground == "card-on"
        return [(text, "" if chosen and look in _DIM else look) for text, look in parts]

    if row.span:
        return [paper.line(styles, ground, width, seen([(" ", ""), *row.span]))]
    return [
        paper.line(styles, ground, width, seen(_parts(sheet, row, plan, line=line)))
        for line in range(plan.lines)
    ]  # fmt: skip


def _parts(sheet: Sheet, row: Row, plan: Layout, *, line: int) -> list[Part]:
    parts: list[Part] = [(" ", "")]
    for number, (place, cells) in enumerate(zip(plan.places, plan.widths, strict=True)):
        parts += [(" " * GAP, "")] if number else []
        parts += _painted(row.cells[place], cells, sheet.columns[place], line, plan.lines)
    return parts


def _painted(cell: Cell, cells: int, column: Column, line: int, lines: int) -> list[Part]:
    """One line of a cell. Bars of rows that touch have no track: it would join them."""
    drawn, track = line < max(1, lines - 1), "bar-off" if lines > 1 else ""
    match cell:
        case Words(text, look):
            return [(_cell("" if line else text, cells, right=column.right), look if not line else "")]
        case Bar(share, said, look):
            said = "" if line else said
            if cells < _SAID + 4:
                return [(_cell(said, cells, right=True), "strong")]
            room = cells - _SAID
            drawing = charts.bar(room, share, look=look, track=track) if drawn else [(" " * room, "")]
            return [*drawing, (_cell(said, _SAID, right=True), "strong")]
        case Stack(slices, most):
            if not drawn:
                return [(" " * cells, "")]
            parts = charts.stacked(cells, slices, most)
            return parts if not line else [(" " * cell_len(text), look) for text, look in parts]


def _cell(text: str, width: int, *, right: bool = False) -> str:
    shown = fit(paintable(text), width)
    blanks = " " * (width - cell_len(shown))
    return blanks + shown if right else shown + blanks


def paint_charts(sheet: Sheet, width: int, height: int, styles: Styles) -> Area:
    """The charts, side by side where there is room, else one above the other."""
    count = len(sheet.charts)
    if width >= _SIDE_BY_SIDE:
        spans = paper.spans(width, count)
        areas = [
            charts.pillars(styles, (span, height), each.title, each.pillars, each.look)
            for each, span in zip(sheet.charts, spans, strict=True)
        ]
        return paper.beside(styles, areas, ground="card")
    rooms = paper.spans(height, count, 1)
    area: Area = []
    for place, (each, room) in enumerate(zip(sheet.charts, rooms, strict=True)):
        area += paper.blank(styles, "card", width) if place else []
        area += charts.pillars(styles, (width, room), each.title, each.pillars, each.look)
    return area


def paint_notes(notes: Sequence[str], width: int, styles: Styles) -> Area:
    """The notes, each over as many lines as it needs, and no more than three."""
    lines = [line for note in notes for line in wrap(note, max(2, width - 2), _NOTE_LINES)]
    return [paper.line(styles, "card", width, [(f" {line}", "dim")]) for line in lines]


def paint_text(text: str, width: int, height: int, styles: Styles) -> Area:
    """A text beside the rows, its lines broken where they must be."""
    lines = [part for line in text.split("\n") for part in wrap(line, max(2, width - 2), height)]
    area = [paper.line(styles, "head", width, [(f" {line}", "")]) for line in lines]
    return paper.fill(area, styles, "head", width, height)


def text_width(width: int) -> int:
    """Cells of the text beside the rows; 0 where there is no room for one."""
    return round(width * _TEXT_SHARE) if width >= _SIDE_BY_SIDE else 0
