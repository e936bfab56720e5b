"""Every word of a frame can be read from five metres away, under both themes of the wall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.segment import Segment

from board.model.task import Priority, Stage
from board.ui.theme import WALLS
from board.ui.wall.room import Room, Scene
from board.ui.widgets.styles import Styles
from tests.ui.support import group_task
from tests.ui.test_theme import contrast
from tests.ui.wall.frames import eight, group, painted, room, spotlight

LEAST = 7.0
DUES = ("2026-11-20", "2026-11-23", "2026-11-25", "2026-12-25", None)


def rooms() -> Iterator[Room]:
    """Scenes with every lamp and every mark."""
    said = {"trouble": "读不到看板", "paused": True, "following": True}
    yield room(**said)
    for number in (2, 6):
        yield room(scene=group(number), selected=78, fresh=frozenset({83, 180, 186, 85, 176}), **said)
        yield room(scene=group(number), page=1, held="15:04", news="#35 交办")
    for no, each in enumerate([*DUES, *DUES], 1):
        done = {"stage": Stage.MET, "met_at": "2026-11-24T09:00:00"} if no > len(DUES) else {}
        board = eight(group_task(1, due=each, priority=Priority.HIGH, **done))
        for fresh in (frozenset({1}), frozenset[int]()):
            yield room(board, spotlight(1), fresh=fresh)
            yield room(board, group(1, board), fresh=fresh)
            yield room(board, group(1, board), selected=1)
            yield room(board, fresh=fresh)
    yield room(scene=Scene("red"), selected=83, following=True)
    yield room(scene=spotlight(192))
    yield room(scene=spotlight(9_999))
    yield room(scene=Scene("curtain"), held="15:04")
    yield room(eight(group_task(1, void_reason="重复")), spotlight(1))
    yield room(eight())


@pytest.mark.parametrize("theme", WALLS, ids=lambda theme: theme.name)
def test_every_word_can_be_read_from_far(theme):
    styles = Styles(lambda: theme.name)
    poor = {
        (segment.text.strip()[:20], ratio)
        for shown in rooms()
        for size in ((120, 30), (160, 48), (320, 90))
        for strip in painted(shown, *size, styles)
        for segment in strip
        if segment.text.strip() and (ratio := _ratio(segment)) < LEAST
    }
    assert not poor


def _ratio(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return round(contrast(_hex(style.color), _hex(style.bgcolor)), 2)


def _hex(colour: Color) -> str:
    return colour.get_truecolor().hex
