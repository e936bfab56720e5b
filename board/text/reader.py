"""Reads one line: pieces with signs, official wording, a deadline at the end; the rest is the title."""

from __future__ import annotations

from datetime import datetime

from board.model.task import Priority
from board.text import ending
from board.text.entry import Entry, ErrorKind, PieceKind, Reading
from board.text.line import Line
from board.text.names import Names
from board.text.numbering import numbering
from board.text.official import read_official
from board.text.signs import Signs
from board.text.titles import title_of


def read_line(
    text: str,
    now: datetime,
    names: Names,
    group: str | int | None = None,
    *,
    kept: frozenset[str] = frozenset(),
    past: bool = False,
) -> Reading:
    """Read one line for a screen: its pieces, its doubts, and the entry or what is wrong.

    `kept` holds the words (`Piece.raw`) of pieces that the person wants back in the title. With `past`, a deadline
    behind a sign or a label that names a day before today is taken as it is: the person has confirmed it. Never raises.
    """
    line = Line(text, now, kept, past=past)
    number = numbering(line.flat)
    begin = number.end if number else 0
    line.take(0, begin)
    signs = Signs(line, names)
    signs.read(begin)
    read_official(line, names)
    ending.at_the_end(line, names)
    named = names.standing(group) if signs.group is None else signs.group[0]
    return finished(line, title_of(line), named, signs.priority, list(signs.tags.values()))


def finished(
    line: Line, title: str, group: str | None, priority: Priority | None = None, tags: list[str] | None = None
) -> Reading:
    """The reading of a line whose pieces were all found: an entry, or the leftmost error."""
    if not any(map(str.isalnum, title)):
        line.error(ErrorKind.EMPTY_TITLE, len(line.flat), len(line.flat))
    unit, lead_unit, co_units = _units(line)
    pieces = tuple(sorted(line.pieces, key=lambda piece: (piece.start, piece.end)))
    doubts = tuple(sorted(line.doubts, key=lambda doubt: doubt.start))
    if line.errors:
        first = min(line.errors, key=lambda found: (found[1].kind is ErrorKind.EMPTY_TITLE, found[0]))
        return Reading(pieces, doubts, None, first[1], title)
    entry = Entry(
        title=title,
        unit=unit,
        lead_unit=lead_unit,
        leader=_joined(line.leaders),
        person=_joined(line.persons),
        co_units=co_units,
        due=line.due.due if line.due else None,
        due_words=line.due.value if line.due else None,
        open_ended=line.due.open_ended if line.due else None,
        priority=priority,
        tags=tags or [],
        group=group,
    )
    return Reading(pieces, doubts, entry, None, title)


def _units(line: Line) -> tuple[str | None, str | None, list[str]]:
    """Unit, lead unit and co-units of all that were named, in the order of the line; notes their pieces.

    牵头 names the responsible unit, unless another one is named as responsible.
    """
    named = sorted(line.named, key=lambda each: each.order)
    responsible = any(each.role is PieceKind.UNIT for each in named)
    unit: str | None = None
    lead: str | None = None
    helpers: list[str] = []
    for each in named:
        role = each.role
        if role is PieceKind.LEAD_UNIT and not responsible:
            role = PieceKind.UNIT
        if role is PieceKind.UNIT and unit in (None, each.name):
            unit = each.name
        elif role is PieceKind.LEAD_UNIT and lead in (None, each.name):
            lead = each.name
        else:
            role = PieceKind.CO_UNIT
            helpers.append(each.name)
        line.piece(role, each.name, each.start, each.end)
    return unit, lead, [name for name in dict.fromkeys(helpers) if name != unit]


def _joined(named: list[tuple[int, str]]) -> str | None:
    """Several persons are kept in one field, in the order of the line: nothing typed is dropped."""
    return "\u3001".join(dict.fromkeys(name for _, name in sorted(named))) or None
