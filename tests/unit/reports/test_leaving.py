"""No telephone number leaves the room: in no paper, in no format, wherever somebody wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from board import commands as do
from board.messages import Messages
from board.model.entities import Card
from board.model.task import Stage
from board.reports.bulletin import bulletin
from board.reports.leaving import told, without_numbers
from board.reports.writers.bulletin import write_bulletin
from board.reports.writers.minutes import write_minutes
from tests.support import CITY, HOUSING
from tests.unit.reports import supervised
from tests.unit.reports.minutes_board import LATE, Told, task

NUMBER = "138-0000-0001"
WITH = f"找李某{NUMBER}"


def said_in(path: Path) -> str:
    """Everything that a file says."""
    if path.suffix == ".docx":
        document: Any = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["docx", "md", "json"])
def test_minutes(ending: str, tmp_path: Path) -> None:
    meeting = Told(task(1, **LATE), task(2), task(3, stage=Stage.MET)).do(
        lambda who: do.start_meeting(who, place=WITH, present=f"城管局 {WITH}"),
        lambda who: do.add(who, f"清运 {WITH}", unit=CITY, person=WITH),
        lambda who: do.note(who, 1, WITH),
        lambda who: do.set_deadline(who, 1, "2026-12-20", reason=WITH),
        lambda who: do.edit(who, 2, standard=WITH),
        lambda who: do.move(who, 3, Stage.UNDERWAY, reason=WITH),
        lambda who: do.void(who, 2, reason=WITH),
    )

    write_minutes(meeting.minutes(), path := tmp_path / f"m.{ending}")

    said = said_in(path)
    assert NUMBER not in said
    assert said.count("李某") >= 5


@pytest.mark.parametrize("ending", ["docx", "xlsx", "md", "json"])
def test_the_bulletin(ending: str, tmp_path: Path) -> None:
    story = supervised.told().at(
        "20T12:00",
        do.start_meeting,
        supervised.add(f"清运 {WITH}", unit=HOUSING, person=WITH, due="2026-11-24"),
        lambda who: do.set_deadline(who, 1, "2026-12-10", reason=WITH),
        lambda who: do.confirm(who, HOUSING, Card.PRAISE, WITH),
    )

    write_bulletin(bulletin(Messages("zh"), story.seen()), path := tmp_path / f"b.{ending}")

    said = said_in(path)
    assert NUMBER not in said
    assert said.count("李某") >= 4


def test_what_is_told_is_one_line() -> None:
    assert told(f"好了。\n再找李某 {NUMBER}") == "好了。 再找李某"
    assert without_numbers({"a": [f"李某{NUMBER}", 3], "b": None}) == {"a": ["李某", 3], "b": None}
