"""The command palette: every action of the key table by its name, the groups, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from board.ui import theme
from board.ui.keys import KEYS, NAVIGATE, shown_keys

if TYPE_CHECKING:
    from board.ui.app import BoardApp


class BoardCommands(Provider):
    """What can be done on the screen below, in the language of the screen."""

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        """(words, what it is for, action)."""
        app = cast("BoardApp", self.app)
        messages, board = app.messages, app.session.board
        arrows = {name: messages(f"arrow.{name}") for name in ("up", "down", "left", "right")}
        groups = {group.number: group.name for group in board.groups}
        for key in KEYS:
            if key.section == NAVIGATE or key.id == "palette" or (key.writes and app.session.read_only):
                continue
            name = messages(f"key.{key.id}") if not key.id.startswith("group_") else groups.get(int(key.plain), "")
            if name:
                yield name, "  ".join(shown_keys(key, arrows)), key.action
        for each in theme.THEMES:
            yield messages(f"theme.{each.name}"), messages("palette.theme"), f"app.use_theme('{each.name}')"

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for words, about, action in self._commands():
            yield DiscoveryHit(Content(words), self._runner(action), text=words, help=about)

    async def search(self, query: str) -> Hits:
        """What matches the typed words."""
        matcher = self.matcher(query)
        for words, about, action in self._commands():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, Content(words), self._runner(action), text=words, help=about)

    def _runner(self, action: str):  # type: ignore[no-untyped-def]
        async def run() -> None:
            await self.app.run_action(action, default_namespace=self.screen)

        return run
