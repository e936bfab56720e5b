"""The program on the screen: themes, key map, palette, and the board as its first screen."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from board.finds import Finds
from board.messages import Messages
from board.model.entities import Meeting
from board.model.ports import Caretaker, PresenceWriter, Reader, Store
from board.settings import Settings, finds_path
from board.text.clean import clipped, one_line
from board.ui import keymap as keymaps
from board.ui import theme
from board.ui.actions import TaskScreen
from board.ui.keyboard import KeysInOrder
from board.ui.keys import bindings
from board.ui.palette import BoardCommands, palette
from board.ui.screens.board_screen import BoardScreen
from board.ui.screens.dialog import Dialog
from board.ui.screens.entering import EnteringScreen
from board.ui.session import Session
from board.ui.tending import Tending
from board.ui.warming import warm
from board.ui.widgets import bars

if TYPE_CHECKING:
    from board.ui.intake import Opener

STRAY_CELLS = 24
"""How much is quoted of text that was not used."""


class BoardApp(KeysInOrder):
    """Thin: what is seen is in `screens` and `widgets`, what can be done is in `actions`."""

    CSS_PATH = Path(__file__).with_name("board.tcss")
    COMMANDS = {BoardCommands}  # noqa: RUF012 Textual's own way
    BINDINGS: ClassVar[list[BindingType]] = bindings(ids=("quit", "help", "palette"))
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+backslash"
    """Textual's own binding is out of the way; ours (`palette`) is in the table of keys."""

    def __init__(self, session: Session, *, theme_name: str = "", keymap: Mapping[str, str] | None = None):
        self.session = session
        self.messages = session.messages
        self.failure: Exception | None = None
        self._board_screen = BoardScreen(session)
        self._warned = ""
        if keymap:
            session.use_keys(keymaps.in_force(keymap))
        super().__init__()
        for each in theme.THEMES:
            self.register_theme(each)
        # Set as `self.theme = …`, it would have all style sheets read a second time before the first frame.
        self.set_reactive(App.theme, theme.known(theme_name))
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.title = session.board.office.title

    def get_default_screen(self) -> Screen[None]:
        """The board is the first screen."""
        return self._board_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colour names exist under every theme, also under one of Textual's."""
        return dict(theme.THEMES[0].variables)

    def on_mount(self) -> None:
        """Put the key map of the settings in force, and end in good order when told to from outside."""
        if self.session.keymap.changed:
            self.set_keymap(self.session.keymap.changed)
        if trouble := keymaps.line(self.messages, self.session.keymap):
            self.call_after_refresh(self._board_screen.say, trouble, "bad")
        elif self.session.board.meeting is not None and not self.session.read_only:
            self.call_after_refresh(self._board_screen.say, self._meeting_goes_on(self.session.board.meeting))
        if not self.is_headless:
            with suppress(NotImplementedError):  # Windows ends a program without asking it
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._terminated)

    def _meeting_goes_on(self, meeting: Meeting) -> str:
        """One that ran when the program was left, however it was left, still runs."""
        said = bars.meeting_words(self.messages, meeting, self.session.clock())
        return self.messages("meeting.goes_on", meeting=said)

    def _terminated(self) -> None:
        """Asked to end from outside: what is being saved is saved, and the terminal is left as it was."""
        self.exit(return_code=128 + signal.SIGTERM)

    def action_help(self) -> None:
        """Show every key."""
        from board.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.messages, self.session.board, self.session.keymap))

    def action_palette(self) -> None:
        """Find an action by its name."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(palette(self.messages))

    async def action_quit(self) -> None:
        """Leave; a line that is not saved yet is pointed out first."""
        lines = [screen.unsaved_line() for screen in self.screen_stack if isinstance(screen, EnteringScreen)]
        unsaved = next(filter(None, reversed(lines)), "")
        if unsaved and unsaved != self._warned:
            self._warned = unsaved
            await self.to_board()
            self._board_screen.warn_unsaved(unsaved)
            return
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C, pressed out of habit: which key leaves."""
        if isinstance(self.screen, TaskScreen):
            self.screen.say(self.messages("desk.how_to_quit"))

    def action_command_palette(self) -> None:
        """Textual's own name for it: ours opens."""
        self.action_palette()

    def is_ready(self) -> bool:
        """A dialog whose entries are being saved is about to close, or to say why not."""
        return not (isinstance(self.screen, Dialog) and self.screen.submitting)

    def takes_no_text(self) -> bool:
        """On the board, the detail screen and their like nothing is typed outside a line."""
        return isinstance(self.screen, TaskScreen)

    def takes_paste(self) -> bool:
        """Where tasks are entered, a paste becomes tasks."""
        return isinstance(self.screen, EnteringScreen)

    def tell_stray(self, text: str, *, pasted: bool) -> None:
        """Text arrived where none is typed: one calm line, with the key that opens a line."""
        if not isinstance(self.screen, TaskScreen):
            return
        if self.session.refusal is not None:
            self.screen.say(self.screen.error_line(self.session.refusal))
            return
        text = clipped(one_line(text), STRAY_CELLS)
        self.screen.say(self.messages("typing.stray_paste" if pasted else "typing.stray", text=text))

    async def to_board(self) -> BoardScreen:
        """Leave whatever lies over the board."""
        for screen in self.screen_stack[1:]:
            if isinstance(screen, TaskScreen):
                screen.hand_over(self._board_screen)
        while self.screen is not self._board_screen:
            await self.pop_screen()
        return self._board_screen

    def say_calmly(self, text: str) -> None:
        """One line at the foot of the board, about something that stops nobody."""
        self._board_screen.say(text)

    def action_use_theme(self, name: str) -> None:
        """Use one of our themes."""
        self.theme = name

    def _handle_exception(self, error: Exception) -> None:
        """A defect ends the program without a traceback over the board; `run_board` hands it to the caller."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.failure = error
        self.exit()


def run_board(
    reader: Reader | Store,
    *,
    messages: Messages,
    settings: Settings,
    clock: Callable[[], datetime],
    who: str,
    read_only: bool,
    ready: Callable[[], None] | None = None,
    care: Caretaker | None = None,
    presence: PresenceWriter | None = None,
    opener: Opener | None = None,
) -> int:
    """Open the board and stay until the person quits; read-only, nothing is kept that could write.

    `ready` is called once after the first paint (the command line tunes the garbage collector there); then `care`
    begins to look after the board. By `presence` the walls are told where the person stands; `opener` opens the
    ledgers that are imported.

    Raises:
        StoreError: the board cannot be read.
        Exception: whatever ended the program by mistake.
    """
    store = None if read_only else cast(Store, reader)
    finds = Finds(finds_path())
    session = Session(
        reader,
        store=store,
        messages=messages,
        clock=clock,
        who=who,
        finds=finds,
        presence=presence,
        exports=settings.exports,
        opener=opener,
    )
    app = BoardApp(session, theme_name=settings.theme, keymap=settings.keys)
    if ready is not None:
        app.call_after_refresh(ready)
    if not read_only:
        app.call_after_refresh(warm, app)
    tending = None if care is None or read_only else Tending(app, session, care, app.say_calmly)
    if tending is not None:
        app.call_after_refresh(tending.begin)
    try:
        app.run()
    finally:
        if tending is not None:
            tending.close()
        session.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
