"""A table pasted from Word or a spreadsheet: rows of cells parted by tabs, below a row of known column names."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from board.text.entry import ErrorKind, PieceKind, Reading
from board.text.labels import LABELS, NONE_WORDS, note_value
from board.text.line import Line
from board.text.names import Names
from board.text.numbering import numbering
from board.text.reader import finished
from board.text.titles import trimmed
from board.text.width import half


class _Special(Enum):
    TITLE = "title"
    PASSED_OVER = "passed over"


Column = PieceKind | _Special
"""What the cells of a column say."""

_COLUMNS: dict[str, Column] = {
    **LABELS,
    **dict.fromkeys(
        "工作任务 任务 任务名称 事项 工作事项 工作内容 重点任务 重点工作 问题 存在问题 问题描述 项目名称".split(),
        _Special.TITLE,
    ),
    **dict.fromkeys("工作组 组别".split(), PieceKind.GROUP),
    **dict.fromkeys("序号 编号 备注".split(), _Special.PASSED_OVER),
}


def columns(line: str) -> tuple[Column, ...] | None:
    """The columns of a table whose first row this is; None when it holds anything but known column names."""
    cells = ["".join(half(cell).split()) for cell in line.rstrip().split("\t")]
    found = [_COLUMNS.get(cell) for cell in cells]
    known = tuple(column for column in found if column is not None)
    return known if len(known) == len(cells) and _Special.TITLE in known else None


def read_row(text: str, heads: tuple[Column, ...], now: datetime, names: Names, group: str | None) -> Reading:
    """Read one row. Its cells are what their columns say; nothing is searched for in them."""
    line = Line(text, now)
    titles: list[str] = []
    start = 0
    for head, cell in zip(heads, text.split("\t"), strict=False):
        first = line.place_of(start + len(cell) - len(cell.lstrip()))
        last = line.place_of(start + len(cell.rstrip()))
        start += len(cell) + 1
        if first >= last or line.flat[first:last] in _NOTHING or head is _Special.PASSED_OVER:
            continue
        if head is _Special.TITLE:
            number = numbering(line.flat[first:last])
            titles.append(trimmed(line.raw[first + (number.end if number else 0) : last]))
        elif head is PieceKind.GROUP:
            found = names.find_groups(line.flat[first:last])
            if len(found) == 1:
                group = found[0]
                line.piece(PieceKind.GROUP, group or names.office, first, last)
            else:
                line.error(ErrorKind.UNKNOWN_GROUP, first, last, tuple(name for name in found if name))
        elif isinstance(head, PieceKind):
            note_value(line, names, head, (first, last), (first, last))
    return finished(line, "\uff0c".join(filter(None, titles)), group)


_NOTHING = tuple(word for word in NONE_WORDS if not word.isalpha())
