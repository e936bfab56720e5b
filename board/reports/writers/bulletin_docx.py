"""Word: the bulletin as an official paper, its tables as annexes."""

from __future__ import annotations

from typing import BinaryIO

from board.reports.bulletin import Bulletin, Table, said
from board.reports.papers import Block, Paper, Sort
from board.reports.writers import official_docx

_UPRIGHT = 6
"""Columns that a page takes upright."""


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
    for place, table in enumerate(paper.tables, 1):
        name = paper.messages("bulletin.numbered", place=place, title=table.title)
        blocks.append(Block(Sort.ANNEX, name, label=paper.messages("bulletin.annexes") if place == 1 else ""))
    blocks += [Block(Sort.SIGNATURE, paper.office), Block(Sort.SIGNATURE, paper.day)]
    blocks += [
        _table(table, paper.messages("bulletin.annex", place=place)) for place, table in enumerate(paper.tables, 1)
    ]
    when = paper.seen.until.isoformat(timespec="seconds")
    return Paper(title=paper.title, author=paper.office, when=when, blocks=tuple(blocks))


def _table(table: Table, label: str) -> Block:
    heads = tuple(head for head, _ in table.columns)
    rows = tuple(
        tuple(said(value, form) for value, (_, form) in zip(row, table.columns, strict=True)) for row in table.rows
    )
    return Block(
        Sort.TABLE,
        table.title,
        label=label,
        rows=(heads, *rows),
        note=table.note,
        wide=len(table.columns) > _UPRIGHT,
    )
