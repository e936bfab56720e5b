"""The command palette: every action of the key table by its name, the groups, and the themes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from board.messages import Messages
from board.ui import theme
from board.ui.keys import KEYS, NAVIGATE, key_names
from board.ui.screens.board_screen import BoardScreen
from board.ui.widgets.cells import paintable

if TYPE_CHECKING:
    from board.ui.app import BoardApp


def palette(messages: Messages) -> CommandPalette:
    """The palette in the language of the screen."""
    return CommandPalette(placeholder=messages("palette.placeholder"), id="--command-palette")


class BoardCommands(Provider):
    """What can be done on the screen below, in the language of the screen."""

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        """(words, what is said about it, action)."""
        app = cast("BoardApp", self.app)
        messages, board = app.messages, app.session.board
        arrows, keymap = key_names(messages), app.session.keymap
        for key in KEYS:
            skipped = key.section == NAVIGATE or key.id == "palette" or key.id.startswith("group_")
            if not skipped and not (key.writes and app.session.read_only):
                yield messages(f"key.{key.id}"), "  ".join(keymap.shown(key.id, arrows)), key.action
        for group in board.groups:
            yield paintable(f"{group.number} {group.name}"), messages("palette.group"), f"group({group.number})"
        for name, line in app.session.finding.finds.saved.items():
            yield paintable(messages("palette.filter", name=name)), paintable(line), f"use_filter({name!r})"
        for each in theme.THEMES:
            yield messages(f"theme.{each.name}"), messages("palette.theme"), f"app.use_theme('{each.name}')"

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for words, about, action in self._commands():
            yield DiscoveryHit(Content(words), self._runner(action), text=words, help=about)

    async def search(self, query: str) -> Hits:
        """What matches the typed words; a line that says so when nothing does."""
        matcher = self.matcher(query)
        found = False
        for words, about, action in self._commands():
            score = matcher.match(f"{words} {about}")
            if score > 0:
                found = True
                yield Hit(score, Content(words), self._runner(action), text=words, help=about)
        if not found:
            nothing = cast("BoardApp", self.app).messages("form.pick_one")
            yield Hit(0.01, Content(nothing), self._nothing, text=nothing)

    async def _nothing(self) -> None:
        """Chosen where nothing matched."""

    def _runner(self, action: str) -> Callable[[], Awaitable[None]]:
        """What the screen below cannot do itself is done on the board, to which it then gives way."""

        async def run() -> None:
            app = cast("BoardApp", self.app)
            name = action.partition("(")[0]
            if hasattr(self.screen, f"action_{name}"):
                await app.run_action(action, default_namespace=self.screen)
            elif hasattr(BoardScreen, f"action_{name}"):
                await app.run_action(action, default_namespace=await app.to_board())
            else:
                await app.run_action(action, default_namespace=app)

        return run
