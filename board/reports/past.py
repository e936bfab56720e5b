"""The board as it was: the newest one with what came after turned back, so that the past has the same figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import structs

from board.model.board import Board
from board.model.changes import Change, apply_all, invert


class Past(NamedTuple):
    """What history told on the way back."""

    boards: dict[str, Board]
    """Moment → the board as it was then."""
    changes: tuple[Change, ...]
    """What was turned back, the oldest first."""


def rewound(board: Board, history: Iterable[Change], moments: Iterable[str]) -> Past:
    """The board at each of `moments` (ISO) from the newest `board` and a history that begins with the newest change.

    History is read once, and no further back than the earliest moment; "" is before everything, and reads nothing.
    """
    wanted = sorted({moment for moment in moments if moment}, reverse=True)
    boards: dict[str, Board] = {"": Board()}
    newest_first = (change for change in history if change.seq <= board.seq)
    passed: list[Change] = []
    waiting: list[Change] = []
    ahead = next(newest_first, None) if wanted else None
    for moment in wanted:
        while ahead is not None and ahead.when > moment:
            waiting.append(ahead)
            ahead = next(newest_first, None)
        board = turned_back(board, waiting)
        passed += waiting
        waiting = []
        boards[moment] = board
    return Past(boards, tuple(reversed(passed)))


def turned_back(board: Board, newest_first: Iterable[Change]) -> Board:
    """The board before these changes, the last ones that were made to it.

    Raises:
        StoreError: they do not fit the board.
    """
    return apply_all(board, map(_turned, newest_first))


def _turned(change: Change) -> Change:
    return structs.replace(change, seq=change.seq - 1, ops=invert(change.ops))
