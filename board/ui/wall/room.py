"""All that one frame of the wall shows: a frame is painted from this and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from board.messages import Messages
from board.model.board import Board
from board.reports.decided import Decision

OVERVIEW, GROUP, RED, DUE, DECIDED, RANKING = "overview", "group", "red", "due", "decided", "ranking"
SPOTLIGHT, CURTAIN = "spotlight", "curtain"
"""A task alone; and what a wall shows that was opened while the frame is held."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Which picture: its name, and the group or the task it is about."""

    name: str = OVERVIEW
    group: int | None = None
    """Id of a group; of the scene `group`."""
    task: int | None = None
    """Number of a task; of the scene `spotlight`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One moment of the wall."""

    messages: Messages
    board: Board
    now: datetime
    read_at: datetime
    """When the store was last read: 数据截至."""
    scene: Scene = Scene()
    page: int = 0
    """Of the scene's pages, counted from 0; painters take it modulo what there is."""
    step: int = 0
    """Counts on every few seconds: which part of the ticker is shown."""
    selected: int | None = None
    """The task that the desk has selected, when the wall follows it."""
    fresh: frozenset[int] = frozenset()
    """Tasks that were changed a moment ago: they glow."""
    news: str = ""
    """What was just decided, in one line."""
    decided: tuple[Decision, ...] = ()
    """What was decided at this meeting, or today; the newest first."""
    trouble: str = ""
    """Why the data may be old, in one calm line."""
    held: str = ""
    """画面保持 since this clock time (15:04); "" when it goes on."""
    paused: bool = False
    """The rotation was stopped by hand."""
    following: bool = False
    """It shows what the desk shows."""
