"""`board import`: what is shown, asked, written and refused, and that our own export comes in as it went out."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from board.commands.import_plan import Outcome, plan_import
from board.commands.importing import import_rows
from board.messages import Messages
from board.model.board import Board
from board.model.query import Filter, select
from board.reports.ledger import Ledger
from board.reports.ledger_form import forms
from board.reports.writers import write_ledger
from board.sheets import open_ledger
from board.text.ledger.reading import read_ledger
from tests.arch.tree import CHECKOUT
from tests.cli.conftest import NOW, Cli
from tests.support import GROUPS, UNITS, actor, commit
from tests.unit.reports.ledger_board import ledger_board

KEYS = (
    "title kind leader lead_unit unit co_units person due due_words stage progress planned completed category area "
    "notes sheet row"
).split()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three problems, one of them already known to the office; a title, a total, a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "问题台账"
    for row in (
        ["二七区2026年问题整改台账"],
        ["序号", "存在问题", "责任单位", "责任人及电话", "整改时限", "整改状态", "备注"],
        [1, "地砖破损", "区城管局", "张某 1xx-xxxx-0001", date(2026, 10, 20), "整改中", "易反弹"],
        [2, "门前积水", "蜜蜂张街道办事处、区城管局", "待定", "11月31日前", "已销号", None],
        [3, "飞线充电", None, None, "12月底前", "整改中", None],
        ["合计", "3件"],
        ["注：每周五更新"],
    ):
        sheet.append(row)
    path = tmp_path / "台账.xlsx"
    book.save(path)
    return path


def test_a_dry_run_prints_one_object_a_row_and_needs_no_board(bare: Cli, board_path: Path, ledger: Path) -> None:
    said = bare("--store", board_path, "import", ledger, "--dry-run", "--json", "--year", "2026")

    assert said.code == 0
    assert [list(row)[: len(KEYS)] for row in said.json] == [KEYS] * 3
    first = said.json[0]
    assert (first["title"], first["unit"], first["person"], first["due"]) == (
        "地砖破损",
        "区城管局",
        "张某",
        "2026-10-20",
    )
    assert (first["kind"], first["stage"], first["sheet"], first["row"]) == ("problem", "underway", "问题台账", 3)
    assert "1xx-xxxx-0001" in first["notes"]
    assert said.json[1]["doubts"] == [{"kind": "unread", "at": "11月31日前"}]
    assert not board_path.exists()


def test_a_preview_shows_the_columns_the_rows_and_the_doubts_and_writes_nothing(erqi: Cli, ledger: Path) -> None:
    said = erqi("import", ledger, "--dry-run")

    assert said.code == 0
    for words in ("责任单位：责任单位", "新增 3 件", "蜜蜂张街道办事处", "11月31日前", "读不出", "合计 1", "地砖破损"):
        assert words in said.out
    assert "1xx-xxxx-0001" not in said.out
    assert erqi("list", "--json").json == []


def test_an_import_is_one_change_and_one_undo(erqi: Cli, ledger: Path) -> None:
    said = erqi("import", ledger, "--yes")

    assert (said.code, "新增 3 件" in said.err) == (0, True)
    shown = {row["title"]: row for row in erqi("list", "--json").json}
    assert {title: row["stage"] for title, row in shown.items()} == {
        "地砖破损": "underway",
        "门前积水": "closed",
        "飞线充电": "unclaimed",
    }
    assert shown["门前积水"]["close_reason"] == "导入"
    assert erqi("undo").code == 0
    assert erqi("list", "--json").json == []


def test_importing_it_again_finds_nothing_to_do(erqi: Cli, ledger: Path) -> None:
    erqi("import", ledger, "--yes")
    said = erqi("import", ledger, "--yes")

    assert said.code == 1
    assert "没有要改的" in said.err
    assert "与看板相同 3 件" in said.out


def test_where_nobody_can_be_asked_it_wants_to_be_told(erqi: Cli, ledger: Path) -> None:
    said = erqi("import", ledger)

    assert said.code == 2
    assert "--yes" in said.err
    assert erqi("list", "--json").json == []


def test_days_without_a_year_are_kept_as_words_until_the_year_is_said(erqi: Cli, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("问题,责任单位,整改时限\n积水,区城管局,10月20日\n", encoding="gb18030")

    assert "--year" in erqi("import", path, "--dry-run").out
    assert [row["due"] for row in erqi("import", path, "--dry-run", "--json").json] == [None]
    assert [row["due"] for row in erqi("import", path, "--dry-run", "--json", "--year", "2025").json] == ["2025-10-20"]
    assert erqi("import", path, "--year", "25").code == 2


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04 half a workbook", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_xls"),
        (b"", "empty"),
        ("序号,问题,责任单位\n".encode(), "empty"),
        ("甲,乙\n1,2\n".encode(), "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_kind(erqi: Cli, tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(data)
    said = erqi("import", path, "--dry-run", "--json")

    assert (said.code, said.json["refused"]) == (3, kind)
    assert said.json["message"]
    told = erqi("import", path, "--yes")
    assert (told.code, told.out) == (3, "")
    assert said.json["message"] in told.err


def test_a_sheet_that_is_not_there(erqi: Cli, ledger: Path, tmp_path: Path) -> None:
    said = erqi("import", ledger, "--sheet", "别的", "--dry-run")

    assert said.code == 2
    assert "问题台账" in said.err
    assert erqi("import", tmp_path / "没有.xlsx").code == 3


def test_hidden_sheets_are_told_and_come_in_when_they_are_named(erqi: Cli, ledger: Path) -> None:
    book = Workbook()
    for name in ("台账", "旧台账"):
        sheet = book.create_sheet(name)
        sheet.append(["问题", "责任单位", "整改时限"])
        sheet.append([f"{name}里的积水", "区城管局", "2026-10-20"])
    book["旧台账"].sheet_state = "hidden"
    book.save(ledger)

    assert "旧台账" in erqi("import", ledger, "--dry-run").out
    assert [row["title"] for row in erqi("import", ledger, "--dry-run", "--json").json] == ["台账里的积水"]
    named = erqi("import", ledger, "--sheet", "旧台账", "--dry-run", "--json")
    assert [row["title"] for row in named.json] == ["旧台账里的积水"]


# ---- our own export


def exported(board: Board, path: Path, lang: str) -> Path:
    """All of a board as a file."""
    now = datetime.fromisoformat(NOW)
    every = [*select(board, Filter(), now), *select(board, Filter(void=True), now)]
    write_ledger(Ledger(Messages(lang), board, tuple(every), now), path, force=True)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_export_import_export_is_the_same(tmp_path: Path, ending: str, lang: str) -> None:
    board = ledger_board()
    path = exported(board, tmp_path / f"台账.{ending}", lang)
    empty = Board.build({"office": {1: board.office}, "group": GROUPS, "unit": UNITS}, store="other")

    reading = read_ledger(open_ledger(path), forms=forms(empty))
    again, _ = commit(empty, import_rows(actor(), reading.rows, reason="导入"))

    assert (
        exported(again, tmp_path / "再.csv", lang).read_bytes()
        == exported(board, tmp_path / "原.csv", lang).read_bytes()
    )


def test_our_own_export_changes_nothing_on_its_own_board(tmp_path: Path) -> None:
    board = ledger_board()
    reading = read_ledger(open_ledger(exported(board, tmp_path / "台账.xlsx", "zh")), forms=forms(board))

    # Without the void one, and the one whose title no command would have let in.
    live = [row for row in reading.rows if row.no not in (5, 8)]
    assert {planned.outcome for planned in plan_import(board, live).rows} == {Outcome.SAME}


def test_what_was_changed_in_our_own_export_is_changed_on_the_board(one: Cli, tmp_path: Path) -> None:
    assert one("export", tmp_path / "台账.csv").code == 0
    text = (tmp_path / "台账.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "改.csv").write_text(
        text.replace("铁路沿线拆违绿化,问题,,", "铁路沿线拆违绿化（东段）,问题,市容,"), encoding="utf-8-sig"
    )

    assert one("import", tmp_path / "改.csv", "--yes").code == 0
    [task] = one("list", "--json").json
    assert (task["no"], task["title"], task["category"]) == (1, "铁路沿线拆违绿化（东段）", "市容")


def test_the_command_loads_no_screen_and_no_writer(board_path: Path, ledger: Path) -> None:
    code = (
        "import sys, board.cli\n"
        "try: board.cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({'textual', 'rich', 'openpyxl'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", str(board_path), "import", str(ledger), "--dry-run", "--json"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert json.loads(done.stdout)[0]["title"] == "地砖破损"
    assert done.stderr.strip().endswith("[]")
