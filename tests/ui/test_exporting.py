"""F9: exactly what is on the screen goes into a file, while one goes on working."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from board.model.task import Kind, Stage
from board.reports.writers import Progress, Written, write_ledger
from board.ui.actions import exporting
from board.ui.screens.export import ExportDialog
from board.ui.widgets.line_input import LineInput
from tests.ui.support import EIGHT, MORNING, Desk, group_task, history, opened
from tests.ui.test_read_only import everything

TASKS = (
    group_task(1, 1, title="铁路沿线拆违绿化", due="2026-11-20", original_due="2026-11-20"),
    group_task(2, 1, title="干道绿化", due="2026-12-04", original_due="2026-12-04"),
    group_task(3, 2, title="河道清淤", due="2026-11-19"),
    group_task(4, 7, title="占道经营", kind=Kind.PROBLEM, due="2026-11-23"),
    group_task(5, None, title="待分的事项", unit=None, stage=Stage.UNCLAIMED, due="2026-11-25"),
    group_task(6, 8, title="卫生测评", kind=Kind.CHECK, due="2026-11-01"),
    group_task(7, 1, title="作废的绿化", void_reason="重复"),
)
NAME = "二七区台账-20261123-0904"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The folder for papers, which is not the board's."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
async def desk(board_path: Path, papers: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS)) as found:
        found.session.exports = papers
        yield found
        assert not found.app._notifications


def names(papers: Path) -> list[str]:
    return sorted(each.name for each in papers.iterdir())


def exported(papers: Path, name: str = f"{NAME}.json") -> list[int]:
    return [row["no"] for row in json.loads((papers / name).read_text(encoding="utf-8"))]


AS_JSON = ("f9", "down", "down", "enter")


async def test_f9_and_enter_make_an_excel_file_and_say_where(desk: Desk, papers: Path):
    await desk.press("f9")
    assert isinstance(desk.app.screen, ExportDialog)
    assert "导出屏幕上的 4 项，按屏幕上的顺序" in desk.text
    assert f"存为 {NAME}.xlsx" in desk.text

    await desk.press("enter")

    assert names(papers) == [f"{NAME}.xlsx"]
    assert desk.said.startswith(f"已导出 4 项：{NAME}.xlsx，放在 ")
    assert desk.app.screen is desk.screen


@pytest.mark.parametrize("key", ["x", "X", "ｘ", "Ｘ", "f9"])
async def test_every_form_of_the_key_opens_it(desk: Desk, key: str):
    await desk.press(key)

    assert isinstance(desk.app.screen, ExportDialog)


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        ((), [1, 2, 3, 4]),
        (("1",), [1, 2]),
        (("9",), [5]),
        (("z",), [4]),
        (("z", "z", "z"), [1, 2, 3, 4, 6]),
        (("o",), [1, 3]),
        (("t",), [6, 3, 1, 4, 5, 2]),
        (("t", "right", "tab"), [1, 2, 3, 4, 5, 6]),
        (("t", "right", "tab", "tab"), [6, 5, 4, 3, 2, 1]),
        (("t", "o", "z"), [3, 1]),
    ],
)
async def test_what_is_on_the_screen_in_its_order(desk: Desk, papers: Path, keys: tuple[str, ...], numbers: list[int]):
    await desk.press(*keys, *AS_JSON)

    assert exported(papers) == numbers


async def test_a_filter_for_void_tasks_exports_them(desk: Desk, papers: Path):
    await desk.press("/")
    await desk.type("作废")
    await desk.press("enter", *AS_JSON)

    assert exported(papers) == [7]


async def test_marked_tasks_come_first_and_tab_takes_all(desk: Desk, papers: Path):
    await desk.press("v", "right", "v", "f9")
    assert "导出标记的 2 项" in desk.text
    await desk.press("tab")
    assert "导出屏幕上的 4 项" in desk.text
    await desk.press("tab", "down", "down", "enter")
    assert exported(papers) == [1, 3]

    await desk.press("f9", "tab", "down", "down", "enter")
    assert exported(papers, f"{NAME}-2.json") == [1, 2, 3, 4]
    assert desk.session.marked == {1, 3}


async def test_nothing_is_overwritten(desk: Desk, papers: Path):
    (papers / f"{NAME}.json").write_text("别人的", encoding="utf-8")

    await desk.press(*AS_JSON)
    await desk.press(*AS_JSON)

    assert (papers / f"{NAME}.json").read_text(encoding="utf-8") == "别人的"
    assert names(papers) == [f"{NAME}-2.json", f"{NAME}-3.json", f"{NAME}.json"]


async def test_another_folder_is_typed_over_and_offered_again(desk: Desk, papers: Path, tmp_path: Path):
    (tmp_path / "另一处").mkdir()
    await desk.press("f9", "down", "down", "home", "shift+end")
    await desk.type("/nowhere/at all")
    assert "没有这个文件夹：/nowhere/at all" in desk.text
    await desk.press("enter")
    assert isinstance(desk.app.screen, ExportDialog)

    await desk.press("home", "shift+end")
    await desk.paste(str(tmp_path / "另一处"))
    await desk.press("enter")

    assert exported(tmp_path / "另一处") == [1, 2, 3, 4]
    await desk.press("f9")
    assert desk.app.screen.query_one(LineInput).value == str(tmp_path / "另一处")
    assert names(papers) == []


async def test_esc_writes_nothing(desk: Desk, papers: Path):
    await desk.press("f9", "escape")

    assert names(papers) == []
    assert desk.app.screen is desk.screen


async def test_of_nothing_on_the_screen_there_is_no_ledger(desk: Desk):
    await desk.press("/")
    await desk.type("查无此事")
    await desk.press("enter", "f9")

    assert [offer.ending for offer in desk.app.screen._offers] == [".docx", ".xlsx", ".md", ".json"]
    assert {offer.name for offer in desk.app.screen._offers} == {"督查通报"}


async def test_of_an_empty_board_there_is_nothing_to_export(board_path: Path):
    async with opened(board_path, history(*EIGHT)) as desk:
        await desk.press("f9")

        assert desk.said.startswith("还没有可导出的事项；导入台账请按 Ins")
        assert desk.app.screen is desk.screen


async def test_a_folder_that_takes_no_file_is_one_line(desk: Desk, papers: Path, monkeypatch: pytest.MonkeyPatch):
    def full(self: Path, *_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("board.reports.writers.Path.open", full)
    await desk.press(*AS_JSON)

    assert "没有写成（No space left on device）" in desk.said
    assert names(papers) == []


async def test_one_goes_on_working_while_it_is_written(desk: Desk, papers: Path, monkeypatch: pytest.MonkeyPatch):
    go_on, told = threading.Event(), threading.Event()

    def slow(material: Any, path: Path, progress: Progress) -> Written:
        progress(2)
        told.set()
        assert go_on.wait(20)
        return write_ledger(material.ledger, path)

    monkeypatch.setattr(exporting, "PAPERS", (exporting.Paper("ledger", ("json",), slow, lambda _: ""),))
    desk.send("f9")
    await desk.settle()
    desk.send("enter")
    while not told.is_set() or "正在导出 2/4" not in desk.foot:
        await desk.pilot.pause()
    desk.send("down")
    await desk.pilot.pause()
    assert desk.selected == 2
    desk.send("f9")
    while "上一份还在导出" not in desk.foot:
        await desk.pilot.pause()

    go_on.set()
    await desk.settle()
    assert desk.said.startswith("已导出 4 项：")
    assert exported(papers) == [1, 2, 3, 4]


async def test_the_clock_of_the_paper_is_that_of_the_moment_it_is_asked_for(desk: Desk, papers: Path):
    await desk.press("f9", "down", "down")
    await desk.at(MORNING + timedelta(minutes=3))
    await desk.press("enter")

    assert exported(papers, "二七区台账-20261123-0907.json") == [1, 2, 3, 4]


async def test_a_board_that_is_only_read_can_be_exported(board_path: Path, papers: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), read_only=True) as wall:
        wall.session.exports = papers
        before = everything(board_path)
        await wall.press(*AS_JSON)
        assert wall.said.startswith("已导出 4 项：")
        assert everything(board_path) == before

    assert exported(papers) == [1, 2, 3, 4]


async def test_the_dialog_fits_a_small_screen(board_path: Path, papers: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), size=(60, 16), lang="en") as small:
        small.session.exports = papers
        await small.press("f9")
        for words in (
            "Export the 4 tasks on the screen",
            ".xlsx",
            "Folder",
            "as 二七区-Ledger-20261123-0904.xlsx",
            "Esc",
        ):
            assert words in small.text
