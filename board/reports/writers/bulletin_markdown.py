"""Markdown: the paragraphs, then the tables of the appendices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from board.reports.bulletin import Bulletin, Form, Table, said
from board.reports.writers.markdown import escaped, table_row


def write(paper: Bulletin, stream: BinaryIO) -> None:
    """Title, addressee, paragraphs, signature, tables."""
    stream.write(("\n\n".join(_blocks(paper)) + "\n").encode())


def _blocks(paper: Bulletin) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    yield escaped(paper.addressee)
    yield escaped(paper.basis)
    for section in paper.sections:
        yield f"## {escaped(section.head)}"
        yield from map(escaped, section.paragraphs)
    yield f"{escaped(paper.office)}<br>{escaped(paper.day)}"
    yield f"## {escaped(paper.appendix)}"
    for place, table in enumerate(paper.tables, 1):
        yield f"### {escaped(paper.messages('bulletin.numbered', place=place, title=table.title))}"
        if table.note:
            yield escaped(table.note)
        yield "\n".join(_table(table))


def _table(table: Table) -> Iterator[str]:
    yield table_row([escaped(head) for head, _ in table.columns])
    yield table_row(["---" if form in (Form.TEXT, Form.DAY) else "---:" for _, form in table.columns])
    for row in table.rows:
        yield table_row([escaped(said(value, form)) for value, (_, form) in zip(row, table.columns, strict=True)])
