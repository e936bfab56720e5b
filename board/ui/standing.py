"""What the desk tells the walls: where the person stands, and what it asks of every wall. Never what is being typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from board.model.presence import Direction, Standing

if TYPE_CHECKING:
    from board.model.ports import PresenceWriter

LOOK_SECONDS = 0.5
"""How often a desk looks whether another desk asked something of the walls."""


class Walls:
    """The walls, as a desk knows them."""

    def __init__(self, presence: PresenceWriter) -> None:
        self._presence = presence
        self._stood: Standing | None = None
        self.direction = presence.seen().direction
        """What is asked of every wall now, by this desk or another."""

    def stand(self, standing: Standing) -> None:
        """Tell where the person stands, when they went there: where a board opens, nobody went."""
        if self._stood is not None and standing != self._stood:
            self._presence.stand(standing)
        self._stood = standing

    def look(self) -> bool:
        """Look what is asked of the walls; True when it is something else than before."""
        found = self._presence.seen().direction
        changed, self.direction = found != self.direction, found
        return changed

    async def direct(self, direction: Direction) -> None:
        """Ask something of every wall, or release it; when this returns they can see it.

        Raises:
            StoreError: `presence_unwritable`.
        """
        await asyncio.to_thread(self._presence.direct, direction)
        self.direction = direction

    def close(self) -> None:
        """Release what this desk asked for."""
        self._presence.close()
