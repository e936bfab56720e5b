"""What one person can take back, read from the history: it is the only record there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from board.model.changes import Change


class Steps(NamedTuple):
    """What can be undone and what can be done again, the newest last."""

    done: list[Change]
    undone: list[Change]


def steps(changes: Iterable[Change], who: str) -> Steps:
    """The steps of `who` in `changes` (oldest first). The change that made the board is nobody's to take back.

    An undo moves a step over, a redo moves it back, anything new begins afresh.
    """
    done: list[Change] = []
    undone: list[Change] = []
    for change in changes:
        if change.who != who and change.undoes:
            done[:] = [mine for mine in done if mine.id != change.undoes]  # somebody else took it back
        if change.who != who or any(op.entity == "office" and op.op == "add" for op in change.ops):
            continue
        if done and change.undoes == done[-1].id:
            done.pop()
            undone.append(change)
        elif undone and change.undoes == undone[-1].id:
            undone.pop()
            done.append(change)
        else:
            done.append(change)
            undone.clear()
    return Steps(done, undone)
