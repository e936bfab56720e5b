"""The cells of a workbook as plain values: what every file format is turned into before anything is understood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import lru_cache


class Unread(Enum):
    """What stands in a cell and says nothing: a formula that was saved without its value, and an error."""

    FORMULA = "formula"
    ERROR = "error"


class Percent(float):
    """A number whose format shows it as a percentage: 0.75 is 75 %."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A date whose format shows no day: `last` is the last day of the month (or year) that it shows."""

    shown: str
    last: date


Value = str | int | float | date | datetime | Period | Unread
"""A filled cell. An empty one is not there at all."""
DOTS = frozenset("●⬤•·■◆★▲○□◎")
"""What is written in a cell of which only the colour says something."""
Row = dict[int, Value]
"""The filled cells of a row by column, from 1."""
Box = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column."""


@dataclass(slots=True)
class Sheet:
    """One sheet: only rows with something in them."""

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    """By number, from 1, in their order."""
    merges: list[Box] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) of an empty cell that is filled with red, orange, yellow, green, blue or grey, or a dot in it."""


@dataclass(slots=True)
class Workbook:
    """A file: its sheets in their order."""

    name: str
    sheets: list[Sheet]
    is_text: bool = False
    """Read from CSV: every value is text, and nothing is merged, coloured or hidden."""
    first_date: date = date(1899, 12, 30)
    """Day 0 of its date serials; 1904-01-01 in the other system."""
    keywords: str = ""
    """The keywords that its maker put into its properties."""


def shown(value: Value | None) -> str:
    """A value as a person reads it; nothing for an empty cell and for what says nothing."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, Unread):
        return ""
    if isinstance(value, Percent):
        return f"{round(value * 100, 4):g}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if not (value.hour or value.minute) else f"{value:%Y-%m-%d %H:%M}"
    return value.shown if isinstance(value, Period) else str(value)


@lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """`text` in one width and without any white space, for comparing."""
    return "".join(unicodedata.normalize("NFKC", text).split())
