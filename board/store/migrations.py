"""Boards of older versions: how the documents and the changes of one version become those of the next.

A snapshot of an older version is brought up in memory when it is read, and so are the lines behind it. The first
commit or compaction keeps a copy of the old files and writes a snapshot of our version, behind which the lines are
ours. Lines older than that stay as they were written: they are history, and are shown as they are.

With every new `snapshot.FORMAT` comes a step here, and a stored board of that version in `fixtures/boards/`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from board.errors import StoreError
from board.model.changes import Change
from board.store.segments import Scan

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table → id → document, all plain JSON data, as they stand in a snapshot."""


def _same(change: dict[str, Any]) -> dict[str, Any]:
    return change


class Step(NamedTuple):
    """From one version to the next."""

    tables: Callable[[Tables], Tables]
    change: Callable[[dict[str, Any]], dict[str, Any]] = _same
    """The same for a line of the journal; without it, a line means what it meant."""


STEPS: dict[int, Step] = {}
"""Version → the step that leaves it."""


def upgraded(tables: Tables, version: int, to: int, steps: dict[int, Step] | None = None) -> Tables:
    """The tables of a snapshot of `version`, as version `to` has them.

    Raises:
        StoreError: `damaged`, when what is there is not of that version.
    """
    for number in range(version, to):
        try:
            tables = (STEPS if steps is None else steps)[number].tables(tables)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StoreError("damaged", where=f"format {number}", detail=str(error)) from error
    return tables


def translated(scan: Scan, version: int, to: int) -> Scan:
    """The lines written behind a snapshot of `version`, as version `to` has them.

    Raises:
        StoreError: as `upgraded`.
    """
    if version >= to or all(STEPS[number].change is _same for number in range(version, to) if number in STEPS):
        return scan
    return scan._replace(lines=[line._replace(change=_changed(line.change, version, to)) for line in scan.lines])


def _changed(change: Change, version: int, to: int) -> Change:
    plain = msgspec.to_builtins(change)
    try:
        for number in range(version, to):
            plain = STEPS[number].change(plain)
        return msgspec.convert(plain, Change)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError("damaged", where=f"format {version}", detail=str(error)) from error
