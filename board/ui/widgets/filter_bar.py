"""The bar at the foot in which a filter is typed: the columns follow every key. Enter keeps it, Esc takes it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from board.messages import Messages
from board.ui.widgets.cells import paintable
from board.ui.widgets.chips import Chip, chips_line
from board.ui.widgets.line_input import LineInput


class FilterBar(Vertical):
    """Closed until `open`. It only says what is typed: `follow` looks for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "", show=False),
        Binding("up", "earlier(1)", "", show=False),
        Binding("down", "earlier(-1)", "", show=False),
    ]

    class Entered(Message):
        """Enter: this line stays in force."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    class Cleared(Message):
        """Esc: no filter."""

    def __init__(self, messages: Messages, follow: Callable[[str], None]) -> None:
        super().__init__(id="filter", classes="bar")
        self._messages = messages
        self._follow = follow
        self._earlier: tuple[str, ...] = ()
        self._place = 0

    async def open(self, line: str, earlier: tuple[str, ...]) -> None:
        """Show the bar with `line` in it; the arrows lead through the lines of `earlier`, the newest first."""
        self._earlier, self._place = (line, *(each for each in earlier if each != line)), 0
        if not self.children:
            typed = LineInput(id="filter-text")
            # As a watcher, what comes of a key is painted in one frame with it: of two the second waits for its turn.
            self.watch(typed, "value", self._follow, init=False)
            prompt = Static(Content(self._messages("filter.prompt")), classes="prompt")
            await self.mount(
                Horizontal(prompt, typed, classes="row"),
                Static("", classes="said"),
                Static(Content(self._messages("filter.hint")), classes="hint"),
            )
        self.add_class("-open")
        typed = self.query_one(LineInput)
        typed.value = line
        typed.action_end()
        typed.focus()

    def close(self) -> None:
        """Give the line its place back."""
        self.remove_class("-open")

    @property
    def is_open(self) -> bool:
        """Whether the bar is on the screen."""
        return self.has_class("-open")

    def say(self, chips: list[Chip], tail: str, *, good: bool = True) -> None:
        """How the line was understood, and what came of it."""
        end = Content.styled(paintable(tail), "bold $b-good" if good else "bold $b-bad")
        self.query_one(".said", Static).update(chips_line(chips, self.size.width - 2, end), layout=False)

    def action_clear(self) -> None:
        """No filter any more."""
        self.post_message(self.Cleared())

    def action_earlier(self, steps: int) -> None:
        """A line used before, or saved."""
        self._place = max(0, min(len(self._earlier) - 1, self._place + steps))
        typed = self.query_one(LineInput)
        typed.value = self._earlier[self._place]
        typed.action_end()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps what stands there."""
        event.stop()
        self.post_message(self.Entered(event.value))
