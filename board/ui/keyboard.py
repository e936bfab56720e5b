"""Keys act in the order in which they were pressed: each one finds what the ones before it led to.

Left to itself, Textual hands every key at once to whatever has the focus. A key typed ahead, while the program is still
opening the line that it was meant for, would then act on the board instead: letters would be lost, or do something.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widgets import Input

PATIENCE = 1.0
"""Seconds after which a key is not waited for any more: the keyboard never stands still for a defect."""


class KeysInOrder(App[None]):
    """An application that holds back a key until the one before it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._since: float | None = None
        """When the key that is being done was pressed; None: nothing is being done."""

    async def on_event(self, event: events.Event) -> None:
        """Let a key through, or keep it until the one before is done."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._since is not None and monotonic() - self._since < PATIENCE:
            self._ahead.append(event)
        else:
            self._ahead.append(event)
            await self._go_on()

    async def _go_on(self) -> None:
        self._since = None
        while self._ahead and self._since is None:
            event = self._ahead.popleft()
            target: DOMNode = self.focused or self.screen
            typing = isinstance(target, Input) and (isinstance(event, events.Paste) or event.is_printable)
            if not typing:  # what is typed into a line is done in its order anyway
                self._since = monotonic()
            await super().on_event(event)
            if not typing:
                self._follow([*target.ancestors_with_self], self._since)

    def _follow(self, way: list[DOMNode], pressed: float | None) -> None:
        """Go the way of the key, behind it, up to the application; then wait for what came of it."""
        if way:
            self._step(way[0], lambda: self._follow(way[1:], pressed))
        else:
            self._settle(3, pressed)

    def _settle(self, rounds: int, pressed: float | None) -> None:
        """A screen that opens or closes takes the focus with messages of its own: let them pass."""
        if not self.is_running or not self.screen_stack:  # the program is ending
            return
        if pressed is None or monotonic() - pressed > PATIENCE:
            rounds = 0
        elif not self.is_ready():
            self.set_timer(0.005, lambda: self._settle(3, pressed))
            return
        if rounds:
            self._step(self.screen, lambda: self._step(self, lambda: self._settle(rounds - 1, pressed)))
        else:
            self.call_later(self._done, pressed)

    def is_ready(self) -> bool:
        """Whether the screen in front can take the next key."""
        return True

    def _step(self, pump: MessagePump, then: Callable[[], None]) -> None:
        if not pump.call_later(then):
            self.call_later(then)

    async def _done(self, pressed: float | None) -> None:
        if self._since == pressed:
            await self._go_on()
