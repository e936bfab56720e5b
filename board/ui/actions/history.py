"""Taking back, and doing again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from board.errors import BoardError
from board.model.ports import Committed
from board.reports.rows import touched
from board.ui.actions.base import NAMED, Tasks, TaskScreen
from board.ui.actions.meeting import floor_again


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
        numbers = sorted(touched(committed.board, committed.change.ops))
        what = " ".join(f"#{no}" for no in numbers[:NAMED])
        if len(numbers) > NAMED:
            what += screen.messages("news.tasks", count=len(numbers))
        deed = screen.session.deed(committed.change)
        said = (screen.messages.get(f"action.{deed}") or deed, what)
        what = " ".join(filter(None, said))
        if deed == "agenda_item":
            what = floor_again(screen, committed, what)
        alive = numbers[0] if len(numbers) == 1 and numbers[0] in committed.board.tasks else None
        screen.announce(screen.messages(code, what=what), "good", select=alive)

    screen.app.run_worker(work(), group="commit")
