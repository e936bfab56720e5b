"""What the board widget shows: the columns of the overview, of one group, or of the office's inbox."""

from __future__ import annotations

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


class Columns:
    """Makes the columns of a view from a snapshot; columns whose tasks did not change are taken over as they are."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._kept: dict[tuple[object, ...], tuple[tuple[object, ...], list[SortKey], list[int]]] = {}

    def of(self, board: Board, view: View, now: datetime) -> list[Column]:
        """The columns of `view` at `now`."""
        if view.mode == OVERVIEW:
            return [self._group_column(board, group, view, now) for group in board.groups]
        place = view.group if view.mode == GROUP else None
        return [self._stage_column(board, place, stage, view, now) for stage in STAGES]

    def _keys(
        self, board: Board, group: int | None, kinds: tuple[Kind, ...], stages: tuple[Stage, ...]
    ) -> tuple[list[SortKey], list[int]]:
        name = (board.store, group, kinds, stages)
        runs = tuple(board.index.get((group, kind, stage)) for kind in kinds for stage in stages)
        kept = self._kept.get(name)
        if kept and all(was is now for was, now in zip(kept[0], runs, strict=True)):
            return kept[1], kept[2]
        keys = query.ordered(board, (group,), kinds, stages)
        numbers = [key[2] for key in keys]
        self._kept[name] = (runs, keys, numbers)
        return keys, numbers

    def _group_column(self, board: Board, group: Group, view: View, now: datetime) -> Column:
        kinds = view.shown_kinds
        keys, numbers = self._keys(board, group.id, kinds, STAGES)
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
        keys, numbers = self._keys(board, group, kinds, (stage,))
        red = figures.counts(board, now, (group,), kinds, (stage,)).red if stage in OPEN else 0
        head = Head(
            name=words.stage_head(self._messages, board.office, stage),
            over=self._messages("head.over", count=red) if red else "",
            count=str(len(keys)),
        )
        return Column(f"s{stage}", group, stage, head, keys, numbers)
