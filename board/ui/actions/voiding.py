"""Setting aside, and bringing back."""

from __future__ import annotations

from board import commands
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.screens.form import Field


def void(screen: TaskScreen, tasks: Tasks) -> None:
    """Set aside, with a reason."""
    looking = Looking(screen.session)

    async def submit(values: dict[str, str]) -> str:
        return await screen.run_on(
            tasks,
            lambda numbers: commands.void(looking.actor(), numbers, reason=values["reason"]),
            screen.said("done.void", tasks),
            looking=looking,
            select=False,
        )

    screen.ask("form.void", tasks, [Field("reason", screen.messages("form.reason"))], submit)


def restore(screen: TaskScreen, tasks: Tasks) -> None:
    """Bring back what was set aside."""
    actor = screen.session.actor()
    screen.perform(tasks, lambda numbers: commands.restore(actor, numbers), screen.said("done.restore", tasks))
