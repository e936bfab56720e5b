"""Names of units, persons and groups, and the one place where a name is found by what was typed of it.

`Names` finds strictly, step by step, for the reader of entries (it must not guess); `matching` ranks generously,
for pickers and for completion (a person sees the list and chooses).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from board.model.board import Board
from board.text import pinyin
from board.text.name_index import NameIndex, folded
from board.text.width import half

Named = tuple[int, str, Sequence[str]]
"""(id, name, aliases)"""

OFFICE, DISTRICT = "提质办", "二七区"
_DISTRICT_SHORT = "区"
_OF_A_GROUP = ("工作组", "组")
_INBOX_DIGIT = "9"


_BRACKET = re.compile(r"\([^()]*\)")


class Group(NamedTuple):
    """A group as an entry names it; the office's inbox is no group."""

    number: int
    name: str


class Names:
    """The groups, units and persons that an entry can name.

    Args:
        groups: Numbers and names: structs, mappings or pairs, or one mapping of number to name.
        units: Names and aliases: structs, mappings, pairs, or bare names; or one mapping of name to aliases.
        persons: Names: structs, mappings, or bare names.
        office: Name of the office, whose inbox holds what has no group.
        district: Name of the district; in front of a name it is no part of it.
    """

    def __init__(
        self,
        groups: Iterable[Any] = (),
        units: Iterable[Any] = (),
        persons: Iterable[Any] = (),
        *,
        office: str = OFFICE,
        district: str = DISTRICT,
    ) -> None:
        self.office, self.district = office, district
        self.groups = tuple(_group(each, place) for place, each in enumerate(_rows(groups), 1))
        self.units = tuple(_spellings(each) for each in _rows(units))
        self.persons = tuple(dict.fromkeys(_spellings(each)[0] for each in persons))
        prefixes = tuple(folded(each) for each in dict.fromkeys((district, _DISTRICT_SHORT)) if each)
        self._units = NameIndex(self.units, prefixes)
        self._persons = NameIndex([(each,) for each in self.persons], ())
        self._groups = NameIndex([(each.name,) for each in self.groups], ())
        self._office = NameIndex([(office,)] if office else [], prefixes)
        self._seen: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def brackets(self) -> tuple[str, ...]:
        """Brackets that stand in the names themselves: `(二期)` of 产业园（二期）管委会, in half width."""
        spellings = [spelling for unit in self.units for spelling in unit] + [group.name for group in self.groups]
        return tuple({bracket for each in spellings for bracket in _BRACKET.findall(half(each))})

    def with_units(self, new: Iterable[str]) -> Names:
        """The same names, and units that are about to be made."""
        return Names(self.groups, (*self.units, *new), self.persons, office=self.office, district=self.district)

    def may_be_new(self, typed: str) -> bool:
        """Whether a new unit may be called so: by two characters or more, letters among them.

        Latin letters among Chinese names are pinyin that fits none of them.
        """
        wanted = folded(typed)
        if len(wanted) < 2 or not any(map(str.isalpha, wanted)):
            return False
        return not wanted.isascii() or any(spellings[0].isascii() for spellings in self.units) or not self.units

    def near(self, typed: str, most: int = 3) -> tuple[str, ...]:
        """Units whose names are like `typed`, which is none of them: what may have been meant by it."""
        named = [(place, spellings[0], spellings[1:]) for place, spellings in enumerate(self.units)]
        for part in (typed, typed[:-1], typed[1:]):
            if part and (found := matching(part, named, district=self.district)):
                return tuple(self.units[place][0] for place in found[:most])
        return ()

    def find_units(self, typed: str) -> tuple[str, ...]:
        """Units that `typed` means: one is it, several are a question, none is unknown."""
        return self._units_by("any", typed, letters=True, parts=True)

    def units_in_characters(self, typed: str) -> tuple[str, ...]:
        """The same without pinyin, for official wording."""
        return self._units_by("characters", typed, letters=False, parts=True)

    def units_by_whole(self, typed: str) -> tuple[str, ...]:
        """Units whose whole name, alias, full pinyin or initials `typed` is."""
        return self._units_by("whole", typed, letters=True, parts=False)

    def unit_called(self, typed: str) -> str | None:
        """The unit with exactly this name or alias, or None."""
        found = self._units.exact(self._units.forms(folded(typed)))
        return self.units[found[0]][0] if len(found) == 1 else None

    def find_persons(self, typed: str) -> tuple[str, ...]:
        """Known persons by whole name, full pinyin or initials."""
        return tuple(self.persons[place] for place in self._persons.strict(typed, parts=False))

    def is_person(self, text: str) -> bool:
        """Whether a known person has exactly this name."""
        return bool(self._persons.exact([folded(text)]))

    def is_office(self, text: str) -> bool:
        """Whether this is the name of the office."""
        return bool(self._office.exact(self._office.forms(folded(text))))

    def is_district(self, text: str) -> bool:
        """Whether this is the name of the district."""
        return bool(self.district) and folded(text) == folded(self.district)

    def find_groups(self, typed: str) -> tuple[str | None, ...]:
        """Groups that `typed` means, the office's inbox being None; several or none are unknown."""
        wanted = folded(typed)
        bare = next((wanted.removesuffix(end) for end in _OF_A_GROUP if wanted.endswith(end)), wanted)
        if bare.isdecimal():
            numbered = tuple(each.name for each in self.groups if each.number == int(bare)) if len(bare) < 6 else ()
            return numbered or ((None,) if bare == _INBOX_DIGIT else ())
        if self.is_office(typed):
            return (None,)
        found = self._groups.exact([wanted]) or (self._groups.strict(bare) if bare else [])
        if not found and self._office.strict(typed, parts=False):
            return (None,)
        return tuple(self.groups[place].name for place in found)

    def group_called(self, text: str) -> str | None:
        """The group with exactly this name, 组 or 工作组 behind it ignored; None for none."""
        wanted = folded(text)
        for form in (wanted, *(wanted.removesuffix(end) for end in _OF_A_GROUP)):
            if found := self._groups.exact([form]):
                return self.groups[found[0]].name
        return None

    def standing(self, group: str | int | None) -> str | None:
        """The name of the group in which an entry is written, given by name or number; None is the inbox."""
        if group is None:
            return None
        if isinstance(group, int):
            return next((each.name for each in self.groups if each.number == group), None)
        found = self.find_groups(group)
        return found[0] if len(found) == 1 else group

    def _units_by(self, way: str, typed: str, *, letters: bool, parts: bool) -> tuple[str, ...]:
        if (way, typed) not in self._seen:
            if len(self._seen) > 4096:
                self._seen.clear()
            places = self._units.strict(typed, letters=letters, parts=parts)
            self._seen[way, typed] = tuple(self.units[place][0] for place in places)
        return self._seen[way, typed]


def names_of(board: Board) -> Names:
    """The names that a board knows: its groups and units, the office's persons, and those who have tasks."""
    office = board.office
    persons = dict.fromkeys([*office.persons, *(task.person for task in board.tasks.values() if task.person)])
    return Names(board.groups, board.units.values(), persons, office=office.office or OFFICE, district=office.district)


def _rows(given: Iterable[Any]) -> Iterable[Any]:
    return given.items() if isinstance(given, Mapping) else given


def _group(given: Any, place: int) -> Group:
    if isinstance(given, str):
        return Group(place, given)
    if isinstance(given, Mapping):
        return Group(int(given.get("number", place)), str(given["name"]))
    if isinstance(given, Sequence):
        number, name = (given[0], given[1]) if isinstance(given[0], int) else (given[1], given[0])
        return Group(int(number), str(name))
    return Group(int(given.number), str(given.name))


def _spellings(given: Any) -> tuple[str, ...]:
    """Name and aliases of whatever holds them."""
    if isinstance(given, str):
        return (given,)
    if isinstance(given, Mapping):
        return (str(given["name"]), *map(str, given.get("aliases") or ()))
    if hasattr(given, "name"):
        return (str(given.name), *map(str, getattr(given, "aliases", None) or ()))
    name, *rest = given
    aliases = rest[0] if rest and not isinstance(rest[0], str) else rest
    return (str(name), *map(str, aliases))


def matching(typed: str, names: Iterable[Named], *, district: str = "") -> list[int]:
    """The ids whose name or alias fits `typed`, the best first; the given order decides among equals.

    Whole, beginning, part, characters in their order; Latin letters also fit as full pinyin or initials:
    whole, beginning, part. Nothing typed fits everything. A district in front of what was typed is no part of a name.
    """
    wanted = folded(typed)
    prefixes = [prefix for prefix in (folded(district), _DISTRICT_SHORT) if prefix and prefix != wanted]
    forms = [wanted, *(wanted.removeprefix(prefix) for prefix in prefixes if wanted.startswith(prefix))]
    letters = wanted.isascii() and any(map(str.isalpha, wanted))
    ranked = [
        (min(_rank(form, folded(spelling), letters=letters) for form in forms for spelling in (name, *aliases)), key)
        for key, name, aliases in names
    ]
    return [key for rank, key in sorted(ranked, key=lambda pair: pair[0]) if rank < _NONE]


_NONE = 99


def _rank(typed: str, name: str, *, letters: bool) -> int:
    ranks = [_rank_in(typed, name)]
    if letters and not name.isascii():
        ranks += [_rank_in(typed, spelling, loosely=False) + 1 for spelling in reversed(pinyin.spell(name))]
        if min(ranks) >= _NONE and any(
            pinyin.spelled(typed, name, whole=False, short=short) for short in (True, False)
        ):
            ranks.append(_OTHER_READING)
    return min(ranks)


_OTHER_READING = 3


def _rank_in(typed: str, name: str, *, loosely: bool = True) -> int:
    if typed == name:
        return 0
    if name.startswith(typed):
        return 2
    if typed in name:
        return 4
    if not loosely:
        return _NONE
    place = 0
    for char in typed:
        place = name.find(char, place) + 1
        if not place:
            return _NONE
    return 6
