"""What a person can do: one function per intent, `f(actor, …) -> Intent`, to be run by `store.commit`."""

from board.commands.assignment import assign, send_to_group
from board.commands.attending import read_agenda, read_attendees
from board.commands.core import Actor, Draft
from board.commands.deadlines import iso_due, set_deadline
from board.commands.entries import add_item, note, remove_item, tick_item, urge
from board.commands.entry_lines import add_entries, entry_fields
from board.commands.history import undo
from board.commands.meetings import (
    ATTENDANCE,
    MEETING_FIELDS,
    edit_meeting,
    end_meeting,
    go_to_item,
    next_item,
    pause_meeting,
    reopen_meeting,
    resume_meeting,
    start_meeting,
)
from board.commands.merging import merge
from board.commands.office import COUNTS, MOST_DAYS, MOST_WEIGHT, SETTINGS, WEIGHT_SETTINGS, set_office, setting
from board.commands.revising import revise
from board.commands.stages import move
from board.commands.tasks import add, add_many, edit, restore, tag, void
from board.commands.units import add_unit, find_unit
from board.commands.verdicts import confirm, withdraw

__all__ = [
    "ATTENDANCE",
    "COUNTS",
    "MEETING_FIELDS",
    "MOST_DAYS",
    "MOST_WEIGHT",
    "SETTINGS",
    "WEIGHT_SETTINGS",
    "Actor",
    "Draft",
    "add",
    "add_entries",
    "add_item",
    "add_many",
    "add_unit",
    "assign",
    "confirm",
    "edit",
    "edit_meeting",
    "end_meeting",
    "entry_fields",
    "find_unit",
    "go_to_item",
    "iso_due",
    "merge",
    "move",
    "next_item",
    "note",
    "pause_meeting",
    "read_agenda",
    "read_attendees",
    "remove_item",
    "reopen_meeting",
    "restore",
    "resume_meeting",
    "revise",
    "send_to_group",
    "set_deadline",
    "set_office",
    "setting",
    "start_meeting",
    "tag",
    "tick_item",
    "undo",
    "urge",
    "void",
    "withdraw",
]
