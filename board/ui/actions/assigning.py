"""交办 and 分办: who does it, and in which group."""

from __future__ import annotations

from board import commands
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.screens.pick import Choice, Pick


def assign(screen: TaskScreen, tasks: Tasks) -> None:
    """Pick the responsible unit; what follows it after a space is the person."""
    looking = Looking(screen.session)
    board, messages = screen.board, screen.messages
    groups = {task.group for task in tasks}
    near = [other.unit for other in board.tasks.values() if other.group in groups and other.unit is not None]
    used = {unit: near.count(unit) for unit in set(near)}
    units = sorted(board.units.values(), key=lambda unit: (-used.get(unit.id, 0), unit.id))
    choices = [Choice(str(unit.id), unit.name, unit.aliases) for unit in units]
    has = {task.unit for task in tasks}

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
