"""Keys act in the order in which they were pressed: each one finds what the ones before it led to.

Left to itself, Textual hands every key at once to whatever has the focus. A key typed ahead, while the program is still
opening the line that it was meant for, would then act on the board instead: letters would be lost, or do something.
"""

from __future__ import annotations

import unicodedata
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
BURST = 0.1
"""Seconds: what arrives sooner after text that an input method committed belongs to that text. No hand is so fast."""


class KeysInOrder(App[None]):
    """An application that holds back a key until the one before it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._since: float | None = None
        """When the key that is being done was pressed; None: nothing is being done."""
        self._stray = ""
        """What an input method committed where nothing is typed, as far as it has arrived."""
        self._stray_at = float("-inf")

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
            if not typing and self._goes_astray(event):
                continue
            if not typing:  # what is typed into a line is done in its order anyway
                self._since = monotonic()
            await super().on_event(event)
            if not typing:
                self._follow([*target.ancestors_with_self], self._since)

    def _goes_astray(self, event: events.Key | events.Paste) -> bool:
        """Text that has nowhere to go is told and never acts: a paste, or what an input method commits.

        Words in a script that no key is bound to are text, and so is what arrives in one go with them: `城管局，` must
        not send a task back.
        """
        if isinstance(event, events.Paste):
            if self.takes_no_text() and not self.takes_paste():
                self.tell_stray(event.text, pasted=True)
                return True
            return False
        character = event.character or ""
        goes_on = event.time - self._stray_at < BURST and (event.is_printable or event.key in ("enter", "tab"))
        begins = _is_a_word(character) and not self.is_bound(event.key)
        if not (goes_on or begins) or not self.takes_no_text():
            return False
        self._stray = self._stray + character if goes_on else character
        self._stray_at = event.time
        self.tell_stray(self._stray, pasted=False)
        return True

    def takes_no_text(self) -> bool:
        """Whether what is in front takes keys, but no text."""
        return False

    def takes_paste(self) -> bool:
        """Whether what is in front knows what to do with a paste."""
        return False

    def is_bound(self, key: str) -> bool:
        """Whether a key does something here."""
        return key in self.active_bindings

    def tell_stray(self, text: str, *, pasted: bool) -> None:
        """Say that this text was not used."""

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


def _is_a_word(character: str) -> bool:
    """A letter or syllable of a script beyond Latin, not a full-width twin of a Latin one."""
    wide_latin = "\uff00" <= character <= "\uff5e"
    return len(character) == 1 and character > "\u024f" and not wide_latin and unicodedata.category(character)[0] == "L"
