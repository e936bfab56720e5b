"""Clauses of official wording: X牵头，Y配合, each by itself, and 由X负责 anywhere in a sentence.

X is whole names of units joined by 、; with any other name the words are prose.
"""

from __future__ import annotations

import re

from board.text.entry import PieceKind
from board.text.line import CLOSING, EDGE, OPENING, STOPS, Line, segments
from board.text.names import Names

_LEAD, _UNIT, _CO = PieceKind.LEAD_UNIT, PieceKind.UNIT, PieceKind.CO_UNIT
_CLAUSES = (
    ("牵头负责", _UNIT), ("牵头", _LEAD), ("负责", _UNIT), ("主办", _UNIT), ("承办", _UNIT),
    ("配合", _CO), ("协办", _CO), ("协助", _CO), ("协同", _CO),
)  # fmt: skip
_ANYWHERE = (*(pair for pair in _CLAUSES if pair[1] is not _CO), ("落实", _UNIT), ("办理", _UNIT), ("实施", _UNIT))
_VERB_OF = dict(_ANYWHERE) | dict(_CLAUSES)
_BY, _OF = "由", "的"
_LONGEST_CLAUSE = 200

_VERB = re.compile("|".join(verb for verb, _ in _CLAUSES))
_VERB_ANYWHERE = re.compile("|".join(verb for verb, _ in _ANYWHERE))
_CLAUSE_ENDS = tuple(verb for verb, _ in _CLAUSES)


def read_clauses(line: Line, names: Names) -> list[int]:
    """Read every clause and take it out; returns where they stood."""
    return [*_alone(line, names), *_anywhere(line, names)]


def whole_names(text: str, names: Names) -> list[tuple[str, int]] | None:
    """Units by their whole names, joined by 、, with their places; None when one of them is no unit."""
    found: list[tuple[str, int]] = []
    place = 0
    for part in text.split("\u3001"):
        unit = names.unit_called(part) if part.strip(EDGE) else None
        if unit is None:
            return None
        found.append((unit, place))
        place += len(part) + 1
    return found


def _alone(line: Line, names: Names) -> list[int]:
    """X牵头, X负责, X配合, each alone between ，；。 or in a bracket; several in a row may be joined by 、."""
    left = line.left
    touched: list[int] = []
    for start, end in segments(left, STOPS + OPENING + CLOSING):
        if end - start <= _LONGEST_CLAUSE and (clauses := _chain(left[start:end], names)):
            if line.is_kept(start, end):
                continue
            for kind, name, place in clauses:
                line.unit(kind, name, start, end, order=start + place)
            line.take(start, end)
            touched.append(start)
    return touched


def _chain(text: str, names: Names) -> list[tuple[PieceKind, str, int]]:
    """The units of a segment that is nothing but clauses, with their roles and places; none if it is not."""
    if not text.endswith(_CLAUSE_ENDS):
        return []
    found: list[tuple[PieceKind, str, int]] = []
    begin = 0
    for verb in _VERB.finditer(text):
        first = begin + (text.startswith(_BY, begin))
        units = whole_names(text[first : verb.start()], names)
        if units is None:
            continue  # the verb may be part of a name
        found += [(_VERB_OF[verb[0]], name, first + place) for name, place in units]
        begin = verb.end()
        if text.startswith("\u3001", begin):
            begin += 1
    return found if begin == len(text) else []


def _anywhere(line: Line, names: Names) -> list[int]:
    """由X负责 and its like, anywhere: the words around it stay."""
    left = line.left
    touched: list[int] = []
    behind = 0
    while (start := left.find(_BY, behind)) >= 0:
        behind = start + 1
        stop = min(len(left), start + _LONGEST_CLAUSE)
        for verb in _VERB_ANYWHERE.finditer(left, start, stop):
            between = left[behind : verb.start()]
            if any(stop_sign in between for stop_sign in STOPS):
                break
            units = whole_names(between, names)
            if units is None:
                continue
            behind = verb.end() + left.startswith(_OF, verb.end())
            if not line.is_kept(start, behind):
                for name, place in units:
                    kind = _VERB_OF[verb[0]]
                    line.unit(kind, name, start, behind, order=start + 1 + place)
                line.take(start, behind)
                touched.append(start)
            break
    return touched
