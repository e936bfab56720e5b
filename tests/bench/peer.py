"""Press the peer's keys in the peer: each sequence of `decisions` must leave the cards it says.

    PYTHONPATH=. …/python -m tests.bench.peer          with a Python that has kanban-tui 0.21.2; ours need not be there

It runs in a folder of its own with its calendar held at the day of the meeting, and sees nobody's settings.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bench.decisions import DECISIONS, Decision, PeerCard, strokes

STAGES = ("待认领", "整治", "达标", "巩固", "销号")


class Monday(datetime):
    """The clock of its date picker."""

    @classmethod
    def today(cls) -> Monday:
        return cls(2026, 11, 23, 9, 4)


async def replay(decision: Decision, folder: Path) -> list[PeerCard]:
    """The cards that the keys made or changed, as they stand in its database afterwards."""
    os.environ["KANBAN_TUI_CONFIG_FILE"] = str(folder / "config.toml")
    from kanban_tui.app import KanbanTui
    from kanban_tui.textual_datepicker import _date_picker
    from textual import events

    _date_picker.datetime = Monday
    app = KanbanTui(config_path=str(folder / "config.toml"), database_path=str(folder / "board.db"))
    store = app.backend
    store.create_new_board(name="meeting", icon=":memo:", column_dict=dict.fromkeys(STAGES, True))
    columns = [column.column_id for column in store.get_columns()]
    for card in decision.before:
        due = f"{card.due} 00:00:00" if card.due else None
        store.create_new_task(
            title=card.title, description="", column=columns[card.column], category=None, due_date=due
        )
    lines = list(decision.pasted)
    async with app.run_test(size=(160, 60)) as pilot:
        await _rest(pilot)
        for key in strokes(decision.theirs):
            if key == "paste":
                app.screen.focused.post_message(events.Paste(lines.pop(0)))
            else:
                _send(app, key)
            await _rest(pilot)
        tasks = store.get_tasks_on_active_board()
    found = [
        PeerCard(
            task.title, columns.index(task.column), f"{task.due_date:%F}" if task.due_date else None, task.description
        )
        for task in tasks
    ]
    return [card for card in found if card not in decision.before or card in decision.after]


def _send(app: Any, key: str) -> None:
    """A key as a terminal's driver hands it over."""
    from textual import events
    from textual.keys import _character_to_key

    name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
    app._driver.send_message(events.Key(name, key if len(key) == 1 else None))


async def _rest(pilot: Any) -> None:
    for _ in range(3):
        await pilot.pause()


def main() -> int:
    """Print each decision's keys; 1 when one of them does not do what it says."""
    failed = 0
    for decision in DECISIONS:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(replay(decision, Path(folder)))
        good = sorted(found, key=repr) == sorted(decision.after, key=repr)
        failed += not good
        print(f"{decision.id:8} {len(strokes(decision.theirs)):3} keys  {'done' if good else f'NOT DONE: {found}'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
