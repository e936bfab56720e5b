"""Taking back, and doing again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from board.errors import BoardError
from board.model.ports import Committed
from board.ui.actions.base import NAMED, Tasks, TaskScreen


def undo(screen: TaskScreen, _: Tasks) -> None:
    """Take back this person's last change."""
    _reverse(screen, screen.session.undo, "done.undo")


def redo(screen: TaskScreen, _: Tasks) -> None:
    """Do again what was taken back."""
    _reverse(screen, screen.session.redo, "done.redo")


def _reverse(screen: TaskScreen, step: Callable[[], Awaitable[Committed]], code: str) -> None:
    async def work() -> None:
        try:
            committed = await step()
        except BoardError as error:
            screen.say(screen.error_line(error), "bad")
            return
        touched = sorted({op.id for op in committed.change.ops if op.entity == "task"})
        numbers = " ".join(f"#{no}" for no in touched[:NAMED]) or screen.messages("entity.task")
        if len(touched) > NAMED:
            numbers += screen.messages("news.tasks", count=len(touched))
        alive = touched[0] if len(touched) == 1 and touched[0] in committed.board.tasks else None
        screen.announce(screen.messages(code, what=numbers), "good", select=alive)

    screen.app.run_worker(work(), group="commit")
