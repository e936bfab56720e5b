"""A whole ledger taken over in one change, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from board.commands.core import Actor, Draft, LongDraft, intent
from board.commands.import_plan import Outcome, PlannedRow, Planner
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import DONE, Stage, Task
from board.text import clean

if TYPE_CHECKING:
    from board.text.ledger.rows import LedgerRow


_STEP = 250


@intent
def import_rows(
    board: Board,
    actor: Actor,
    rows: Collection[LedgerRow],
    *,
    reason: str,
    progress: Callable[[int], None] | None = None,
) -> Change:
    """Add and change tasks as a ledger tells, and make the units that it names, in one change.

    What it tells has happened elsewhere, so past deadlines are taken over, and what is closed needs no verifier:
    `reason` (导入) stands for one. See `import_plan` for what becomes of a row. `progress` is called now and then with
    the number of rows that are done.

    Raises:
        Refused: `nothing_to_do`, when the board says all of it already.
    """
    draft = LongDraft(board, actor)
    planner = Planner(board)
    said = clean.one_line(reason)
    for done, row in enumerate(_numbered_first(board, rows)):
        if progress is not None and done % _STEP == 0:
            progress(done)
        planned = planner.row(row)
        if planned.outcome is Outcome.ADD and row.own is not None:
            _restore(draft, planned, _with_units(draft, planned))
        elif planned.outcome is Outcome.ADD:
            _add(draft, planned, _with_units(draft, planned), said)
        elif planned.outcome is Outcome.CHANGE and planned.no is not None:
            _change(draft, board.tasks[planned.no], _with_units(draft, planned), planned, said)
        draft.settle()
    return draft.change("import")


def _numbered_first(board: Board, rows: Collection[LedgerRow]) -> Iterable[LedgerRow]:
    """Rows that bring a number which this board has never given come first, in its order: new tasks keep it."""
    if all(row.no is None for row in rows):
        return rows  # as in every ledger but our own; packed ones are not all unpacked at once
    free = board.next_id("task")
    return sorted(rows, key=lambda row: (row.no is None or row.no < free, row.no or 0))


def _with_units(draft: Draft, planned: PlannedRow) -> dict[str, Any]:
    """The fields of a planned row with units by id; a unit that nobody has yet is made."""
    fields = dict(planned.wanted)
    for name in ("unit", "lead_unit", "verifier_unit"):
        if isinstance(fields.get(name), str):
            fields[name] = _made(draft, fields[name])
    if "co_units" in fields:
        fields["co_units"] = tuple(_made(draft, each) if isinstance(each, str) else each for each in fields["co_units"])
    return fields


def _made(draft: Draft, name: str) -> int:
    if name not in draft.made:
        draft.made[name] = draft.add("unit", name=name)
    return draft.made[name]


def _restore(draft: Draft, planned: PlannedRow, fields: dict[str, Any]) -> None:
    """A task as our own export tells it, with everything that happened to it."""
    if fields["unit"] is None and fields["stage"] is not Stage.UNCLAIMED:
        fields["stage"] = None
    told = {name: value for name, value in fields.items() if value not in ("", ()) and value is not Stage.UNCLAIMED}
    no = draft.add_numbered(planned.row.no, **told)
    _entries(draft, no, planned)


def _entries(draft: Draft, no: int, planned: PlannedRow) -> None:
    actor = draft.actor
    for entity, entry in planned.entries:
        told = {name: clean.lines(value) if isinstance(value, str) else value for name, value in entry.items()}
        if entity != "item":
            told |= {"when": entry.get("when") or actor.when, "who": entry.get("who") or actor.who}
        draft.add(entity, task=no, **told)


def _add(draft: Draft, planned: PlannedRow, fields: dict[str, Any], reason: str) -> None:
    actor = draft.actor
    was, due = fields.pop("original_due"), fields["due"]
    stage = fields.pop("stage") or (Stage.UNCLAIMED if fields["unit"] is None else Stage.UNDERWAY)
    if not due and was:
        was = was if fields["open_ended"] else None
    no = draft.add(
        "task",
        **{name: value for name, value in fields.items() if value not in ("", ())},
        stage=None if stage is Stage.UNCLAIMED else stage,
        original_due=was or due,
        **_reached(draft, planned, stage, reason),
        created_at=actor.when,
        created_by=actor.who,
    )
    if was and was != due:
        _extend(draft, no, was, fields, reason)
    _note(draft, no, planned.note)


def _change(draft: Draft, task: Task, fields: dict[str, Any], planned: PlannedRow, reason: str) -> None:
    due = fields.get("due")
    if "open_ended" in fields and due is None and task.due is not None:
        fields["due"] = None
    if "due" in fields and rules.is_extension(task, due):
        _extend(draft, task.no, task.due or "", fields, reason)
    if due is not None:
        fields["open_ended"] = None
        fields["original_due"] = task.original_due or due
    if "unit" in fields and task.stage is Stage.UNCLAIMED:
        fields.setdefault("stage", Stage.UNDERWAY)
    if "co_units" in fields:
        unit = fields.get("unit", task.unit)
        fields["co_units"] = tuple(each for each in fields["co_units"] if each != unit)
    if "stage" in fields:
        fields |= _reached(draft, planned, fields["stage"], reason, task)
    draft.follow("task", task.no, **fields)
    _note(draft, task.no, planned.note)
    _entries(draft, task.no, planned)


def _reached(draft: Draft, planned: PlannedRow, stage: Stage, reason: str, task: Task | None = None) -> dict[str, Any]:
    """What stands on a task beside its stage: when it was met and closed, as far as the ledger says."""
    if stage not in DONE:
        return {}
    done = planned.row.done_on
    when = f"{done.isoformat()}T00:00:00" if done is not None else None
    found: dict[str, Any] = {"met_at": (task.met_at if task is not None else None) or when}
    if stage is Stage.CONSOLIDATING:
        days = draft.board.office.consolidation_days
        found["consolidate_until"] = rules.consolidation_end(done or draft.actor.now.date(), days)
    if stage is Stage.CLOSED:
        found |= {"closed_at": when or draft.actor.when, "close_reason": reason}
    return found


def _extend(draft: Draft, no: int, was: str, fields: dict[str, Any], reason: str) -> None:
    """The old deadline stays on the task, as the extension that the ledger tells."""
    when, who, words = draft.actor.when, draft.actor.who, fields.get("due_words") or None
    draft.add(
        "extension", task=no, was=was, to=fields.get("due"), reason=reason, when=when, who=who, words=words
    )  # fmt: skip


def _note(draft: Draft, no: int, text: str) -> None:
    if text.strip():
        draft.add("note", task=no, text=text, when=draft.actor.when, who=draft.actor.who)
