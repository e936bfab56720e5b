"""The rows of the list and their head: what they show, where their columns stand, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.messages import Messages, words
from board.model.board import Board
from board.model.lamps import Lamp
from board.model.task import Kind, Stage, Task, due_date
from board.ui.listing import COLUMNS, URGENCY, Order
from board.ui.widgets.card import BADGES, MARK, Face, StyleOf, face_of
from board.ui.widgets.cells import fit, paintable

GAP = 2
"""Blank cells between two columns."""
TITLE_ROOM = 36
"""Cells that the title keeps before another column may come in."""
JOINING = ("unit", "no", "due", "group", "stage", "person", "kind")
"""Which column comes in next where the terminal is wider."""
UP, DOWN = "^", "v"
"""Behind the name of the column by which the list is sorted: upside down it is `v`."""
BADGE_ROOM = 8
"""Cells of a lamp on its colour, except of the few with a longer word."""
_PERSON, _DATE = 10, 10
"""Cells for a name, and for a date with its weekday or year; behind it there is room for 延N 催N."""
_MOST = 16
"""No name makes its column wider than this."""


class Row(NamedTuple):
    """Everything a row shows, in words."""

    face: Face
    group: str
    due: str
    stage: str
    kind: str
    odd: bool
    """It stands on the darker of the two grounds that lead the eye along a row."""


class Span(NamedTuple):
    """Where a column stands: its name, its first cell, and how many it has."""

    column: str
    left: int
    width: int


def row_of(
    board: Board,
    task: Task,
    now: datetime,
    messages: Messages,
    *,
    fresh: bool = False,
    marked: bool = False,
    odd: bool = False,
) -> Row:
    """The row of a task at `now`."""
    return Row(
        face=face_of(board, task, now, messages)._replace(fresh=fresh, marked=marked),
        group=_group_words(board, task.group),
        due=_due_words(messages, task, now),
        stage=words.stage_word(messages, board.office, task.kind, task.stage),
        kind=messages(f"kind.{task.kind}"),
        odd=odd,
    )


def _group_words(board: Board, group_id: int | None) -> str:
    """A group, or the inbox, with the digit that opens it."""
    group = board.group(group_id)
    if group is not None:
        return f"{group.number} {paintable(group.name)}"
    return f"9 {paintable(board.office.office)}" if group_id is None else f"?{group_id}"


def _due_words(messages: Messages, task: Task, now: datetime) -> str:
    """The deadline with its weekday or clock time; with the year only where it is another one."""
    if task.due is None:
        return ""
    day = due_date(task.due)
    clock = task.due[11:]
    if day.year != now.year:
        return f"{day.isoformat()} {clock}".rstrip()
    return f"{day:%m-%d} {clock or messages(f'weekday.{day.weekday()}')}"


# ---- where the columns stand


def widths(board: Board, messages: Messages) -> dict[str, int]:
    """How many cells each column but the title would like to have, by the words of this board."""
    stages = (words.stage_word(messages, board.office, kind, stage) for kind in Kind for stage in Stage)
    badges = [messages("lamp.today_at", clock="00:00"), messages("lamp.overdue", days=100)]
    badges.append(messages("lamp.passed_today"))
    likes = {
        URGENCY: _widest(f" {badge} " for badge in badges),
        "no": len(f"#{board.next_id('task') - 1}"),
        "group": _widest(_group_words(board, group) for group in (*(group.id for group in board.groups), None)),
        "unit": _widest(unit.name for unit in board.units.values()),
        "person": _PERSON,
        "due": _DATE + sum(1 + cell_len(messages(code, count=9)) for code in ("card.extensions", "card.urges")),
        "stage": _widest(stages),
        "kind": _widest(messages(f"kind.{kind}") for kind in Kind),
    }
    heads = {column: cell_len(messages(f"list.{column}")) + 1 for column in likes}
    return {column: max(like, heads[column]) for column, like in likes.items()}


def _widest(texts: Iterable[str]) -> int:
    return min(_MOST, max((cell_len(paintable(text[:_MOST])) for text in texts), default=0))


def spans(width: int, wanted: Mapping[str, int]) -> tuple[Span, ...]:
    """Share `width` cells: the lamp and the title always, the others as long as the title keeps its room.

    A blank cell is left at either end.
    """
    used = 1 + wanted[URGENCY] + GAP + 1
    shown = {URGENCY, "title"}
    for column in JOINING:
        if width - used - wanted[column] - GAP < TITLE_ROOM:
            break
        used += wanted[column] + GAP
        shown.add(column)
    found, left = [], 1
    for column in COLUMNS:
        if column in shown:
            each = max(0, width - used) if column == "title" else wanted[column]
            found.append(Span(column, left, each))
            left += each + GAP
    return tuple(found)


def column_at(places: tuple[Span, ...], x: int) -> str | None:
    """The column at cell `x`, the gap behind it included."""
    return next((each.column for each in places if each.left <= x < each.left + each.width + GAP), None)


# ---- how it is painted


def paint_head(
    places: tuple[Span, ...], width: int, style_of: StyleOf, messages: Messages, *, order: Order, chosen: str
) -> Strip:
    """The names of the columns, exactly `width` cells: `chosen` stands out, the sorted one bears its sign."""
    cells = []
    for span in places:
        base = "head-on" if span.column == chosen else "head"
        name = messages(f"list.{span.column}")
        if span.column == URGENCY:
            name = f" {name}"
        quiet = style_of(base) if base == "head-on" else style_of(base, "dim")
        parts = [Segment(fit(name, span.width - 1), quiet)]
        if span.column == order.column:
            sign = DOWN if order.reverse else UP
            strong = style_of(base) + Style(bold=True) if base == "head-on" else style_of(base, "key")
            parts = [Segment(fit(name, span.width - 1), strong), Segment(sign, strong)]
        cells.append(_cell(parts, span, style_of(base), right=span.column == "no"))
    return _joined(cells, width, style_of("head"), Segment(" ", style_of("head")))


def paint(row: Row, places: tuple[Span, ...], width: int, style_of: StyleOf, *, selected: bool) -> Strip:
    """One row, exactly `width` cells."""
    face = row.face
    plain = "card-odd" if row.odd else "card"
    base = "card-on" if selected else "card-marked" if face.marked else "card-fresh" if face.fresh else plain
    ground = style_of(base)
    first = Segment(MARK, style_of("badge")) if face.marked else Segment(" ", ground)
    cells = [_cell(_parts(row, span, base, style_of), span, ground, right=span.column == "no") for span in places]
    return _joined(cells, width, ground, first)


def _parts(row: Row, span: Span, base: str, style_of: StyleOf) -> list[Segment]:
    face, room = row.face, span.width
    ground = style_of(base)
    selected = base == "card-on"
    quiet = ground if selected else style_of(base, "dim")
    text = quiet if face.lamp is Lamp.GREY else ground
    match span.column:
        case "lamp":
            return [_lamp(face, room, base, style_of)]
        case "title":
            return _title(face, room, text, ground if selected else style_of(base, "over"))
        case "unit":
            return [Segment(fit(face.unit, room), text)]
        case "due":
            return _due(row, room, text, ground if selected else style_of(base, "chase"))
        case "no":
            return [Segment(fit(f"#{face.no}", room), quiet)]
        case "person":
            return [Segment(fit(face.person, room), quiet)]
        case column:
            return [Segment(fit(getattr(row, column), room), quiet)]


def _lamp(face: Face, room: int, base: str, style_of: StyleOf) -> Segment:
    if face.lamp in BADGES:
        badge = f" {face.word} "
        blank = " " * max(0, BADGE_ROOM - cell_len(badge))  # one below the other they are one band, not stairs
        return Segment(fit(badge + blank, room), style_of(base, str(face.lamp)))
    name = "plain" if base == "card-on" else "chase" if face.chased else str(face.lamp)
    return Segment(fit(f" {face.word}", room), style_of(base, "dim" if name == "none" else name))


def _title(face: Face, room: int, text: Style, pressing: Style) -> list[Segment]:
    title = fit(paintable(face.title).strip(), room)
    if not face.pressing:
        return [Segment(title, text)]
    lead = fit(f"{face.pressing} ", room)
    lead_style = text if face.lamp is Lamp.GREY else pressing
    return [Segment(lead, lead_style), Segment(fit(paintable(face.title).strip(), room - cell_len(lead)), text)]


def _due(row: Row, room: int, text: Style, extra: Style) -> list[Segment]:
    """The date, and behind it, one below the other in every row, as many of 延N 催N 反弹N as there is room for."""
    date = fit(row.due, room)
    if not row.face.extras:
        return [Segment(date, text)]
    parts = [Segment(date + " " * max(0, _DATE - cell_len(date)), text)]
    left = room - cell_len(parts[0].text)
    for words_ in row.face.extras:
        size = cell_len(words_) + 1
        if size <= left:
            parts.append(Segment(f" {words_}", extra))
            left -= size
    return parts


def _cell(parts: list[Segment], span: Span, ground: Style, *, right: bool) -> list[Segment]:
    blank = span.width - sum(cell_len(part.text) for part in parts)
    if blank <= 0:
        return parts
    space = Segment(" " * blank, ground)
    return [space, *parts] if right else [*parts, space]


def _joined(cells: list[list[Segment]], width: int, ground: Style, first: Segment) -> Strip:
    gap = Segment(" " * GAP, ground)
    segments = [first]
    for number, cell in enumerate(cells):
        segments += [gap, *cell] if number else cell
    used = sum(cell_len(segment.text) for segment in segments)
    return Strip([*segments, Segment(" " * max(0, width - used), ground)]).simplify().adjust_cell_length(width, ground)
