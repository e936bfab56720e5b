"""A paper as Markdown, to be pasted where no Word file goes."""

from __future__ import annotations

from typing import BinaryIO

from board.messages import Messages
from board.reports.papers import Block, Paper, Sort
from board.reports.safe import plain
from board.reports.writers.markdown import escaped

_LEAD = {Sort.MARK: "# ", Sort.TITLE: "## ", Sort.HEADING: "### ", Sort.SUBHEADING: "#### "}


def write(messages: Messages, paper: Paper, stream: BinaryIO) -> None:
    """Write the paper into `stream`: a paragraph for each block, a table for the annex."""
    stream.write("\n".join(_block(messages, block) for block in paper.blocks).encode())


def _block(messages: Messages, block: Block) -> str:
    if block.sort is Sort.TABLE:
        head, *rows = [_row(row) for row in block.rows]
        rule = _row(("---",) * len(block.rows[0]))
        return "\n".join((f"### {_line(block.text)}\n", head, rule, *rows, ""))
    text = _line(block.text)
    if block.sort is Sort.FACT:
        text = messages("official.fact", label=f"**{_line(block.label)}**", text=text)
    return f"{_LEAD.get(block.sort, '')}{text}\n"


def _line(text: str) -> str:
    """One paragraph. What begins it is no list of its own: a number was put there by us."""
    line = escaped(" ".join(plain(text).split()))
    return f"\\{line}" if line.startswith(("-", "+", "=")) else line


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
