"""What can complete the piece under the cursor: units, persons, groups, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from board.text.entry import PieceKind
from board.text.names import Names, matching
from board.text.width import half

_NAME = "[^ ,;:\u3002@+^!>#\u300b\u2026\u3001]*"
_OPEN_PIECE = re.compile(f"(?P<sign>[@+>#\u300b])(?P<names>(?:{_NAME}\u3001)*)(?P<typed>{_NAME})$")
_AT_PLACE = " ,;\u3002"
_MOST = 8
_NOTHING: Mapping[str, int] = {}
_Spelt = tuple[PieceKind, tuple[str, ...]]
"""What a name is, and its spellings."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to complete a piece."""

    kind: PieceKind
    name: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What was typed of a name, where it stands in the text, and what it could become, the likeliest first."""

    start: int
    end: int
    typed: str
    candidates: tuple[Candidate, ...]


def complete(
    text: str,
    cursor: int,
    names: Names,
    tags: Iterable[str] = (),
    *,
    most: int = _MOST,
    recent: Mapping[str, int] = _NOTHING,
) -> Completion | None:
    """What can complete the piece that ends at `cursor`; None where no name is being typed, or none fits.

    `recent` gives names used lately their places, from 0 for the latest: among equally good ones these come first.
    """
    flat = half(text[:cursor])
    found = _OPEN_PIECE.search(flat)
    if found is None:
        return None
    sign, start = found["sign"], found.start()
    before = flat[:start]
    if sign != "@" and before and before[-1] not in _AT_PLACE and not _in_piece(before):
        return None
    candidates = _candidates(found, before, names, tuple(tags), recent)[:most]
    if not candidates:
        return None
    return Completion(found.start("typed"), cursor, text[found.start("typed") : cursor], tuple(candidates))


def _in_piece(before: str) -> bool:
    """Whether the last word before holds a sign that counts, so that further signs count too."""
    word = re.split("[ ,;\u3002]", before)[-1]
    return "@" in word or "^" in word or word[:1] in tuple("+!#>\u300b")


def _candidates(
    found: re.Match[str], before: str, names: Names, tags: tuple[str, ...], recent: Mapping[str, int]
) -> list[Candidate]:
    sign, typed = found["sign"], found["typed"]
    if sign == "#":
        return _ranked(typed, _lately([(PieceKind.TAG, (tag,)) for tag in dict.fromkeys(tags)], recent), names)
    if sign in ">\u300b":
        groups = [(PieceKind.GROUP, (each.name, str(each.number))) for each in names.groups]
        return _ranked(typed, [*groups, (PieceKind.GROUP, (names.office, "9"))], names)
    units = [(PieceKind.UNIT if sign == "@" else PieceKind.CO_UNIT, spellings) for spellings in names.units]
    units = _lately(units, recent)
    if sign == "+":
        return _ranked(typed, units, names)
    persons = _lately([(PieceKind.PERSON, (person,)) for person in names.persons], recent)
    return _ranked(typed, [*persons, *units] if "@" in before else [*units, *persons], names)


def _lately(entries: list[_Spelt], recent: Mapping[str, int]) -> list[_Spelt]:
    """The same, names used lately first."""
    return sorted(entries, key=lambda entry: recent.get(entry[1][0], len(recent))) if recent else entries


def _ranked(typed: str, entries: list[_Spelt], names: Names) -> list[Candidate]:
    found = matching(
        typed,
        [(place, spellings[0], spellings[1:]) for place, (_, spellings) in enumerate(entries)],
        district=names.district,
    )
    return [Candidate(entries[place][0], entries[place][1][0]) for place in found]
