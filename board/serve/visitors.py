"""Who is looking: each costs one waiting task and what the kernel keeps for its connection."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from board.serve.pictures import Picture

BUFFER = 256 * 1024
"""Bytes that may wait for one visitor; one that is further behind gets the whole frame when it has caught up."""
LAG_SECONDS = 20.0
"""Who has not caught up by then is let go of."""
_KERNEL_BUFFER = 128 * 1024
_CHATTER = 4096
"""Bytes that a visitor may send after its request; nothing of them is looked at."""


class Visitor:
    """One open page."""

    def __init__(self, writer: asyncio.StreamWriter, picture: Picture) -> None:
        self.picture = picture
        self._transport = writer.transport
        self._behind_since: float | None = None
        plain = self._transport.get_extra_info("socket")
        if plain is not None:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)
            patience = getattr(socket, "TCP_USER_TIMEOUT", None)  # Linux: a machine that is off is noticed
            if patience is not None:
                plain.setsockopt(socket.IPPROTO_TCP, patience, int(LAG_SECONDS * 1000))

    def send(self, event: bytes, whole: Callable[[], bytes], now: float) -> None:
        """Send what is shared by all; what `whole` makes instead when it missed something before. Never waits."""
        waiting = self._transport.get_write_buffer_size()
        if self._behind_since is not None:
            if not waiting:
                self._behind_since = None
                self._transport.write(whole())
            elif now - self._behind_since > LAG_SECONDS:
                self._transport.abort()
        elif waiting + len(event) > BUFFER:
            self._behind_since = now
        else:
            self._transport.write(event)

    def end(self, event: bytes) -> None:
        """The last event; the connection closes when it is sent."""
        if self._behind_since is not None:
            self._transport.abort()
            return
        self._transport.write(event)
        self._transport.close()


async def stay(reader: asyncio.StreamReader) -> None:
    """Until the visitor has gone, or has talked too much."""
    heard = 0
    while heard <= _CHATTER:
        data = await reader.read(_CHATTER)
        if not data:
            return
        heard += len(data)


class Visitors:
    """All of them, never more than there are seats."""

    def __init__(self, seats: int) -> None:
        self._seats = seats
        self._seated: set[Visitor] = set()

    @property
    def full(self) -> bool:
        """No seat is left."""
        return len(self._seated) >= self._seats

    def seat(self, visitor: Visitor) -> None:
        """One more."""
        self._seated.add(visitor)

    def leave(self, visitor: Visitor) -> None:
        """One less."""
        self._seated.discard(visitor)

    def __iter__(self) -> Iterator[Visitor]:
        return iter(list(self._seated))

    def __len__(self) -> int:
        return len(self._seated)
