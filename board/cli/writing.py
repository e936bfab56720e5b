"""The commands that change a task: add, move, assign, due, note, urge, void, restore, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from board import commands
from board.cli.lookup import (
    find_group,
    find_kind,
    find_known_unit,
    find_open_ended,
    find_priority,
    find_stage,
    unit_or_new,
)
from board.cli.output import out
from board.cli.parsing import NUMBER, Spec, argument, flag, option
from board.cli.reading import known_task
from board.cli.session import IntentOn, Session
from board.cli.typed import Due, as_title, read_due, read_entry, say_read, units_to_make
from board.commands import Actor
from board.errors import Refused, UsageError
from board.messages import words
from board.model import rules
from board.model.board import Board
from board.model.history import steps
from board.model.ports import Intent
from board.model.task import OpenEnded, Stage, Task
from board.text import clean

if TYPE_CHECKING:
    from board.text.deadlines import Deadline
    from board.text.quick_entry import Doubt

_AS_ASKED = frozenset({"already_there", "already_due", "nothing_to_do"})
"""The board is as it was asked to be: nothing was refused."""


def add(
    session: Session,
    *,
    text: str,
    literal: bool,
    group: str | None,
    unit: str | None,
    person: str,
    due: str | None,
    kind: str | None,
    co_units: tuple[str, ...],
    lead_unit: str | None,
    leader: str,
    tags: tuple[str, ...],
    priority: str | None,
    new_unit: bool,
) -> None:
    """Add one task, as the line says it, and print its number; an option beats what the line says."""
    now = session.clock()
    given = read_due(due, now)
    said: list[tuple[Deadline | None, tuple[Doubt, ...]]] = []
    titles: list[str] = []

    def intent_on(board: Board, actor: Actor) -> Intent:
        new = units_to_make(board, text, now) if new_unit and not literal else []
        entry, doubts = as_title(text) if literal else read_entry(board, text, now, new_units=new)
        said.append((entry.due if due is None else given.read, doubts))
        fields = commands.entry_fields(board, entry, new)
        titles.append(entry.title)

        def unit_of(name: str) -> int | str:
            return unit_or_new(session, board, name, new=new_unit)

        if group is not None:
            fields["group"] = find_group(session, board, group)
        if unit is not None:
            fields["unit"] = unit_of(unit)
        if lead_unit is not None:
            fields["lead_unit"] = unit_of(lead_unit)
        if co_units:
            fields["co_units"] = tuple(dict.fromkeys(map(unit_of, co_units)))
        if due is not None:
            fields |= {"due": given.due, "due_words": given.words, "open_ended": given.open_ended}
        if kind is not None:
            fields["kind"] = find_kind(session, kind)
        if priority is not None:
            fields["priority"] = find_priority(session, priority)
        fields |= {name: value for name, value in (("person", person), ("leader", leader), ("tags", tags)) if value}
        return commands.add(actor, typed=text, **fields)

    committed = session.act(intent_on)
    no = next(op.id for op in committed.change.ops if op.entity == "task")
    out(str(no))
    session.say("cli.done_add", no=no, title=committed.board.tasks[no].title)
    if clean.is_cut(titles[-1]):
        session.say("cli.title_cut", no=no)
    for read, doubts in said[-1:]:
        say_read(session, read, doubts)


def move(
    session: Session,
    *,
    number: int,
    stage: str,
    reason: str,
    due: str | None,
    verifier: str,
    verifier_unit: str | None,
) -> None:
    """Move a task to a stage."""
    deadline = read_due(due, session.clock())

    def intent_on(board: Board, actor: Actor) -> Intent:
        task = known_task(board, number)
        to = find_stage(session, board, stage, task.kind)
        _check_used(task, to, {"--reason": reason, "--due": due, "--verifier": verifier or verifier_unit})
        return commands.move(
            actor,
            number,
            to,
            reason=reason,
            due=deadline.due,
            due_words=deadline.words,
            verifier=verifier,
            verifier_unit=None if verifier_unit is None else find_known_unit(session, board, verifier_unit),
        )

    task = _changed(session, number, intent_on)
    if task is not None and session.board is not None:
        word = words.stage_word(session.messages, session.board.office, task.kind, task.stage)
        session.say("cli.done_move", no=number, stage=word)


def _check_used(task: Task, to: Stage, given: dict[str, str | None]) -> None:
    """What is said with a move that has no place for it is not dropped in silence."""
    used = set()
    if rules.is_return(task.stage, to) or to is Stage.CLOSED:
        used.add("--reason")
    if rules.is_rebound(task.stage, to):
        used |= {"--reason", "--due"}
    if to is Stage.CLOSED:
        used.add("--verifier")
    for name, value in given.items():
        if value and name not in used and task.stage is not to:
            raise UsageError("not_used_by_move", option=name, no=task.no)


def assign(session: Session, *, number: int, unit: str, person: str | None, new_unit: bool) -> None:
    """Give a task to a responsible unit."""

    def intent_on(board: Board, actor: Actor) -> Intent:
        known_task(board, number)
        return commands.assign(actor, number, unit_or_new(session, board, unit, new=new_unit), person=person)

    task = _changed(session, number, intent_on)
    if task is not None and session.board is not None:
        session.say("cli.done_assign", no=number, unit=session.board.unit_name(task.unit))


def due(session: Session, *, number: int, date: str | None, reason: str, none: str | None) -> None:
    """Set, move or clear a deadline."""
    open_ended: OpenEnded | None = None if none is None else find_open_ended(session, none)
    clears = date is not None and date.strip().lower() in session.input_words("cli.none_words")
    if date is None and none is None:
        raise UsageError("due_needs_date")
    if none is not None and date is not None and not clears:
        raise UsageError("due_and_none")
    deadline = Due() if clears else read_due(date, session.clock())

    task = _changed(
        session,
        number,
        lambda _board, actor: commands.set_deadline(
            actor,
            number,
            deadline.due,
            words=deadline.words,
            reason=reason,
            open_ended=open_ended or deadline.open_ended,
        ),
    )
    if task is not None:
        said = session.messages(f"lamp.{task.open_ended}") if task.open_ended else ""
        session.say("cli.done_due", no=number, due=said or words.due_words(session.messages, task.due))
        if deadline.read is not None and (deadline.read.rolled_year or deadline.read.provisional):
            say_read(session, deadline.read, ())


def note(session: Session, *, number: int, text: str) -> None:
    """Write a progress note on a task."""
    if _changed(session, number, lambda _board, actor: commands.note(actor, number, text)):
        session.say("cli.done_note", no=number)


def urge(session: Session, *, number: int, text: str | None) -> None:
    """Record that the responsible unit was reminded."""
    task = _changed(session, number, lambda _board, actor: commands.urge(actor, number, text or ""))
    if task is not None and session.board is not None:
        count = len(session.board.count_ids("urge", number))
        session.say("cli.done_urge", no=number, unit=session.board.unit_name(task.unit), count=count)


def void(session: Session, *, number: int, reason: str) -> None:
    """Set a task aside."""
    if _changed(session, number, lambda _board, actor: commands.void(actor, number, reason=reason)):
        session.say("cli.done_void", no=number)


def restore(session: Session, *, number: int) -> None:
    """Bring a void task back."""
    if _changed(session, number, lambda _board, actor: commands.restore(actor, number)):
        session.say("cli.done_restore", no=number)


def undo(session: Session) -> None:
    """Take back this person's last change."""
    with session.writing() as store:
        session.board = store.load()
        own = steps(store.changes(), session.who)
        if not own.done:
            raise Refused("nothing_to_undo", who=session.who)
        change = own.done[-1]
        session.commit(store, lambda _board, actor: commands.undo(actor, change))
    numbers = [f"#{op.id}" for op in change.ops if op.entity == "task"]
    action = session.messages.get(f"action.{change.action}") or change.action
    session.say("cli.done_undo", action=action, seq=change.seq, numbers=" ".join(dict.fromkeys(numbers[:8])))


def _changed(session: Session, number: int, intent_on: IntentOn) -> Task | None:
    """The task after the change; None, and a word about it, when the board already was as asked."""
    try:
        committed = session.act(intent_on)
    except Refused as error:
        if error.code not in _AS_ASKED:
            raise
        session.say_kept(error)
        return None
    return committed.board.tasks[number]


_NEW_UNIT = flag("--new-unit")
_PERSON = option("--person")
_REASON = option("--reason", default="")

SPECS = (
    Spec(
        "add",
        add,
        (
            argument("text"),
            flag("--literal"),
            option("--group"),
            option("--unit"),
            option("--person", default=""),
            option("--due"),
            option("--kind"),
            option("--co-unit", "co_units", multiple=True),
            option("--lead-unit"),
            option("--leader", default=""),
            option("--tag", "tags", multiple=True),
            option("--priority"),
            _NEW_UNIT,
        ),
    ),
    Spec(
        "move",
        move,
        (
            argument("number", type=NUMBER),
            argument("stage"),
            _REASON,
            option("--due"),
            option("--verifier", default=""),
            option("--verifier-unit"),
        ),
    ),
    Spec("assign", assign, (argument("number", type=NUMBER), argument("unit"), _PERSON, _NEW_UNIT)),
    Spec(
        "due",
        due,
        (argument("number", type=NUMBER), argument("date", required=False), _REASON, option("--none")),
    ),
    Spec("note", note, (argument("number", type=NUMBER), argument("text"))),
    Spec("urge", urge, (argument("number", type=NUMBER), argument("text", required=False))),
    Spec("void", void, (argument("number", type=NUMBER), _REASON)),
    Spec("restore", restore, (argument("number", type=NUMBER),)),
    Spec("undo", undo, ()),
)
