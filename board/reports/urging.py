"""催办: the text that is sent to a unit, made from its tasks, ready to be pasted into a chat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from board.messages import Messages, words
from board.model.board import Board
from board.model.lamps import Lamp, lamp_of
from board.model.task import Task, due_date


def urge_texts(messages: Messages, board: Board, tasks: Iterable[Task], now: datetime) -> dict[int | None, str]:
    """One text for each responsible unit (by its id) of `tasks`, in the order in which they come.

    One task is told in full; several of one unit become a numbered list.
    """
    by_unit: dict[int | None, list[Task]] = {}
    for task in tasks:
        by_unit.setdefault(task.unit, []).append(task)
    return {unit: _text(messages, board, unit, own, now) for unit, own in by_unit.items()}


def _text(messages: Messages, board: Board, unit: int | None, tasks: list[Task], now: datetime) -> str:
    name = board.unit_name(unit)
    if len(tasks) == 1:
        task = tasks[0]
        whom = messages("urge.unit_person", unit=name, person=task.person) if task.person else ""
        lines = [
            messages("urge.head", no=task.no, title=task.title),
            whom or messages("urge.unit", unit=name),
            messages("urge.due", due=_due(messages, board, task, now)),
        ]
        count = len(board.count_ids("urge", task.no))
        if count:
            lines.append(messages("urge.again", count=count + 1))
    else:
        lines = [messages("urge.head_many", unit=name, count=len(tasks))]
        lines += [_item(messages, board, place, task, now) for place, task in enumerate(tasks, 1)]
    undated = all(task.due is None for task in tasks)
    lines.append(messages("urge.ask_deadline" if undated else "urge.ask"))
    office = board.office
    lines.append(messages("urge.from", office=f"{office.district}{office.office}", day=now.date().isoformat()))
    return "\n".join(lines)


def _item(messages: Messages, board: Board, place: int, task: Task, now: datetime) -> str:
    code = "urge.item_open" if task.due is None else "urge.item"
    return messages(code, place=place, no=task.no, title=task.title, due=_due(messages, board, task, now, full=False))


def _due(messages: Messages, board: Board, task: Task, now: datetime, *, full: bool = True) -> str:
    """The deadline, how it stands, and how often it was put off: `2026-11-20 周五（含当日），逾3天，已延期2次`."""
    office = board.office
    lamp = words.lamp_word(messages, task, now, office.yellow_days, office)
    said = lamp
    if task.due is not None:
        said = words.due_words(messages, task.due) if full else words.day_words(messages, due_date(task.due))
        if lamp_of(task, now, office.yellow_days) is not Lamp.GREEN:  # a green lamp says the date itself
            said = messages("urge.lamp", due=said, lamp=lamp)
    count = len(board.count_ids("extension", task.no))
    return messages("urge.extended", due=said, count=count) if count else said
