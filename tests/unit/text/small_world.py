"""A small board of invented names, a Monday morning, and what a reading says in short."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.text.quick_entry import Entry, EntryError, Names, parse_entry

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday."""
NAMES = Names(
    groups=[(1, "绿化"), (2, "治水"), (3, "治路"), (4, "治脏")],
    units=[
        ("城管局", ["城市管理局"]),
        ("交通局", ["交通运输局"]),
        ("教体局", ["教育体育局"]),
        ("园林绿化中心", []),
        ("长江路街道", ["长江路街道办事处", "长江路办事处"]),
        ("女子医院", ["女医"]),
        ("A3产业园管委会", []),
        ("落实办", []),
    ],
    persons=["李科长", "王主任", "万主任", "Anna"],
)


def said(text: str, group: str | int | None = None) -> dict[str, Any] | tuple[str, ...]:
    """What one line is read as, without what it does not say; or the kind of error, where, and the candidates."""
    try:
        return shown(parse_entry(text, NOW, NAMES, group))
    except EntryError as error:
        return (error.kind, error.at, *error.candidates)


def shown(entry: Entry) -> dict[str, Any]:
    """The fields of an entry that say something."""
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    fields["due"] = entry.due.due if entry.due else None
    return {name: value for name, value in fields.items() if value not in (None, [])}
