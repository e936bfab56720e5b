"""The bar at the foot in which a new task is typed: Enter saves and stays, Esc keeps the unfinished line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from board.messages import Messages
from board.ui.widgets.cells import paintable
from board.ui.widgets.line_input import LineInput


class EntryBar(Vertical):
    """Closed until `open`; `save` takes the line and gives the words that refuse it, or "" when it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "", show=False)]

    class Closed(Message):
        """The bar went away; the board has the keys again."""

    def __init__(self, messages: Messages, save: Callable[[str], Awaitable[str]]) -> None:
        super().__init__(id="entry")
        self._messages = messages
        self._save = save
        self._saving: tuple[str, ...] = ()
        self._furnished = False

    def on_mount(self) -> None:
        """The first frame is the board's: what is in the bar, and the style sheets of that, come after it."""
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """The prompt and the line, what was said to it, and what the keys do."""
        prompt = Static(Content(self._messages("entry.prompt")), id="entry-prompt")
        await self.mount(
            Horizontal(prompt, LineInput(id="entry-text", once=True), id="entry-row"),
            Static("", id="entry-said"),
            Static(Content(self._messages("entry.hint")), id="entry-hint"),
        )
        self._furnished = True

    @property
    def is_open(self) -> bool:
        """Whether the bar is on the screen."""
        return self.has_class("-open")

    @property
    def typed(self) -> str:
        """What is typed and not saved yet."""
        line = self.query_one(LineInput).value if self._furnished else ""
        return " ".join((*self._saving, line)).strip()

    def open(self, where: str) -> None:
        """Show the bar with the unfinished line of last time; `where` says to which group a new task goes."""
        if not self._furnished:
            self.call_after_refresh(self.open, where)
            return
        self.add_class("-open")
        self.say(self._messages("entry.group", group=where), good=True)
        self.query_one(LineInput).focus()

    def say(self, text: str, *, good: bool) -> None:
        """One line below what is typed."""
        line = self.query_one("#entry-said", Static)
        line.update(Content.styled(paintable(text), "$b-dim" if good else "bold $b-bad"))

    def action_close(self) -> None:
        """Go back to the board; the line stays for next time."""
        self.remove_class("-open")
        self.post_message(self.Closed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves, and the line is free for the next one at once: nobody waits for the disk while typing."""
        event.stop()
        self._saving = (*self._saving, event.value)
        self.app.run_worker(self._submit(event.value), group="submit")

    async def _submit(self, typed: str) -> None:
        wrong = await self._save(typed)
        waiting = list(self._saving)
        waiting.remove(typed)
        self._saving = tuple(waiting)
        if wrong and self.is_attached:
            line = self.query_one(LineInput)
            line.value = f"{typed} {line.value}" if line.value else typed
            line.action_end()
            self.say(wrong, good=False)
