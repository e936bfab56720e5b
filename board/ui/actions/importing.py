"""导入台账: another office's ledger, shown as it was read, then taken over in one change."""

from __future__ import annotations

from board.errors import Refused
from board.ui.actions.base import Tasks, TaskScreen


def import_ledger(screen: TaskScreen, _: Tasks) -> None:
    """Ask which file; what is read of it is shown before anything is done."""
    opener = screen.session.opener
    if opener is None:
        screen.say(screen.error_line(Refused("read_only")), "bad")
    else:
        from board.ui.screens.import_file import ImportDialog

        screen.app.push_screen(ImportDialog(screen, opener))
