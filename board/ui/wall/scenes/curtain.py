"""The scene `curtain`: a wall that was opened while the frame is held shows that, and nothing of the board."""

from __future__ import annotations

from board.ui.wall import paper
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter, one_page
from board.ui.widgets.styles import Styles


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    office = room.board.office
    area = [paper.centred(styles, "gap", width, [(paper.spaced(office.title), "strong")])]
    if room.held:
        mark = paper.spaced(room.messages("wall.held", clock=room.held))
        band = [paper.centred(styles, "badge", width, [(mark, "")])]
        area += paper.blank(styles, "gap", width) + paper.middle(band, styles, "badge", width, 3)
    return paper.middle(area, styles, "gap", width, height)


def _title(room: Room) -> str:
    return room.board.office.title


PAINTER = Painter(one_page, _paint, _title)
