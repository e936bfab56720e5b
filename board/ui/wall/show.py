"""What a wall shows from moment to moment: the newest board, what the desk asks for, and which scene is on.

One object for the wall in a terminal and for the wall in browsers: both call `step` when there is a new look or when
`due_in` is over, and paint `room` when told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from board.errors import StoreError
from board.messages import Messages
from board.model.board import Board
from board.reports.leaving import told
from board.reports.rows import touched
from board.ui import news
from board.ui.wall.director import Director
from board.ui.wall.lookout import Look, Looking
from board.ui.wall.room import CURTAIN, DECIDED, DUE, GROUP, OVERVIEW, RANKING, RED, Room, Scene

GLOW_SECONDS = 5.0
"""How long a task that was just changed glows."""
NEWS_SECONDS = 8.0
"""How long it is said what was just decided."""
TICKER_SECONDS = 6.0
"""How long a part of the ticker stands."""
SILENT_SECONDS = 5.0
"""So long after the last look came to an end it is said that the disk does not answer."""
_SILENT_STEPS = 3
"""And so many steps: a machine that slept has not been silent."""
_SOON = 0.01
_LAG = 0.1
"""A second is painted so much later than it begins: by then the store has been read in it."""


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
        looking: Looking,
        *,
        messages: Messages,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        options: Options,
        pages: Callable[[Room], int],
    ) -> None:
        """`clock` is the office's time, `monotonic` counts seconds; `pages` measures a scene as it is painted here."""
        self._looking = looking
        self._messages, self._clock, self._monotonic, self._pages = messages, clock, monotonic, pages
        self._director = Director(rotate=options.rotate, follow=options.follow, pinned=options.pinned)
        first = looking.first
        self._board, self._decided, self._seen = first.board, first.decided, first.presence
        self._trouble = ""
        self._silence = Silence()
        self._fresh: dict[int, float] = {}
        self._news, self._news_until = "", 0.0
        self._owed = False
        """The frame was released, and the board that mends it is not read yet."""
        self._counts: dict[Scene, int] = {}
        self._counted: tuple[Board, datetime] | None = None
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
        """Take in what was seen, and turn the page when it is time; True when `room` is another one."""
        at = self._monotonic()
        for look in self._looking.new():
            self._take(look, at)
        silent = self._silence.lasts(self._looking.count, at)
        if self._seen.direction.hold:
            held = self._held()
            if self._room.held == held:
                return False
            self._room = replace(self._room, held=held)
            return True
        if self._owed and self._trouble:
            return self._stay()
        self._owed = False
        room = self._made(self._in_trouble("show.silent") if silent else self._trouble)
        if _same(room, self._room):
            return False
        self._room = room
        return True

    def due_in(self) -> float:
        """Seconds until time alone may change something: a second is over, a glow or the news end, a page turns."""
        second = 1.0 + _LAG - self._clock().microsecond / 1e6
        if self._room.held or self._owed:
            return second
        at = self._monotonic()
        ends = [self._director.due_in(at), *(until - at for until in self._fresh.values())]
        if self._news:
            ends.append(self._news_until - at)
        return max(_SOON, min(second, *ends))

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
        self._director.pause(self._monotonic())

    def turn(self, by: int) -> None:
        """Go a page on (1) or back (-1)."""
        self._director.turn(self._monotonic(), by, self._scenes(), self._count)

    def say(self, text: str, seconds: float) -> None:
        """Say one line in the place of the news."""
        self._news, self._news_until = text, self._monotonic() + seconds

    def failed(self) -> None:
        """A page could not be painted: the last good frame stays, and the next page is a new try."""
        self._director.turn(self._monotonic(), 1, self._scenes(), lambda _: 1)

    # ---- what was seen

    def _take(self, look: Look, at: float) -> None:
        was, self._seen = self._seen, look.presence
        before, self._board, self._decided = self._board, look.board, look.decided
        self._trouble = "" if look.trouble is None else self._told(look.trouble)
        if look.board.store == before.store and look.changes and not was.direction.hold:
            changed = touched(look.board, (op for change in look.changes for op in change.ops))
            self._fresh |= dict.fromkeys(changed, at + GLOW_SECONDS)
            self._news = told(news.line(self._messages, look.board, look.changes))
            self._news_until = at + NEWS_SECONDS
        if was.direction.hold and not look.presence.direction.hold:
            self._director.resume(at)
            self._fresh.clear()
            self._news = ""
            self._owed = True

    def _told(self, error: StoreError) -> str:
        """Calmly, and without what only the desk can use."""
        code = f"show.{error.code}"
        return self._in_trouble(code if self._messages.get(code) else "show.unreadable")

    def _in_trouble(self, code: str) -> str:
        return self._messages("show.trouble", said=self._messages(code))

    def _held(self) -> str:
        return self._seen.direction.hold[11:16]

    # ---- what is to be seen

    def _made(self, trouble: str = "") -> Room:
        now, at = self._clock(), self._monotonic()
        self._fresh = {no: until for no, until in self._fresh.items() if until > at}
        if at >= self._news_until:
            self._news = ""
        shot = self._director.shot(at, self._seen, self._scenes(), self._count)
        return Room(
            messages=self._messages,
            board=self._board,
            now=now,
            read_at=self._looking.read_at,
            scene=shot.scene,
            page=shot.page,
            step=int(at / TICKER_SECONDS),
            selected=shot.selected,
            fresh=frozenset(self._fresh),
            news=self._news,
            decided=self._decided,
            trouble=trouble,
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
                read_at=now,
                scene=scene,
                decided=self._decided,
            )
            found = self._counts[scene] = self._pages(room)
        return found


class Silence:
    """Whether looking has come to a stop: a call that the system does not answer cannot be ended, only told."""

    def __init__(self) -> None:
        self._count, self._since, self._steps = -1, 0.0, 0

    def lasts(self, count: int, at: float) -> bool:
        """At each step: `count` looks have come to an end by second `at`."""
        if count != self._count:
            self._count, self._since, self._steps = count, at, 0
            return False
        self._steps += 1
        return self._steps >= _SILENT_STEPS and at - self._since >= SILENT_SECONDS


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
