"""What is written on a task: a progress note, an urge."""

from __future__ import annotations

from board import commands
from board.model.ports import Committed
from board.ui.actions.base import Tasks, TaskScreen
from board.ui.screens.form import Field


def note(screen: TaskScreen, tasks: Tasks) -> None:
    """A progress note."""

    async def submit(values: dict[str, str]) -> str:
        return await screen.run_on(
            tasks,
            lambda numbers: commands.note(screen.session.actor(), numbers, values["text"]),
            screen.said("done.note", tasks),
        )

    screen.ask("form.note", tasks, [Field("text", screen.messages("form.text"))], submit)


def urge(screen: TaskScreen, tasks: Tasks) -> None:
    """Record that the unit was reminded."""
    first = tasks[0]

    def said(committed: Committed) -> str:
        if len(tasks) > 1:
            return screen.messages("done.urge_many", which=screen.which(tasks))
        count = len(committed.board.count_ids("urge", first.no))
        unit = screen.board.unit_name(first.unit)
        return screen.messages("done.urge", which=screen.which(tasks), unit=unit, count=count)

    actor = screen.session.actor()
    screen.perform(tasks, lambda numbers: commands.urge(actor, numbers), said)
