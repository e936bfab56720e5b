"""A card: its face (the words of the day) and how it is painted, at most two lines of title and one of facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.messages import Messages, words
from board.model.board import Board
from board.model.lamps import Lamp, lamp_of
from board.model.task import OpenEnded, Priority, Task
from board.ui.widgets.cells import fit, paintable, wrap

TITLE_LINES = 2
BADGES = frozenset({Lamp.RED, Lamp.ORANGE, Lamp.YELLOW})
StyleOf = Callable[..., Style]
"""Names of component classes, laid over one another → a style."""


class Face(NamedTuple):
    """Everything a card shows, in words: two tasks with the same face look the same."""

    no: int
    title: str
    lamp: Lamp
    word: str
    unit: str
    person: str
    extras: tuple[str, ...]
    """延N, 催N, 反弹N."""
    pressing: str
    """What stands before the title of a task of high priority."""
    chased: bool
    """No deadline yet, and someone must still set it."""
    fresh: bool = False
    """Somebody else changed it a moment ago."""
    marked: bool = False
    """The next act is for it."""


MARK = "*"
"""Stands between the edge and the title of a marked card."""


def face_of(board: Board, task: Task, now: datetime, messages: Messages) -> Face:
    """The face of a task at `now`."""
    office = board.office
    extras = []
    for entity, code in (("extension", "card.extensions"), ("urge", "card.urges"), ("rebound", "card.rebounds")):
        count = len(board.count_ids(entity, task.no))
        if count:
            extras.append(messages(code, count=count))
    return Face(
        no=task.no,
        title=task.title,
        lamp=lamp_of(task, now, office.yellow_days),
        word=words.lamp_word(messages, task, now, office.yellow_days, office),
        unit=paintable(board.unit_name(task.unit)),
        person=paintable(task.person),
        extras=tuple(extras),
        pressing=messages("card.high") if task.priority is Priority.HIGH else "",
        chased=task.due is None and task.open_ended is OpenEnded.UNDECIDED,
    )


def title_lines(face: Face, width: int) -> tuple[str, ...]:
    """The title's lines in a card of `width` cells, edge included."""
    lead = f"{face.pressing} " if face.pressing else ""
    return wrap(lead + face.title, width - 3, TITLE_LINES)


def height(face: Face, width: int) -> int:
    """Lines of the card, without the gap below it."""
    return len(title_lines(face, width)) + 1


def paint(face: Face, width: int, style_of: StyleOf, *, selected: bool) -> list[Strip]:
    """The card's strips, each exactly `width` cells."""
    base = "card-on" if selected else "card-marked" if face.marked else "card-fresh" if face.fresh else "card"
    ground = style_of(base)
    done = face.lamp is Lamp.GREY and not selected
    edge_style = style_of("rule" if face.lamp is Lamp.GREY else str(face.lamp))
    colour = edge_style.bgcolor if face.lamp in BADGES else edge_style.color
    # A blank on the lamp's colour: block characters have another width, or gaps, in some terminals.
    lamp = Segment(" ", Style(bgcolor=colour))
    beside = style_of("badge") if face.marked else ground
    edge, below = [lamp, Segment(MARK if face.marked else " ", beside)], [lamp, Segment(" ", beside)]
    text = style_of(base, "dim") if done else ground
    strips = []
    lines = title_lines(face, width)
    for number, line in enumerate(lines):
        parts = [Segment(line, text)]
        if number == 0 and face.pressing and not done:
            lead = len(face.pressing)
            parts = [Segment(line[:lead], ground if selected else style_of(base, "over")), Segment(line[lead:], text)]
        strips.append(_line(below if number else edge, parts, width, ground))
    strips.append(_line(below, _facts(face, width - 3, base, style_of), width, ground))
    return strips


def _line(edge: list[Segment], parts: list[Segment], width: int, ground: Style) -> Strip:
    used = 2 + sum(cell_len(part.text) for part in parts)
    # Segments of one style are joined: there are eight columns of them to a line, and Textual walks them all.
    return Strip([*edge, *parts, Segment(" " * (width - used), ground)], width).simplify()


def _facts(face: Face, room: int, base: str, style_of: StyleOf) -> list[Segment]:
    """Lamp, unit and number first; then person, 延N, 催N, 反弹N, as far as they fit."""
    ground = style_of(base)
    selected = base == "card-on"
    quiet = ground if selected else style_of(base, "dim")
    if face.lamp in BADGES:
        lamp = Segment(fit(f" {face.word} ", room), style_of(base, str(face.lamp)))
    elif selected:
        lamp = Segment(fit(face.word, room), ground)
    else:
        name = "chase" if face.chased else "dim" if face.lamp is Lamp.NONE else str(face.lamp)
        lamp = Segment(fit(face.word, room), style_of(base, name))
    parts = [lamp]
    left = room - cell_len(lamp.text)
    if face.unit and left > 4:
        unit = fit(face.unit, left - 1)
        parts.append(Segment(f" {unit}", quiet))
        left -= cell_len(unit) + 1
    number = f"#{face.no}"
    with_number = left > len(number)
    left -= len(number) + 1 if with_number else 0
    marked = ground if selected else style_of(base, "chase")
    for words_, style in ((face.person, quiet), *((extra, marked) for extra in face.extras)):
        size = cell_len(words_) + 1
        if words_ and size <= left:
            parts.append(Segment(f" {words_}", style))
            left -= size
    if with_number:
        parts.append(Segment(" " * (left + 1), ground))
        parts.append(Segment(number, ground if selected else style_of(base, "faint")))
    return parts
