"""Every field on one screen, saved in one change with the rules of each."""

from __future__ import annotations

from functools import partial
from typing import Any

from board import commands
from board.errors import BoardError
from board.model import rules
from board.model.ports import Intent
from board.ui.actions import fields
from board.ui.actions.base import Looking, Numbers, Tasks, TaskScreen
from board.ui.actions.reading import Due, DueLine, due_text
from board.ui.screens.edit import EditScreen, Row
from board.ui.screens.form import Values

SECTIONS = (
    ("edit.what", ("title", "kind", "group", "priority", "tags", "category")),
    ("edit.who", ("unit", "co_units", "lead_unit", "leader")),
    ("edit.when", ("due", "reason")),
    ("detail.six", ("person", "area", "goal", "standard", "duty", "reward")),
    ("edit.more", ("planned", "completed", "source")),
)
"""The rows, in their order; 定人 leads 六定, as everywhere."""


def edit(screen: TaskScreen, tasks: Tasks) -> None:
    """Show every field that can be changed; of several tasks those values that they share."""
    looking = Looking(screen.session)
    dues = {(task.due, task.open_ended, due_text(task, screen)) for task in tasks}
    due, open_ended, standing = next(iter(dues)) if len(dues) == 1 else (None, None, "")
    line = DueLine(screen, standing, Due(due, tasks[0].due_words, open_ended) if standing or len(dues) > 1 else None)

    def extends(values: Values) -> bool:
        if values["due"] == standing:
            return False
        wanted = line.peek(values["due"])
        return wanted is not None and any(rules.is_extension(task, wanted.due) for task in tasks)

    def typed(row: str, values: Values) -> Values:
        """Another unit's person goes with it, before everybody's eyes."""
        other = row == "unit" and values["unit"] != rows["unit"].value
        return {"person": ""} if other and values["person"] == rows["person"].value and rows["unit"].value else {}

    async def submit(changed: Values) -> tuple[str, str]:
        wanted: dict[str, Any] = {}
        for name, text in changed.items():
            if name in ("due", "reason"):
                continue
            try:
                wanted[name] = fields.read(screen, name, text)
            except BoardError as error:
                return name, screen.error_line(error)
        if "due" in changed:
            taken, wrong = line.take(changed["due"])
            if taken is None:
                return "due", wrong
            wanted |= {"due": taken.due, "due_words": taken.words, "open_ended": taken.open_ended}
            wanted["reason"] = changed.get("reason", "")

        def intent_on(numbers: Numbers) -> Intent:
            return commands.revise(looking.actor(), numbers, **wanted)

        wrong = await screen.run_on(tasks, intent_on, screen.said("done.edit", tasks), looking=looking)
        missing = "due" in changed and not changed.get("reason") and extends({"due": changed["due"]})
        return ("reason" if missing else "") if wrong else "", wrong

    rows = {
        row.id: row
        for section, names in SECTIONS
        for row in _rows(screen, tasks, section, [name for name in names if name != "title" or len(tasks) == 1])
    }
    rows["due"] = Row("due", rows["due"].label, standing, line.check, section=rows["due"].section,
                      empty=rows["due"].empty)  # fmt: skip
    rows["reason"] = Row("reason", screen.messages("form.extension_reason"), shown=extends)
    screen.app.push_screen(
        EditScreen(
            screen.messages, screen.heading("form.edit", tasks), list(rows.values()), submit,
            notice=screen.notice(tasks), typed=typed,
        )
    )  # fmt: skip


def _rows(screen: TaskScreen, tasks: Tasks, section: str, names: list[str]) -> list[Row]:
    messages = screen.messages
    found: list[Row] = []
    for place, name in enumerate(names):
        head = messages(section) if place == 0 else ""
        if name == "reason":
            found.append(Row(name, ""))
            continue
        values = {fields.shown(screen, task, name) for task in tasks}
        value = next(iter(values)) if len(values) == 1 else ""
        empty = messages("edit.differing") if len(values) > 1 else ""
        label = messages(f"field.{name}")
        found.append(Row(name, label, value, partial(_check, screen, name, value), section=head, empty=empty))
    return found


def _check(screen: TaskScreen, name: str, value: str, typed: str) -> tuple[bool, str]:
    return (True, "") if typed == value else fields.check(screen, name, typed)
