"""The ledger: its columns, its sheets, and that every format says the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from openpyxl import load_workbook

from board.errors import Refused, StoreError, UsageError
from board.messages import LANGUAGES, Messages
from board.model.entities import ENTRIES
from board.model.task import Task
from board.reports.ledger import COLUMNS, INDENT, Ledger, Sort
from board.reports.rows import task_row
from board.reports.safe import unguarded
from board.reports.writers import FORMATS, format_of, write_ledger
from board.reports.writers.csv_ import figure
from tests.conftest import NOW
from tests.support import GREEN, make_board, task
from tests.unit.reports.ledger_board import ledger_board, small_ledger
from tests.unit.reports.ledger_files import csv_rows, markdown_rows, rows, workbook, written

CODES = [column.code for column in COLUMNS]
IN_OTHER_COLUMNS = {"open_ended"}
"""A task without a deadline says why where the deadline would stand."""


def cells(no: int, ledger: Ledger | None = None) -> dict[str, Any]:
    """The cells of one task that have something in them."""
    ledger = ledger or small_ledger()
    place = [each.no for each in ledger.tasks].index(no)
    row = list(ledger.rows())[place]
    return {code: value for code, value in zip(CODES, row.cells, strict=True) if value is not None}


# ------------------------------------------------------------------------------------------- columns


def test_every_field_of_a_task_and_every_entry_on_it_has_a_column() -> None:
    fields = set(Task.__struct_fields__) - {"rev"} - IN_OTHER_COLUMNS

    assert fields <= set(CODES)
    assert {f"{entity}_list" for entity in ENTRIES} - {"note_list", "item_list"} <= set(CODES)
    assert {"notes", "items"} <= set(CODES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_columns_have_one_heading(lang: str) -> None:
    heads = replace(small_ledger(), messages=Messages(lang)).heads

    assert len({head.casefold() for head in heads}) == len(COLUMNS)


def test_what_is_printed_stands_before_what_is_not() -> None:
    printed = [column.printed for column in COLUMNS]

    assert printed == sorted(printed, reverse=True)


def test_a_task_with_everything() -> None:
    assert cells(1) == {
        "no": 1,
        "title": "铁路沿线拆违绿化",
        "kind": "问题",
        "category": "城市管理",
        "group": "治脏组",
        "leader": "分管副区长",
        "lead_unit": "督查室",
        "unit": "城管局",
        "co_units": "住建局、交通局",
        "person": "网格长",
        "area": "京广路东侧",
        "goal": "无违建",
        "standard": "测评 90 分以上",
        "duty": "包干到底",
        "reward": "通报表扬",
        "original_due": date(2026, 11, 20),
        "due": date(2026, 12, 4),
        "due_words": "下下周五",
        "extensions": 1,
        "lamp": "12-04",
        "stage": "整治",
        "notes": "2026-11-02 10:00 秘书：已进场\n  第二行\n2026-11-10 08:30 督查员：2026-11-09 拆完一半",
        "tags": "曝光、重点",
        "source": "推进会：铁路沿线要整治",
        "priority": "高",
        "rebounds": 1,
        "urges": 1,
        "returns": 1,
        "items": "[x] 清运\n[ ] 复绿",
        "extension_list": "2026-11-19 09:00 秘书：2026-11-20 延至 2026-12-04；原因：暴雨停工；原话：下下周五",
        "urge_list": "2026-11-12 09:00 秘书：请抓紧\n  今日回复",
        "return_list": "2026-11-08 09:00 督查员：死角未清",
        "rebound_list": "2026-11-15 09:00 督查员：自销号反弹；原因：又搭建",
        "created_at": datetime(2026, 11, 1, 9, 0),
        "created_by": "秘书",
        "quoted": "事项、来源",
    }


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"due": "2026-11-23T15:00"}, "due", datetime(2026, 11, 23, 15, 0)),
        ({"open_ended": "recurring"}, "due", "定期"),
        ({"due": "2026-11-20", "open_ended": None}, "lamp", "逾3天"),
        ({"group": None}, "group", "待分办"),
        ({"planned": 200.0, "completed": 150.0}, "invested", 0.75),
        ({"planned": 0.0, "completed": 150.0}, "invested", None),
        ({"planned": 200.0}, "invested", None),
        ({"planned": 0.0}, "planned", 0.0),
        ({"void_reason": "重复"}, "void_reason", "重复"),
        ({"void_reason": "重复"}, "lamp", "作废"),
        ({"unit": None, "stage": "unclaimed"}, "unit", None),
        ({"co_units": (2, 3)}, "co_units", "住建局、交通局"),
        ({"quoted": ("due", "unit")}, "quoted", "时限、责任单位"),
    ],
)
def test_a_cell(fields: dict[str, Any], column: str, value: object) -> None:
    one = structs.replace(task(1), **fields)
    ledger = Ledger(Messages(), make_board(one), (one,), NOW)

    assert cells(1, ledger).get(column) == value


def test_further_lines_of_an_entry_are_told_from_the_next_one() -> None:
    first, *others = cells(1)["notes"].split("\n")

    assert [line.startswith(INDENT) for line in (first, *others)] == [False, True, False]


# -------------------------------------------------------------------------------------------- sheets


def test_the_first_sheet_holds_all_in_their_order_and_each_group_has_one(tmp_path: Path) -> None:
    book = workbook(small_ledger(), tmp_path)

    assert {sheet.title: [row["编号"] for row in rows(sheet)] for sheet in book.worksheets} == {
        "台账": [4, 2, 7, 5, 1, 6, 9, 3],
        "以绿荫城组": [4, 5, 6, 3],
        "以水润城组": [2, 9],
        "治脏组": [1],
        "待分办": [7],
    }


def test_a_group_with_nothing_has_its_sheet_and_an_empty_inbox_has_none(tmp_path: Path) -> None:
    ledger = small_ledger()
    ledger = replace(ledger, tasks=tuple(each for each in ledger.tasks if each.group == GREEN))

    book = workbook(ledger, tmp_path)

    assert book.sheetnames == ["台账", "以绿荫城组", "以水润城组", "治脏组"]
    assert book["治脏组"]["A1"].value == "二七区提质办台账  共0项  截至2026-11-23 09:00"
    assert book["治脏组"].auto_filter.ref == "A2:AT2"


def test_the_tasks_of_one_place_are_one_sheet(tmp_path: Path) -> None:
    assert workbook(replace(small_ledger(), one_place=True), tmp_path).sheetnames == ["台账"]


def test_a_sheet_says_the_same_of_a_task_as_the_first_one(tmp_path: Path) -> None:
    whole, *others = workbook(small_ledger(), tmp_path).worksheets

    known = {row["编号"]: row for row in rows(whole)}
    assert [row for sheet in others for row in rows(sheet)] == [
        known[row["编号"]] for sheet in others for row in rows(sheet)
    ]


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["治[脏]组", "a/b", "台账"], ["治 脏 组", "a b", "台账 2"]),
        (["组" * 40, "组" * 40], ["组" * 31, "组" * 29 + " 2"]),
        (["'", "history", "HISTORY", "\x00"], ["_", "history 2", "HISTORY 3", "�"]),
    ],
)
def test_a_group_of_any_name_has_a_sheet(names: list[str], sheets: list[str], tmp_path: Path) -> None:
    base = ledger_board()
    group = base.groups[0]
    groups = {place: structs.replace(group, id=place, number=place, name=name) for place, name in enumerate(names, 1)}
    board = make_board(task(1, group=1), group=groups)

    book = workbook(Ledger(Messages(), board, tuple(board.tasks.values()), NOW), tmp_path)

    assert book.sheetnames == ["台账", *sheets]


def test_numbers_are_numbers_and_dates_dates(tmp_path: Path) -> None:
    sheet = workbook(small_ledger(), tmp_path).worksheets[0]
    by_code = {code: place for place, code in enumerate(CODES)}
    project = next(iter(sheet.iter_rows(min_row=4, max_row=4)))

    found = {code: (project[by_code[code]].value, project[by_code[code]].number_format) for code in (
        "no", "due", "planned", "invested", "extensions"
    )}  # fmt: skip
    assert found == {
        "no": (2, "0"),
        "due": (datetime(2026, 11, 23, 15, 30), "yyyy-mm-dd hh:mm"),
        "planned": (12345.5, "#,##0.00"),
        "invested": (9345 / 12345.5, "0.0%"),
        "extensions": (0, "0;-0;"),
    }


def test_a_day_that_excels_calendar_does_not_have_is_text(tmp_path: Path) -> None:
    old = task(1, due="1899-12-31", original_due="0001-01-01T08:00")
    board = make_board(old)

    row = rows(workbook(Ledger(Messages(), board, (old,), NOW), tmp_path).worksheets[0])[0]

    assert (row["时限"], row["原定时限"]) == ("1899-12-31", "0001-01-01T08:00:00")


def test_a_column_is_as_wide_as_it_needs_and_no_wider_than_it_may(tmp_path: Path) -> None:
    long = task(1, title="长" * 200, area="短")
    board = make_board(long)

    sheet = workbook(Ledger(Messages(), board, (long,), NOW), tmp_path).worksheets[0]

    widths = {
        column.code: sheet.column_dimensions[letter].width
        for column, letter in zip(COLUMNS[:11], "ABCDEFGHIJK", strict=True)
    }
    assert widths["title"] == COLUMNS[1].width + 0.7
    assert widths["area"] < COLUMNS[10].width
    assert sheet["B3"].alignment.wrap_text


# ------------------------------------------------------------------------------- the formats together


def test_every_format_says_the_same(tmp_path: Path) -> None:
    ledger = small_ledger()
    excel = rows(workbook(ledger, tmp_path).worksheets[0])
    flat = csv_rows(written(ledger, tmp_path, "csv"))
    marked = markdown_rows(written(ledger, tmp_path, "md"))
    records = json.loads(written(ledger, tmp_path, "json"))
    sorts = dict(zip(ledger.heads, (column.sort for column in COLUMNS), strict=True))

    def said(value: Any, sort: Sort) -> str:
        if isinstance(value, str):
            return value.replace("_x005F_", "_")
        if isinstance(value, datetime) and value.time() == datetime.min.time():
            value = value.date()
        return figure(value, sort)

    for sheet_row, flat_row, marked_row, record in zip(excel, flat, marked, records, strict=True):
        texts = {head: said(value, sorts[head]) for head, value in sheet_row.items()}
        assert texts == {head: unguarded(text) for head, text in flat_row.items() if text}
        assert {head: text for head, text in marked_row.items() if text} == {
            head: text for head, text in texts.items() if head in marked_row
        }
        assert (record["no"], record["extensions"], record["planned"]) == (
            sheet_row["编号"], sheet_row["延期次数"], sheet_row.get("计划投资（万元）"),
        )  # fmt: skip
        assert (record["unit"], record["person"]) == (sheet_row.get("责任单位"), sheet_row.get("责任人", ""))


def test_json_holds_the_rows_of_list(tmp_path: Path) -> None:
    ledger = small_ledger()

    assert json.loads(written(ledger, tmp_path, "json")) == [
        json.loads(json.dumps(task_row(ledger.board, each, NOW))) for each in ledger.tasks
    ]


def test_the_total_of_a_sheet_is_the_boards(tmp_path: Path) -> None:
    ledger = small_ledger()

    found = rows(workbook(ledger, tmp_path).worksheets[0])

    assert sum(row.get("完成投资（万元）", 0) for row in found) == sum(each.completed or 0 for each in ledger.tasks)


# ------------------------------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("name", "ending"), [("a.xlsx", "xlsx"), ("甲.CSV", "csv"), ("a.b.json", "json"), ("a.md", "md")]
)
def test_the_ending_says_the_format(name: str, ending: str) -> None:
    assert format_of(Path(name)) == ending


@pytest.mark.parametrize("name", ["a", "a.xls", "a.docx", ".xlsx", "a."])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(name))
    assert caught.value.params["names"] == ".xlsx .csv .json .md"


@pytest.mark.parametrize("ending", FORMATS)
def test_what_stops_half_way_leaves_nothing_behind(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_text("alt", encoding="utf-8")
    monkeypatch.setattr(f"board.reports.writers.{FORMATS[ending]}.STEP", 1)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError) as caught:
        write_ledger(small_ledger(), path, force=True, progress=full)

    assert (caught.value.code, caught.value.params["detail"]) == ("export_failed", "No space left on device")
    assert path.read_text(encoding="utf-8") == "alt"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    monkeypatch.setattr("board.reports.writers.csv_.STEP", 1)

    with pytest.raises(Refused):
        write_ledger(small_ledger(), path, progress=lambda _: path.touch())

    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


def test_two_exports_of_one_board_are_equal(tmp_path: Path) -> None:
    for ending in ("csv", "json", "md"):
        assert written(small_ledger(), tmp_path, ending) == written(small_ledger(), tmp_path, ending)


def test_a_dangling_link_is_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.symlink_to(tmp_path / "nothing")

    with pytest.raises(Refused):
        write_ledger(small_ledger(), path)


def test_the_workbook_has_no_formula_whatever_the_board_says(tmp_path: Path) -> None:
    write_ledger(small_ledger(), tmp_path / "x.xlsx")

    for sheet in load_workbook(tmp_path / "x.xlsx").worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
