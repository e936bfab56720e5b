"""Keys per decision: ours are pressed on a real board, and a count is only printed when the decision stands there.

The peer's are data with their sequences (`decisions`); `python -m tests.bench.peer` presses them in the peer.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from board.commands.template import template_change
from board.fixtures import read_template
from tests.bench.decisions import DECISIONS, Decision, strokes, task_at
from tests.bench.figures import table
from tests.ui.support import MORNING, Desk, demo_history, opened

SIZE = (160, 48)
HEAD = ["decision", "ours", "kanban-tui 0.21.2", "÷", "dialogs", "what the chair says", "our keys"]


class Replay(NamedTuple):
    """What came of pressing our keys."""

    done: bool
    dialogs: int
    """How many boxes opened over the board on the way."""
    said: str
    """The last line of the screen, for a decision that is not done."""


async def replay(decision: Decision, folder: Path) -> Replay:
    """Press our keys on a board in `folder`, one by one, each when the one before is done."""
    if decision.at is None:
        history = (template_change(read_template("erqi"), read_template("empty"), MORNING, "秘书"),)
    else:
        history = demo_history()
    async with opened(folder / "meeting.board", history, size=SIZE) as desk:
        await _begin(desk, decision)
        before, dialogs, depth = desk.board, 0, len(desk.app.screen_stack)
        assert not _stands(decision, before), f"{decision.id} is done before a key is pressed"
        for key in strokes(decision.ours):
            if key == "paste":
                await desk.paste("\n".join(decision.pasted))
            else:
                await desk.press(key)
            dialogs += max(0, len(desk.app.screen_stack) - depth)
            depth = len(desk.app.screen_stack)
        return Replay(_stands(decision, desk.board), dialogs, desk.said)


def _stands(decision: Decision, board: object) -> bool:
    try:
        return decision.done(board)  # type: ignore[arg-type]
    except (IndexError, KeyError, StopIteration):  # an entry or a task that should be there is not
        return False


async def _begin(desk: Desk, decision: Decision) -> None:
    if decision.at is not None:
        await desk.go_to(task_at(desk.board, decision.at))
        return
    await desk.press(*["right"] * (decision.group - 1))
    assert desk.view.selected_column is not None
    assert desk.column == desk.board.groups[decision.group - 1].name


def rows() -> tuple[list[list[str]], bool]:
    """The rows of the table, and whether every decision was made."""
    found: list[list[str]] = []
    all_done = True
    ours: dict[str, int] = {}
    theirs: dict[str, int] = {}
    for decision in DECISIONS:
        with tempfile.TemporaryDirectory() as folder:
            came = asyncio.run(replay(decision, Path(folder)))
        mine, peers = len(strokes(decision.ours)), len(strokes(decision.theirs))
        ours[decision.id], theirs[decision.id], all_done = mine, peers, all_done and came.done
        count = str(mine) if came.done else f"NOT DONE ({came.said[:40]})"
        keys = f"`{decision.ours}`"
        found.append([decision.id, count, str(peers), f"{mine / peers:.2f}", str(came.dialogs), decision.chair, keys])
    for words, left_out in (("all ten", ""), ("without the paste", "paste")):
        mine = sum(keys for name, keys in ours.items() if name != left_out)
        peers = sum(keys for name, keys in theirs.items() if name != left_out)
        found.append([words, str(mine) if all_done else f"({mine})", str(peers), f"{mine / peers:.2f}", "", "", ""])
    return found, all_done


def report() -> bool:
    """Print the table; whether every decision was made."""
    found, all_done = rows()
    print(table(HEAD, found))
    return all_done
