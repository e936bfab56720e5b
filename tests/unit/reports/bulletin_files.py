"""Bulletins as files, read back as text that can be compared line by line."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from board.reports.bulletin import Bulletin
from board.reports.writers.bulletin import write_bulletin
from tests.goldens import approved
from tests.unit.reports.test_minutes_goldens import dumped


def _as_it_is(data: bytes) -> str:
    return data.decode()


def _workbook(data: bytes) -> str:
    """Sheets, cells with their types and formats, and what each chart draws."""
    book = load_workbook(io.BytesIO(data))
    about = {"title": book.properties.title, "keywords": book.properties.keywords, "sheets": book.sheetnames}
    lines = [json.dumps(about, ensure_ascii=False)]
    for sheet in book.worksheets:
        lines.append(json.dumps([sheet.title, sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows]))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
                    style = [cell.data_type, cell.number_format, *(["quoted"] if cell.quotePrefix else [])]
                    lines.append(json.dumps([cell.coordinate, value, *style], ensure_ascii=False))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        charts = sorted(name for name in parts.namelist() if name.startswith("xl/charts/chart"))
        found = [re.findall(r"<(?:c:)?f>(.*?)</", parts.read(name).decode()) for name in charts]
        lines += [f"{name} {' '.join(cells)}" for name, cells in zip(charts, found, strict=True)]
    return "\n".join(lines) + "\n"


TEXT_OF: dict[str, Callable[[bytes], str]] = {
    "md": _as_it_is,
    "json": _as_it_is,
    "xlsx": _workbook,
    "docx": dumped,
}
"""Ending → what is compared of such a file."""


def compare(folder: Path, ending: str, lang: str, paper: Bulletin, place: Path) -> None:
    """Write the bulletin and hold it against the approved one."""
    write_bulletin(paper, path := place / f"bulletin.{ending}")
    text = TEXT_OF[ending](path.read_bytes())
    golden = folder / f"bulletin-{lang}.{ending}{'' if TEXT_OF[ending] is _as_it_is else '.txt'}"
    assert text == approved(golden, text)
