"""Setting aside, and bringing back."""

from __future__ import annotations

from board import commands
from board.errors import Refused
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.keys import BY_ID, shown_keys
from board.ui.screens.form import Field


def void(screen: TaskScreen, tasks: Tasks) -> None:
    """Set aside, with a reason. What is void already is said to be, with the key that brings it back."""
    if all(task.void_reason for task in tasks):
        first = tasks[0]
        error = Refused("already_void", no=first.no, reason=first.void_reason, restore=_restoring_keys(screen))
        screen.say(screen.error_line(error), "bad")
        return
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


def _restoring_keys(screen: TaskScreen) -> str:
    """The keys that restore, as people write them; the palette finds it in any case."""
    arrows = {name: screen.messages(f"arrow.{name}") for name in ("up", "down", "left", "right")}
    return " ".join(shown_keys(BY_ID.get("restore", BY_ID["palette"]), arrows))
