"""Official wording, which is pasted rather than typed: labels (责任单位：X), clauses (X牵头，Y配合), brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from board.text import ending
from board.text.entry import ErrorKind, PieceKind
from board.text.line import CLOSING, CLOSING_MARKS, OPENING, TAKEN, Line
from board.text.names import Names

LABELS = {
    **dict.fromkeys("责任单位 责任部门 主责单位 主办单位 承办单位".split(), PieceKind.UNIT),
    **dict.fromkeys("牵头单位 牵头部门".split(), PieceKind.LEAD_UNIT),
    **dict.fromkeys("配合单位 配合部门 协办单位 协同单位".split(), PieceKind.CO_UNIT),
    **dict.fromkeys("责任人 具体责任人".split(), PieceKind.PERSON),
    **dict.fromkeys("责任领导 牵头领导 分管领导".split(), PieceKind.LEADER),
    **dict.fromkeys("完成时限 完成时间 整改时限 办理时限 办结时限 时限 截止时间".split(), PieceKind.DUE),
}
NONE_WORDS = ("", "/", "-", "\u2014", "\u2014\u2014", "无", "暂无")
"""What stands behind a label, or in a cell, that names nobody."""

_LEAD, _UNIT, _CO = PieceKind.LEAD_UNIT, PieceKind.UNIT, PieceKind.CO_UNIT
_CLAUSES = (
    ("牵头负责", _UNIT), ("牵头", _LEAD), ("负责", _UNIT), ("主办", _UNIT), ("承办", _UNIT),
    ("配合", _CO), ("协办", _CO), ("协助", _CO), ("协同", _CO),
)  # fmt: skip
_ANYWHERE = (*(pair for pair in _CLAUSES if pair[1] is not _CO), ("落实", _UNIT), ("办理", _UNIT), ("实施", _UNIT))
_VERB_OF = dict(_ANYWHERE) | dict(_CLAUSES)
_BY, _OF = "由", "的"
_LONGEST_CLAUSE = 200

_STOPS = ",;\u3002"
_EDGE = " " + TAKEN
_EMPTY = _EDGE + _STOPS + ":\u3001"
"""What may be left over in a bracket, or at the end of a line, when nothing is left of it."""
_MOST_AT_THE_END = 8
_LABEL = re.compile(
    f"(?:^|(?<=[ ,;\u3002(\u3010{TAKEN}]))(" + "|".join(sorted(LABELS, key=len, reverse=True)) + f")[{_EDGE}]*:"
)
_OTHER_LABEL = re.compile("[ ][\u4e00-\u9fff]{2,8}:")
_VERB = re.compile("|".join(verb for verb, _ in _CLAUSES))
_VERB_ANYWHERE = re.compile("|".join(verb for verb, _ in _ANYWHERE))


class _Bracket(NamedTuple):
    start: int
    end: int
    """Behind the closing sign."""


class Official:
    """Reads the official wording of a line from which the pieces with signs are out, and takes it out too."""

    def __init__(self, line: Line, names: Names) -> None:
        self.line, self.names = line, names
        self._touched: list[int] = []

    def read(self) -> None:
        """Labels, then clauses, then what stands in brackets."""
        self._labels()
        self._clauses()
        self._by_whom()
        brackets = _brackets(self.line.left)
        self._official_brackets(brackets)
        self._closing_bracket(brackets)
        self._empty_brackets(brackets)

    # ---- labels

    def _labels(self) -> None:
        left = self.line.left
        labels = list(_LABEL.finditer(left))
        taken: list[tuple[int, int]] = []
        for place, label in enumerate(labels):
            limit = labels[place + 1].start() if place + 1 < len(labels) else len(left)
            start, closed = _trimmed(left, label.end(), _value_end(left, label.end(), limit))
            end = start + len(left[start:closed].rstrip(CLOSING_MARKS))
            whole = (label.start(), max(end, label.end()))
            if self.line.is_kept(*whole):
                continue
            self._label(LABELS[label[1]], (start, end), whole)
            taken.append((whole[0], max(closed, whole[1])))
        for span in taken:
            self.line.take(*span)
            self._touched.append(span[0])

    def _label(self, kind: PieceKind, value: tuple[int, int], whole: tuple[int, int]) -> None:
        line = self.line
        if not value[0] < value[1]:
            return
        if kind is PieceKind.DUE:
            line.deadline(value, whole)
        elif kind in (PieceKind.PERSON, PieceKind.LEADER):
            words = line.words(*value)
            (line.persons if kind is PieceKind.PERSON else line.leaders).append((value[0], words))
            line.piece(kind, words, *whole)
        else:
            name_units(line, self.names, kind, value, whole)

    # ---- clauses

    def _clauses(self) -> None:
        """X牵头, X负责, X配合, each alone between ，；。 or in a bracket; several in a row may be joined by 、."""
        left = self.line.left
        for start, end in _segments(left, _STOPS + OPENING + CLOSING):
            if end - start <= _LONGEST_CLAUSE and (clauses := self._chain(left[start:end])):
                if self.line.is_kept(start, end):
                    continue
                for kind, name, place in clauses:
                    self.line.unit(kind, name, start, end, order=start + place)
                self.line.take(start, end)
                self._touched.append(start)

    def _chain(self, text: str) -> list[tuple[PieceKind, str, int]]:
        """The units of a segment that is nothing but clauses, with their roles and places; none if it is not."""
        if not text.endswith(_CLAUSE_ENDS):
            return []
        found: list[tuple[PieceKind, str, int]] = []
        begin = 0
        for verb in _VERB.finditer(text):
            first = begin + (text.startswith(_BY, begin))
            units = self._whole_names(text[first : verb.start()])
            if units is None:
                continue  # the verb may be part of a name
            found += [(_VERB_OF[verb[0]], name, first + place) for name, place in units]
            begin = verb.end()
            if text.startswith("\u3001", begin):
                begin += 1
        return found if begin == len(text) else []

    def _by_whom(self) -> None:
        """由X负责 and its like, anywhere: the words around it stay."""
        left = self.line.left
        behind = 0
        while (start := left.find(_BY, behind)) >= 0:
            behind = start + 1
            stop = min(len(left), start + _LONGEST_CLAUSE)
            for verb in _VERB_ANYWHERE.finditer(left, start, stop):
                between = left[behind : verb.start()]
                if any(stop_sign in between for stop_sign in _STOPS):
                    break
                units = self._whole_names(between)
                if units is None:
                    continue
                behind = verb.end() + left.startswith(_OF, verb.end())
                if not self.line.is_kept(start, behind):
                    for name, place in units:
                        kind = _VERB_OF[verb[0]]
                        self.line.unit(kind, name, start, behind, order=start + 1 + place)
                    self.line.take(start, behind)
                    self._touched.append(start)
                break

    def _whole_names(self, text: str) -> list[tuple[str, int]] | None:
        """Units by their whole names, joined by 、, with their places; None when one of them is no unit."""
        found: list[tuple[str, int]] = []
        place = 0
        for part in text.split("\u3001"):
            unit = self.names.unit_called(part) if part.strip(_EDGE) else None
            if unit is None:
                return None
            found.append((unit, place))
            place += len(part) + 1
        return found

    # ---- brackets

    def _official_brackets(self, brackets: list[_Bracket]) -> None:
        """In a bracket that held a label or a clause, a part that is a deadline is read as well."""
        touched = sorted(self._touched)
        for bracket in brackets:
            if bisect_right(touched, bracket.start) < bisect_left(touched, bracket.end):
                for start, end in _segments(self.line.left, _STOPS, bracket.start + 1, bracket.end - 1):
                    if (found := ending.whole(self.line, self.names, start, end)) is not None:
                        ending.take(self.line, found)
                        break

    def _closing_bracket(self, brackets: list[_Bracket]) -> None:
        """A bracket that closes the line is read when all of it is whole unit names, or a deadline with 前 or 内."""
        line, names = self.line, self.names
        by_end = {bracket.end: bracket for bracket in brackets}
        for _ in range(_MOST_AT_THE_END):
            bracket = by_end.get(len(line.left.rstrip(_EMPTY)))
            if bracket is None:
                return
            units: list[tuple[str, int, int, int]] = []
            due: ending.Ending | None = None
            for start, end in _segments(line.left, _STOPS, bracket.start + 1, bracket.end - 1):
                if line.is_kept(start, end):
                    return
                if whole := self._whole_names(line.left[start:end]):
                    units += [(name, start, end, start + place) for name, place in whole]
                    continue
                found = ending.whole(line, names, start, end, strict=True)
                if found is None or due is not None:
                    return
                due = found
            if not units and due is None:
                return
            for name, start, end, order in units:
                line.unit(_UNIT, name, start, end, order=order)
            if due is not None:
                ending.take(line, due)
            line.take(bracket.start, bracket.end)

    def _empty_brackets(self, brackets: list[_Bracket]) -> None:
        """A bracket goes when everything in it has gone."""
        left = self.line.left
        if not brackets or TAKEN not in left:
            return
        taken = list(accumulate((char == TAKEN for char in left), initial=0))
        kept = list(accumulate((char not in _EMPTY + OPENING + CLOSING for char in left), initial=0))
        for start, end in brackets:
            if taken[end] > taken[start] and kept[end] == kept[start]:
                self.line.take(start, end)


_CLAUSE_ENDS = tuple(verb for verb, _ in _CLAUSES)


def name_units(line: Line, names: Names, kind: PieceKind, value: tuple[int, int], whole: tuple[int, int]) -> None:
    """Note the units of a list behind a label, parted by 、 or spaces; a name that is not found is an error."""
    for first, last in _split(line.left, *value):
        typed = line.flat[first:last]
        if typed in NONE_WORDS:
            continue
        found = names.units_in_characters(typed)
        if len(found) == 1:
            line.unit(kind, found[0], *whole, order=first)
        else:
            line.error(ErrorKind.AMBIGUOUS_UNIT if found else ErrorKind.UNKNOWN_UNIT, first, last, found)


def begins_with_label(flat: str) -> bool:
    """Whether a line begins with a label, or with a bracket that begins with one."""
    start = len(flat) - len(flat.lstrip(" "))
    if flat[start : start + 1] in tuple(OPENING):
        start += 1
    return _LABEL.match(flat, start) is not None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for part in re.finditer(f"[^\u3001{_EDGE}]+", text[start:end]):
        yield start + part.start(), start + part.end()


def _segments(text: str, stops: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """What stands between the stops, without space around it; what is empty or taken is left out."""
    end = len(text) if end is None else end
    for part in re.finditer(f"[^{re.escape(stops)}]+", text[start:end]):
        first, last = _trimmed(text, start + part.start(), start + part.end())
        if first < last:
            yield first, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _value_end(text: str, start: int, limit: int) -> int:
    """Where the value of a label ends: at ，；。, the next label, or the bracket around it."""
    other = _OTHER_LABEL.search(text, start, limit)
    if other is not None:
        limit = other.start()
    depth = 0
    for place in range(start, limit):
        char = text[place]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
            if depth < 0:
                return place
        elif char in _STOPS and depth == 0:
            return place
    return limit


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
