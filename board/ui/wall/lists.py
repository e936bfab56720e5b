"""Lists under heads, in pages of one or two columns: how the lists of the wall are laid out.

Every row of a list has the same height, so that pages are counted without painting one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from rich.cells import cell_len

from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.widgets.cells import fit, paintable, wrap
from board.ui.widgets.styles import Styles

Row = TypeVar("Row")
Kept = TypeVar("Kept")
PaintRow = Callable[[Row, str], Area]
"""(row, ground) → an area as wide as a column, of any height."""

TALL = 27
"""Lines of a scene from which rows stand apart: a frame of 40."""
ROOMY = 60
"""Lines from which a list that fits one page takes more of it."""
_MOST_LINES = 4
"""Lines of a row at most."""
TWO_COLUMNS = 190
"""Cells of a scene from which a long list stands in two columns: a frame of 200."""
WIDE = 84
"""Cells of a column from which a row is one line; a narrower one tells its facts in a second line."""
GAP = 4
_SHORT_TITLE = 30
_TITLE = 48
"""Cells of a title before its facts move further away."""


class Section(NamedTuple, Generic[Row]):
    """Rows under a head."""

    head: str
    """In strong letters."""
    beside: tuple[Part, ...]
    """What stands after the head."""
    rows: Sequence[Row]


class Slice(NamedTuple):
    """A part of a section that stands in one column: its rows from `first` up to `last`."""

    section: int
    first: int
    last: int
    top: bool
    """It is the first one in its column."""


class Shape(NamedTuple):
    """How a list is laid out in an area."""

    columns: int
    width: int
    """Of a column, in cells."""
    lines: int
    """Of a row."""
    gap: int
    """Lines above a head that is not at the top."""

    @property
    def wide(self) -> bool:
        """Whether a row tells its facts in its first line."""
        return self.width >= WIDE


class Layout(NamedTuple):
    """A list in an area."""

    shape: Shape
    pages: list[list[list[Slice]]]
    """Page, column, part."""


def layout(counts: Sequence[int], width: int, height: int, *, least: int = 1, heads: bool = True) -> Layout:
    """How sections with so many rows stand in an area; `least` lines are what a row needs in a wide column."""
    shape = _shape(1, width, height, least)
    columns = _columns(counts, height, shape, heads=heads)
    if len(columns) > 1 and width >= TWO_COLUMNS:
        shape = _shape(2, width, height, least)
        columns = _columns(counts, height, shape, heads=heads)
    each = shape.columns
    while len(columns) <= each and shape.lines < _MOST_LINES and height >= ROOMY:
        roomier = shape._replace(lines=shape.lines + 1)
        apart = _columns(counts, height, roomier, heads=heads)
        if len(apart) > len(columns):
            break
        shape, columns = roomier, apart
    if 1 < len(columns) <= each:
        columns = _even(columns, counts, height, shape, heads=heads)
    return Layout(shape, [columns[start : start + each] for start in range(0, len(columns), each)])


def _shape(columns: int, width: int, height: int, least: int) -> Shape:
    each = max(1, (width - GAP * (columns - 1)) // columns)
    tall = height >= TALL
    return Shape(columns, each, max(least, 1 if each >= WIDE else 2) + tall, int(tall))


def _even(
    columns: list[list[Slice]], counts: Sequence[int], height: int, shape: Shape, *, heads: bool
) -> list[list[Slice]]:
    """The columns of the only page, none much longer than the others."""
    while height > 1:
        height -= 1
        shorter = _columns(counts, height, shape, heads=heads)
        if len(shorter) > shape.columns:
            break
        columns = shorter
    return columns


def _columns(counts: Sequence[int], height: int, shape: Shape, *, heads: bool) -> list[list[Slice]]:
    """The sections one after the other; a head is never left without a row below it."""
    columns: list[list[Slice]] = []
    used = height
    for section, count in enumerate(counts):
        first = 0
        while first < count:
            above = (shape.gap + 1) * heads
            if used + above + shape.lines > height:
                columns.append([])
                used, above = 0, int(heads)
            room = max(1, (height - used - above) // shape.lines)
            last = min(count, first + room)
            columns[-1].append(Slice(section, first, last, top=not columns[-1]))
            used += above + (last - first) * shape.lines
            first = last
    return columns


def paint(
    room: Room,
    styles: Styles,
    sections: Sequence[Section[Row]],
    plan: Layout,
    *,
    size: tuple[int, int],
    row: PaintRow[Row],
    number: Callable[[Row], int],
) -> Area:
    """A page of a list in an area of `size`: the one with the task that the desk has selected, else `room.page`.

    A row about a task that was just changed glows.
    """
    shape, pages = plan
    width, height = size
    if not pages or width < 1 or height < 1:
        return nothing(room, styles, width, height)
    areas: list[Area] = []
    for column in pages[page_of(room, sections, plan, number)]:
        area: Area = []
        for part in column:
            section = sections[part.section]
            if section.head:
                if not part.top:
                    area += paper.blank(styles, "gap", shape.width, shape.gap)
                area.append(_head(section, part, shape.width, room, styles))
            for place in range(part.first, part.last):
                what = section.rows[place]
                ground = _ground(room, number(what), place)
                area += paper.fill(row(what, ground), styles, ground, shape.width, shape.lines)
        areas.append(paper.fill(area, styles, "gap", shape.width, height))
    while len(areas) < shape.columns:
        areas.append(paper.blank(styles, "gap", shape.width, height))
    left = width - shape.width * shape.columns - GAP * (shape.columns - 1)
    areas[-1] = [strip.adjust_cell_length(shape.width + left, styles("gap")) for strip in areas[-1]]
    return paper.beside(styles, areas, gap=GAP)


def page_of(room: Room, sections: Sequence[Section[Row]], plan: Layout, number: Callable[[Row], int]) -> int:
    """The page that is painted: with the selected task where the list has it."""
    if room.selected is not None:
        for page, columns in enumerate(plan.pages):
            for part in (part for column in columns for part in column):
                if any(number(row) == room.selected for row in sections[part.section].rows[part.first : part.last]):
                    return page
    return room.page % max(1, len(plan.pages))


def _ground(room: Room, no: int, place: int) -> str:
    if no == room.selected:
        return "card-on"
    return "card-fresh" if no in room.fresh else "card-odd" if place % 2 else "card"


def nothing(room: Room, styles: Styles, width: int, height: int) -> Area:
    """A list without a row: it is only shown where somebody asked for it and no other."""
    if width < 1 or height < 1:
        return paper.blank(styles, "gap", max(0, width), max(0, height))
    said = [(paper.spaced(room.messages("lists.nothing")), "dim")]
    return paper.middle([paper.centred(styles, "gap", width, said)], styles, "gap", width, height)


def _head(section: Section[Row], part: Slice, width: int, room: Room, styles: Styles) -> Any:
    name = room.messages("lists.continued", head=section.head) if part.first else section.head
    return paper.line(styles, "head", width, [(f" {name}  ", "strong"), *section.beside])


def cell(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut or filled to exactly `width` cells."""
    shown = fit(paintable(text), width)
    blanks = " " * (width - cell_len(shown))
    return blanks + shown if right else shown + blanks


class Facts(NamedTuple):
    """A fact of a row: its text, its width in cells where rows are one line, and its look."""

    text: str
    width: int
    look: str = "dim"


def task_row(
    styles: Styles,
    ground: str,
    shape: Shape,
    *,
    lamp: tuple[str, str],
    no: int,
    title: str,
    facts: Sequence[Facts],
) -> Area:
    """A task: lamp, number, title, and its facts to the right or, in a narrow column, below.

    Where rows stand apart a long title goes on below itself.
    """
    word, look = lamp
    quiet, strong = ("", "") if ground == "card-on" else ("dim", "strong")
    if not quiet:
        facts = [fact._replace(look="") for fact in facts]
    if shape.width < 40:
        return _small_row(styles, ground, shape, lamp=lamp, title=f"#{no} {title}", facts=facts)
    lead: list[Part] = [(" ", ""), (cell(f" {word}", 13), look), (cell(f"#{no}", 7, right=True), quiet), ("  ", "")]
    before = 23
    if not shape.wide:
        told = "  ".join(fact.text for fact in facts if fact.text)
        lines = _title_lines(title, shape.width - before - 1, shape.lines - 1)
        first = [*lead, (lines[0], strong)]
        rest: list[list[Part]] = [[(" " * before, ""), (line, strong)] for line in lines[1:]]
        rest.append([(" " * before, ""), (told, quiet)])
        return [paper.line(styles, ground, shape.width, parts) for parts in (first, *rest)]
    kept, room = _spread(_fitting(facts, shape.width - before), shape.width - before - 1)
    right: list[Part] = [(f"  {cell(fact.text, fact.width)}", fact.look) for fact in kept]
    lines = _title_lines(title, room, shape.lines)
    area = [paper.line(styles, ground, shape.width, [*lead, (lines[0], strong)], [*right, (" ", "")])]
    area += [paper.line(styles, ground, shape.width, [(" " * before, ""), (line, strong)]) for line in lines[1:]]
    return area


def _fitting(facts: Sequence[Facts], room: int) -> list[Facts]:
    """The facts that leave the title room enough; the first ones are given up first."""
    kept = list(facts)
    while kept and sum(fact.width + 2 for fact in kept) > room - _SHORT_TITLE:
        kept.pop(0)
    return kept


def _spread(facts: Sequence[Facts], room: int) -> tuple[list[Facts], int]:
    """The facts over the room that is there, and what of it is left for the title: no eye loses its row on the way."""
    left = room - sum(fact.width + 2 for fact in facts)
    more = max(0, left - _TITLE) // (len(facts) + 1)
    return [fact._replace(width=fact.width + more) for fact in facts], left - more * len(facts)


def _small_row(
    styles: Styles, ground: str, shape: Shape, *, lamp: tuple[str, str], title: str, facts: Sequence[Facts]
) -> Area:
    word, look = lamp
    told = "  ".join(fact.text for fact in facts if fact.text)
    first = paper.line(
        styles, ground, shape.width, [(f" {word} ", look), (f" {title}", "" if ground == "card-on" else "strong")]
    )
    return [first, paper.line(styles, ground, shape.width, [(f" {told}", "" if ground == "card-on" else "dim")])]


def _title_lines(title: str, width: int, lines: int) -> tuple[str, ...]:
    return wrap(title, max(2, width), max(1, min(2, lines)))


class Cache(Generic[Kept]):
    """What was made of a board, as long as the board is the same: a page that turns makes nothing anew."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._known: list[tuple[Any, Hashable, Kept]] = []

    def get(self, room: Room, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gives for the room's board at this minute, in this language; `key` is what else it depends on."""
        tables = room.board.tables
        full = (room.now.strftime("%Y-%m-%dT%H:%M"), room.messages.lang, key)
        for known, of, made in self._known:
            if known is tables and of == full:
                return made
        made = make()
        self._known = [(tables, full, made), *self._known[: self._most - 1]]
        return made
