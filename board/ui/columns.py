"""What the board widget shows: the columns of the overview, of one group, or of the office's inbox."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from board.messages import Messages, words
from board.model import figures, query
from board.model.board import Board, SortKey
from board.model.entities import Group
from board.model.query import KIND_VIEWS
from board.model.task import OPEN, STAGES, Kind, Stage

OVERVIEW = "overview"
INBOX = "inbox"
GROUP = "group"


@dataclass(frozen=True, slots=True)
class View:
    """Which columns: the overview, the inbox, or the stages of group `group` (an id); and which kinds."""

    mode: str = OVERVIEW
    group: int | None = None
    kinds: int = 0
    """Place in `KIND_VIEWS`."""

    @property
    def shown_kinds(self) -> tuple[Kind, ...]:
        """The kinds that the columns show."""
        return KIND_VIEWS[self.kinds]


@dataclass(frozen=True, slots=True)
class Head:
    """What a column head says. A rate of None draws no bar."""

    name: str
    key: str = ""
    leader: str = ""
    over: str = ""
    """逾N, or nothing."""
    count: str = ""
    rate: float | None = None


@dataclass(slots=True)
class Column:
    """One column: what it stands for, its head, and its tasks by urgency."""

    id: str
    group: int | None
    stage: Stage | None
    head: Head
    keys: list[SortKey]
    numbers: list[int] = field(default_factory=list)

    def place(self, no: int | None) -> int | None:
        """The place of task `no` in the column, or None."""
        if no is None:
            return None
        try:
            return self.numbers.index(no)
        except ValueError:
            return None


Runs = tuple[list[SortKey] | None, ...]
"""The sorted keys of the cells that a column is made of, as the index of a board holds them."""


class Columns:
    """Makes the columns of a view from a snapshot; columns whose tasks did not change are taken over as they are."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._kept: dict[tuple[object, ...], tuple[Runs, list[SortKey], list[int]]] = {}

    def of(self, board: Board, view: View, now: datetime) -> list[Column]:
        """The columns of `view` at `now`."""
        if view.mode == OVERVIEW:
            return [self._group_column(board, group, view, now) for group in board.groups]
        place = view.group if view.mode == GROUP else None
        return [self._stage_column(board, place, stage, view, now) for stage in STAGES]

    def keys(
        self, board: Board, groups: tuple[int | None, ...], kinds: tuple[Kind, ...], stages: tuple[Stage, ...]
    ) -> tuple[list[SortKey], list[int]]:
        """The sort keys of the tasks in these cells, and their numbers, by urgency; not to be written to.

        As long as none of the tasks moved, they are the very same lists.
        """
        name = (board.store, groups, kinds, stages)
        runs = tuple(board.index.get((group, kind, stage)) for group in groups for kind in kinds for stage in stages)
        kept = self._kept.get(name)
        if kept and all(was is now for was, now in zip(kept[0], runs, strict=True)):
            return kept[1], kept[2]
        patched = _patched(*kept, runs, stages * (len(groups) * len(kinds))) if kept else None
        keys = query.ordered(board, groups, kinds, stages) if patched is None else patched[0]
        numbers = [key[2] for key in keys] if patched is None else patched[1]
        self._kept[name] = (runs, keys, numbers)
        return keys, numbers

    def _group_column(self, board: Board, group: Group, view: View, now: datetime) -> Column:
        kinds = view.shown_kinds
        keys, numbers = self.keys(board, (group.id,), kinds, STAGES)
        counts = figures.counts(board, now, (group.id,), kinds)
        head = Head(
            name=group.name,
            key=str(group.number),
            leader=group.leader,
            over=self._messages("head.over", count=counts.red) if counts.red else "",
            count=str(counts.active),
            rate=counts.closure_rate or 0.0,
        )
        return Column(f"g{group.id}", group.id, None, head, keys, numbers)

    def _stage_column(self, board: Board, group: int | None, stage: Stage, view: View, now: datetime) -> Column:
        kinds = view.shown_kinds
        keys, numbers = self.keys(board, (group,), kinds, (stage,))
        red = figures.counts(board, now, (group,), kinds, (stage,)).red if stage in OPEN else 0
        head = Head(
            name=words.stage_head(self._messages, board.office, stage),
            over=self._messages("head.over", count=red) if red else "",
            count=str(len(keys)),
        )
        return Column(f"s{stage}", group, stage, head, keys, numbers)


def _patched(
    was: Runs, keys: list[SortKey], numbers: list[int], now: Runs, stages: tuple[Stage, ...]
) -> tuple[list[SortKey], list[int]] | None:
    """A column's keys and numbers after a small change: to merge thousands of keys anew costs more than to paint them.

    `stages` are those of the runs. None: it was no small change.
    """
    gone, come = [], []
    for before, after, stage in zip(was, now, stages, strict=True):
        if before is not after:
            difference = _difference(before or [], after or [])
            if difference is None:
                return None
            gone += [(stage, key) for key in difference[0]]
            come += [(stage, key) for key in difference[1]]
    keys, numbers = keys.copy(), numbers.copy()
    sizes = Counter(dict.fromkeys(STAGES, 0))
    for run, stage in zip(was, stages, strict=True):
        sizes[_part(stage)] += len(run or ())
    for stage, key in gone:
        place = bisect_left(keys, key, *_bounds(sizes, stage))
        del keys[place], numbers[place]
        sizes[_part(stage)] -= 1
    for stage, key in come:
        place = bisect_left(keys, key, *_bounds(sizes, stage))
        keys.insert(place, key)
        numbers.insert(place, key[2])
        sizes[_part(stage)] += 1
    return keys, numbers


def _part(stage: Stage) -> Stage:
    """The part of a column where a stage stands, by its last stage: what is open is one part."""
    return Stage.UNDERWAY if stage in OPEN else stage


def _bounds(sizes: Counter[Stage], stage: Stage) -> tuple[int, int]:
    """Where the part of `stage` begins and ends in a column."""
    begin = sum(sizes[earlier] for earlier in STAGES[: STAGES.index(_part(stage))])
    return begin, begin + sizes[_part(stage)]


def _difference(was: list[SortKey], now: list[SortKey]) -> tuple[list[SortKey], list[SortKey]] | None:
    """What one change took out of a run and put into it, at most one key each; None when it is more."""
    if abs(len(was) - len(now)) != 1:
        return None
    longer, shorter = (was, now) if len(was) > len(now) else (now, was)
    low, high = 0, len(shorter)
    while low < high:  # up to the odd one the two hold the very same keys
        middle = (low + high) // 2
        low, high = (middle + 1, high) if longer[middle] is shorter[middle] else (low, middle)
    if longer[:low] != shorter[:low] or longer[low + 1 :] != shorter[low:]:
        return None
    odd = [longer[low]]
    return (odd, []) if longer is was else ([], odd)
