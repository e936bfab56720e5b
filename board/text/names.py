"""Finding a name by what was typed of it: whole, its beginning, a part, or its characters in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from board.text import clean

Named = tuple[int, str, Sequence[str]]
"""(id, name, aliases)"""


def matching(typed: str, names: Iterable[Named], *, district: str = "") -> list[int]:
    """The ids whose name or alias fits `typed`, the best first; the given order decides among equals.

    Nothing typed fits everything. A district in front of what was typed is no part of a name.
    """
    wanted = clean.one_line(typed).casefold()
    prefixes = [prefix for prefix in (district.casefold(), "\u533a") if prefix and prefix != wanted]
    forms = [wanted, *(wanted.removeprefix(prefix) for prefix in prefixes if wanted.startswith(prefix))]
    ranked = [
        (min(_rank(form, spelling.casefold()) for form in forms for spelling in (name, *aliases)), key)
        for key, name, aliases in names
    ]
    return [key for rank, key in sorted(ranked, key=lambda pair: pair[0]) if rank < _NONE]


_NONE = 9


def _rank(typed: str, name: str) -> int:
    if typed == name:
        return 0
    if name.startswith(typed):
        return 1
    if typed in name:
        return 2
    place = 0
    for char in typed:
        place = name.find(char, place) + 1
        if not place:
            return _NONE
    return 3
