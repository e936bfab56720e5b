"""A text that is ready to be sent, to be looked over once more: Enter takes it as it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import TextArea

from board.messages import Messages
from board.text import clean
from board.ui.screens.dialog import Dialog
from board.ui.widgets.cells import paintable


class TextLines(TextArea, inherit_bindings=True):
    """Several lines to edit; Enter is done with them, and lines are broken by pasting or by what stands there."""

    class Done(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())
            return
        await super()._on_key(event)


class MessageDialog(Dialog):
    """Shows `text`; `submit` takes what has become of it and gives the line that says what is wrong, or ""."""

    def __init__(
        self,
        messages: Messages,
        heading: str,
        text: str,
        submit: Callable[[str], Awaitable[str]],
        *,
        hint: str,
        notice: Callable[[], str] = str,
    ) -> None:
        super().__init__(messages, heading, hint, notice)
        self._text = clean.lines(text)
        self._painted = "\n".join(map(paintable, self._text.split("\n")))
        self._submit = submit

    def body(self) -> ComposeResult:
        """The text."""
        yield TextLines(self._painted, id="text", soft_wrap=True, compact=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """The cursor stands behind the text."""
        area = self.query_one(TextLines)
        area.focus()
        area.move_cursor(area.document.end)

    def on_text_lines_done(self) -> None:
        """Enter."""
        typed = self.query_one(TextLines).text
        if typed == self._painted:
            typed = self._text
        self.submit(lambda: self._submit(typed))
