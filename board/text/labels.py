"""Labels of official wording: 责任单位：X；配合单位：Y；完成时限：Z, in or out of brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from board.text.entry import ErrorKind, PieceKind
from board.text.line import CLOSING, CLOSING_MARKS, EDGE, OPENING, STOPS, TAKEN, Line, trimmed_span
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

_LABEL = re.compile(
    f"(?:^|(?<=[ ,;\u3002()\u3010\u3011{TAKEN}]))(" + "|".join(sorted(LABELS, key=len, reverse=True)) + f")[{EDGE}]*:"
)
_OTHER_LABEL = re.compile("[ ][\u4e00-\u9fff]{2,8}:")


def read_labels(line: Line, names: Names) -> list[int]:
    """Read every label and its value and take them out; returns where they stood."""
    left = line.left
    labels = list(_LABEL.finditer(left))
    taken: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        limit = labels[place + 1].start() if place + 1 < len(labels) else len(left)
        start, closed = trimmed_span(left, label.end(), _value_end(left, label.end(), limit))
        end = start + len(left[start:closed].rstrip(CLOSING_MARKS))
        whole = (label.start(), max(end, label.end()))
        if line.is_kept(*whole):
            continue
        if start < end:
            note_value(line, names, LABELS[label[1]], (start, end), whole)
        taken.append((whole[0], max(closed, whole[1])))
    for span in taken:
        line.take(*span)
    return [start for start, _ in taken]


def note_value(line: Line, names: Names, kind: PieceKind, value: tuple[int, int], whole: tuple[int, int]) -> None:
    """Note what stands behind a label or in a cell; `whole` is the label with it. A unit not found is an error."""
    if kind is PieceKind.DUE:
        line.deadline(value, whole)
    elif kind in (PieceKind.PERSON, PieceKind.LEADER):
        words = line.words(*value)
        (line.persons if kind is PieceKind.PERSON else line.leaders).append((value[0], words))
        line.piece(kind, words, *whole)
    else:
        _name_units(line, names, kind, value, whole)


def _name_units(line: Line, names: Names, kind: PieceKind, value: tuple[int, int], whole: tuple[int, int]) -> None:
    """The units of a list, parted by 、 or spaces."""
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
    for part in re.finditer(f"[^\u3001{EDGE}]+", text[start:end]):
        yield start + part.start(), start + part.end()


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
        elif char in STOPS and depth == 0:
            return place
    return limit
