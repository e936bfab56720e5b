"""A ledger of another office at the desk: chosen, looked at, taken in one change, taken back in one step."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from board import commands
from board.model.task import Stage
from board.sheets import Limits, open_ledger
from board.text.entry import Entry
from board.text.ledger.grid import Workbook
from board.ui.screens.export import ExportDialog
from board.ui.screens.import_file import ImportDialog
from board.ui.screens.import_preview import ImportPreview
from board.ui.widgets.line_input import LineInput
from board.ui.widgets.preview_table import PreviewTable
from tests.support import ROADS
from tests.ui.hostile import TITLES
from tests.ui.ledgers import mixed, write
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened
from tests.ui.test_palette import choose
from tests.unit.text.ledger.grids import sheet

TASKS = (
    group_task(1, 1, title="铁路沿线拆违绿化", due="2026-11-30", original_due="2026-11-30", person="片长"),
    group_task(2, 2, title="河道清淤", unit=ROADS, due="2026-12-04", original_due="2026-12-04"),
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS), size=(160, 40)) as found:
        yield found
        assert not found.app._notifications


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return mixed(tmp_path / "问题台账.xlsx")


async def look(desk: Desk, path: Path) -> None:
    """Open the preview of a file."""
    await desk.press("insert")
    await desk.paste(str(path))
    await desk.press("enter")
    assert isinstance(desk.app.screen, ImportPreview), desk.text


async def go(desk: Desk, words: str) -> None:
    """Select the line with these words, by pressing keys."""
    table = desk.app.screen.query_one(PreviewTable)
    await desk.press("home")
    for _ in range(table._count()):
        if words in desk.lines[1 + 1 + table.place - table._top]:
            return
        await desk.press("down")
    raise AssertionError(words)


def titles(desk: Desk) -> list[str]:
    return [task.title for no, task in sorted(desk.board.tasks.items()) if no > len(TASKS)]


def line(desk: Desk, words: str) -> str:
    return " ".join(desk.lines[desk.row_of(words)].split())


# ---- the whole way


async def test_a_preview_then_the_import_then_undo_and_the_board_is_as_before(desk: Desk, ledger: Path):
    before, units, seq = desk.board.tasks, desk.board.units, desk.board.seq
    await look(desk, ledger)

    assert desk.head.strip() == "导入 问题台账.xlsx：新增 3 件，修改 1 件，要看 1 件"
    assert "责任人 责任人及电话" in line(desk, "责任人及电话")
    assert line(desk, "铁路沿线").startswith(
        "修改 3 铁路沿线拆违绿化 #1 时限 11-30 周一 改为 12-10 周四；责任人 片长 改为 王某"
    )
    assert line(desk, "地砖破损") == "新增 4 地砖破损 城管局 12-04 周五 推进 张某"
    assert line(desk, "门前积水").endswith("时限「11月31日前」读不出一个日期，只记原话")
    assert line(desk, "飞线充电") == "新增 6 飞线充电 12-31 周四 待认领"
    assert "新增单位 1 个：蜜蜂张街道办事处" in desk.text
    assert "不是事项的行：标题 1、表头 1、合计 1、说明 1" in desk.text
    assert desk.board.seq == seq

    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert desk.said.startswith("已导入：新增 3 件，修改 1 件；按 u 整批撤销")
    assert titles(desk) == ["地砖破损", "门前积水", "飞线充电"]
    changed = desk.board.tasks[1]
    assert (changed.due, changed.original_due, changed.person) == ("2026-12-10", "2026-11-30", "王某")
    assert desk.board.seq == seq + 1

    await desk.press("u")
    assert {no: (task.title, task.due, task.person, task.unit) for no, task in desk.board.tasks.items()} == {
        no: (task.title, task.due, task.person, task.unit) for no, task in before.items()
    }
    assert desk.board.units == units
    await desk.press("y")
    assert titles(desk) == ["地砖破损", "门前积水", "飞线充电"]


@pytest.mark.parametrize(
    "keys", [("escape",), ("down", "space", "down", "space", "escape"), ("end", "space", "escape")]
)
async def test_esc_leaves_everything_as_it_was(desk: Desk, ledger: Path, keys: tuple[str, ...]):
    before = desk.bytes()
    await look(desk, ledger)
    await desk.press(*keys)

    assert desk.app.screen is desk.screen
    assert desk.bytes() == before


async def test_what_the_board_says_already_is_told_and_not_done_again(desk: Desk, ledger: Path):
    await look(desk, ledger)
    await desk.press("enter")
    await look(desk, ledger)

    assert desk.head.strip().startswith("导入 问题台账.xlsx：新增 0 件，相同 4 件")
    assert line(desk, "地砖破损") == "相同 4 地砖破损 与 #3 相同，不动"
    await desk.press("enter")
    assert "没有要新增或修改的事项" in desk.text
    assert isinstance(desk.app.screen, ImportPreview)


async def test_our_own_export_comes_in_as_it_went_out(desk: Desk, tmp_path: Path):
    desk.session.exports = tmp_path
    await desk.press("f9", "enter")
    await desk.press("insert", "enter")

    assert desk.head.strip() == "导入 二七区台账-20261123-0904.xlsx：新增 0 件，相同 2 件"
    assert "2 件，本看板导出的台账，逐项读入" in desk.text
    assert "只读第一张；同样的事项不再读：第1组、第2组" in desk.text
    await desk.press("space", "enter")
    assert "没有要新增或修改的事项" in desk.text


# ---- what is ticked


@pytest.mark.parametrize(
    ("ticks", "found"),
    [
        ((), ["地砖破损", "门前积水", "飞线充电"]),
        (("填表说明",), ["地砖破损", "门前积水", "飞线充电", "填表说明里的井盖缺失"]),
        (("去年结转",), ["地砖破损", "门前积水", "飞线充电", "去年结转里的井盖缺失"]),
        (("问题台账", "去年结转"), ["去年结转里的井盖缺失"]),
        (("隐藏的行和列",), ["地砖破损", "门前积水", "飞线充电", "占道堆放"]),
        (("隐藏的行和列", "隐藏的行和列"), ["地砖破损", "门前积水", "飞线充电"]),
    ],
)
async def test_space_ticks_sheets_and_hidden_rows(desk: Desk, ledger: Path, ticks: tuple[str, ...], found: list[str]):
    await look(desk, ledger)
    assert line(desk, "像是说明").startswith("[ ] 填表说明")
    for name in ticks:
        await go(desk, f"]          {name}")
        await desk.press("space")
    await desk.press("enter")

    assert titles(desk) == found


async def test_a_hidden_column_is_read_with_the_hidden_rows(desk: Desk, ledger: Path):
    await look(desk, ledger)
    await go(desk, "隐藏的行和列")
    await desk.press("space")
    assert "记入进展：备注" in desk.text
    await desk.press("enter")
    assert "备注：易反弹" in "".join(each.text for each in desk.board.notes(3))


async def test_nothing_ticked_imports_nothing(desk: Desk, ledger: Path):
    await look(desk, ledger)
    await desk.press("space", "enter")
    assert "没有要新增或修改的事项" in desk.text
    assert titles(desk) == []
    await desk.press("space", "enter")
    assert titles(desk) == ["地砖破损", "门前积水", "飞线充电"]


@pytest.mark.parametrize("key", ["space", "　"])
async def test_space_leaves_a_row_out_and_takes_it_in_again(desk: Desk, ledger: Path, key: str):
    await look(desk, ledger)
    await go(desk, "地砖破损")
    await desk.press(key)
    assert "不导 1 件" in desk.head
    assert line(desk, "地砖破损").startswith("不导 4")
    await desk.press(key)
    assert "不导" not in desk.head
    await desk.press(key, "enter")
    assert titles(desk) == ["门前积水", "飞线充电"]


async def test_of_tables_side_by_side_one_task_is_left_out(desk: Desk, tmp_path: Path):
    heads = ["事项", "责任单位", "完成时限"]
    row = ["补栽行道树", "城管局", "12月4日", None, "修补地砖", "交通局", "12月8日"]
    await look(desk, write(tmp_path / "并排.xlsx", row, head=[*heads, None, *heads]))
    await go(desk, "修补地砖")
    await desk.press("space", "enter")
    assert titles(desk) == ["补栽行道树"]


async def test_f8_goes_on_to_the_next_row_to_look_at(desk: Desk, ledger: Path):
    await look(desk, ledger)
    await desk.press("f8")
    assert "问题台账 第 5 行：时限「11月31日前」读不出一个日期" in desk.text
    await desk.press("f8")
    assert "问题台账 第 5 行" in desk.text


# ---- the year


@pytest.fixture
def without_year(tmp_path: Path) -> Path:
    row = (1, "地砖破损", "城管局", None, "12月4日前", None, None)
    return write(tmp_path / "台账.xlsx", row, (2, "积水", "城管局", None, "11月30日", None, None), title=("整改台账",))


async def test_the_year_is_asked_once_and_days_are_read_in_it(desk: Desk, without_year: Path):
    await look(desk, without_year)
    assert "有的日期没写年份，算哪一年？" in desk.text
    assert desk.app.screen.query_one("#year", LineInput).value == "2026"
    await desk.type("2025")
    await desk.press("enter")
    assert "算哪一年" not in desk.text
    assert "2025-12-04 周四" in desk.text
    await desk.press("enter")
    assert [desk.board.tasks[no].due for no in (3, 4)] == ["2025-12-04", "2025-11-30"]


async def test_esc_keeps_the_words_and_the_key_of_deadlines_asks_again(desk: Desk, without_year: Path):
    await look(desk, without_year)
    await desk.press("escape")
    assert isinstance(desk.app.screen, ImportPreview)
    assert "时限「12月4日前」没有年份，只记原话" in desk.text
    await desk.press("f4", "enter")
    assert "12-04 周五" in desk.text


async def test_a_year_that_is_none_is_asked_again(desk: Desk, without_year: Path):
    await look(desk, without_year)
    await desk.type("二〇")
    await desk.press("enter")
    assert "年份不对：二〇；请写四位年份，如 2026" in desk.text
    assert desk.app.screen.query_one("#year", LineInput).value == "二〇"


# ---- which file


@pytest.mark.parametrize(
    "written",
    [
        "{}", "  {}  ", "'{}'", '"{}"', "{}\n", "& '{}'",
        lambda path: str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)"),
        lambda path: path.as_uri(),
    ],
)  # fmt: skip
async def test_what_a_terminal_pastes_for_a_dragged_file(
    desk: Desk, tmp_path: Path, written: str | Callable[[Path], str]
):
    path = mixed(tmp_path / "问题 台账 (二).xlsx")
    await desk.press("insert")
    await desk.paste("/something/else")
    await desk.paste(written.format(path) if isinstance(written, str) else written(path))
    assert desk.app.screen.query_one(LineInput).value == str(path)
    await desk.press("enter")
    assert isinstance(desk.app.screen, ImportPreview)


async def test_the_newest_files_are_offered_and_enter_takes_the_first(desk: Desk, tmp_path: Path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for place, name in enumerate(("旧的.csv", "说明.docx", "~$新的.xlsx", "新的.xlsx")):
        write(folder / name, (1, "地砖破损", "城管局", None, None, None, None))
        os.utime(folder / name, (place * 1_000, place * 1_000))
    desk.session.exports = folder
    await desk.press("insert")
    assert "最近的表格" in desk.text
    assert desk.row_of("新的.xlsx") + 1 == desk.row_of("旧的.csv")
    assert "说明.docx" not in desk.text
    assert "~$" not in desk.text
    await desk.press("enter")
    assert desk.head.strip().startswith("导入 新的.xlsx")


async def test_tab_completes_folders_and_files(desk: Desk, tmp_path: Path):
    folder = tmp_path / "各街道报来"
    folder.mkdir()
    mixed(folder / "嵩山路.xlsx")
    mixed(folder / "大学路.xlsx")
    await desk.press("insert")
    await desk.type(str(tmp_path / "各"))
    await desk.press("tab")
    field = desk.app.screen.query_one(LineInput)
    assert field.value == str(folder) + os.sep
    assert "可以补成" in desk.text
    await desk.type("嵩")
    await desk.press("tab")
    assert field.value == str(folder / "嵩山路.xlsx")
    await desk.press("enter")
    assert desk.head.strip().startswith("导入 嵩山路.xlsx")


async def test_enter_on_a_folder_goes_into_it(desk: Desk, tmp_path: Path):
    mixed(tmp_path / "台账.xlsx")
    await desk.press("insert")
    await desk.paste(str(tmp_path))
    await desk.press("enter")
    assert isinstance(desk.app.screen, ImportDialog)
    assert "台账.xlsx" in desk.text
    await desk.press("down", "down", "down", "down", "tab")
    assert desk.app.screen.query_one(LineInput).value.startswith(str(tmp_path) + os.sep)


async def test_an_empty_line_says_what_to_do(desk: Desk):
    await desk.press("insert", "enter")
    assert "请写文件的位置，或把文件拖进来" in desk.text


@pytest.mark.parametrize("opens", ["key", "palette", "export"])
async def test_it_opens_from_the_key_the_palette_and_the_form_of_exports(desk: Desk, ledger: Path, opens: str):
    if opens == "key":
        await desk.press("insert")
    elif opens == "palette":
        await choose(desk, "导入台账")
    else:
        await desk.press("f9")
        assert isinstance(desk.app.screen, ExportDialog)
        await desk.press(*["down"] * 20, "enter")
    assert isinstance(desk.app.screen, ImportDialog)
    await desk.paste(str(ledger))
    await desk.press("enter", "enter")
    assert len(titles(desk)) == 3
    assert desk.app.screen is desk.screen


# ---- what cannot be read


def gone(path: Path) -> None:
    path.unlink(missing_ok=True)


def cut(path: Path) -> None:
    path.write_bytes(mixed(path).read_bytes()[:-500])


def no_tasks(path: Path) -> None:
    write(path, ("请各单位及时报送",), head=("通知",))


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (cut, "文件已损坏"),
    "old_xls": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)), "旧格式的 xls"),
    "empty": (lambda path: path.write_bytes(b""), "文件里什么也没有填"),
    "too_large": (mixed, "文件太大"),
    "no_tasks": (no_tasks, "没有找到台账"),
    "vanished": (gone, "没有这个文件"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_refusal_is_one_line_and_the_path_stays(desk: Desk, tmp_path: Path, name: str):
    make, said = REFUSED[name]
    path = tmp_path / "台账.xlsx"
    make(path)
    limits = Limits(rows=2 if name == "too_large" else 100)
    desk.session.opener = lambda each, **more: open_ledger(each, limits, **more)
    before = desk.bytes()
    await desk.press("insert")
    await desk.paste(str(path))
    await desk.press("enter")

    assert isinstance(desk.app.screen, ImportDialog)
    assert said in desk.text
    assert desk.app.screen.query_one(LineInput).value == str(path)
    assert desk.bytes() == before
    limits = Limits()
    mixed(path)
    await desk.press("enter")
    assert isinstance(desk.app.screen, ImportPreview)


async def test_only_hidden_and_doubtful_sheets_are_offered_unticked(desk: Desk, ledger: Path):
    book = load_workbook(ledger)
    del book["问题台账"]
    book["填表说明"].delete_rows(1, 5)
    book["填表说明"].append(["请及时报送"])
    book.active = 0
    book.save(ledger)
    await look(desk, ledger)
    assert desk.head.strip() == "导入 问题台账.xlsx：新增 0 件"
    await go(desk, "]          去年结转")
    await desk.press("space", "enter")
    assert titles(desk) == ["去年结转里的井盖缺失"]


# ---- files and boards that change meanwhile


async def test_a_file_that_is_gone_is_asked_about_and_what_was_seen_is_imported(desk: Desk, ledger: Path):
    await look(desk, ledger)
    gone(ledger)
    await desk.press("enter")
    assert "文件已经不在了；仍按看到的导入就再按 Enter，不导入按 Esc" in desk.text
    assert titles(desk) == []
    await desk.press("enter")
    assert titles(desk) == ["地砖破损", "门前积水", "飞线充电"]


async def test_a_file_that_changed_is_read_again_and_looked_at_again(desk: Desk, ledger: Path):
    await look(desk, ledger)
    write(ledger, (1, "新写的一件", "城管局", None, date(2026, 12, 1), None, None))
    await desk.press("enter")
    assert "文件刚被改过，已重新读入；请再看一遍再按 Enter" in desk.text
    assert "新写的一件" in desk.text
    assert titles(desk) == []
    await desk.press("enter")
    assert titles(desk) == ["新写的一件"]


async def test_a_file_that_was_damaged_meanwhile_imports_nothing(desk: Desk, ledger: Path):
    await look(desk, ledger)
    cut(ledger)
    await desk.press("enter")
    assert "文件已损坏" in desk.text
    await desk.press("enter")
    assert titles(desk) == []


async def test_the_preview_follows_the_board(desk: Desk, ledger: Path):
    await look(desk, ledger)
    with Elsewhere(desk.path) as other:
        other.does(commands.add_entries, [Entry(title="地砖破损", unit="城管局")])
        await desk.poll()
    assert "修改 2 件" in desk.head
    assert line(desk, "地砖破损").startswith("修改 4 地砖破损 #3")


async def test_what_would_be_another_import_than_the_one_on_show_is_refused(
    desk: Desk, ledger: Path, monkeypatch: pytest.MonkeyPatch
):
    refused = "看板刚被别人改过，与看到的不一样了；请再看一遍再按 Enter"
    await look(desk, ledger)
    with Elsewhere(desk.path) as other, monkeypatch.context() as unseen:
        unseen.setattr(desk.session, "poll", lambda: False)
        other.does(commands.add_entries, [Entry(title="地砖破损", unit="城管局")])
        await desk.press("enter")
        assert refused in desk.text
        assert titles(desk) == []
    await desk.poll()
    assert refused in desk.text
    assert "修改 2 件" in desk.head
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert titles(desk) == ["地砖破损", "门前积水", "飞线充电"]


# ---- long work


async def test_reading_tells_how_far_it_is_and_esc_ends_it(desk: Desk, ledger: Path):
    go_on, told, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(path: Path, *, progress: Callable[[int], None]) -> Workbook:
        progress(500)
        told.set()
        assert go_on.wait(20)
        try:
            progress(1_000)
        finally:
            ended.set()
        raise AssertionError("nobody stopped it")

    desk.session.opener = slow
    await desk.press("insert")
    await desk.paste(str(ledger))
    desk.send("enter")
    while not told.is_set() or "正在打开，已读 500 行" not in desk.text:
        await desk.pilot.pause()
    desk.send("escape")
    while desk.app.screen is not desk.screen:
        await desk.pilot.pause()
    go_on.set()
    await desk.settle()
    assert ended.is_set()
    assert desk.app.screen is desk.screen
    assert titles(desk) == []


async def test_many_rows_are_read_with_a_bar_and_saved_in_one_change(desk: Desk, tmp_path: Path):
    rows = [(n, f"第{n}处破损", "城管局", None, date(2026, 12, 4), None, None) for n in range(1, 1_201)]
    seq = desk.board.seq
    await look(desk, write(tmp_path / "台账.xlsx", *rows))
    await desk.press("end")
    assert "第1200处破损" in desk.text
    await desk.press("enter")
    assert len(titles(desk)) == 1_200
    assert desk.board.seq == seq + 1
    await desk.press("u")
    assert titles(desk) == []


# ---- text is data


@pytest.mark.parametrize("name", [name for name, each in TITLES.items() if each.strip()])
async def test_text_of_the_file_is_shown_as_it_is_and_breaks_nothing(desk: Desk, tmp_path: Path, name: str):
    title = TITLES[name]
    head = ("存在问题", "责任单位", "责任人", "整改时限", f"备注{title[:12]}")
    rows = [head, (title,) * 5, ("地砖破损", "城管局", title, "2026-12-04", title)]
    book = Workbook(title, [sheet(rows, name=title)])
    desk.session.opener = lambda *_, **__: book
    await desk.press("insert")
    await desk.paste(str(tmp_path / "台账.csv"))
    await desk.press("enter", "end")
    assert "地砖破损" in desk.text
    assert "\x1b" not in desk.text
    assert all(strip.cell_length == 160 for strip in desk.strips)


async def test_a_telephone_number_is_not_on_the_screen(desk: Desk, tmp_path: Path):
    number = "1" + "3" * 2 + "0000" + "1234"
    row = (1, f"地砖破损 {number}", "城管局", f"张某 {number}", date(2026, 12, 4), "整改中", f"联系 {number}")
    await look(desk, write(tmp_path / "台账.xlsx", row))
    await desk.press("end")
    assert "地砖破损" in desk.text
    assert number not in desk.text
    await desk.press("enter")
    assert number not in desk.board.tasks[3].title
    assert desk.board.tasks[3].stage is Stage.UNDERWAY
