"""The checklist of a task: typing adds a line, Enter or Space on the empty line ticks, Del takes away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from board.messages import Messages
from board.model.entities import Item
from board.ui.screens.dialog import ListDialog
from board.ui.widgets.cells import paintable
from board.ui.widgets.line_input import LineInput


class Checklist(ListDialog):
    """Shows `items()`. Each of `add`, `tick` and `drop` is a change of its own and gives the line that refuses it."""

    def __init__(
        self,
        messages: Messages,
        heading: str,
        items: Callable[[], tuple[Item, ...]],
        *,
        add: Callable[[str], Awaitable[str]],
        tick: Callable[[Item], Awaitable[str]],
        drop: Callable[[Item], Awaitable[str]],
        notice: Callable[[], str] = str,
    ) -> None:
        super().__init__(messages, heading, messages("checklist.hint"), notice)
        self._items = items
        self._shown: tuple[Item, ...] = ()
        self._add, self._tick, self._drop = add, tick, drop

    def body(self) -> ComposeResult:
        """The list, and the line in which the next item is typed."""
        yield self.choices()
        yield Static(Content(self._messages("checklist.new")), classes="label")
        yield ChecklistLine(id="typed", once=True)

    def on_mount(self) -> None:
        """Show what is there."""
        self._show()
        self.query_one(LineInput).focus()

    def follow(self) -> None:
        """Somebody else may have ticked a line too."""
        super().follow()
        self._show()

    def _show(self) -> None:
        was, grown = self._place or 0, len(self._items()) > len(self._shown)
        self._shown = self._items()
        last = len(self._shown) - 1
        nothing = [] if self._shown else [Content.styled(self._messages("checklist.empty"), "$b-dim")]
        place = None if nothing else last if grown else min(last, was)
        self._fill([self._row(item) for item in self._shown], place, *nothing)

    def _row(self, item: Item) -> Content:
        text = paintable(item.text)
        return Content.styled(f"[x] {text}", "$b-dim") if item.done else Content(f"[ ] {text}")

    @property
    def _current(self) -> Item | None:
        return None if self._place is None else self._shown[self._place]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter adds what is typed; on the empty line it ticks."""
        if event.value.strip():
            self._act(lambda: self._add(event.value), typed=event.value)
        else:
            self.tick()

    def tick(self) -> None:
        """Tick the highlighted line, or take its tick away."""
        item = self._current
        if item is not None:
            self._act(lambda: self._tick(item))

    def drop(self) -> None:
        """Take the highlighted line off the list."""
        item = self._current
        if item is not None:
            self._act(lambda: self._drop(item))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click ticks."""
        self._list.highlighted = event.option_index
        self.tick()

    def _act(self, what: Callable[[], Awaitable[str]], typed: str = "") -> None:
        async def work() -> None:
            wrong = await what()
            self.submitting = False
            if not self.is_attached:
                return
            if wrong and typed:
                self.query_one(LineInput).value = typed
            self.echo(wrong, good=False)
            self._show()

        if not self.submitting:
            self.submitting = True
            self.app.run_worker(work(), group="submit")
        elif typed:
            self.query_one(LineInput).value = typed


class ChecklistLine(LineInput):
    """While it is empty, Space ticks and Del takes away: what is typed is typed."""

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and (event.key == "delete" or event.character in (" ", "\u3000")):
            event.stop()
            event.prevent_default()
            screen = cast("Checklist", self.screen)
            (screen.drop if event.key == "delete" else screen.tick)()
            return
        await super()._on_key(event)
