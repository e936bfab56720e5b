"""The bar at the foot in which a new task is typed: Enter saves and stays, Esc keeps the unfinished line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from board.messages import Messages
from board.text import clean
from board.ui.widgets.candidates import candidates_line
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.chips import chips_lines
from board.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from board.text.entry import Entry
    from board.ui.entry_line import EntryLine

Save = Callable[[str, "Entry", tuple[str, ...]], Awaitable[str]]
"""Takes the line, what it was read as, and the units to be made; gives the words that refuse it, or ""."""
WIDE = 110
"""From this many columns on, what stands below the line is set in under its first character."""
TALL = 36
"""From this many rows on, a free row parts the bar from the board."""


class EntryBar(Vertical):
    """Closed until `open`. What is typed is understood by an `EntryLine`; the bar shows what that makes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "", show=False),
        Binding("tab", "complete", "", show=False),
        Binding("shift+tab", "give_back", "", show=False),
        Binding("up", "up", "", show=False),
        Binding("down", "down", "", show=False),
    ]

    class Closed(Message):
        """The bar went away; the board has the keys again."""

    class Pasted(Message):
        """Several lines were pasted: more than fit in here."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self, messages: Messages, line: Callable[[], EntryLine], save: Save, typed: Callable[[], None]
    ) -> None:
        """`line` makes what reads a line, `save` saves one, and `typed` is told of every key."""
        super().__init__(id="entry")
        self._messages = messages
        self._make_line = line
        self._save = save
        self._told = typed
        self._line: EntryLine | None = None
        self._saving: tuple[str, ...] = ()
        self._furnished = False

    def on_mount(self) -> None:
        """The first frame is the board's: what is in the bar, and the style sheets of that, come after it."""
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """The prompt and the line; below it the chips, what is said to it, and what the keys do."""
        prompt = Static(Content(self._messages("bar.prompt")), id="entry-prompt")
        typed = LineInput(id="entry-text", take=self._entered, paste=self._pasted)
        await self.mount(Horizontal(prompt, typed, id="entry-row"), Static("", id="entry-below"))
        self.watch(typed, "selection", self._follow, init=False)
        self._furnished = True

    # ---- for the screen

    @property
    def is_open(self) -> bool:
        """Whether the bar is on the screen."""
        return self.has_class("-open")

    @property
    def typed(self) -> str:
        """What is typed and not saved yet."""
        line = self._input.value if self._furnished else ""
        return " ".join((*self._saving, line)).strip()

    @property
    def line(self) -> EntryLine:
        """The line as it is understood; what reads it is loaded when it is first asked for."""
        if self._line is None:
            self._line = self._make_line()
        return self._line

    def open(self, group: str | None, paste: str = "") -> None:
        """Show the bar with the unfinished line of last time, and `paste` behind it; a new task goes to `group`."""
        if not self._furnished:
            self.call_after_refresh(self.open, group, paste)
            return
        self.add_class("-open")
        self._on_size()
        self.line.group, self.line.notice = group, None
        self.line.entering.begin()
        typed = self._input
        if paste:
            typed.value = f"{typed.value} {paste}" if typed.value.strip() else paste
            typed.action_end()
        self.line.changed(typed.value, typed.cursor_position)
        typed.focus()
        self._show()

    def say(self, text: str, *, good: bool, no: int = 0, stays: bool = False) -> None:
        """One line about what was typed, until there is something else to say; `no` is the task it speaks of.

        With `stays` it is not wiped away by the next letter, but by the next Enter.
        """
        from board.ui.entry_line import Notice

        self.line.notice = Notice(text, good, no, stays)
        self._show()

    def look(self) -> None:
        """The board is another one: read the line anew."""
        if self.is_open and self._furnished:
            self.line.follow()
            self._show()

    def put_away(self) -> None:
        """Close it and leave the keys to whoever comes next; the line stays."""
        self.remove_class("-open")

    # ---- what is seen

    @property
    def _input(self) -> LineInput:
        return self.query_one(LineInput)

    def _on_size(self) -> None:
        screen = self.screen.size
        self.set_class(screen.width >= WIDE, "-wide")
        self.set_class(screen.height >= TALL, "-tall")

    def on_resize(self, _: events.Resize) -> None:
        """Chips are laid out for the width there is."""
        if self.is_open:
            self._on_size()
            self._show()

    def _show(self) -> None:
        below = self.query_one("#entry-below", Static)
        indent = self.query_one("#entry-prompt").outer_size.width if self.has_class("-wide") else 0
        width = self.screen.size.width - 2 - indent
        rows = [*chips_lines(self.line.chips(), width, 2), self._last_row(width)]
        below.update(Content("\n").join(Content(" " * indent) + row for row in rows), layout=False)

    def _last_row(self, width: int) -> Content:
        """What is wrong, what is offered, what is like it, what was saved: the first there is."""
        line, said = self.line, self._messages
        notice, wrong = line.notice, Content("")
        if notice is not None and not notice.good:
            wrong = Content.styled(fit(paintable(notice.text), width), "bold $b-bad")
        if line.offer is not None:
            return candidates_line(wrong, line.offer.shown, line.place, said("bar.take"), width)
        if wrong.cell_length:
            return wrong
        if line.similar:
            return Content.styled(fit(paintable(line.similar), width), "$b-dim")
        if notice is not None:
            return Content.styled(fit(paintable(notice.text), width), "$b-good")
        return Content("")

    # ---- following the typing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key is read at once."""
        event.stop()
        self._follow()

    def _follow(self) -> None:
        typed, line = self._input, self.line
        if (typed.value, typed.cursor_position) != (line.text, line.cursor):
            line.changed(typed.value, typed.cursor_position)
            self._show()
            self._told()

    def _put(self, text: str, cursor: int) -> None:
        """Put another text into the line."""
        typed = self._input
        typed.value = text
        typed.cursor_position = cursor
        self._follow()

    def action_complete(self) -> None:
        """Take the name that is offered."""
        completed = self.line.completed()
        if completed is not None:
            self._put(*completed)

    def action_give_back(self) -> None:
        """Put the words of the last piece back into the title."""
        if self.line.give_back():
            self._show()

    def action_up(self) -> None:
        """Another of the offered names; or a line saved before."""
        self._step(-1)

    def action_down(self) -> None:
        """The next of the offered names; or a later line."""
        self._step(1)

    def _step(self, steps: int) -> None:
        if self.line.step(steps):
            self._show()
        elif (text := self.line.recalled(-steps)) is not None:
            self._put(text, len(text))

    def action_close(self) -> None:
        """Go back to the board; the line stays for next time."""
        self.put_away()
        self.post_message(self.Closed())

    # ---- pasting and saving

    def _pasted(self, text: str) -> bool:
        """Several lines are more than one task: they are shown first."""
        if not clean.has_lines(text):
            return False
        self.post_message(self.Pasted(text))
        return True

    def _entered(self, text: str) -> str | None:
        """Enter saves, and the line is free for the next one at once: nobody waits for the disk while typing.

        None: the line stays as it is, with the cursor where something is to be mended.
        """
        line = self.line
        if not text and line.notice is not None and line.notice.good:
            return None  # an Enter too many: it was saved
        line.changed(text, self._input.cursor_position)
        understood = line.enter(text)
        entry = understood.entry
        if entry is None:
            self._input.cursor_position = line.cursor
            self._show()
            return None
        kept = tuple(line.kept)
        self._saving = (*self._saving, text)
        self.app.run_worker(self._submit(text, entry, understood.new_units, kept), group="submit")
        line.taken()
        return ""

    async def _submit(self, text: str, entry: Entry, new_units: tuple[str, ...], kept: tuple[str, ...]) -> None:
        wrong = await self._save(text, entry, new_units)
        waiting = list(self._saving)
        waiting.remove(text)
        self._saving = tuple(waiting)
        if wrong and self.is_attached:
            typed = self._input
            if not typed.value:
                self.line.kept = list(kept)
            back = f"{text} {typed.value}" if typed.value else text
            self._put(back, len(back))
            self.say(wrong, good=False, stays=True)
