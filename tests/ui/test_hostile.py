"""Titles that have broken other boards, on every screen that shows one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from board.model.entities import Group, Office, Unit
from board.text import clean
from board.ui.screens.detail import DetailScreen
from board.ui.screens.dialog import Dialog
from tests.ui.hostile import WRITABLE
from tests.ui.support import EIGHT, Desk, group_task, history, opened

NUMBERS = {name: 1 + place for place, name in enumerate(WRITABLE)}
TITLES = list(WRITABLE.values())
NEVER = ("\x1b", "\x9b", "\x90", "\x00", "\x07", "\x7f", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\n")


def hostile_history() -> list[object]:
    """Every title in group 1 and in every other field; nothing is cleaned on its way to the store."""
    tasks = [
        group_task(
            NUMBERS[name],
            title=title,
            person=title[:60],
            goal=title,
            source=title,
            tags=(title[:30],),
            due_words=title[:60],
            due="2026-11-20",
        )
        for name, title in WRITABLE.items()
    ]
    return [*EIGHT, *tasks]


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*hostile_history()), size=(160, 48)) as found:
        yield found


def check(desk: Desk) -> None:
    """Every line is exactly as wide as the terminal, and holds nothing that a terminal would obey."""
    width, height = desk.app.size
    strips = desk.strips
    assert len(strips) == height
    for strip in strips:
        text = strip.text
        assert cell_len(text) == sum(cell_len(segment.text) for segment in strip) == width
        assert not [char for char in NEVER if char in text], text


async def test_on_the_cards(desk: Desk):
    for key in ("home", *["pagedown"] * 12, "end"):
        await desk.press(key)
        check(desk)
        # The gap behind the first column is blank on every line: no title has pushed it.
        left, width = desk.view._plan.spans[0]
        for strip in desk.strips[1:-1]:
            assert strip.crop(left + width, left + width + 1).text == " "


async def test_on_the_cards_of_every_size(desk: Desk):
    for width, height in ((80, 24), (40, 10), (120, 30), (320, 90)):
        await desk.resize(width, height)
        for key in ("home", "pagedown", "end"):
            await desk.press(key)
            check(desk)


async def test_in_the_detail_and_the_foot(desk: Desk):
    for no in NUMBERS.values():
        await desk.go_to(no)
        await desk.press("enter")
        assert isinstance(desk.app.screen, DetailScreen)
        check(desk)
        await desk.press("escape", "c", "enter")
        assert f"#{no}" in desk.foot
        check(desk)


async def test_in_the_headings_of_dialogs(desk: Desk):
    for no in NUMBERS.values():
        await desk.go_to(no)
        for key in ("d",) if no % 8 else ("d", "a"):
            await desk.press(key)
            assert isinstance(desk.app.screen, Dialog)
            check(desk)
            await desk.press("escape")


async def test_in_the_entry_bar(desk: Desk):
    await desk.press("n")
    line = desk.screen.query_one("#entry-text", Input)
    for title in WRITABLE.values():
        if clean.has_lines(title):
            continue
        before = max(desk.board.tasks)
        line.value = ""
        await desk.paste(title)
        typed = line.value
        await desk.press("enter")
        saved = max(desk.board.tasks) == before + 1
        assert saved or line.value == typed  # what looks like a unit (`@click`) is asked about, and stays
        assert saved or "@" in typed or not any(map(str.isalnum, typed))
        line.value = ""
        await desk.settle()
        check(desk)


async def test_in_the_preview_of_a_paste(desk: Desk):
    before = max(desk.board.tasks)
    await desk.paste("\n".join(title.replace("\n", " ") for title in WRITABLE.values()))
    for key in ("home", *["pagedown"] * 4, "end", "f3"):
        await desk.press(key)
        check(desk)
    await desk.press("f2")
    check(desk)
    assert max(desk.board.tasks) > before


async def test_in_a_form(desk: Desk):
    for title in TITLES[::2]:
        await desk.press("p")
        await desk.paste(title)
        await desk.press("enter")
        check(desk)
        await desk.press("escape")
    assert len(desk.board.notes(desk.selected)) > len(TITLES) / 2 - 5


@pytest.mark.parametrize("first", range(0, len(TITLES), 8))
async def test_as_names_of_the_office_groups_units_and_the_person_at_the_desk(board_path: Path, first: int):
    titles = (TITLES[first:] + TITLES)[:8]
    office = Office(id=1, title=titles[0], office=titles[1][:40], district=titles[2][:40], demo=True)
    groups = [Group(id=10 + n, number=n, name=name, leader=name, lead_unit=n) for n, name in enumerate(titles, 1)]
    units = [Unit(id=n, name=name, aliases=(name,)) for n, name in enumerate(titles, 1)]
    tasks = [group_task(n, n, due="2026-11-20", unit=n) for n in range(1, 9)]
    async with opened(board_path, history(office, *groups, *units, *tasks, group_task(9, None))) as desk:
        desk.session.who = titles[3]
        for key in "1 2 3 4 5 6 7 8 9 0 c enter escape a escape f escape n escape".split():
            await desk.press(key)
            check(desk)


async def test_markup_in_a_title_is_shown_and_does_nothing(desk: Desk):
    await desk.go_to(NUMBERS["click"])
    assert "[@click=app.quit]" in desk.text
    await desk.pilot.click(offset=(6, desk.row_of("[@click=")))
    await desk.press("enter")
    assert "[@click=app.quit]点我[/]" in desk.text
    await desk.pilot.click(offset=(6, desk.row_of("[@click=")))
    await desk.settle()
    assert desk.app.is_running
    assert not desk.app._exit


async def test_palette_with_hostile_groups(board_path: Path):
    groups = [Group(id=10 + n, number=n, name=title) for n, title in enumerate(list(WRITABLE.values())[:8], 1)]
    async with opened(board_path, history(EIGHT[0], *groups, group_task(1))) as desk:
        await desk.press("ctrl+p")
        for _ in range(3):
            await desk.type("[/]")
            await desk.press("backspace", "backspace", "backspace")
        assert not [char for char in NEVER if char in desk.text.replace("\n", "")]
        await desk.press("escape")
        assert desk.app.screen is desk.screen
