"""The frame in each shape that somebody looks at, and what is sent when it has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from board.serve.runs import Looks, Segments, encoded

if TYPE_CHECKING:
    from board.ui.wall.paper import Area
    from board.ui.wall.room import Room

Paint = Callable[["Room", int, int], "Area"]
"""Paints a room in so many columns and lines; it may keep what it painted last, so each shape has one of its own."""
Measure = Callable[["Room", int, int], int]
"""How many pages the room's scene has there."""


class Shape(NamedTuple):
    """Columns and lines of a frame."""

    width: int
    height: int

    @property
    def name(self) -> str:
        """What the page calls it: 120x30."""
        return f"{self.width}x{self.height}"


SHAPES = (Shape(120, 30), Shape(200, 28), Shape(100, 34), Shape(60, 36), Shape(44, 40))
"""A television or projector, a band of LEDs, an old projector (4:3), a tablet and a phone held upright.

The page takes the one whose cells come nearest to the form of a letter on its screen, so text is as large as can be.
"""


class Picture:
    """One shape: the last frame that could be painted, and the events that bring a visitor to it."""

    def __init__(self, shape: Shape, paint: Paint, looks: Looks) -> None:
        self.shape = shape
        self._paint = paint
        self._looks = looks
        self._strips: list[Segments] = []
        self._lines: list[str] = []
        self._whole: bytes | None = None
        self.told_at = 0.0
        """When something was last sent to those who look at it, in seconds of the server's loop."""

    @property
    def blank(self) -> bool:
        """Nothing was painted yet."""
        return not self._lines

    def paint(self, room: Room, told: dict[str, object]) -> bytes | None:
        """Paint this room; the event with the lines that differ, None where none does.

        Whatever a painter raises goes through, and the last good frame stays.
        """
        strips = self._paint(room, *self.shape)
        known = len(self._looks.rows)
        before = self._strips if len(self._strips) == len(strips) else [None] * len(strips)
        changed = {row: strip for row, strip in enumerate(strips) if strip != before[row]}
        if not changed:
            return None
        lines = {row: encoded(strip, self._looks) for row, strip in changed.items()}
        self._lines = [lines[row] if row in lines else self._lines[row] for row in range(len(strips))]
        self._strips, self._whole = list(strips), None
        return _frame(told, lines, dict(enumerate(self._looks.rows[known:], known)))

    def whole(self, told: dict[str, object]) -> bytes:
        """The event with everything, for who has nothing yet; shared by all who come before the next change."""
        if self._whole is None:
            self._whole = _frame(told, dict(enumerate(self._lines)), dict(enumerate(self._looks.rows)))
        return self._whole

    def forget(self) -> None:
        """What is told beside the lines is different: the whole event is made anew."""
        self._whole = None


class Pictures:
    """Every shape, each painted only while somebody looks at it."""

    def __init__(self, painter: Callable[[], Paint], measure: Measure, *, colour: str, ground: str) -> None:
        """`painter` makes what paints one shape; `colour` and `ground` are those of text that has none."""
        self._painter = painter
        self._measure = measure
        self._default = colour, ground
        self._kept: dict[Shape, Picture] = {}
        self._watched: dict[Shape, int] = {}

    def watch(self, shape: Shape) -> Picture:
        """One more looks at this shape."""
        self._watched[shape] = self._watched.get(shape, 0) + 1
        if shape not in self._kept:
            self._kept[shape] = Picture(shape, self._painter(), Looks(*self._default))
        return self._kept[shape]

    def leave(self, shape: Shape) -> None:
        """One looks at it no more; what nobody looks at is let go of."""
        self._watched[shape] -= 1
        if not self._watched[shape]:
            del self._watched[shape], self._kept[shape]

    def __iter__(self) -> Iterator[Picture]:
        return iter(list(self._kept.values()))

    def pages(self, room: Room) -> int:
        """How many pages the room's scene has: those of the shape that needs the most, or none would see them all."""
        return max(self._measure(room, *shape) for shape in self._watched or SHAPES[:1])


def _frame(told: dict[str, object], lines: dict[int, str], looks: dict[int, list[str]]) -> bytes:
    """`told` is what every frame says beside its lines, which are JSON already."""
    rows = ",".join(f'"{row}":{line}' for row, line in lines.items())
    head = json.dumps({**told, "looks": looks}, ensure_ascii=False, separators=(",", ":"))
    return event("frame", f'{head[:-1]},"lines":{{{rows}}}}}')


def event(name: str, data: str) -> bytes:
    """A server-sent event; `data` is one line."""
    return f"event: {name}\ndata: {data}\n\n".encode("utf-8", "replace")
