"""The bulletin: letter for letter in every format, its totals those of the ledger, and nothing in it obeyed.

A change on purpose is written anew with `UPDATE_GOLDENS=1 pytest tests/unit/reports/test_bulletin.py`, and read in the
diff.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from board import commands as do
from board.errors import Refused, StoreError, UsageError
from board.fixtures import fixtures_dir
from board.messages import Messages
from board.model.query import MAIN_KINDS, Filter, select
from board.reports import bulletin_words
from board.reports.bulletin import Bulletin, bulletin
from board.reports.ledger import Ledger
from board.reports.supervision import supervise
from board.reports.supervision_rows import KEYS
from board.reports.writers.bulletin import write_bulletin
from board.reports.writers.official_docx import column_widths
from tests.conftest import NOW
from tests.ui.support import MORNING, demo_history
from tests.unit.reports import bulletin_files
from tests.unit.reports.supervised import OFFICE, Told, add, small_bulletin, told

FOLDER = fixtures_dir() / "golden" / "bulletin"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", list(bulletin_files.TEXT_OF))
def test_a_format_is_as_it_was_approved(ending: str, lang: str, tmp_path: Path) -> None:
    bulletin_files.compare(FOLDER, ending, lang, small_bulletin(lang), tmp_path)


def table(paper: Bulletin, code: str) -> list[dict[str, object]]:
    found = next(each for each in paper.tables if each.code == code)
    heads = [head for head, _ in found.columns]
    return [dict(zip(heads, row, strict=True)) for row in found.rows]


def test_its_totals_are_those_of_the_ledger() -> None:
    paper = small_bulletin()
    board = paper.seen.board
    ledger = Ledger(paper.messages, board, tuple(select(board, Filter(kinds=MAIN_KINDS), NOW)), NOW)
    rows = [dict(zip(ledger.heads, row.cells, strict=True)) for row in ledger.rows()]
    groups = table(paper, "groups")

    assert groups[-1]["工作组"] == "合计"
    assert groups[-1]["事项"] == len(rows)
    for group in groups[:-1]:
        own = [row for row in rows if row["工作组"] == group["工作组"]]
        assert group["事项"] == len(own)
        assert group["延期"] == sum(int(str(row["延期次数"])) for row in own)
        assert group["逾期"] == sum(str(row["灯"]).startswith("逾") for row in own)
    overdue = [row["编号"] for row in rows if str(row["灯"]).startswith("逾")]
    assert [row["编号"] for row in table(paper, "overdue")] == overdue
    assert f"共有事项{len(rows)}项" in paper.sections[0].paragraphs[0]
    money = table(paper, "investment")[-1]
    heads = {head.split("（")[0].strip(): head for head in ledger.heads}
    for mine, its in (("计划（万元）", "planned"), ("完成（万元）", "completed")):
        name = next(head for head in heads.values() if head.startswith(paper.messages(f"field.{its}")[:2]))
        assert money[mine] == sum(float(str(row[name])) for row in rows if row[name] is not None)


def demo(lang: str = "zh") -> Bulletin:
    story = Told()
    from board.model.board import Board
    from board.model.changes import apply_all

    story.board = apply_all(Board(), demo_history())
    return bulletin(Messages(lang), supervise(story.board, reversed(demo_history()), MORNING))


def test_the_demo_board_has_the_figures_of_the_article() -> None:
    paper = demo()
    said = "\n".join(paper.sections[0].paragraphs)

    assert "投资项目94个" in said
    assert "投资进度75.7%" in said
    assert "测评13个大类" in said
    assert len(table(paper, "checks")) == 13 + 1
    assert len(table(paper, "investment")) == 7 + 1


def test_what_nobody_confirmed_is_only_proposed() -> None:
    said = "\n".join(paragraph for section in small_bulletin().sections for paragraph in section.paragraphs)

    assert "表扬：城管局（群众来信感谢）。" in said
    assert "拟红牌（待确认）：城管局" in said
    assert "拟表扬" not in said
    assert [(row["责任单位"], row["状态"]) for row in table(small_bulletin(), "cards") if row["类别"] == "表扬"] == [
        ("城管局", "已确认")
    ]


def test_the_object_has_every_figure(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(), path := tmp_path / "b.json")
    row = json.loads(path.read_text(encoding="utf-8"))

    assert tuple(row) == KEYS
    assert row["totals"]["total"] == 8
    assert [group["total"] for group in row["groups"]] == [3, 2, 2]
    assert row["weights"] == OFFICE.weights


def test_of_very_many_changes_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulletin_words, "LISTED", 2)
    story = told().at("20T12:00", *(add(f"新增{place}", due="2026-12-10") for place in range(4)))
    rows = [row for row in table(bulletin(Messages("zh"), story.seen()), "changed") if row["变化"] == "新增"]

    assert [(row["编号"], row["事项"]) for row in rows] == [(10, "临时交办"), (12, "新增0"), (None, "另有3项，见台账")]


def test_days_in_a_paper_have_their_year() -> None:
    story = told().at("20T12:00", do.start_meeting, lambda who: do.set_deadline(who, 1, "2026-12-10", reason="雨"))
    [row] = table(bulletin(Messages("zh"), story.seen()), "flagged")

    assert row["内容"] == "由2026年11月10日延期至2026年12月10日，原因：雨"


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    story = told().at("20T12:00", add("长" * 100, due="2026-11-21"))
    write_bulletin(bulletin(Messages("zh"), story.seen()), path := tmp_path / "b.xlsx")
    sheet = load_workbook(path)["逾期事项"]
    heights = {cell.value: sheet.row_dimensions[cell.row].height for cell in sheet["B"] if cell.value}

    assert heights["长" * 100] > 4 * 13
    assert heights["铁路沿线拆违绿化"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_from_people_is_only_text(lang: str, tmp_path: Path) -> None:
    write_bulletin(small_bulletin(lang, hostile=True), path := tmp_path / "b.md")
    text = path.read_text(encoding="utf-8")

    assert "\x1b" not in text
    assert not re.search(r"(?<!\\)<(?!br>)", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows if "甲" in line} <= {5, 6, 8}


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(hostile=True), path := tmp_path / "b.xlsx")
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.value for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in tuple("=+@") and cell.data_type == "s")


def test_word_shows_text_as_it_was_written(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(hostile=True), path := tmp_path / "b.docx")
    document = Document(str(path))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}

    assert any(cell.startswith('=HYPERLINK("http://x","点我")') for cell in cells)
    assert "甲|乙 <b>*粗*</b> `x` [链](x) _x000D_" in cells
    assert any("-2+3 <script>" in paragraph.text for paragraph in document.paragraphs)


def test_figures_stand_in_the_middle_of_their_column_in_word(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(), path := tmp_path / "b.docx")
    [overdue] = [table for table in Document(str(path)).tables if table.rows[0].cells[-1].text == "逾期天数"]
    columns = zip(overdue.rows[0].cells, overdue.rows[1].cells, strict=True)
    centred = {head.text for head, cell in columns if cell.paragraphs[0].alignment is not None}

    assert centred >= {"编号", "时限", "逾期天数"}
    assert not centred & {"事项", "工作组", "责任单位"}


def test_every_table_says_the_same_in_word_and_excel(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(), word := tmp_path / "b.docx")
    write_bulletin(small_bulletin(), excel := tmp_path / "b.xlsx")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(word)).tables]
    sheets = [
        [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for sheet in load_workbook(excel).worksheets[1:]
    ]

    assert [len(table) for table in tables] == [len(sheet) for sheet in sheets]
    for table, sheet in zip(tables, sheets, strict=True):
        for shown, kept in zip(table[1:], sheet[1:], strict=True):
            for text, value in zip(shown, kept, strict=True):
                assert as_number(text) == as_number(value)


def as_number(value: object) -> object:
    """A cell of either file as what it means: to one place after the point, as Word shows it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if value is None:
        return ""
    text = str(value)
    try:
        found = float(text.replace(",", "").removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return text
    return round(found, 1 if abs(found) > 1 else 3)


def test_every_chart_is_drawn_from_its_table(tmp_path: Path) -> None:
    write_bulletin(small_bulletin(), path := tmp_path / "b.xlsx")
    drawn = {sheet.title: len(sheet._charts) for sheet in load_workbook(path).worksheets}

    assert {title for title, count in drawn.items() if count} == {
        "工作组排名", "责任单位排名", "各组亮灯情况", "投资进度", "测评通过率", "近期走势",
    }  # fmt: skip


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    path.write_text("mine")

    with pytest.raises(Refused, match="export_exists"):
        write_bulletin(small_bulletin(), path)
    assert path.read_text() == "mine"
    write_bulletin(small_bulletin(), path, force=True)
    assert path.read_text(encoding="utf-8").startswith("# 二七区百城提质暨文明城市创建督查通报")
    assert [each.name for each in tmp_path.iterdir()] == ["b.md"]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="export_failed"):
        write_bulletin(small_bulletin(), tmp_path / "missing" / "b.md")
    with pytest.raises(UsageError, match="export_format"):
        write_bulletin(small_bulletin(), tmp_path / "b.pdf")


def test_every_unit_has_the_text_that_reminds_it(tmp_path: Path) -> None:
    paper = small_bulletin()
    rows = {row["责任单位"]: row["催办内容"] for row in table(paper, "urging")}
    write_bulletin(paper, path := tmp_path / "b.json")
    urging = json.loads(path.read_text(encoding="utf-8"))["urging"]

    assert list(rows) == ["住建局", "交通局"]
    assert "#10 临时交办" in str(rows["交通局"])
    assert {each["unit"]: each["text"] for each in urging} == rows


def test_the_groups_and_the_inbox_add_up_to_all() -> None:
    *rows, total = table(small_bulletin(), "groups")

    assert rows[-1]["工作组"] == "待分办"
    for column in ("事项", "在办", "销号", "逾期", "延期", "反弹", "催办"):
        assert sum(int(str(row[column])) for row in rows) == total[column]


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    rows = [("编号", "事项", "时限"), ("12", "铁" * 40, "2026-12-15"), ("7", "短", "长期")]
    number, title, due = column_widths(rows, 156)

    assert round(number + title + due) == 156
    assert due > 21.2 + 3.8  # ten figures, and the margins of a cell
    assert title > 100
    assert column_widths([("甲", "乙")], 156) == [78.0, 78.0]
