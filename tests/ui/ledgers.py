"""Ledgers of other offices, as files, for the screens that read them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEAD = ("序号", "存在问题", "责任单位", "责任人及电话", "整改时限", "整改状态", "备注")
TITLE = ("二七区2026年问题整改台账",)
Row = Sequence[Any]


def write(path: Path, *rows: Row, title: Row = TITLE, head: Row = HEAD) -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "问题台账"
    for row in (title, head, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def mixed(path: Path) -> Path:
    """Something of everything: new, changed, to be looked at; hidden and doubtful sheets, a hidden row and column."""
    book = Workbook()
    sheet = book.active
    sheet.title = "问题台账"
    for row in (
        TITLE,
        HEAD,
        (1, "铁路沿线拆违绿化", "城管局", "王某 1xx-xxxx-0003", date(2026, 12, 10), "整改中", "已复查"),
        (2, "地砖破损", "城管局", "张某 1xx-xxxx-0001", date(2026, 12, 4), "整改中", "易反弹"),
        (3, "门前积水", "蜜蜂张街道办事处、城管局", "待定", "11月31日前", "未整改", None),
        (4, "飞线充电", None, None, "12月底前", None, None),
        (5, "占道堆放", "交通局", "李某", date(2026, 12, 7), "整改中", None),
        ("合计", "5件"),
        ("注：每周五更新",),
    ):
        sheet.append(list(row))
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["G"].hidden = True
    for name, hidden in (("填表说明", False), ("去年结转", True)):
        other = book.create_sheet(name)
        other.append(["存在问题", "责任单位", "整改时限"])
        other.append([f"{name}里的井盖缺失", "城管局", date(2026, 12, 1)])
        other.sheet_state = "hidden" if hidden else "visible"
    book.save(path)
    return path
