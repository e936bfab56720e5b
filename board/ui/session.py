"""What the screens share: the snapshot on show, the clock, who acts, and the one road to the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from board.commands import Actor, undo
from board.errors import BoardError, Refused, StoreError
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change
from board.model.history import Steps, steps
from board.model.ports import Committed, Intent, PresenceWriter, Reader, Store
from board.reports.held import own_course
from board.settings import default_exports
from board.ui import keymap

if TYPE_CHECKING:
    from board.finds import Finds
    from board.model.similar import Titles
    from board.ui.entering import Entering
    from board.ui.finding import Finding
    from board.ui.intake import Opener
    from board.ui.standing import Walls

HISTORY = 500
"""How many changes back one's own steps are looked for when the program was started anew outside a meeting."""


class Session:
    """A board on show. Commits run off the UI's thread, one at a time and in order."""

    def __init__(
        self,
        reader: Reader,
        *,
        store: Store | None,
        messages: Messages,
        clock: Callable[[], datetime],
        who: str,
        finds: Finds | None = None,
        presence: PresenceWriter | None = None,
        exports: Path | None = None,
        opener: Opener | None = None,
    ) -> None:
        """`presence` is how a desk tells the walls where it stands; a read-only board tells nobody anything.

        `opener` opens the ledgers that are imported; a read-only board takes none.
        """
        self.reader = reader
        self.store = store
        self.messages = messages
        self.clock = clock
        self.who = who
        self.use_keys(keymap.default())
        self.board: Board = reader.load()
        self.marked: frozenset[int] = frozenset()
        """The tasks that the next act is for; empty: it is for the selected one."""
        self._finds = finds
        self._presence = presence
        self.exports = exports or default_exports()
        """The folder that is offered for the next file."""
        self.opener = opener
        self._deeds: dict[str, str] = {}
        """What the steps that took something back, or did it again, were about: the id of the change → the action."""
        self._assigned: dict[str, tuple[int, ...]] = {}
        """The units that a step gave tasks to, by the id of the change."""
        self._steps: Steps | None = None
        """Read from the history when first asked for: steps outlive a restart, and start-up does not wait for them."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._turn = asyncio.Lock()
        self._titles: Titles | None = None
        self.busy = 0
        """Commits that are waiting or under way."""
        self.trouble = ""
        """Why the store cannot be read now, in words; empty when it can."""
        self.stopped = False
        """The disk failed in a way that proves nothing: nothing is written any more."""

    def use_keys(self, keys: keymap.KeyMap) -> None:
        """Put keys in force: the program puts in what the settings say. What is said names these."""
        self.keymap = keys
        self.messages.key_names = keys.names(self.messages)

    @cached_property
    def finding(self) -> Finding:
        """The filter in force."""
        from board.finds import Finds
        from board.ui.finding import Finding

        return Finding(self.messages, self._finds or Finds())

    @cached_property
    def walls(self) -> Walls | None:
        """The shared screens, to which a desk tells where it stands; None where nothing is told."""
        from board.ui.standing import Walls

        return None if self._presence is None else Walls(self._presence)

    @cached_property
    def entering(self) -> Entering:
        """What reads the lines of new tasks; loaded when it is first asked for."""
        from board.ui.entering import Entering

        return Entering(self)

    @property
    def titles(self) -> Titles:
        """The titles of the open tasks on show, ready to be compared; read when first asked for."""
        from board.model.similar import Titles

        if self._titles is None:
            self._titles = Titles(self.board)
        self._titles.follow(self.board)
        return self._titles

    @property
    def knows_titles(self) -> bool:
        """Whether they are read already."""
        return self._titles is not None

    async def read_titles(self) -> None:
        """Read them away from the screen: ten thousand take a tenth of a second."""
        from board.model.similar import Titles

        if self._titles is None:
            found = await asyncio.to_thread(Titles, self.board)
            if not self.knows_titles:
                self._titles = found

    @property
    def read_only(self) -> bool:
        """Whether there is nothing here that writes, or not any more."""
        return self.refusal is not None

    @property
    def refusal(self) -> BoardError | None:
        """Why nothing can be changed here; None when it can."""
        if self.store is None:
            return Refused("read_only")
        return StoreError("store_stopped") if self.stopped else None

    def actor(self, seen: Board | None = None) -> Actor:
        """The person at this screen, now, looking at `seen`: the snapshot on show, or the one a dialog began with."""
        return Actor(self.who, self.clock(), self.board if seen is None else seen)

    async def settled(self) -> None:
        """Wait until what is being written is written: the next key acts on what comes of it."""
        if self.busy:
            async with self._turn:
                pass

    async def commit(self, intent: Intent) -> Committed:
        """Commit an intent and take its change into the list of what can be undone.

        Raises:
            Refused: a rule says no, or the board is open read-only (`read_only`).
            StoreError: it could not be saved.
        """
        committed = await self._run(intent)
        if self._steps is not None:
            self._steps.done.append(committed.change)
            self._steps.undone.clear()
        return committed

    async def undo(self) -> Committed:
        """Take back this person's newest step at this meeting that is not taken back yet.

        Raises:
            Refused: `nothing_to_undo`; a conflict when somebody changed it since.
            StoreError: it could not be saved, or the history could not be read.
        """
        done, undone = await self._own_steps()
        return await self._reverse(done, undone, "nothing_to_undo")

    async def redo(self) -> Committed:
        """Do again what was undone last.

        Raises:
            Refused: `nothing_to_redo`; a conflict when somebody changed it since.
            StoreError: it could not be saved, or the history could not be read.
        """
        done, undone = await self._own_steps()
        return await self._reverse(undone, done, "nothing_to_redo")

    async def _own_steps(self) -> Steps:
        if self._steps is None and self.store is not None:
            meeting, since = self.board.meeting, self.board.seq - HISTORY

            def read() -> Steps:
                if meeting is not None:
                    found: Iterable[Change] = own_course(meeting, self.reader.history())
                else:
                    found = (change for change in self.reader.changes(max(0, since)) if change.meeting is None)
                return steps(found, self.who)

            self._steps = await asyncio.get_running_loop().run_in_executor(self._thread, read)
        return self._steps or Steps([], [])

    async def lately_assigned(self) -> tuple[int, ...]:
        """The units to which this person gave tasks at this meeting, the last one first."""
        try:
            own = await self._own_steps()
        except StoreError:
            return ()  # an order of choices is not worth a line; the foot says what is wrong with the store
        for change in own.done:
            if change.id not in self._assigned:  # the thousands of an import are gone through once
                self._assigned[change.id] = _units_given(change)
        return tuple(dict.fromkeys(unit for change in reversed(own.done) for unit in self._assigned[change.id]))

    async def _reverse(self, source: list[Change], target: list[Change], empty: str) -> Committed:
        if not source:
            raise Refused(empty)
        step = source[-1]
        committed = await self._run(undo(Actor(self.who, self.clock()), step))
        source.pop()
        target.append(committed.change)
        self._deeds[committed.change.id] = self.deed(step)
        return committed

    def deed(self, step: Change) -> str:
        """The action that a step did, took back or did again; "" where that was before the program was started."""
        return self._deeds.get(step.id, "") if step.undoes else step.action

    async def _run(self, intent: Intent) -> Committed:
        if self.store is None:
            raise Refused("read_only")
        self.busy += 1
        try:
            async with self._turn:
                loop = asyncio.get_running_loop()
                committed = await loop.run_in_executor(self._thread, self.store.commit, intent)
        except StoreError as error:
            self.stopped = self.stopped or error.code in ("save_unknown", "store_stopped")
            raise
        finally:
            self.busy -= 1
        self._show(committed.board)
        return committed

    def _show(self, board: Board) -> None:
        if board.store != self.board.store:
            self._steps = None  # they were taken on another board
        self.board = board

    def poll(self) -> bool:
        """Take over what others changed; True when there was something.

        Raises:
            StoreError: the store cannot be read now; the snapshot on show stays.
        """
        if self.busy:
            return False
        newer = self.reader.poll()
        if newer is None or newer is self.board:
            return False
        self._show(newer)
        return True

    def news(self) -> tuple[Change, ...]:
        """What others changed since this was last asked."""
        return self.reader.recent()

    def close(self) -> None:
        """Wait for what is being written, then let the store go."""
        if self.walls is not None:
            self.walls.close()
        self._thread.shutdown(wait=True)
        self.reader.close()


def _units_given(change: Change) -> tuple[int, ...]:
    """The units that a change gave tasks to, in its order."""
    found: dict[int, None] = {}
    for op in change.ops:
        unit = op.value if op.field == "unit" else (op.value or {}).get("unit") if op.op == "add" else None
        if op.entity == "task" and unit is not None:
            found[unit] = None
    return tuple(found)
