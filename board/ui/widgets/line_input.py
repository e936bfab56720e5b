"""One line of typing that loses nothing: what an input method commits arrives whole, spaces of any kind included."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from board.text import clean


class LineInput(Input):
    """Textual's `Input` drops U+3000 and keeps only the first line of a paste; this keeps both, as one clean line."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """As in every widget, but a line that grows is no reason to lay out the whole screen anew at each key."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        once: bool = False,
        take: Callable[[str], str | None] | None = None,
        paste: Callable[[str], bool] | None = None,
    ) -> None:
        """With `once`, Enter hands the line over and leaves an empty one.

        With `take`, Enter hands it to that, and what it gives stands there next (None: the line as it is).
        `paste` is offered a paste before it is put in as one line; True: it has gone elsewhere.
        """
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self._once = once
        self._take = take
        self._elsewhere = paste

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            # Here and now: as a binding it would come after what is typed behind it in one go.
            event.stop()
            event.prevent_default()
            if self._take is None:
                await self.action_submit()
                if self._once:
                    self.value = ""
            elif (left := self._take(self.value)) is not None:
                self.value = left
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
        if self._elsewhere is not None and self._elsewhere(event.text):
            return
        text = clean.one_line(event.text, clean.TEXT_CELLS)
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *selection)
