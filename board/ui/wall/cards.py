"""A task as a large card: two cells of its lamp's colour, its title, a line of facts, and room to breathe."""

from __future__ import annotations

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.messages import words
from board.model.lamps import Lamp
from board.model.task import Task
from board.reports.leaving import told
from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.widgets.card import BADGES, Face, face_of
from board.ui.widgets.cells import paintable, wrap
from board.ui.widgets.styles import Styles

GAP = 1
"""Lines between two cards."""
_EDGE = 2
_TITLE_LINES = 3
_ROOM_FOR_NOTE = 3
"""Lines left below the facts from which on the newest note is shown."""
_PARTED = (2, 4, 5, 6, 7, 8, 9)
"""Lines left below the title with which a blank one parts it from the facts: of three, one stands above and below."""


def ground_of(room: Room, no: int) -> str:
    """The look of a card: selected, changed a moment ago, or neither."""
    return "card-on" if no == room.selected else "card-fresh" if no in room.fresh else "card"


def lines_of(room: Room, task: Task, width: int, most: int) -> int:
    """Lines that the card needs, at most `most`: its title's and one of facts."""
    face = face_of(room.board, task, room.now, room.messages)
    return min(most, len(wrap(_title(face), _text_cells(width), _TITLE_LINES)) + 1)


def paint(
    room: Room, task: Task, width: int, height: int, styles: Styles, *, large: bool = False, staged: bool = False
) -> Area:
    """The card in exactly `height` lines of `width` cells.

    `large` spaces the title out where that fits; `staged` says the stage too, where stages are mixed.
    """
    board = room.board
    face = face_of(board, task, room.now, room.messages)
    base = ground_of(room, task.no)
    cells = _text_cells(width)
    done = face.lamp is Lamp.GREY and base == "card"
    look = "dim" if done else "" if base == "card-on" else "strong"
    title = _title(face)
    if large and cell_len(wide := paper.spaced(paintable(title))) <= cells:
        title = wide
    titles = wrap(title, cells, max(1, min(_TITLE_LINES, height - 1)))
    lines: list[Strip] = []
    for place, text in enumerate(titles):
        lead = len(face.pressing) if place == 0 and face.pressing and not done else 0
        parts = [(text[:lead], "over" if base != "card-on" else ""), (text[lead:], look)]
        lines.append(paper.line(styles, base, cells, parts))
    if height > 1:
        stage = words.stage_word(room.messages, board.office, task.kind, task.stage) if staged and not done else ""
        if height - len(lines) in _PARTED:
            lines += paper.blank(styles, base, cells)
        lines.append(_facts(face, stage, cells, base, styles))
        notes = board.notes(task.no) if height - len(lines) >= _ROOM_FOR_NOTE else ()
        if notes:
            said = room.messages("wall.note", when=notes[-1].when[5:10], text=told(notes[-1].text))
            lines.append(paper.line(styles, base, cells, [(said, "" if base == "card-on" else "dim")]))
    else:
        badge = _lamp(face, base)
        lines = [paper.line(styles, base, cells, [(titles[0], look)], [(" ", ""), badge])]
    inner = paper.middle(lines[:height], styles, base, cells, height)
    edge = Segment(" " * _edge(width), Style(bgcolor=_edge_colour(face, styles)))
    blank = Segment(" ", styles(base))
    return [Strip([edge, blank, *strip, blank], width) for strip in inner]


def _edge(width: int) -> int:
    return _EDGE if width >= 24 else 1


def _text_cells(width: int) -> int:
    return max(1, width - _edge(width) - 2)


def _edge_colour(face: Face, styles: Styles) -> Color | None:
    style = styles("card", "rule" if face.lamp is Lamp.GREY else str(face.lamp))
    return style.bgcolor if face.lamp in BADGES else style.color


def _title(face: Face) -> str:
    title = told(face.title)
    return f"{face.pressing} {title}" if face.pressing else title


def _lamp(face: Face, base: str) -> Part:
    if face.lamp in BADGES:
        return f" {face.word} ", str(face.lamp)
    if base == "card-on":
        return face.word, ""
    return face.word, "chase" if face.chased else "dim" if face.lamp is Lamp.NONE else str(face.lamp)


def _facts(face: Face, stage: str, cells: int, base: str, styles: Styles) -> Strip:
    """Lamp and unit first; the number at the right where there is room; then person, stage and what was counted."""
    plain = base == "card-on"
    badge = _lamp(face, base)
    parts: list[Part] = [badge]
    left = cells - cell_len(badge[0])
    unit = face.unit
    if unit and left > 4:
        parts.append((f" {unit}", "" if plain else "dim"))
        left -= min(left, cell_len(unit) + 1)
    number = f" #{face.no}"
    tail: list[Part] = [(number, "" if plain else "faint")] if left >= len(number) else []
    left -= len(number) if tail else 0
    more = [(told(face.person), "dim"), *((extra, "chase") for extra in face.extras), (stage, "dim")]
    for text, look in more:
        size = cell_len(text) + 2
        if text and size <= left:
            parts.append((f"  {text}", "" if plain else look))
            left -= size
    return paper.line(styles, base, cells, parts, tail)
