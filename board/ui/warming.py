"""What the first acting key would wait for is read beforehand, in a thread, when the board has been painted."""

from __future__ import annotations

from importlib import import_module

from textual.app import App

AFTER_SECONDS = 0.3
"""How long after the first paint: what comes with it is done by then."""
MODULES = ("board.ui.actions.table", "textual.widgets._text_area", "board.ui.entry_line")
"""What an action, a dialog or the entry bar imports only when it is first used, the slowest of it."""


def warm(app: App[None]) -> None:
    """Begin, soon."""
    app.set_timer(AFTER_SECONDS, lambda: app.run_worker(_read, thread=True, group="warming"))


def _read() -> None:
    for name in MODULES:
        import_module(name)
