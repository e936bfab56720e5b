"""One line of typing that loses nothing: what an input method commits arrives whole, spaces of any kind included."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from board.text import clean


class LineInput(Input):
    """Textual's `Input` drops U+3000 and keeps only the first line of a paste; this keeps both, as one clean line."""

    def __init__(self, value: str = "", *, id: str | None = None, once: bool = False) -> None:  # noqa: A002
        """With `once`, Enter hands the line over and leaves an empty one."""
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self._once = once

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            # Here and now: as a binding it would come after what is typed behind it in one go.
            event.stop()
            event.prevent_default()
            await self.action_submit()
            if self._once:
                self.value = ""
            return
        if event.character in ("\u3000", "\u00a0"):
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(" ")
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean.one_line(event.text, clean.TEXT_CELLS)
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *selection)
