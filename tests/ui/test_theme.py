"""Colours: what is read can be read, under every theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.color import Color as Colour

from board.ui.theme import DEFAULT, THEMES, WALLS, known, wall
from tests.ui.support import Desk, demo_history, opened
from tests.ui.test_dialogs import act, mark

PAIRS = [
    # lamps
    ("red-text", "red"), ("orange-text", "orange"), ("yellow-text", "yellow"), ("green", "column"), ("grey", "column"),
    ("chase", "column"), ("green", "head"), ("grey", "head"),
    # cards
    ("text", "column"), ("dim", "column"), ("bad", "column"), ("card-on-text", "card-on"), ("text", "fresh"),
    ("dim", "fresh"), ("chase", "fresh"), ("green", "fresh"), ("bad", "fresh"),
    # heads, lines, dialogs
    ("text", "head"), ("dim", "head"), ("bad", "head"), ("good", "head"), ("key", "head"), ("chase", "head"),
    ("card-on-text", "head-on"), ("badge-text", "badge"), ("text", "gap"), ("key", "column"), ("bar", "column"),
    # a number on a card
    ("faint", "column"), ("faint", "fresh"),
]  # fmt: skip
EDGES = [("red", "column"), ("orange", "column"), ("yellow", "column"), ("green", "column"), ("bar", "head")]
"""Coloured areas without words: they need only be seen."""


def contrast(one: str, other: str) -> float:
    lights = []
    for colour in (one, other):
        parts = [part / 255 for part in Colour.parse(colour).rgb]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        lights.append(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
    return max(lights) / min(lights)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_word_can_be_read(theme):
    colours = {name.removeprefix("b-"): value for name, value in theme.variables.items()}
    poor = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in PAIRS
        if contrast(colours[ink], colours[ground]) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_coloured_edge_can_be_seen(theme):
    colours = {name.removeprefix("b-"): value for name, value in theme.variables.items()}
    poor = [(one, other) for one, other in EDGES if contrast(colours[one], colours[other]) < 1.4]
    assert not poor


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_lamps_differ_from_each_other(theme):
    lamps = [theme.variables[f"b-{name}"] for name in ("red", "orange", "yellow", "green")]
    assert len(set(lamps)) == 4


@pytest.mark.parametrize("theme", WALLS, ids=lambda theme: theme.name)
def test_every_word_of_the_shared_screen_can_be_read_from_far(theme):
    colours = {name.removeprefix("b-"): value for name, value in theme.variables.items()}
    poor = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in PAIRS
        if contrast(colours[ink], colours[ground]) < 7
    }
    assert not poor


@pytest.mark.parametrize(
    ("name", "theme"), [("", "board-wall"), ("contrast", "board-wall"), ("light", "board-wall-light")]
)
def test_the_shared_screen_is_dark_or_light_as_the_board_is(name: str, theme: str):
    assert wall(name) == theme


def test_high_contrast_is_higher():
    colours = {name.removeprefix("b-"): value for name, value in THEMES[2].variables.items()}
    assert contrast(colours["text"], colours["column"]) > 15
    assert contrast(colours["dim"], colours["column"]) > 10


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("", DEFAULT), ("dark", "board-dark"), ("board-light", "board-light"), ("contrast", "board-contrast"),
        ("x", DEFAULT),
    ],
)  # fmt: skip
def test_a_theme_by_its_name(name: str, theme: str):
    assert known(name) == theme


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_is_painted_can_be_read(board_path: Path, theme):
    """Every character on every screen, with the colours that it really has."""
    async with opened(board_path, demo_history(), size=(160, 48), theme=theme.name) as desk:
        poor = set()
        keys = "right 7 0 enter end escape n escape d escape a escape c escape t space down escape escape / c escape f1"
        for key in keys.split():
            await desk.press(key)
            poor |= unreadable(desk, key)
        assert not poor


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_is_painted_in_the_dialogs_can_be_read(board_path: Path, theme):
    async with opened(board_path, demo_history(), size=(160, 48), theme=theme.name) as desk:
        poor = set()
        for name in ("edit", "tags", "checklist", "merge"):
            await act(desk, name)
            await desk.type("x")
            poor |= unreadable(desk, name)
            await desk.press("enter", "down")
            poor |= unreadable(desk, name)
            await desk.press("escape", "escape", "escape")
        mark(desk, 35, 120)
        await act(desk, "edit")
        assert not poor | unreadable(desk, "edit of two")


def unreadable(desk: Desk, what: str) -> set[tuple[object, ...]]:
    """The words in front whose colours are too near to each other."""
    poor: set[tuple[object, ...]] = set()
    for segment in _in_front(desk):
        style = segment.style
        words = segment.text.strip(" _▎▁▂▃▄▅▆▇█▔")
        if not words or style is None or style.color is None or style.bgcolor is None or style.reverse:
            continue
        ratio = contrast(_hex(style.color), _hex(style.bgcolor))
        if ratio < 4.5:
            poor.add((what, words[:20], _hex(style.color), _hex(style.bgcolor), round(ratio, 2)))
    return poor


def _in_front(desk: Desk) -> Iterator[Segment]:
    """What is painted of the screen in front; what lies dimmed behind a dialog is not to be read."""
    strips = desk.strips
    if desk.app.screen.is_modal:
        box = desk.app.screen.query_one("#box").region
        strips = [strip.crop(box.x, box.right) for strip in strips[box.y : box.bottom]]
    return (segment for strip in strips for segment in strip)


def _hex(colour: Color) -> str:
    triplet = colour.get_truecolor()
    return triplet.hex


async def test_themes_change_while_the_board_is_open(board_path: Path):
    async with opened(board_path, demo_history(), size=(80, 24)) as desk:
        seen = set()
        for theme in THEMES:
            desk.app.action_use_theme(theme.name)
            await desk.settle()
            seen.add(_hex(desk.strips[5]._segments[0].style.bgcolor))
        assert len(seen) == len(THEMES)
