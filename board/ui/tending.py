"""What the desk does for its board when nobody waits: copies after the first paint, a fresh snapshot when idle."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from board.errors import StoreError
from board.model.ports import Caretaker
from board.ui.session import Session

if TYPE_CHECKING:
    from board.ui.app import BoardApp

IDLE_SECONDS = 10.0
"""A board that stays the same so long is idle."""


class Tending:
    """Works on a thread of its own, so that no commit queues behind it; what fails is one calm line."""

    def __init__(self, app: BoardApp, session: Session, care: Caretaker, say: Callable[[str], None]) -> None:
        self._app = app
        self._session = session
        self._care = care
        self._say = say
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="care")
        self._stop = threading.Event()
        self._seq = session.board.seq
        self._compacting = False

    def begin(self) -> None:
        """Take the copies that are due, and look from time to time whether the board is idle."""
        loop = asyncio.get_running_loop()
        now = self._session.clock()

        def back_up() -> None:
            try:
                self._care.back_up(now, self._stop.is_set)
            except StoreError as error:
                detail = error.params.get("detail") or error.params.get("holder") or error.code
                said = self._session.messages("care.backup_failed", detail=detail)
                with contextlib.suppress(RuntimeError):  # the screen is closed already
                    loop.call_soon_threadsafe(self._say, said)

        self._thread.submit(back_up)
        self._app.set_interval(IDLE_SECONDS, self.look)

    def look(self) -> None:
        """Have the snapshot written anew, if it has grown old and nobody has changed anything for a while."""
        seq, self._seq = self._seq, self._session.board.seq
        if seq == self._seq and not self._session.busy and not self._compacting and self._care.wants_compaction():
            self._compacting = True
            self._thread.submit(self._compact)

    def _compact(self) -> None:
        try:
            self._care.compact()
        except StoreError:
            return  # nothing is lost; it is not tried again in this session
        self._compacting = False

    def close(self) -> None:
        """Stop copying, and wait until what cannot be stopped is done."""
        self._stop.set()
        self._thread.shutdown(wait=True, cancel_futures=True)
