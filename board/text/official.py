"""Official wording, which is pasted rather than typed: labels, clauses, and what stands in brackets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from board.text import ending
from board.text.clauses import read_clauses, whole_names
from board.text.entry import PieceKind
from board.text.labels import read_labels
from board.text.line import CLOSING, LEFT_OVER, OPENING, STOPS, TAKEN, Line, segments
from board.text.names import Names

_MOST_AT_THE_END = 8


class _Bracket(NamedTuple):
    start: int
    end: int
    """Behind the closing sign."""


def read_official(line: Line, names: Names) -> None:
    """Read the official wording of a line from which the pieces with signs are out, and take it out too."""
    touched = sorted([*read_labels(line, names), *read_clauses(line, names)])
    brackets = _brackets(line.left)
    _official_brackets(line, names, brackets, touched)
    _closing_bracket(line, names, brackets)
    _empty_brackets(line, brackets)


def _official_brackets(line: Line, names: Names, brackets: list[_Bracket], touched: list[int]) -> None:
    """In a bracket that held a label or a clause, a part that is a deadline is read as well."""
    for bracket in brackets:
        if bisect_right(touched, bracket.start) < bisect_left(touched, bracket.end):
            for start, end in segments(line.left, STOPS, bracket.start + 1, bracket.end - 1):
                if (found := ending.whole(line, names, start, end)) is not None:
                    ending.take(line, found)
                    break


def _closing_bracket(line: Line, names: Names, brackets: list[_Bracket]) -> None:
    """A bracket that closes the line is read when all of it is whole unit names, or a deadline with 前 or 内."""
    by_end = {bracket.end: bracket for bracket in brackets}
    for _ in range(_MOST_AT_THE_END):
        bracket = by_end.get(len(line.left.rstrip(LEFT_OVER)))
        if bracket is None:
            return
        units: list[tuple[str, int, int, int]] = []
        due: ending.Ending | None = None
        for start, end in segments(line.left, STOPS, bracket.start + 1, bracket.end - 1):
            if line.is_kept(start, end):
                return
            if whole := whole_names(line.left[start:end], names):
                units += [(name, start, end, start + place) for name, place in whole]
                continue
            found = ending.whole(line, names, start, end, strict=True)
            if found is None or due is not None:
                return
            due = found
        if not units and due is None:
            return
        for name, start, end, order in units:
            line.unit(PieceKind.UNIT, name, start, end, order=order)
        if due is not None:
            ending.take(line, due)
        line.take(bracket.start, bracket.end)


def _empty_brackets(line: Line, brackets: list[_Bracket]) -> None:
    """A bracket goes when everything in it has gone."""
    left = line.left
    if not brackets or TAKEN not in left:
        return
    taken = list(accumulate((char == TAKEN for char in left), initial=0))
    kept = list(accumulate((char not in LEFT_OVER + OPENING + CLOSING for char in left), initial=0))
    for start, end in brackets:
        if taken[end] > taken[start] and kept[end] == kept[start]:
            line.take(start, end)


def _brackets(text: str) -> list[_Bracket]:
    """Every pair of brackets, the inner ones first."""
    found: list[_Bracket] = []
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in OPENING:
            opened.append(place)
        elif char in CLOSING:
            while opened:
                start = opened.pop()
                if OPENING.index(text[start]) == CLOSING.index(char):
                    found.append(_Bracket(start, place + 1))
                    break
    return found
