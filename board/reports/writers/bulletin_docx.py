"""Word: the bulletin as an official paper, its tables as annexes."""

from __future__ import annotations

from typing import BinaryIO

from board.reports.bulletin import Bulletin, Form, Table, said
from board.reports.papers import Block, Paper, Sort
from board.reports.writers import official_docx
from board.reports.writers.fitting import width

_UPRIGHT = 6
"""Columns that a page takes upright."""
_NARROWEST, _WIDEST = 5, 30


def write(paper: Bulletin, stream: BinaryIO) -> None:
    """Write the document."""
    official_docx.write(paper.messages, as_paper(paper), stream)


def as_paper(paper: Bulletin) -> Paper:
    """The bulletin as blocks."""
    blocks = [
        Block(Sort.TITLE, paper.title),
        Block(Sort.ADDRESSEE, paper.addressee),
        Block(Sort.BODY, paper.basis),
    ]
    for section in paper.sections:
        blocks.append(Block(Sort.HEADING, section.head))
        blocks += [Block(Sort.BODY, paragraph) for paragraph in section.paragraphs]
    names = [
        paper.messages("bulletin.numbered", place=place, title=table.title)
        for place, table in enumerate(paper.tables, 1)
    ]
    blocks += [Block(Sort.BODY, paper.messages("bulletin.annexes", names=paper.messages("value.and").join(names)))]
    blocks += [Block(Sort.SIGNATURE, paper.office), Block(Sort.SIGNATURE, paper.day)]
    blocks += [_table(table, name) for table, name in zip(paper.tables, names, strict=True)]
    when = paper.seen.until.isoformat(timespec="seconds")
    return Paper(title=paper.title, author=paper.office, when=when, blocks=tuple(blocks))


def _table(table: Table, name: str) -> Block:
    heads = tuple(head for head, _ in table.columns)
    rows = tuple(
        tuple(said(value, form) for value, (_, form) in zip(row, table.columns, strict=True)) for row in table.rows
    )
    widths = [
        max(_NARROWEST, *(min(_WIDEST, width(text)) for text in column)) for column in zip(heads, *rows, strict=True)
    ]
    return Block(
        Sort.TABLE,
        name,
        rows=(heads, *rows),
        widths=tuple(
            each + (5 if form is Form.PERCENT else 3) for each, (_, form) in zip(widths, table.columns, strict=True)
        ),
        note=table.note,
        wide=len(table.columns) > _UPRIGHT,
    )
