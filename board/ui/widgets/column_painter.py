"""Paints one column: its head, its cards from a scroll place on, and what lies above and below."""

from __future__ import annotations

from datetime import datetime

from textual.cache import LRUCache
from textual.strip import Strip

from board.messages import Messages
from board.model.board import Board
from board.ui.columns import Column
from board.ui.widgets import card, column_head, geometry
from board.ui.widgets.styles import Styles

GAP_BELOW_CARD = 1
Image = tuple[list[Strip], list[geometry.Hit]]
"""The lines of a column, and where its cards stand on them."""


class ColumnPainter:
    """Knows the snapshot that is painted, and keeps painted cards by what they show."""

    def __init__(self, messages: Messages, style_of: Styles) -> None:
        self._messages = messages
        self._style_of = style_of
        self._cards: LRUCache[tuple[card.Face, int, bool], list[Strip]] = LRUCache(4096)
        self._board = Board()
        self._now = datetime.min
        self._faces: dict[int, card.Face] = {}
        """What cards say, until the board or the minute is another one."""
        self.fresh: frozenset[int] = frozenset()
        """Tasks that somebody else just changed."""
        self.marked: frozenset[int] = frozenset()
        """Tasks that the next act is for."""

    def look_at(self, board: Board, now: datetime) -> None:
        """Paint from this snapshot, as it looks at `now`; seen through another filter, faces are the same."""
        minute = now.replace(second=0, microsecond=0)
        if board.tables is not self._board.tables or minute != self._now:
            self._faces.clear()
        self._board, self._now = board, minute

    def forget(self) -> None:
        """Another theme: nothing painted is worth keeping."""
        self._cards.clear()

    def height(self, no: int, width: int) -> int:
        """Lines of a task's card, without the gap below it."""
        return card.height(self._face(no), width)

    def paint(
        self, column: Column, width: int, height: int, top: int, *, chosen: int | None, on: bool, tall: bool
    ) -> Image:
        """The column from its card `top` on; `on`: the selection stands in it, on the card `chosen` (if any)."""
        style_of = self._style_of
        ground = Strip.blank(width, style_of("column"))
        image = column_head.paint(column.head, width, style_of, selected=on, tall=tall)
        image.append(column_head.more(self._messages("more.above", count=top), width, style_of) if top else ground)
        hits: list[geometry.Hit] = []
        place = top
        while place < len(column.numbers):
            no = column.numbers[place]
            strips = self._card(no, width, selected=on and no == chosen)
            if len(image) + len(strips) > height - 1 and hits:
                break
            hits.append(geometry.Hit(len(image), len(image) + len(strips), no))
            image += strips
            place += 1
            if len(image) < height - 1:
                image.append(ground)
        image = image[: height - 1]
        image += [ground] * (height - 1 - len(image))
        left = len(column.numbers) - place
        image.append(
            column_head.more(self._messages("more.below", count=left), width, style_of) if left > 0 else ground
        )
        return image[:height], hits

    def _face(self, no: int) -> card.Face:
        face = self._faces.get(no)
        if face is None:
            face = card.face_of(self._board, self._board.tasks[no], self._now, self._messages)
            self._faces[no] = face
        if no in self.fresh or no in self.marked:
            return face._replace(fresh=no in self.fresh, marked=no in self.marked)
        return face

    def _card(self, no: int, width: int, *, selected: bool) -> list[Strip]:
        key = (self._face(no), width, selected)
        strips = self._cards.get(key)
        if strips is None:
            strips = card.paint(key[0], width, self._style_of, selected=selected)
            self._cards[key] = strips
        return strips
