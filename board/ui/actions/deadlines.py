"""时限 and 延期: when it must be done."""

from __future__ import annotations

from board import commands
from board.messages import words
from board.model import rules
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.actions.reading import Due, DueLine, due_text
from board.ui.screens.form import Field


def deadline(screen: TaskScreen, tasks: Tasks) -> None:
    """Set the deadline; a later one, or none, asks for the reason."""
    looking = Looking(screen.session)
    messages = screen.messages
    dues = {(task.due, task.open_ended, due_text(task, screen)) for task in tasks}
    due, open_ended, standing = next(iter(dues)) if len(dues) == 1 else (None, None, "")
    keeps = Due(due, tasks[0].due_words, open_ended) if standing else None
    line = DueLine(screen, standing, keeps, clears=len(dues) == 1)

    def extends(values: dict[str, str]) -> bool:
        wanted = line.peek(values.get("due", ""))
        return wanted is not None and any(rules.is_extension(task, wanted.due) for task in tasks)

    def check(typed: str, _: dict[str, str]) -> tuple[bool, str]:
        good, said = line.check(typed)
        if extends({"due": typed}):
            return good, messages("form.extension", due=said or messages("lamp.none"))
        return good, said

    async def submit(values: dict[str, str]) -> str:
        wanted, wrong = line.take(values["due"])
        if wanted is None:
            return wrong
        said = messages(f"lamp.{wanted.open_ended}") if wanted.open_ended else words.due_words(messages, wanted.due)
        return await screen.run_on(
            tasks,
            lambda numbers: commands.set_deadline(
                looking.actor(), numbers, wanted.due,
                words=wanted.words, reason=values.get("reason", ""), open_ended=wanted.open_ended,
            ),
            screen.said("done.due", tasks, due=said),
            looking=looking,
        )  # fmt: skip

    label = messages("form.due")
    if len(tasks) == 1 and tasks[0].original_due not in (None, tasks[0].due):
        label = messages("form.due_original", due=words.due_words(messages, tasks[0].original_due))
    fields = [
        Field("due", label, value=standing, check=check),
        Field("reason", messages("form.extension_reason"), shown=extends),
    ]
    screen.ask("form.deadline", tasks, fields, submit)
