"""时限 and 延期: when it must be done."""

from __future__ import annotations

from board import commands
from board.errors import BoardError
from board.messages import words
from board.model import rules
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.actions.reading import check_due
from board.ui.screens.form import Field


def deadline(screen: TaskScreen, tasks: Tasks) -> None:
    """Set the deadline; a later one, or none, asks for the reason."""
    looking = Looking(screen.session)
    messages = screen.messages

    def extends(values: dict[str, str]) -> bool:
        try:
            due = commands.iso_due(values["due"]) if values.get("due", "").strip() else None
        except BoardError:
            return False
        return any(rules.is_extension(task, due) for task in tasks)

    def check(typed: str, _: dict[str, str]) -> tuple[bool, str]:
        good, said = check_due(screen, typed)
        if good and extends({"due": typed}):
            return True, messages("form.extension", due=said or messages("lamp.none"))
        return good, said

    async def submit(values: dict[str, str]) -> str:
        typed = values["due"].strip()
        try:
            due = commands.iso_due(typed) if typed else None
        except BoardError as error:
            return screen.error_line(error)
        reason = values.get("reason", "")
        return await screen.run_on(
            tasks,
            lambda numbers: commands.set_deadline(looking.actor(), numbers, due, words=typed, reason=reason),
            screen.said("done.due", tasks, due=words.due_words(messages, due)),
            looking=looking,
        )

    dues = {task.due for task in tasks}
    standing = next(iter(dues)) if len(dues) == 1 else None
    fields = [
        Field("due", messages("form.due"), value=(standing or "").replace("T", " "), check=check),
        Field("reason", messages("form.extension_reason"), shown=extends),
    ]
    screen.ask("form.deadline", tasks, fields, submit)
