"""What a person can do: one function per intent, `f(actor, …) -> Intent`, to be run by `store.commit`."""

from board.commands.assignment import add_unit, assign, find_unit, send_to_group
from board.commands.core import Actor, Draft
from board.commands.deadlines import iso_due, set_deadline
from board.commands.entries import add_item, note, remove_item, tick_item, urge
from board.commands.history import undo
from board.commands.meetings import end_meeting, start_meeting
from board.commands.stages import move
from board.commands.tasks import add, edit, restore, void

__all__ = [
    "Actor",
    "Draft",
    "add",
    "add_item",
    "add_unit",
    "assign",
    "edit",
    "end_meeting",
    "find_unit",
    "iso_due",
    "move",
    "note",
    "remove_item",
    "restore",
    "send_to_group",
    "set_deadline",
    "start_meeting",
    "tick_item",
    "undo",
    "urge",
    "void",
]
