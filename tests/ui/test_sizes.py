"""Every size of terminal: whole lines, the selection in sight, as many columns as fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ui.support import Desk, demo_history, opened

SIZES = [(80, 24), (120, 30), (160, 48), (200, 50), (320, 90), (40, 10)]


def check(desk: Desk) -> None:
    width, height = desk.app.size
    lines = desk.lines
    assert len(lines) == height
    assert {cell_len(line) for line in lines} == {width}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_every_screen_fills_the_terminal(board_path: Path, size: tuple[int, int]):
    async with opened(board_path, demo_history(), size=size) as desk:
        check(desk)
        keys = "down end right 7 enter escape 9 0 z f1 escape n escape d escape a escape f12 ctrl+p escape "
        for key in f"{keys} m m escape right f4 escape n escape m enter escape escape".split():
            await desk.press(key)
            check(desk)


@pytest.mark.parametrize(("width", "columns"), [(40, 1), (80, 2), (120, 4), (159, 5), (160, 8), (200, 8), (320, 8)])
async def test_how_many_groups_are_on_the_screen(board_path: Path, width: int, columns: int):
    async with opened(board_path, demo_history(), size=(width, 24)) as desk:
        names = [group.name for group in desk.board.groups]
        assert sum(name in desk.lines[1] for name in names) == columns
        assert ("共 8 列" in desk.foot) == (columns < 8)


async def test_a_resize_keeps_the_selection_and_shows_it(board_path: Path):
    async with opened(board_path, demo_history(), size=(160, 48)) as desk:
        await desk.press("right", "right", "right", "right", "right", "end", "up")
        selected = desk.selected
        for size in (*SIZES, (160, 48)):
            await desk.resize(*size)
            assert desk.selected == selected
            row = next(hit.top for hit in desk.view._hits[desk.view._column] if hit.no == selected)
            assert 0 < row < desk.view.size.height
            check(desk)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (10, 3), (20, 5), (12, 40), (400, 4)])
async def test_a_terminal_of_no_use_does_no_harm(board_path: Path, size: tuple[int, int]):
    async with opened(board_path, demo_history(), size=size) as desk:
        for (
            key
        ) in "down end right 7 enter escape n escape d escape f1 escape m down n escape m escape escape 9".split():
            await desk.press(key)
        await desk.resize(160, 48)
        check(desk)
        assert desk.app.is_running


async def test_the_overdue_count_is_on_every_head(board_path: Path):
    async with opened(board_path, demo_history(), size=(320, 90)) as desk:
        for size in SIZES:
            await desk.resize(*size)
            assert "逾期 21" in desk.head, size
            assert "逾" in desk.lines[1], size
