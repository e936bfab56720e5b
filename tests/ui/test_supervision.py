"""督导: its sheets, what its keys do, at every size, read-only, and with whatever stands in names."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from board import commands as do
from board.model.entities import Card, Group, Unit
from board.model.task import Kind, Stage
from board.ui.screens.detail import DetailScreen
from board.ui.screens.export import ExportDialog
from board.ui.screens.list_screen import ListScreen
from board.ui.screens.message import MessageDialog
from board.ui.screens.supervision import SupervisionScreen
from board.ui.supervising import CARD, GROUP, TASK, UNIT, Target
from tests.support import CITY, HOUSING, ROADS
from tests.ui.hostile import TITLES
from tests.ui.support import EIGHT, Desk, Elsewhere, demo_history, group_task, history, opened

TASKS = (
    group_task(1, 1, title="铁路沿线拆违", due="2026-11-10", original_due="2026-11-10", person="李某"),
    group_task(2, 2, title="河道清淤", unit=HOUSING, due="2026-11-23", original_due="2026-11-23"),
    group_task(3, 2, title="道路整修", unit=ROADS, due="2026-11-24", original_due="2026-11-24"),
    group_task(4, 7, title="占道经营", unit=HOUSING, due="2026-11-25", kind=Kind.PROBLEM),
    group_task(5, 3, title="已经销号", unit=ROADS, stage=Stage.CLOSED, met_at="2026-11-01T09:00:00"),
    group_task(6, 1, title="公园项目", kind=Kind.PROJECT, category="公园", planned=1000.0, completed=757.0),
    group_task(7, 1, title="公厕测评", kind=Kind.CHECK, category="公厕", stage=Stage.MET, met_at="2026-11-01T09:00:00"),
)
SHEETS = ("groups", "units", "overdue", "investment", "checks", "trend", "cards", "due")


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS)) as found:
        await found.press("r")
        yield found
        assert not found.app._notifications


def front(desk: Desk) -> SupervisionScreen:
    assert isinstance(desk.app.screen, SupervisionScreen)
    return desk.app.screen


async def turn(desk: Desk, code: str) -> None:
    for _ in range(SHEETS.index(code)):
        await desk.press("right")
    assert front(desk)._view.code == code


@pytest.mark.parametrize("key", ["r", "R", "ｒ", "ctrl+r"])
async def test_it_opens_and_closes_with_its_key(board_path: Path, key: str):
    async with opened(board_path, history(*EIGHT, *TASKS)) as desk:
        await desk.press(key)
        assert "督导" in desk.head
        assert "第1组" in desk.text
        await desk.press(key)
        assert desk.app.screen is desk.screen


async def test_it_opens_from_the_list_and_esc_leaves_it(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS)) as desk:
        await desk.press("t", "r")
        front(desk)
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_arrows_and_tab_turn_the_sheets(desk: Desk):
    seen = []
    for key in ("right", "tab", "l", "right", "right", "right", "right", "right"):
        seen.append(front(desk)._view.code)
        await desk.press(key)
    assert tuple(seen) == SHEETS
    assert front(desk)._view.code == "groups"
    await desk.press("left")
    assert front(desk)._view.code == "due"


async def test_a_group_and_a_unit_lead_to_their_tasks(desk: Desk):
    await desk.press("down", "down")
    assert front(desk).selected == Target(GROUP, 13)
    await desk.press("enter")
    assert isinstance(desk.app.screen, ListScreen)
    assert desk.session.finding.text == ">第3组"
    assert desk.app.screen.tasks_view.numbers == (5,)

    await desk.press("escape", "escape", "r", "right", "end")
    selected = front(desk).selected
    assert selected is not None
    assert selected.sort == UNIT
    await desk.press("enter")
    unit = desk.board.unit_name(selected.id)
    assert desk.session.finding.text == f"@{unit}"
    shown = desk.app.screen.tasks_view.numbers
    assert set(shown) == {no for no, task in desk.board.tasks.items() if task.unit == selected.id}


async def test_whoever_comes_back_finds_it_as_they_left_it(desk: Desk):
    await turn(desk, "units")
    await desk.press("down", "down")
    selected = front(desk).selected
    await desk.press("enter", "escape", "escape", "r")

    assert front(desk)._view.code == "units"
    assert front(desk).selected == selected


async def test_a_task_leads_to_everything_about_it(desk: Desk):
    await turn(desk, "overdue")
    assert "逾13天" in desk.text
    assert front(desk).selected == Target(TASK, 1)
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    await desk.press("escape")
    front(desk)


async def test_space_confirms_a_proposal_and_takes_it_back(desk: Desk):
    await turn(desk, "cards")
    assert front(desk).selected == Target(CARD, CITY, Card.RED)
    await desk.press("space")

    [verdict] = desk.board.verdicts.values()
    assert (verdict.unit, verdict.kind, verdict.reason) == (CITY, Card.RED, "最长逾13天")
    assert desk.said.startswith("已确认：城管局 红牌；再按 v 撤回")
    assert "已确认" in desk.lines[desk.row_of("城管局")]

    await desk.press("v")
    assert len(desk.board.verdicts) == 0
    await desk.press("u")
    assert len(desk.board.verdicts) == 1
    assert "已确认" in desk.lines[desk.row_of("城管局")]


async def test_where_there_is_nothing_to_confirm_space_says_so(desk: Desk):
    await desk.press("space")

    assert "红黄牌" in desk.said
    assert len(desk.board.verdicts) == 0


async def test_what_somebody_else_confirms_is_seen(desk: Desk):
    await turn(desk, "cards")
    with Elsewhere(desk.path) as other:
        other.does(do.confirm, ROADS, Card.PRAISE, "群众来信感谢")
    await desk.poll()

    assert "群众来信感谢" in desk.text
    assert front(desk).selected == Target(CARD, CITY, Card.RED)


async def test_the_text_for_a_unit_is_ready_and_sent_with_the_urge_key(desk: Desk):
    await turn(desk, "due")
    assert front(desk).selected == Target(UNIT, HOUSING)
    assert "【催办】" in desk.text
    await desk.press("c")
    assert isinstance(desk.app.screen, MessageDialog)
    await desk.press("enter")

    assert [urge.task for urge in desk.board.table("urge").values()] == [2, 4]
    front(desk)


async def test_one_task_is_urged_by_itself(desk: Desk):
    await turn(desk, "due")
    await desk.press("down", "c", "enter")

    assert [urge.task for urge in desk.board.table("urge").values()] == [2]


async def test_a_board_opened_read_only_shows_all_of_it_and_changes_nothing(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), read_only=True) as desk:
        before = desk.bytes()
        await desk.press("r")
        for code in SHEETS:
            assert front(desk)._view.code == code
            await desk.press("space", "c", "u", "right")
        assert "只读" in desk.head
        await desk.press("left", "left", "space")
        assert "只读" in desk.said
        assert desk.bytes() == before


async def test_the_bulletin_is_offered_first(desk: Desk):
    await desk.press("x")

    assert isinstance(desk.app.screen, ExportDialog)
    assert desk.app.screen._offers[0].name == "督查通报"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "md", "json"])
async def test_it_is_written_in_every_format(desk: Desk, tmp_path: Path, ending: str):
    desk.session.exports = folder = tmp_path / "papers"
    folder.mkdir()
    downs = ["down"] * ["docx", "xlsx", "md", "json"].index(ending)
    await desk.press("x", *downs, "enter")

    assert [each.name for each in folder.iterdir()] == [f"二七区督查通报-20261123-0904.{ending}"]
    front(desk)


async def test_money_is_weighed_on_the_demo_board(board_path: Path):
    async with opened(board_path, demo_history()) as desk:
        await desk.press("r")
        await turn(desk, "investment")
        assert "75.7%" in desk.lines[desk.row_of("合计")]


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (160, 48), (200, 50), (40, 10), (20, 5)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_line_is_as_wide_as_the_screen(board_path: Path, size: tuple[int, int], lang: str):
    async with opened(board_path, demo_history(), size=size, lang=lang) as desk:
        await desk.press("r")
        for _ in SHEETS:
            await desk.press("end")
            assert {cell_len(line) for line in desk.lines} == {size[0]}
            assert len(desk.lines) == size[1]
            odd = {char for line in desk.lines for char in line if unicodedata.east_asian_width(char) == "A"}
            assert not odd - set("“”")
            await desk.press("right")


@pytest.mark.parametrize(
    ("code", "lang", "said"),
    [
        ("groups", "zh", "红 橙 黄 绿 灰 无"),
        ("cards", "en", "yellow card   proposed"),
        ("due", "en", "today 17:30"),
        ("trend", "en", "mtg 1"),
    ],
)
async def test_the_words_of_its_columns_are_whole(board_path: Path, code: str, lang: str, said: str):
    async with opened(board_path, demo_history(), size=(120, 30), lang=lang) as desk:
        await desk.press("r")
        await turn(desk, code)
        assert said in desk.text


async def test_names_are_painted_as_data(board_path: Path):
    titles = [title for title in TITLES.values() if "\ud83d" not in title]
    units = [Unit(id=100 + place, name=title or "x") for place, title in enumerate(titles)]
    groups = [Group(id=200 + place, number=20 + place, name=title or "x") for place, title in enumerate(titles)]
    tasks = [
        group_task(
            10 + place, None, unit=unit.id, title=unit.name, person=unit.name, due="2026-11-20", category=unit.name,
            kind=Kind.PROJECT, planned=1.0,
        )
        for place, unit in enumerate(units)
    ]  # fmt: skip
    async with opened(board_path, history(*EIGHT, *units, *groups, *tasks)) as desk:
        await desk.press("r")
        for _ in SHEETS:
            assert {cell_len(line) for line in desk.lines} == {120}
            await desk.press("pagedown", "end", "home", "right")
        await desk.press("right", "enter")


async def test_an_empty_board_says_so_on_every_sheet(board_path: Path):
    async with opened(board_path, history(EIGHT[0])) as desk:
        await desk.press("r")
        for code in SHEETS:
            assert front(desk)._view.code == code
            await desk.press("enter", "down", "up", "end", "space", "right")


async def test_a_click_turns_and_selects_and_two_open(desk: Desk):
    await desk.pilot.click("#sheets", offset=(15, 0))
    await desk.settle()
    assert front(desk)._view.code == "overdue"
    await desk.pilot.click("#sheets", offset=(15, 2), times=2)
    await desk.settle()
    assert isinstance(desk.app.screen, DetailScreen)
