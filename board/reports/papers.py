"""An official paper as blocks, before any format: what a writer lays out. Texts are plain, tables are rows of texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a block is, and so how it looks."""

    MARK = "mark"
    """标志: the name of the paper in red, 会议纪要."""
    NUMBER = "number"
    """编号, below the mark, with the red line under it."""
    TITLE = "title"
    FACT = "fact"
    """A label and what stands behind it: 时间：…"""
    HEADING = "heading"
    """一、"""
    SUBHEADING = "subheading"
    """（一）"""
    BODY = "body"
    ADDRESSEE = "addressee"
    """主送, from the margin on."""
    ANNEX = "annex"
    """The name of an annex in the list of them; the first has the label 附件."""
    SIGNATURE = "signature"
    """Who signs, and when, on the right."""
    TABLE = "table"
    """On a page of its own: first row the heads."""


@dataclass(frozen=True)
class Block:
    """One paragraph, or one table."""

    sort: Sort
    text: str = ""
    """Of a table: its title."""
    label: str = ""
    """Of a fact, and of the first annex: before the text. Of a table: which annex it is, above its title."""
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    """Under the title of a table: what must be known to read it."""
    wide: bool = False
    """A table that needs the page on its side."""


@dataclass(frozen=True)
class Paper:
    """What is written into one file."""

    title: str
    """For the file's properties."""
    author: str
    when: str
    """ISO moment at which it was made."""
    blocks: tuple[Block, ...]
