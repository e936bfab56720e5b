"""Titles that say nearly the same: by the pairs of characters they share, the rare ones counting most."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from math import log

from board.model.board import Board
from board.model.task import Stage, Task

NEAR = 0.55
"""From this share of common weight on, 0 to 1, two titles are called close."""
_SHORTEST = 4
"""Characters that a title must have before it is compared: two of them are in half of all titles."""
_LONGEST = 60
"""Characters of a title that are compared."""
_POOL = 40
"""How many titles that share much are weighed in full."""
_BUDGET = 20_000
"""How many places where a pair stands are looked at: a bound on the time of one question."""
_PENALTY = 0.8
"""For each character that one title has in exchange for another: 嵩山路 is not 淮河路, however much follows."""
_NONE: frozenset[int] = frozenset()
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十百]+(?=[号期批段标区组栋楼街])|(?<=第)[一二三四五六七八九十百]+")


@lru_cache(maxsize=4096)
def _bare(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(char for char in folded if char.isalnum())[:_LONGEST]


def _pairs(bare: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(bare)))


def _exchanged(one: str, other: str) -> int:
    """How many characters of each have no counterpart in the other, in the one of the two that has fewer."""
    mine, theirs = Counter(one), Counter(other)
    return min((mine - theirs).total(), (theirs - mine).total())


def _compared(task: Task) -> bool:
    return not task.void_reason and task.stage is not Stage.CLOSED


class Titles:
    """The titles of a board's open tasks, kept ready to be compared; whoever asks often keeps one.

    Built from 10,000 tasks in a tenth of a second; `follow` then costs what has changed.
    """

    def __init__(self, board: Board) -> None:
        self._holders: dict[str, set[int]] = {}
        self._bare: dict[int, str] = {}
        self._board = Board()
        self.follow(board)

    def follow(self, board: Board) -> None:
        """Take over what differs between the board known so far and `board`."""
        if board is self._board:
            return
        changed = board.tasks.differing(self._board.tasks) if board.store == self._board.store else board.tasks
        if board.store != self._board.store:
            self._holders, self._bare = {}, {}
        for no in changed:
            task = board.tasks.get(no)
            self._put(no, _bare(task.title) if task is not None and _compared(task) else "")
        self._board = board

    def _put(self, no: int, bare: str) -> None:
        was = self._bare.pop(no, "")
        if was != bare:
            for pair in _pairs(was) - _pairs(bare):
                self._holders[pair].discard(no)
            for pair in _pairs(bare) - _pairs(was):
                self._holders.setdefault(pair, set()).add(no)
        if bare:
            self._bare[no] = bare

    def close(self, title: str, limit: int = 3, *, least: float = NEAR, but: Iterable[int] = ()) -> list[int]:
        """The numbers of at most `limit` open tasks whose title is close to `title`, the closest first.

        Titles with other figures in them (3号楼, 第二批) are not close. `but` leaves numbers out; `least` is the share
        of common weight that is asked for.
        """
        bare = _bare(title)
        if len(bare) < _SHORTEST:
            return []
        pairs = _pairs(bare)
        weights = {pair: self._weight(pair) for pair in pairs}
        common: Counter[int] = Counter()
        budget = _BUDGET
        for holders in sorted((self._holders.get(pair, _NONE) for pair in pairs), key=len):
            budget -= len(holders)
            if budget < 0:
                break  # what is left stands in so many titles that it tells none of them from another
            common.update(holders)
        left_out = set(but)
        figures = _NUMERAL.findall(bare)
        own = sum(weights.values())
        found: list[tuple[float, int]] = []
        pool = nlargest(_POOL, ((count, -no) for no, count in common.items() if no not in left_out))
        for _, negative in pool:
            no = -negative
            other = self._bare[no]
            if _NUMERAL.findall(other) != figures:
                continue
            theirs = _pairs(other)
            shared = sum(weights[pair] for pair in pairs & theirs)
            whole = own + sum(weights.get(pair) or self._weight(pair) for pair in theirs)
            score = 2 * shared / whole * _PENALTY ** _exchanged(bare, other)
            if score >= least:
                found.append((score, -no))
        return [-negative for _, negative in nlargest(limit, found)]

    def _weight(self, pair: str) -> float:
        return log(2 + len(self._bare)) - log(1 + len(self._holders.get(pair, ()))) + 0.2


def close_titles(title: str, board: Board, limit: int = 3) -> list[int]:
    """The numbers of open tasks with a title close to `title`, the closest first; asked once. See `Titles`."""
    return Titles(board).close(title, limit)
