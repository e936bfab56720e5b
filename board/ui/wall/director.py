"""Which scene is on: the desk's spotlight, what the desk shows, what was pinned, or the next of the rotation.

It counts seconds that are handed in and asks for the pages that there are; it knows neither a clock nor a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from board.model.presence import Direction, Presence, Standing
from board.ui.wall.room import GROUP, OVERVIEW, RED, SPOTLIGHT, Scene

FOLLOW_SECONDS = 30.0
"""So long after the desk's last movement the rotation goes on."""
Pages = Callable[[Scene], int]
"""How many pages a scene has now; 0 when there is nothing to show."""


class Shot(NamedTuple):
    """What is to be seen."""

    scene: Scene
    page: int = 0
    selected: int | None = None
    following: bool = False


class Director:
    """Decides, whenever it is asked, what is to be seen."""

    def __init__(self, *, rotate: float, follow: bool, pinned: Scene | None = None) -> None:
        """`rotate`: seconds of a page, 0 for no rotation; `pinned`: the one scene that is shown."""
        self._rotate, self._follow, self._pinned = rotate, follow, pinned
        self._scene = pinned or Scene()
        self._page = 0
        self._since: float | None = None
        self._moves = 0
        self._followed_until = 0.0
        self._following = False
        self.paused = False

    def shot(self, at: float, presence: Presence, scenes: Sequence[Scene], pages: Pages) -> Shot:
        """What is to be seen at second `at`, when the rotation goes through `scenes`."""
        direction: Direction = presence.direction
        if presence.moves != self._moves:
            self._moves, self._followed_until = presence.moves, at + FOLLOW_SECONDS
        if direction.spotlight is not None:
            self._following, self._since = False, at  # afterwards the page that was on has its full time
            return Shot(Scene(SPOTLIGHT, task=direction.spotlight))
        standing = presence.standing
        if self._follow and self._pinned is None and standing is not None and at < self._followed_until:
            self._following = True
            return self._followed(standing, pages)
        if self._following:  # the page that was on has its full time
            self._following, self._since = False, min(at, self._followed_until)
        return self._turned(at, scenes, pages)

    def due_in(self, at: float) -> float:
        """Seconds until it decides otherwise, counted from second `at`, when nobody does anything until then."""
        ends = [self._followed_until - at] if self._following else []
        if self._rotate and not self.paused and not self._following and self._since is not None:
            ends.append(self._since + self._rotate - at)
        return max(0.0, min(ends, default=inf))

    def resume(self, at: float) -> None:
        """The frame was held: the page that was on has its full time."""
        self._since = at

    def _followed(self, standing: Standing, pages: Pages) -> Shot:
        choices = [Scene(RED)] if standing.overdue else []
        choices += [Scene(GROUP, group=standing.group)] if standing.group is not None else []
        scene = next((each for each in choices if pages(each)), Scene(OVERVIEW))
        return Shot(scene, 0, standing.task, following=True)

    def _turned(self, at: float, scenes: Sequence[Scene], pages: Pages) -> Shot:
        if self._since is None:
            self._since = at
        if self._rotate and not self.paused and at - self._since >= self._rotate:
            self._since = at
            self._go(1, scenes, pages)
        count = pages(self._scene)
        if self._pinned is None and (not count or self._scene not in scenes):
            self._since, self._page = at, 0
            self._scene = next((each for each in self._from(scenes) if pages(each)), Scene(OVERVIEW))
            count = pages(self._scene)
        self._page = min(self._page, max(0, count - 1))
        return Shot(self._scene, self._page)

    def _from(self, scenes: Sequence[Scene]) -> list[Scene]:
        """The scenes in the order of the rotation, beginning behind the one that is on."""
        place = scenes.index(self._scene) + 1 if self._scene in scenes else 0
        return [*scenes[place:], *scenes[:place]]

    # ---- by hand

    def pause(self, at: float) -> None:
        """Stop the rotation, or go on with it."""
        self.paused = not self.paused
        self._since = at

    def turn(self, at: float, by: int, scenes: Sequence[Scene], pages: Pages) -> None:
        """Go a page on (1) or back (-1), away from what the desk shows until it moves again."""
        self._followed_until, self._following, self._since = 0.0, False, at
        self._go(by, scenes, pages)

    def _go(self, by: int, scenes: Sequence[Scene], pages: Pages) -> None:
        page = self._page + by
        if 0 <= page < pages(self._scene):
            self._page = page
            return
        if self._pinned is not None:
            self._page = page % max(1, pages(self._scene))
            return
        others = self._from(scenes)
        if by < 0:
            others = [*reversed(others[:-1]), *others[-1:]]
        self._scene = next((each for each in others if pages(each)), self._scene)
        self._page = 0 if by > 0 else max(0, pages(self._scene) - 1)
