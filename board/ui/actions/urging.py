"""催办: the text to send, recorded and counted when it goes."""

from __future__ import annotations

from board import commands
from board.errors import BoardError
from board.model.ports import Committed, Intent
from board.reports.urging import urge_texts
from board.text import clean
from board.ui.actions.base import Looking, Numbers, Tasks, TaskScreen
from board.ui.screens.message import MessageDialog


def urge(screen: TaskScreen, tasks: Tasks) -> None:
    """Show the text, one for each unit; Enter records the urge and puts the text on the clipboard."""
    looking = Looking(screen.session)
    messages = screen.messages
    numbers = tuple(task.no for task in tasks)

    def intent_on(some: Numbers, text: str = "") -> Intent:
        return commands.urge(looking.actor(), some, _of_each(tasks, text, len(texts)))

    texts = urge_texts(messages, screen.board, tasks, screen.session.clock())
    try:
        intent_on(numbers)(screen.board)
    except BoardError as error:
        stopping = [no for no in numbers if screen.refuses(intent_on((no,)))]
        line = screen.error_line(error) if len(tasks) == 1 else screen.refusal_of_some(error, numbers, stopping)
        screen.say(line, "bad")
        return

    def said(committed: Committed) -> str:
        if len(tasks) > 1:
            return messages("done.urge_many", which=screen.which(tasks), units=len(texts))
        count = len(committed.board.count_ids("urge", numbers[0]))
        unit = screen.board.unit_name(tasks[0].unit)
        return messages("done.urge", which=screen.which(tasks), unit=unit, count=count)

    async def submit(typed: str) -> str:
        text = clean.lines(typed)
        wrong = await screen.run_on(tasks, lambda some: intent_on(some, text), said, looking=looking)
        if not wrong and text.strip():
            screen.app.copy_to_clipboard(text)
        return wrong

    screen.app.push_screen(
        MessageDialog(
            messages, screen.heading("form.urge", tasks), "\n\n".join(texts.values()), submit,
            hint=messages("form.urge_hint"), notice=screen.notice(tasks),
        )
    )  # fmt: skip


def _of_each(tasks: Tasks, text: str, units: int) -> str | dict[int, str]:
    """Which text is kept with which task: that of its unit, while the blank lines between them still stand."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    if units < 2 or len(parts) != units:
        return text
    of_unit = dict(zip(dict.fromkeys(task.unit for task in tasks), parts, strict=True))
    return {task.no: of_unit[task.unit] for task in tasks}
