"""What an import would do, row by row, on the board as it is: shown before it is done, and done as it was shown.

A row is matched by its number, else by its title and unit. What the ledger does not say stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from board.commands.units import find_unit
from board.model import rules
from board.model.board import Board
from board.model.task import DONE, STAGES, Stage, Task
from board.text import clean
from board.text.ledger.grid import squeezed

if TYPE_CHECKING:
    from board.text.ledger.rows import LedgerRow, OwnTask

UNIT_CELLS = 60
_line = lru_cache(maxsize=4096)(clean.one_line)
"""Names come again and again."""
_TEXTS = ("leader", "person", "area", "category")
_LONG = ("source",)
_OWN_TEXTS = ("close_reason", "void_reason", "verifier", "created_by")
_OWN_LONG = ("goal", "standard", "duty", "reward")
_OWN_KEPT = ("original_due", "priority", "tags", "met_at", "consolidate_until", "closed_at", "created_at", "quoted")
_OF_THE_BOARD = frozenset(
    (*_OWN_TEXTS, "met_at", "consolidate_until", "closed_at", "created_at", "quoted", "verifier_unit")
)
"""What only a new task takes over from our own export: of one that is here the board knows better."""


class Outcome(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    """The board says it already."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the ledger and what becomes of it."""

    row: LedgerRow
    outcome: Outcome
    no: int | None = None
    """The task that it is about; None for a new one."""
    wanted: dict[str, Any] = field(default_factory=dict)
    """Field → value, units by id or, those that nobody has yet, by name; for a change only what differs."""
    note: str = ""
    """What is written on the task beside its fields."""
    entries: tuple[tuple[str, dict[str, Any]], ...] = ()
    """What our own export tells beside: (entity, fields), only what is not there yet."""
    remark: str = ""
    """Why it is refused, or what of it is not taken over: a code."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of an import with what becomes of each, and the units that it makes."""

    rows: tuple[PlannedRow, ...]
    new_units: tuple[str, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def plan_import(board: Board, rows: Iterable[LedgerRow]) -> Plan:
    """What importing `rows` would do on this board."""
    planner = Planner(board)
    planned = tuple(planner.row(row) for row in rows)
    return Plan(planned, tuple(planner.new_units))


class Planner:
    """Plans row by row. Looks up names once, and gives every task of the board to one row at most."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._units: dict[str, int | str] = {}
        self._groups = {squeezed(group.name): group.id for group in board.groups}
        self._by_title: dict[str, list[int]] = {}
        for no, task in board.tasks.items():
            if not task.void_reason:
                self._by_title.setdefault(squeezed(task.title), []).append(no)
        self._taken: set[int] = set()
        self.new_units: dict[str, None] = {}
        """Units that nobody has yet, in the order in which they are named."""

    def row(self, row: LedgerRow) -> PlannedRow:
        """What becomes of one row."""
        title = clean.one_line(row.title)
        if not title:
            return PlannedRow(row, Outcome.REFUSE, remark="no_title")
        wanted = self._wanted(row, title)
        note = clean.lines("\n".join([*row.notes, row.title] if clean.is_cut(row.title) else row.notes))
        entries: tuple[tuple[str, dict[str, Any]], ...] = ()
        if row.own is not None:
            wanted, note, entries = wanted | self._own(row.own), "", row.own.entries
        task = self._match(row, title, wanted["unit"])
        if task is None:
            return PlannedRow(row, Outcome.ADD, wanted=wanted, note=note, entries=entries)
        self._taken.add(task.no)
        if task.void_reason:
            return PlannedRow(row, Outcome.REFUSE, task.no, remark="task_void")
        changed, remark = _differing(task, wanted, row)
        known = {squeezed(each.text) for each in self._board.notes(task.no)}
        note = "" if squeezed(note) in known else note
        entries = tuple(self._missing(task.no, entries))
        outcome = Outcome.CHANGE if changed or note or entries else Outcome.SAME
        return PlannedRow(row, outcome, task.no, changed, note, entries, remark)

    def _own(self, own: OwnTask) -> dict[str, Any]:
        """What only our own export says of a task."""
        wanted: dict[str, Any] = {name: _line(own.text(name)) for name in _OWN_TEXTS}
        wanted |= {name: clean.lines(own.text(name)) for name in _OWN_LONG}
        wanted |= {name: own.fields[name] for name in _OWN_KEPT if name in own.fields}
        return wanted | {"verifier_unit": self._unit(own.text("verifier_unit"))}

    def _missing(
        self, no: int, entries: tuple[tuple[str, dict[str, Any]], ...]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """The notes and checklist lines that somebody wrote into the file: what happened is not written there."""
        known = {squeezed(each.text) for entity in ("note", "item") for each in self._board.entries(entity, no)}
        for entity, fields in entries:
            if entity in ("note", "item") and squeezed(fields["text"]) not in known:
                yield entity, fields

    def _match(self, row: LedgerRow, title: str, unit: int | str | None) -> Task | None:
        number = row.no or _number_in(row.code)
        task = None if number is None else self._board.tasks.get(number)
        if task is not None and task.no not in self._taken and _is_same(task, row, title):
            return task
        free = [no for no in self._by_title.get(squeezed(title), ()) if no not in self._taken]
        tasks = [self._board.tasks[no] for no in free]
        same = next((task for task in tasks if task.unit == unit), None)
        if same is not None or len(tasks) != 1:
            return same
        return tasks[0] if unit is None or tasks[0].unit is None else None

    def _unit(self, name: str | None) -> int | str | None:
        clear = _line(name or "", UNIT_CELLS)
        if not clear:
            return None
        found = self._units.get(clear)
        if found is None:
            found = find_unit(self._board, clear)
            found = clear if found is None else found
            self._units[clear] = found
            if isinstance(found, str):
                self.new_units[found] = None
        return found

    def _wanted(self, row: LedgerRow, title: str) -> dict[str, Any]:
        """What a row says, as a task keeps it; None and "" where it says nothing."""
        unit = self._unit(row.unit)
        helpers = (self._unit(name) for name in row.co_units)
        wanted: dict[str, Any] = {
            "title": title,
            "kind": row.kind,
            "stage": row.stage,
            "unit": unit,
            "lead_unit": self._unit(row.lead_unit),
            "co_units": tuple(dict.fromkeys(each for each in helpers if each is not None and each != unit)),
            "due": row.due,
            "due_words": _line(row.due_words or ""),
            "original_due": row.original_due,
            "open_ended": row.open_ended if row.due is None else None,
            "planned": row.planned,
            "completed": row.completed,
            "group": self._groups.get(squeezed(row.group or "")),
        }
        wanted |= {name: _line(getattr(row, name) or "") for name in _TEXTS}
        return wanted | {name: clean.lines(getattr(row, name) or "") for name in _LONG}


def _number_in(code: str | None) -> int | None:
    """The number of a task of ours as people write it, #128; any other code is an office's own."""
    text = squeezed(code or "")
    return int(text[1:]) if text[:1] == "#" and text[1:].isdecimal() and len(text) < 12 else None


def _is_same(task: Task, row: LedgerRow, title: str) -> bool:
    """Whether a number means this task: another board may have given it to another one."""
    created = row.own.text("created_at") if row.own is not None else ""
    return squeezed(_line(task.title)) == squeezed(title) or (created != "" and task.created_at[:16] == created[:16])


def _differing(task: Task, wanted: dict[str, Any], row: LedgerRow) -> tuple[dict[str, Any], str]:
    """What a row says that the task does not, and why some of it is not taken over."""
    changed: dict[str, Any] = {}
    remark = ""
    for name, value in wanted.items():
        if value in (None, "", ()) or name in ("due_words", "original_due") or (name == "kind" and not row.kind_said):
            continue
        if name in _OF_THE_BOARD or (name == "title" and squeezed(value) == squeezed(task.title)):
            continue
        if value != getattr(task, name):
            changed[name] = value
    if "stage" in changed and (
        changed["stage"] is Stage.UNCLAIMED or STAGES.index(changed["stage"]) < STAGES.index(task.stage)
    ):
        # A ledger that lags behind sends nothing back: that needs a reason of its own.
        remark = "" if changed["stage"] is Stage.UNCLAIMED else "stage_kept"
        del changed["stage"]
    if ("due" in changed or "open_ended" in changed) and task.stage in DONE:
        changed = {name: value for name, value in changed.items() if name not in ("due", "open_ended")}
        remark = remark or "due_kept"
    if "unit" in changed and rules.check_assign(task) is not None:
        del changed["unit"]
        remark = remark or "unit_kept"
    if ("due" in changed or "open_ended" in changed) and wanted["due_words"]:
        changed["due_words"] = wanted["due_words"]
    return changed, remark
