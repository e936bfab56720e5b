"""What the board and the list say at their foot: what was done, what others do, whether all is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from time import monotonic

from textual import events

from board.model.presence import Standing
from board.ui.actions.acting import ActingScreen
from board.ui.session import Session
from board.ui.widgets.line import Piece

FRESH_SECONDS = 5.0
"""How long a task that somebody else changed stays marked."""
SAME_FRAME_SECONDS = 0.003
"""How long the foot line waits for what the key does."""
SAID_SECONDS = 12.0
"""How long a line stays in the foot when no key is pressed."""


class FootScreen(ActingScreen):
    """A screen with a foot line, in which something is said until the next key, or for a while."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._said: tuple[Piece, ...] = ()
        self._said_until = 0.0
        self._fresh_until = 0.0

    # ---- for subclasses

    def _show_lines(self) -> None:
        """Show head and foot as they are now."""

    def freshen(self, numbers: Iterable[int]) -> None:
        """Show which tasks somebody else just changed; none: no more."""

    # ---- what is said

    def say(self, text: str, style: str = "plain") -> None:
        """Show one line at the foot until the next key, or for a while."""
        self._said = (Piece(text, style, 99),) if text else ()
        self._said_until = monotonic() + SAID_SECONDS
        self._show_lines()

    def hush(self) -> None:
        """Whoever goes on typing has read the line at the foot."""
        if self._said:
            self._said = ()
            self._show_lines()

    def tell(self, numbers: Iterable[int], line: str) -> None:
        """Say what somebody else did, and show for a moment to which tasks."""
        self.freshen(numbers)
        self._fresh_until = monotonic() + FRESH_SECONDS
        self.say(line, "key")

    def second(self) -> None:
        """A second has passed: what was said long enough goes, and the clock goes on."""
        if monotonic() > self._fresh_until:
            self.freshen(())
        if self._said and monotonic() > self._said_until:
            self._said = ()
        self._show_lines()

    def on_key(self, event: events.Key) -> None:
        """Whatever key comes next has read the line at the foot."""
        if self._said and event.key not in ("ctrl", "shift"):
            self._said = ()
            self.run_worker(self._with_what_follows(), group="foot")

    async def _with_what_follows(self) -> None:
        """Show the foot line in one frame with what the key does: of two frames the second waits for its turn."""
        with self.app.batch_update():
            self._show_lines()
            await asyncio.sleep(SAME_FRAME_SECONDS)
        self.check_idle()

    def state_pieces(self) -> list[Piece]:
        """What the walls are asked for, who writes here and whether all is saved, or what is wrong with the store."""
        session, messages = self.session, self.messages
        if session.trouble:
            return [*self._wall_pieces(), Piece(session.trouble, "bad", 97)]
        if session.read_only:
            return self._wall_pieces()
        saved = messages("foot.saving" if session.busy else "foot.saved")
        return [*self._wall_pieces(), Piece(session.who, "dim", 20), Piece(saved, "good", 25)]

    def _wall_pieces(self) -> list[Piece]:
        if self.session.walls is None:
            return []
        asked, pieces = self.session.walls.direction, []
        if asked.hold:
            pieces.append(Piece(f" {self.messages('wall_desk.state_held', since=asked.hold[11:16])} ", "orange", 98))
        if asked.spotlight is not None:
            pieces.append(Piece(f" {self.messages('wall_desk.state_lit', no=asked.spotlight)} ", "badge", 96))
        return pieces

    def typing_a_filter(self) -> bool:
        """Whether a line is open by which the selection moves with every character."""
        return False

    def standing_group(self) -> int | None:
        """The id of the group one stands in; None is the inbox."""
        return None

    def standing_overdue(self) -> bool:
        """Whether only overdue tasks are on show."""
        return self.session.finding.only_overdue

    def tell_walls(self) -> None:
        """Tell the walls where the person stands; nothing of a filter being typed.

        At once: a callback for later would part what the key paints into two frames.
        """
        walls = self.session.walls
        if walls is None or self.typing_a_filter() or self is not self.app.screen:
            return
        task = self.board.tasks.get(self.target() or 0)
        walls.stand(
            Standing(
                group=task.group if task is not None else self.standing_group(),
                task=None if task is None else task.no,
                overdue=self.standing_overdue(),
            )
        )
