"""What a wall shows from moment to moment: the newest board, what the desk asks for, and which scene is on.

One object for the wall in a terminal and for the wall in browsers: both call `step` often and paint `room` when told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from board.errors import StoreError
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import PresenceReader, Reader
from board.reports.rows import touched
from board.ui import news
from board.ui.wall.director import Director
from board.ui.wall.record import Decided
from board.ui.wall.room import CURTAIN, DECIDED, DUE, GROUP, OVERVIEW, RANKING, RED, Room, Scene
from board.ui.wall.telling import told

STEP_SECONDS = 0.05
"""How often `step` is to be called: what the desk does is seen within 100 ms."""
TICKS = 5
"""How often in a second it is asked whether time alone changed anything."""
GLOW_SECONDS = 5.0
"""How long a task that was just changed glows."""
NEWS_SECONDS = 8.0
"""How long it is said what was just decided."""
TICKER_SECONDS = 6.0
"""How long a part of the ticker stands."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for when the wall was opened."""

    rotate: float = 20.0
    """Seconds of a page; 0 does not rotate."""
    follow: bool = True
    """Show what the desk shows."""
    scene: str = ""
    """Name of the one scene that is shown; "" rotates."""
    group: int | None = None
    """Id of the one group that is shown."""

    @property
    def pinned(self) -> Scene | None:
        """The one scene that is shown, if one was asked for."""
        if self.group is not None:
            return Scene(GROUP, group=self.group)
        return Scene(self.scene) if self.scene else None


class Show:
    """The state behind every frame. It reads; there is nothing here that writes."""

    def __init__(
        self,
        reader: Reader,
        presence: PresenceReader,
        *,
        messages: Messages,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        options: Options,
        pages: Callable[[Room], int],
    ) -> None:
        """`clock` is the office's time, `monotonic` counts seconds; `pages` measures a scene as it is painted here.

        Raises:
            StoreError: the board cannot be read.
        """
        self._reader, self._presence = reader, presence
        self._messages, self._clock, self._monotonic, self._pages = messages, clock, monotonic, pages
        self._director = Director(rotate=options.rotate, follow=options.follow, pinned=options.pinned)
        self._board = reader.load()
        self._decided = Decided(reader)
        self._trouble = ""
        self._read_at = clock()
        self._fresh: dict[int, float] = {}
        self._news, self._news_until = "", 0.0
        self._tick = -1
        self._owed = False
        """The frame was released, and the board that mends it is not read yet."""
        self._counts: dict[Scene, int] = {}
        self._counted: tuple[Board, datetime] | None = None
        self._seen = presence.seen()
        self._room = self._made()
        if self._seen.direction.hold:
            # What is on the board now may be the very slip that the room is not to see.
            self._room = replace(self._room, scene=Scene(CURTAIN), decided=(), held=self._held())

    @property
    def room(self) -> Room:
        """The moment to paint."""
        return self._room

    # ---- time goes on

    def step(self) -> bool:
        """Look at the store and at the desk, and turn the page when it is time; True when `room` is another one."""
        board, seen = self._board, self._seen
        self._poll()
        was_held = bool(seen.direction.hold)
        self._seen = self._presence.seen()
        if self._seen.direction.hold:
            held = self._held()
            if self._room.held == held:
                return False
            self._room = replace(self._room, held=held)
            return True
        if was_held:
            # The slip was mended before the frame was released: not what was there a moment ago is shown, but that.
            self._poll()
            self._director.resume(self._monotonic())
            self._fresh.clear()
            self._news = ""
            self._owed = True
        if self._owed and self._trouble:
            return self._stay()
        self._owed = False
        tick = int(self._monotonic() * TICKS)
        if board is self._board and seen == self._seen and tick == self._tick:
            return False
        self._tick = tick
        room = self._made()
        if _same(room, self._room):
            return False
        self._room = room
        return True

    def _stay(self) -> bool:
        """What was read while the frame was held may be the slip: until the store can be read, the frame stays."""
        room = replace(self._room, held="", trouble=self._trouble)
        if room.scene == Scene(CURTAIN) or _same(room, self._room):
            return False
        self._room = room
        return True

    def resized(self) -> None:
        """The frame has another size: its scenes have other pages."""
        self._counted = None

    def pause(self) -> None:
        """Stop the rotation, or go on with it."""
        self._tick = -1
        self._director.pause(self._monotonic())

    def turn(self, by: int) -> None:
        """Go a page on (1) or back (-1)."""
        self._tick = -1
        self._director.turn(self._monotonic(), by, self._scenes(), self._count)

    def say(self, text: str, seconds: float) -> None:
        """Say one line in the place of the news."""
        self._tick = -1
        self._news, self._news_until = text, self._monotonic() + seconds

    def failed(self) -> None:
        """A page could not be painted: the last good frame stays, and the next page is a new try."""
        self._tick = -1
        self._director.turn(self._monotonic(), 1, self._scenes(), lambda _: 1)

    # ---- the store

    def _poll(self) -> None:
        at = self._monotonic()
        try:
            newer = self._reader.poll()
            if newer is not None:
                self._take(newer, self._reader.recent(), at)
        except StoreError as error:
            self._trouble = self._told(error)
            return
        self._trouble, self._read_at = "", self._clock()

    def _take(self, board: Board, changes: Iterable[Change], at: float) -> None:
        changes = tuple(changes)
        other = board.store != self._board.store
        self._board = board
        self._decided.take(board, changes)
        if other or not changes or self._seen.direction.hold:
            return
        self._fresh |= dict.fromkeys(touched(board, (op for change in changes for op in change.ops)), at + GLOW_SECONDS)
        self._news, self._news_until = told(news.line(self._messages, board, changes)), at + NEWS_SECONDS

    def _told(self, error: StoreError) -> str:
        """Calmly, and without what only the desk can use."""
        said = self._messages.get(f"show.{error.code}") or self._messages("show.unreadable")
        return self._messages("show.trouble", said=said)

    def _held(self) -> str:
        return self._seen.direction.hold[11:16]

    # ---- what is to be seen

    def _made(self) -> Room:
        now, at = self._clock(), self._monotonic()
        self._fresh = {no: until for no, until in self._fresh.items() if until > at}
        if at >= self._news_until:
            self._news = ""
        shot = self._director.shot(at, self._seen, self._scenes(), self._count)
        return Room(
            messages=self._messages,
            board=self._board,
            now=now,
            read_at=self._read_at,
            scene=shot.scene,
            page=shot.page,
            step=int(at / TICKER_SECONDS),
            selected=shot.selected,
            fresh=frozenset(self._fresh),
            news=self._news,
            decided=self._decided.newest_first(self._board, now),
            trouble=self._trouble,
            paused=self._director.paused,
            following=shot.following,
        )

    def _scenes(self) -> list[Scene]:
        """The rotation."""
        groups = [Scene(GROUP, group=group.id) for group in self._board.groups]
        return [Scene(OVERVIEW), *groups, Scene(RED), Scene(DUE), Scene(DECIDED), Scene(RANKING)]

    def _count(self, scene: Scene) -> int:
        now = self._clock()
        minute = now.replace(second=0, microsecond=0)
        if self._counted is None or self._counted[0] is not self._board or self._counted[1] != minute:
            self._counts.clear()
            self._counted = (self._board, minute)
        found = self._counts.get(scene)
        if found is None:
            room = Room(
                messages=self._messages,
                board=self._board,
                now=now,
                read_at=self._read_at,
                scene=scene,
                decided=self._decided.newest_first(self._board, now),
            )
            found = self._counts[scene] = self._pages(room)
        return found


def _same(one: Room, other: Room) -> bool:
    """Whether two moments are painted alike: boards are compared by identity, times by the second."""
    return (
        one.board is other.board
        and one.decided is other.decided
        and one.now.replace(microsecond=0) == other.now.replace(microsecond=0)
        and one.read_at.replace(microsecond=0) == other.read_at.replace(microsecond=0)
        and (one.scene, one.page, one.step, one.selected, one.fresh, one.news, one.trouble)
        == (other.scene, other.page, other.step, other.selected, other.fresh, other.news, other.trouble)
        and (one.held, one.paused, one.following) == (other.held, other.paused, other.following)
    )
