"""How each field of a task stands in a line of typing, and how what was typed there is read back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from board.errors import BoardError, UsageError
from board.messages import words
from board.model.task import Kind, Priority, Task
from board.text import clean, names
from board.text.amounts import parse_amount
from board.ui.actions.base import TaskScreen
from board.ui.actions.reading import due_text, find_units
from board.ui.actions.tagging import split_tags

BREAK = "\uff5c"
"""Stands in one line where a longer text has a new line."""
UNITS = ("unit", "lead_unit")
LONG = ("goal", "standard", "duty", "reward", "source")
MONEY = ("planned", "completed")
_SEPARATORS = re.compile(r"[\s,\uff0c\u3001;\uff1b+\uff0b]+")


def shown(screen: TaskScreen, task: Task, field: str) -> str:
    """A field of a task as one line that can be typed over and read back."""
    value: Any = getattr(task, field)
    if field == "due":
        return due_text(task, screen)
    if field == "group":
        group = screen.board.group(value)
        return f"{group.number} {group.name}" if group else ""
    if field == "co_units":
        return " ".join(screen.board.unit_name(unit) for unit in value)
    if field in UNITS:
        return screen.board.unit_name(value)
    if field in ("kind", "priority"):
        return screen.messages(f"{field}.{value}")
    if field == "tags":
        return " ".join(value)
    if field in MONEY:
        return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value).replace("\n", BREAK)


def read(screen: TaskScreen, field: str, typed: str) -> Any:
    """What was typed for a field, as `commands.revise` takes it: a name where a unit is new.

    Raises:
        UsageError: `bad_field`, with what could be written instead; `empty_title`.
    """
    text = clean.one_line(typed, clean.TEXT_CELLS)
    if field in LONG:
        return text.replace(BREAK, "\n")
    if field == "title" and not text:
        raise UsageError("empty_title")
    if field == "kind":
        return _among(screen, field, text, [(kind, screen.messages(f"kind.{kind}")) for kind in Kind])
    if field == "priority":
        if text == screen.messages("card.high"):
            return Priority.HIGH
        return _among(screen, field, text, [(each, screen.messages(f"priority.{each}")) for each in Priority])
    if field == "group":
        return _group(screen, text)
    if field in UNITS:
        return _unit(screen, text) if text else None
    if field == "co_units":
        return tuple(_unit(screen, name) for name in _SEPARATORS.split(text) if name)
    if field == "tags":
        return tuple(split_tags(text))
    if field in MONEY:
        return _money(screen, field, text)
    return text


def check(screen: TaskScreen, field: str, typed: str) -> tuple[bool, str]:
    """Whether it can be read, and what it was read as, where that is not what stands there."""
    try:
        value = read(screen, field, typed)
    except BoardError as error:
        return False, screen.error_line(error)
    messages = screen.messages
    if field in UNITS or field == "co_units":
        units = value if isinstance(value, tuple) else () if value is None else (value,)
        new = [unit for unit in units if isinstance(unit, str)]
        known = messages("value.and").join(screen.board.unit_name(unit) for unit in units if not isinstance(unit, str))
        if new:
            return True, f"{known}  {messages('edit.new_unit', names=messages('value.and').join(new))}".strip()
        return True, known
    if field == "group":
        group = screen.board.group(value)
        return True, group.name if group else messages("view.inbox", office=screen.board.office.office)
    if field in ("kind", "priority"):
        return True, messages(f"{field}.{value}")
    if field in MONEY and value is not None:
        return True, messages("edit.money", amount=words.value_words(messages, None, field, value))
    return True, ""


def _among(screen: TaskScreen, field: str, text: str, known: Iterable[tuple[Any, str]]) -> Any:
    known = list(known)
    places = names.matching(text, [(place, word, (str(value),)) for place, (value, word) in enumerate(known)])
    if not text or not places:
        options = screen.messages("value.and").join(word for _, word in known)
        raise UsageError("bad_field", field=field, text=text, names=options)
    return known[places[0]][0]


def _group(screen: TaskScreen, text: str) -> int | None:
    inbox = screen.messages("view.inbox", office=screen.board.office.office)
    if text in ("", "9", inbox):
        return None
    groups = screen.board.groups
    for group in groups:
        if text in (str(group.number), f"{group.number} {group.name}"):
            return group.id
    found = names.matching(text, [(group.id, group.name, ()) for group in groups])
    if not found:
        listed = " ".join(f"{group.number} {group.name}" for group in groups)
        raise UsageError("bad_field", field="group", text=text, names=listed)
    return found[0]


def _unit(screen: TaskScreen, text: str) -> int | str:
    name = text.lstrip("@\uff20+\uff0b")
    found = find_units(screen, name)
    return found[0] if found else name


def _money(screen: TaskScreen, field: str, text: str) -> float | None:
    if not text:
        return None
    amount = parse_amount(text)
    if amount is None:
        raise UsageError("bad_field", field=field, text=text, names=screen.messages("edit.money_example"))
    return amount
