"""A box over the board, and one with a list to choose from while one types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from board.messages import Messages
from board.ui.widgets.cells import paintable


class Dialog(ModalScreen[None]):
    """A box over the board, left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "", show=False)]

    def __init__(self, messages: Messages, heading: str = "", hint: str = "", notice: Callable[[], str] = str) -> None:
        """`hint` is what the keys do. `notice` says, or not, what the board behind the dialog has become."""
        super().__init__()
        self._messages = messages
        self._heading = heading
        self._hint = hint
        self._notice = notice
        self.submitting = False
        """What was entered is being saved."""

    def compose(self) -> ComposeResult:
        """The heading, what is asked, the echo, the notice, and what the keys do."""
        with Vertical(id="box"):
            yield Static(Content(paintable(self._heading)), classes="heading")
            yield from self.body()
            yield Static("", classes="echo")
            yield Static("", classes="notice")
            yield Static(Content(self._hint), classes="hint")

    def body(self) -> ComposeResult:
        """For subclasses: what stands below the heading."""
        return ()

    def submit(self, what: Callable[[], Awaitable[str]]) -> None:
        """Do `what`, which gives the line that says what is wrong, or "" when it is done and the dialog may close.

        A second Enter meanwhile submits nothing; leaving the dialog meanwhile stops nothing.
        """

        async def work() -> None:
            wrong = await what()
            if not self.is_attached:
                return
            if wrong:
                self.submitting = False
                self.echo(wrong, good=False)
            elif self.is_current:
                self.dismiss(None)

        if not self.submitting:
            self.submitting = True
            self.app.run_worker(work(), group="submit")

    def action_leave(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def board_changed(self) -> None:
        """The board behind the dialog is another now."""
        if self.is_mounted:
            self.follow()
        else:  # it was opened in this very moment
            self.call_later(self.follow)

    def follow(self) -> None:
        """Say that the board is another now, where it concerns this task. What is typed stays."""
        said = self._notice()
        line = self.query_one(".notice", Static)
        line.set_class(bool(said), "-on")
        line.update(Content(paintable(said)))

    def echo(self, text: str, *, good: bool) -> None:
        """Show how the typing was understood, or why it cannot be taken."""
        line = self.query_one(".echo", Static)
        line.set_class(not good, "-bad")
        line.update(Content(paintable(text)))


class ListDialog(Dialog):
    """A dialog with a list. The arrows go up and down in it while the cursor stays in the line where one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "", show=False),
        Binding("up", "step(-1)", "", show=False),
        Binding("pagedown", "step(8)", "", show=False),
        Binding("pageup", "step(-8)", "", show=False),
    ]
    around = 11
    """Lines of the dialog beside the list."""
    most = 16
    """Lines of the list."""
    _labels: Sequence[Content] = ()
    _lit: int | None = None
    """Which one is painted as the highlighted one."""

    def choices(self) -> OptionList:
        """The list, for `body`."""
        choices = OptionList(id="choices", markup=False, compact=True)
        choices.can_focus = False
        return choices

    def on_resize(self) -> None:
        """The list is no longer than what leaves the rest in sight."""
        self._list.styles.max_height = max(2, min(self.most, self.size.height * 9 // 10 - self.around))

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _place(self) -> int | None:
        """Which one is highlighted."""
        place = self._list.highlighted
        return place if place is not None and place < len(self._labels) else None

    def _fill(self, labels: Sequence[Content], place: int | None, *more: Content) -> None:
        """Offer these, the one at `place` highlighted; of `more`, which is said below them, none can be."""
        self.on_resize()
        self._labels = labels
        self._list.set_options([*map(Option, labels), *(Option(each, disabled=True) for each in more)])
        self._list.highlighted = place
        self._light(None)

    def _light(self, was: int | None) -> None:
        """Paint the highlighted row in one colour: grey words cannot be read on its ground."""
        options, now = self._list, self._list.highlighted
        for place in {was, now} - {None}:
            if place is not None and place < min(len(self._labels), options.option_count):
                label = self._labels[place]
                options.replace_option_prompt_at_index(place, Content(label.plain) if place == now else label)
        self._lit = now

    def action_step(self, steps: int) -> None:
        """Go up or down the list."""
        last = len(self._labels) - 1
        if last >= 0:
            was = self._list.highlighted
            place = was + steps if was is not None else 0 if steps > 0 else last
            self._list.highlighted = max(0, min(last, place))

    def on_option_list_option_highlighted(self) -> None:
        """Another one is highlighted."""
        self._light(self._lit)
        self._explain()

    def _explain(self) -> None:
        """For subclasses: say what taking the highlighted one would do."""
