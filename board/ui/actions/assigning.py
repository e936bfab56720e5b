"""交办 and 分办: who does it, and in which group."""

from __future__ import annotations

from collections import Counter

from board import commands
from board.messages import Messages
from board.model.board import Board
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.screens.pick import Choice, Pick


async def assign(screen: TaskScreen, tasks: Tasks) -> None:
    """Pick the responsible unit; what follows it after a space is the person."""
    looking = Looking(screen.session)
    board, messages = screen.board, screen.messages
    has = {task.unit for task in tasks}
    choices = _unit_choices(board, messages, tasks, await screen.session.lately_assigned())

    async def submit(choice: Choice | None, typed: str, rest: str) -> str:
        unit = typed if choice is None else int(choice.id)
        name = typed if choice is None else choice.name
        return await screen.run_on(
            tasks,
            lambda numbers: commands.assign(looking.actor(), numbers, unit, person=rest or None),
            screen.said("done.assign", tasks, unit=f"{name} {rest}".rstrip()),
            looking=looking,
        )

    screen.app.push_screen(
        Pick(
            messages, screen.heading("form.assign", tasks), choices, submit,
            hint=messages("form.assign_hint"), new=messages("form.new_unit"), district=board.office.district,
            current=str(next(iter(has)) or "") if len(has) == 1 else "", notice=screen.notice(tasks),
            rest=lambda person: messages("form.assign_person", person=person),
        )
    )  # fmt: skip


def _unit_choices(board: Board, messages: Messages, tasks: Tasks, lately: tuple[int, ...]) -> list[Choice]:
    """Every unit: first those that this person gave something to lately, then those at work in the same groups."""
    groups = {task.group for task in tasks}
    near = Counter(board.tasks[no].unit for cell, keys in board.index.items() if cell[0] in groups for _, _, no in keys)
    last = {unit: place for place, unit in enumerate(lately)}
    has = {task.unit for task in tasks}

    def note(unit: int) -> str:
        if has == {unit}:
            return messages("pick.current")
        if unit in last:
            return messages("pick.lately")
        return messages("pick.in_group", count=near[unit]) if near[unit] else ""

    units = sorted(board.units.values(), key=lambda unit: (last.get(unit.id, len(last)), -near[unit.id], unit.id))
    return [Choice(str(unit.id), unit.name, unit.aliases, note(unit.id)) for unit in units]


def send(screen: TaskScreen, tasks: Tasks) -> None:
    """分办: to a group, or back to the inbox."""
    looking = Looking(screen.session)
    board, messages = screen.board, screen.messages
    choices = [Choice(str(group.id), f"{group.number} {group.name}", (str(group.number),)) for group in board.groups]
    choices.append(Choice("", f"9 {messages('view.inbox', office=board.office.office)}", ("9",)))
    has = {task.group for task in tasks}

    async def submit(choice: Choice | None, _: str, __: str) -> str:
        if choice is None:
            return messages("form.pick_one")
        group = int(choice.id) if choice.id else None
        return await screen.run_on(
            tasks,
            lambda numbers: commands.send_to_group(looking.actor(), numbers, group),
            screen.said("done.send", tasks, group=choice.name),
            looking=looking,
            select=False,  # the eye stays where one sends from
        )

    screen.app.push_screen(
        Pick(messages, screen.heading("form.send", tasks), choices, submit, hint=messages("form.send_hint"),
             current=str(next(iter(has)) or "") if len(has) == 1 else "", notice=screen.notice(tasks))
    )  # fmt: skip
