"""Whole ledgers as offices make them, built by another library, opened and read: everything works together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from board.model.task import Kind, Stage
from board.sheets import open_ledger
from board.text.ledger.reading import Reading, read_ledger


def reading(folder: Path, fill: Callable[[Worksheet], None], name: str = "台账.xlsx") -> Reading:
    """A ledger of one sheet, saved, opened again and read with 2026 as its year."""
    book = Workbook()
    fill(book.active)
    book.save(folder / name)
    return read_ledger(open_ledger(folder / name), year=2026)


def write(sheet: Worksheet, first: int, *rows: tuple[Any, ...]) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)


def inspectors(sheet: Worksheet) -> None:
    """问题整改: a heading of two rows, one problem for three units, 计划/延期后/实际 side by side."""
    sheet.title = "整改台账"
    write(
        sheet,
        1,
        ("市生态环境保护督察反馈问题整改台账",),
        ("督办单位：市督察办", None, None, None, None, None, None, "截至11月20日"),
        ("序号", "反馈问题", "交办", None, "责任", None, None, "完成时间", None, None, "整改情况", None, "核查单位"),
        (None, None, "文号", "时间", "单 位", "领导", "人", "计划", "延期后", "实际", "进展", "是否完成", None),
        (1, "入河排污口排查不彻底", "督〔2026〕3号", date(2026, 5, 6), "区生态环境分局", "王某", "张某 1xx-xxxx-0001",
         "2026.9.30", None, date(2026, 9, 28), "已溯源", "是", "市局"),
        (None, None, None, None, "区水利局", "王某", "李某", "2026.9.30", "2026.12.31", None, "溯源中", "否", "市局"),
        (None, None, None, None, "区住建局", "赵某", "孙某", "2个月内", None, None, "基本封堵", "否", "市局"),
        ("以上问题由整改办每周调度。",),
        (2, "工地扬尘", "督〔2026〕5号", "2026.6.10", "区住建局、区城管局", None, "—", "6月31日"),
        ("合计", "2个"),
        ("制表：整改办", None, None, None, None, None, None, "审核："),
    )  # fmt: skip
    for merged in ("A1:M1", "C3:D3", "E3:G3", "H3:J3", "K3:L3", "A5:A7", "B5:B7", "C5:C7", "D5:D7", "A8:M8"):
        sheet.merge_cells(merged)
    sheet.cell(1_048_576, 3).number_format = "0.00"


def test_a_ledger_of_an_inspection(tmp_path: Path) -> None:
    found = reading(tmp_path, inspectors)

    assert [(row.row, row.title, row.unit, row.co_units, row.person, row.due, row.stage) for row in found.rows] == [
        (5, "入河排污口排查不彻底", "区生态环境分局", (), "张某", "2026-09-30", Stage.MET),
        (6, "入河排污口排查不彻底", "区水利局", (), "李某", "2026-12-31", Stage.UNDERWAY),
        (7, "入河排污口排查不彻底", "区住建局", (), "孙某", "2026-07-06", Stage.UNDERWAY),
        (9, "工地扬尘", "区住建局", ("区城管局",), None, None, None),
    ]
    assert {row.kind for row in found.rows} == {Kind.PROBLEM}
    assert found.rows[1].original_due == "2026-09-30"
    assert found.rows[0].done_on == date(2026, 9, 28)
    assert [doubt.kind for doubt in found.rows[3].doubts] == ["unread"]
    assert any("1xx-xxxx-0001" in note for note in found.rows[0].notes)


def projects(sheet: Worksheet) -> None:
    """月调度: 亿元 above the table, sums in section rows, months without days, dots as lamps, a hidden column."""
    sheet.title = "月调度"
    write(
        sheet,
        1,
        ("市重点建设项目投资进度月调度表",),
        (None, None, None, None, None, None, "单位：亿元"),
        (
            "序号",
            "项目名称",
            "总投资",
            "2026年投资",
            None,
            None,
            "计划竣工",
            "责任单位",
            "包抓领导",
            "内部评价",
            "灯号",
        ),
        (None, None, None, "年度计划", "1-10月完成", "占年度计划比例", None, None, None, None, None),
        ("总计（2个）", None, 90.5, 22, 15.5),
        ("一、续建项目（1个）", None, 60.5, 15, 11),
        (1, "城际铁路东延线", 60.5, 15, 11, 0.733, date(2028, 12, 1), "市交通局", "王某", "差", "●"),
        ("二、新建项目（1个）", None, 30, 7, 4.5),
        (2, "市民体育公园", 30, "8000万元", "=E9", "6.25%", "2027年底", "市体育局、市住建局", "—", "好", None),
    )
    for merged in ("A1:K1", "D3:F3", "A3:A4", "B3:B4", "C3:C4", "G3:G4", "H3:H4", "I3:I4", "J3:J4", "K3:K4"):
        sheet.merge_cells(merged)
    sheet["F7"].number_format = "0.0%"
    sheet["G7"].number_format = 'yyyy"年"m"月"'
    sheet["K7"].font = Font(color="FFFF0000")
    sheet["K9"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet.column_dimensions["J"].hidden = True


def test_a_table_of_projects(tmp_path: Path) -> None:
    found = reading(tmp_path, projects)

    assert [(row.title, row.planned, row.completed, row.progress, row.due, row.category) for row in found.rows] == [
        ("城际铁路东延线", 150_000, 110_000, 73.3, "2028-12-31", "续建项目"),
        ("市民体育公园", 8_000, None, 6.25, "2027-12-31", "新建项目"),
    ]
    assert [(row.unit, row.co_units, row.leader, row.lamp) for row in found.rows] == [
        ("市交通局", (), "王某", "红"),
        ("市体育局", ("市住建局",), None, "绿"),
    ]
    assert {row.kind for row in found.rows} == {Kind.PROJECT}
    assert [doubt.kind for doubt in found.rows[1].doubts] == ["formula"]
    assert not any("评价" in note or "差" in note for row in found.rows for note in row.notes)
