"""A head or foot line: pieces on the left and on the right; where there is no room, the least important go first."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.painted import Styled


class Piece(NamedTuple):
    """Some words in one style. `weight`: the lower, the sooner it is left out; the highest is cut, never left out."""

    text: str
    style: str = "plain"
    weight: int = 50
    gap: int = 2
    """Blank cells before it."""


def bar_keys(said: str) -> tuple[Piece, ...]:
    """Keys with what they do, as a line of the catalogue has them, four blanks between two; the first stays longest."""
    pieces: list[Piece] = []
    for place, hint in enumerate(said.split("    ")):
        key, _, what = hint.partition(" ")
        pieces += [Piece(key, "key", 90 - place), Piece(what, "dim", 90 - place, 1)]
    return tuple(pieces)


class Line(Styled, inherit_bindings=False):
    """One line of the screen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's own name
        super().__init__(id=id)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()

    def show(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces, whatever is in their words; nothing is painted when they are the same as before."""
        left, right = _paintable(left), _paintable(right)
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, exactly as wide as the widget."""
        width = self.size.width
        left, right = _fitting(self._left, self._right, width - 2)
        ground = self._styles("line")
        segments, used = [Segment(" ", ground)], 1
        for number, piece in enumerate(left):
            gap = piece.gap if number else 0
            segments += [Segment(" " * gap, ground), Segment(piece.text, self._styles("line", piece.style))]
            used += gap + cell_len(piece.text)
        tail: list[Segment] = []
        tail_width = 1
        for number, piece in enumerate(right):
            gap = piece.gap if number else 0
            tail += [Segment(" " * gap, ground), Segment(piece.text, self._styles("line", piece.style))]
            tail_width += gap + cell_len(piece.text)
        segments += [Segment(" " * max(0, width - used - tail_width), ground), *tail, Segment(" ", ground)]
        return Strip(segments).adjust_cell_length(width, ground)


def _paintable(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece._replace(text=paintable(piece.text)) for piece in pieces)


def _fitting(
    left: tuple[Piece, ...], right: tuple[Piece, ...], room: int
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    def size(pieces: list[Piece]) -> int:
        return sum(cell_len(piece.text) for piece in pieces) + sum(piece.gap for piece in pieces[1:])

    first, last = list(left), list(right)
    while True:
        over = size(first) + size(last) + (2 if first and last else 0) - room
        if over <= 0:
            break
        pieces = sorted([*first, *last], key=lambda piece: piece.weight)
        if len(pieces) <= 1:
            break
        lightest = pieces[0]
        if lightest.weight >= 90:
            # Only what must stay is left: the widest gives way.
            widest = max(pieces, key=lambda piece: cell_len(piece.text))
            side = first if widest in first else last
            shorter = widest._replace(text=fit(widest.text, max(4, cell_len(widest.text) - over)))
            if shorter.text == widest.text:
                break
            side[side.index(widest)] = shorter
            continue
        # Pieces of one weight belong together (a key and what it does): they go together.
        first = [piece for piece in first if piece.weight != lightest.weight]
        last = [piece for piece in last if piece.weight != lightest.weight]
    return tuple(first), tuple(last)
