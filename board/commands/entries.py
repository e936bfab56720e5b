"""What is written on a task: progress notes, urges, and its checklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from board.commands.core import Actor, Draft, each, intent, require
from board.errors import Refused, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import DONE
from board.text import clean


@intent
def note(board: Board, actor: Actor, numbers: int | Iterable[int], text: str) -> Change:
    """进展: what was reported.

    Raises:
        UsageError: `empty_note`.
        Refused: `task_void`.
    """
    said = clean.lines(text)
    if not said.strip():
        raise UsageError("empty_note")
    draft = Draft(board, actor)
    for no in each(numbers):
        require(rules.check_live(draft.task(no)))
        draft.add("note", task=no, text=said, when=actor.when, who=actor.who)
    return draft.change("note")


@intent
def urge(board: Board, actor: Actor, numbers: int | Iterable[int], text: str | Mapping[int, str] = "") -> Change:
    """催办: the responsible unit was reminded, with this `text`, or with one for each number.

    Raises:
        Refused: `urge_done` for what is met or beyond, `urge_nobody` for a task without a unit, `task_void`.
    """
    draft = Draft(board, actor)
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        if task.stage in DONE:
            raise Refused("urge_done", no=no, kind=task.kind, stage=task.stage)
        if task.unit is None:
            raise Refused("urge_nobody", no=no)
        said = text if isinstance(text, str) else text.get(no, "")
        draft.add("urge", task=no, when=actor.when, who=actor.who, text=clean.lines(said))
    return draft.change("urge")


@intent
def add_item(board: Board, actor: Actor, numbers: int | Iterable[int], text: str) -> Change:
    """A new line on the checklist of a task, or of each of several.

    Raises:
        UsageError: `empty_item`.
        Refused: `task_void`.
    """
    said = clean.one_line(text)
    if not said:
        raise UsageError("empty_item")
    draft = Draft(board, actor)
    for no in each(numbers):
        require(rules.check_live(draft.task(no)))
        draft.add("item", task=no, text=said)
    return draft.change("add_item")


@intent
def tick_item(board: Board, actor: Actor, item: int, *, done: bool) -> Change:
    """Tick a line of a checklist, or take the tick away.

    Raises:
        UsageError: `unknown_item`.
        Refused: `task_void`, `nothing_to_do`.
    """
    draft = Draft(board, actor)
    found = board.table("item").get(item)
    if found is None:
        raise UsageError("unknown_item", id=item)
    require(rules.check_live(draft.task(found.task)))
    draft.set("item", item, done=done)
    return draft.change("tick_item")


@intent
def remove_item(board: Board, actor: Actor, item: int) -> Change:
    """Take a line off a checklist.

    Raises:
        UsageError: `unknown_item`.
        Refused: `task_void`.
    """
    draft = Draft(board, actor)
    found = board.table("item").get(item)
    if found is None:
        raise UsageError("unknown_item", id=item)
    require(rules.check_live(draft.task(found.task)))
    draft.remove("item", item)
    return draft.change("remove_item")
