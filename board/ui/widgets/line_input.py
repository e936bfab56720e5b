"""One line of typing that loses nothing: what an input method commits arrives whole, spaces of any kind included."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from board.text import clean
from board.ui.widgets.cells import shown_characters

_TYPED = {"\u3000": " ", "\u00a0": " ", "\u200c": "\u200c", "\u200d": "\u200d"}
"""What Textual drops as no printable character, and what is typed by it: spaces, and what joins emoji."""


class _Shown(Text):
    """Characters as they are painted, styled by their places in what was typed."""

    def __init__(self, characters: list[str]) -> None:
        super().__init__("".join(characters), no_wrap=True, overflow="ignore", end="")
        self._places = [0]
        for each in characters:
            self._places.append(self._places[-1] + len(each))

    def _place(self, typed: int) -> int:
        last = len(self._places) - 1
        return self._places[typed] if typed <= last else self._places[last] + typed - last

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Style the characters from `start` to `end` of what was typed; of what is not painted, the next one."""
        begin = self._place(start)
        super().stylize(style, begin, None if end is None else max(begin + 1, self._place(end)))

    def stylize_before(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """The same below the styles that are there."""
        super().stylize_before(style, self._place(start), None if end is None else self._place(end))


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

    # ---- painting: joined emoji and their like are as wide as their parts, in every terminal

    @property
    def _value(self) -> Text:
        shown = shown_characters(self.value)
        return super()._value if shown is None else _Shown(shown)

    def _position_to_cell(self, position: int) -> int:
        shown = shown_characters(self.value)
        return super()._position_to_cell(position) if shown is None else sum(map(cell_len, shown[:position]))

    # ---- typing

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
        if event.character in _TYPED:
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(_TYPED[event.character])
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
