"""What travels beside the board and is no part of it: where the desk stands, and what it asks of every wall."""

from __future__ import annotations

from msgspec import Struct


class Standing(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Where a person at a desk stands. Nothing that is being typed is in it."""

    group: int | None = None
    """Id of the group on show, or of the selected task's; None in the office's inbox."""
    task: int | None = None
    """Number of the selected task."""
    overdue: bool = False
    """Only overdue tasks are on show."""


class Direction(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What a desk asks of every wall until it is released."""

    by: str = ""
    """Who asked."""
    spotlight: int | None = None
    """Number of the task that every wall shows alone (聚焦)."""
    hold: str = ""
    """ISO moment since which every wall keeps its frame (画面保持); "" when it does not."""

    def lighting(self, no: int | None, by: str) -> Direction:
        """The same with task `no` alone on every wall; None releases it."""
        return Direction(by=by, spotlight=no, hold=self.hold)

    def holding(self, since: str, by: str) -> Direction:
        """The same with every frame kept since this moment; "" releases it."""
        return Direction(by=by, spotlight=self.spotlight, hold=since)

    @property
    def asks(self) -> bool:
        """Whether anything is asked of the walls."""
        return self.spotlight is not None or bool(self.hold)


class Presence(Struct, frozen=True, gc=False):
    """What a wall knows of the desks."""

    standing: Standing | None = None
    """None as long as nobody has moved."""
    moves: int = 0
    """Another number: somebody has moved."""
    direction: Direction = Direction()


NOBODY = Presence()
