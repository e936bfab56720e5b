"""The checklist of a task: typing adds a line, Enter or Space on the empty line ticks, Del takes away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from board.messages import Messages
from board.model.entities import Item
from board.ui.screens.form import Dialog
from board.ui.screens.pick import lit
from board.ui.widgets.cells import paintable
from board.ui.widgets.line_input import LineInput

_AROUND = 11
"""Lines of the dialog beside the list."""


class Checklist(Dialog):
    """Shows `items()`. Each of `add`, `tick` and `drop` is a change of its own and gives the line that refuses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "", show=False),
        Binding("up", "step(-1)", "", show=False),
        Binding("pagedown", "step(8)", "", show=False),
        Binding("pageup", "step(-8)", "", show=False),
    ]

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
        super().__init__()
        self._messages = messages
        self._heading = heading
        self._items = items
        self._shown: tuple[Item, ...] = ()
        self._labels: list[Content] = []
        self._lit: int | None = None
        self._add, self._tick, self._drop = add, tick, drop
        self._changed = notice

    def _notice(self) -> str:
        return self._changed()

    def compose(self) -> ComposeResult:
        """The heading, the list, the line in which the next item is typed, and what the keys do."""
        with Vertical(id="box"):
            yield Static(Content(paintable(self._heading)), classes="heading")
            options = OptionList(id="choices", markup=False, compact=True)
            options.can_focus = False
            yield options
            yield Static(Content(self._messages("checklist.new")), classes="label")
            yield ChecklistLine(id="typed", once=True)
            yield Static("", classes="echo")
            yield Static("", classes="notice")
            yield Static(Content(self._messages("checklist.hint")), classes="hint")

    def on_mount(self) -> None:
        """Show what is there."""
        self.on_resize()
        self._show()
        self.query_one(LineInput).focus()

    def on_resize(self) -> None:
        """The list is no longer than what leaves the hint in sight."""
        self.query_one(OptionList).styles.max_height = max(3, min(16, self.size.height * 9 // 10 - _AROUND))

    def board_changed(self) -> None:
        """Somebody else may have ticked a line too."""
        super().board_changed()
        self._show()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        was = options.highlighted
        grown = len(self._items()) > len(self._shown)
        self._shown = self._items()
        self._labels = [self._row(item) for item in self._shown]
        nothing = Content.styled(self._messages("checklist.empty"), "$b-dim")
        options.set_options([Option(label) for label in self._labels] or [Option(nothing, disabled=True)])
        if self._shown:
            last = len(self._shown) - 1
            options.highlighted = last if grown else min(last, was or 0)
        self._lit = lit(options, self._labels, None)

    def on_option_list_option_highlighted(self) -> None:
        """Another line is highlighted."""
        self._lit = lit(self.query_one(OptionList), self._labels, self._lit)

    def _row(self, item: Item) -> Content:
        text = paintable(item.text)
        return Content.styled(f"[x] {text}", "$b-dim") if item.done else Content(f"[ ] {text}")

    @property
    def _current(self) -> Item | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def action_step(self, steps: int) -> None:
        """Go up or down the list while the cursor stays in the line."""
        options = self.query_one(OptionList)
        if self._shown:
            options.highlighted = max(0, min(len(self._shown) - 1, (options.highlighted or 0) + steps))

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
        self.query_one(OptionList).highlighted = event.option_index
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
