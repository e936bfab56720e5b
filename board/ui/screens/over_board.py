"""What lies over the board is left for the board by every key that opens another view."""

from __future__ import annotations

from typing import cast

from board.ui.actions import TaskScreen
from board.ui.screens.board_screen import BoardScreen


class OverBoard(TaskScreen):
    """A screen with a view of its own; for the others it goes back to the board, and asks that for them."""

    def leave(self) -> BoardScreen:
        """Back to the board."""
        return cast(BoardScreen, self.to_board())

    def action_overview(self) -> None:
        """The board with all groups."""
        self.leave().action_overview()

    def action_inbox(self) -> None:
        """The office's inbox."""
        self.leave().action_inbox()

    def action_group(self, number: int) -> None:
        """Only one group: its board."""
        self.leave().action_group(number)

    def action_list(self) -> None:
        """Every task in one table."""
        self.leave().action_list()

    def action_meeting(self) -> None:
        """The meeting."""
        self.leave().action_meeting()

    def action_supervision(self) -> None:
        """Who is ahead, who is behind, and what turns red next."""
        self.leave().action_supervision()

    def do_new(self) -> None:
        """A new task is typed on the board."""
        self.leave().do_new()
