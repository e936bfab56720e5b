"""How what is typed into a dialog is understood: units and deadlines, each with the words of its echo."""

from __future__ import annotations

from board import commands
from board.errors import BoardError
from board.messages import words
from board.ui.actions.base import TaskScreen


def find_units(screen: TaskScreen, typed: str) -> list[int]:
    """The units that fit what was typed, the best first."""
    from board.text.names import matching

    board = screen.board
    units = [(unit.id, unit.name, unit.aliases) for unit in board.units.values()]
    return matching(typed, units, district=board.office.district)


def check_unit(screen: TaskScreen, typed: str) -> tuple[bool, str]:
    """The echo below a unit field."""
    if not typed.strip():
        return True, ""
    found = find_units(screen, typed)
    if not found:
        return False, screen.messages("form.no_unit", typed=typed)
    return True, screen.board.unit_name(found[0])


def check_due(screen: TaskScreen, typed: str) -> tuple[bool, str]:
    """The echo below a deadline field: how the date was understood."""
    if not typed.strip():
        return True, ""
    try:
        due = commands.iso_due(typed)
    except BoardError as error:
        return False, screen.error_line(error)
    said = words.due_words(screen.messages, due)
    if words.has_passed(due, screen.session.clock()):
        return False, screen.messages("form.due_passed", due=said)
    return True, said
