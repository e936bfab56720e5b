"""What is written on a task: a progress note, a checklist."""

from __future__ import annotations

from board import commands
from board.errors import BoardError
from board.model.entities import Item
from board.model.ports import Intent
from board.ui.actions.base import Tasks, TaskScreen
from board.ui.screens.checklist import Checklist
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


def checklist(screen: TaskScreen, tasks: Tasks) -> None:
    """The checklist of a task; for several, a line that all of them get."""

    async def add(text: str) -> str:
        return await screen.run_on(
            tasks,
            lambda numbers: commands.add_item(screen.session.actor(), numbers, text),
            screen.said("done.item_added", tasks),
        )

    if len(tasks) > 1:
        fields = [Field("text", screen.messages("checklist.new"))]
        screen.ask("form.checklist", tasks, fields, lambda values: add(values["text"]))
        return
    no = tasks[0].no

    async def change(intent: Intent, code: str) -> str:
        return await screen.run_intent(intent, screen.said(code, tasks), select=no)

    async def tick(item: Item) -> str:
        code = "done.item_open" if item.done else "done.item_ticked"
        return await change(commands.tick_item(screen.session.actor(), item.id, done=not item.done), code)

    async def drop(item: Item) -> str:
        return await change(commands.remove_item(screen.session.actor(), item.id), "done.item_removed")

    def notice() -> str:
        if screen.board.store != store:
            return screen.messages("desk.other_board")
        now = screen.board.tasks.get(no)
        return screen.error_line(BoardError("task_void", no=no)) if now is None or now.void_reason else ""

    store = screen.board.store
    heading = screen.heading("form.checklist", tasks)
    screen.app.push_screen(
        Checklist(
            screen.messages, heading, lambda: screen.board.items(no), add=add, tick=tick, drop=drop, notice=notice
        )
    )
