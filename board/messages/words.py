"""The domain's words for what the model holds as codes: kinds, stages, lamps, dates, and refusals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from board.errors import BoardError
from board.messages import Messages
from board.model.board import Board
from board.model.entities import Office
from board.model.lamps import Lamp, lamp_of
from board.model.task import Kind, Stage, Task, days_late, due_date, due_key, minute_key


def stage_word(messages: Messages, office: Office, kind: str, stage: str) -> str:
    """What this board calls a stage of this kind; the words are template data."""
    words = office.stage_words.get(kind, {}).get(stage, {})
    return words.get(messages.lang) or words.get("zh") or messages(f"stage.{stage}")


def stage_head(messages: Messages, office: Office, stage: Stage) -> str:
    """The head of a stage column, where kinds with different words stand together (整治/推进)."""
    kinds = (Kind.PROBLEM, Kind.ASSIGNMENT)
    return "/".join(dict.fromkeys(stage_word(messages, office, kind, stage) for kind in kinds))


def all_stage_words(office: Office) -> dict[str, Stage]:
    """Every word of every language for a stage, and its code → the stage, in lower case."""
    found: dict[str, Stage] = {stage.value: stage for stage in Stage}
    for stages in office.stage_words.values():
        for code, words in stages.items():
            for word in words.values():
                found.setdefault(word.lower(), Stage(code))
    return found


def all_kind_words(messages: Messages) -> dict[str, Kind]:
    """The word of this language for each kind, in lower case → the kind."""
    return {messages(f"kind.{kind}").lower(): kind for kind in Kind}


def lamp_word(messages: Messages, task: Task, now: datetime, yellow_days: int, office: Office) -> str:
    """The word on a task's lamp: 逾3天, 今日, 剩2天, 12-04, 达标, 逾2天达标, 待定 …"""
    if task.void_reason:
        return messages("lamp.void")
    lamp = lamp_of(task, now, yellow_days)
    if lamp is Lamp.GREY:
        late = days_late(task)
        word = stage_word(messages, office, task.kind, task.stage)
        return messages("lamp.met_late", days=late, stage=word) if late else word
    if task.due is None:
        return messages(f"lamp.{task.open_ended}") if task.open_ended else messages("lamp.none")
    days = (due_date(task.due) - now.date()).days
    clock = task.due[11:]
    if lamp is Lamp.RED:
        return messages("lamp.overdue", days=-days) if days else messages("lamp.passed_today")
    if lamp is Lamp.ORANGE:
        return messages("lamp.today_at", clock=clock) if clock else messages("lamp.today")
    if lamp is Lamp.YELLOW:
        return messages("lamp.left", days=days)
    day = due_date(task.due)
    return day.strftime("%m-%d") if day.year == now.year else day.strftime("%Y-%m-%d")


def day_words(messages: Messages, day: date) -> str:
    """A date with its day of the week: 2026-12-04 周五."""
    return f"{day.isoformat()} {messages(f'weekday.{day.weekday()}')}"


def short_day(messages: Messages, day: date, year: int) -> str:
    """The same without the year, where it is this `year`: 12-04 周五."""
    shown = day.strftime("%m-%d") if day.year == year else day.isoformat()
    return f"{shown} {messages(f'weekday.{day.weekday()}')}"


def due_words(messages: Messages, due: str | None) -> str:
    """A deadline in full: its date, weekday and clock time; a whole day says that it includes that day."""
    if due is None:
        return messages("lamp.none")
    day = day_words(messages, due_date(due))
    return f"{day} {due[11:]}" if len(due) > 10 else messages("due.whole_day", day=day)


class Understood(Protocol):
    """A deadline phrase as it was read; `board.text.deadlines.Deadline` is one."""

    @property
    def date(self) -> date:
        """Its day."""

    @property
    def due(self) -> str:
        """As a task keeps it."""

    @property
    def provisional(self) -> bool:
        """It counts workdays of a year whose holidays are not published."""

    @property
    def rolled_year(self) -> bool:
        """The next year's day was taken because this year's is over."""

    @property
    def is_rest_day(self) -> bool:
        """The day is a holiday or a free weekend."""


def deadline_words(messages: Messages, deadline: Understood) -> str:
    """How a phrase was understood, with what the secretary should look at: a day off, another year, a guess."""
    said = due_words(messages, deadline.due)
    hints = [
        messages("deadline.rolled_year", year=deadline.date.year) if deadline.rolled_year else "",
        messages("deadline.rest_day") if deadline.is_rest_day else "",
        messages("deadline.provisional") if deadline.provisional else "",
    ]
    told = messages("deadline.and").join(filter(None, hints))
    return messages("deadline.hints", said=said, hints=told) if told else said


def has_passed(due: str, now: datetime) -> bool:
    """Whether a deadline has passed at `now`."""
    return due_key(due) <= minute_key(now)


def error_words(messages: Messages, error: BoardError, board: Board | None, surface: str) -> tuple[str, str]:
    """What failed and why, and what to do about it ("" where nothing can be said), each one line.

    `surface` is `desk` or `cli`: the same remedy is a key on the one and a command on the other.
    """
    params = _worded(messages, error.params, board)
    said = messages.get(f"error.{error.code}", **params)
    remedy = messages.get(f"remedy.{error.code}.{surface}", **params) or messages.get(f"remedy.{error.code}", **params)
    return (said if said is not None else messages("error.unexpected", detail=str(error)), remedy or "")


def _worded(messages: Messages, params: dict[str, Any], board: Board | None) -> dict[str, Any]:
    office = board.office if board is not None else Office()
    kind = params.get("kind", Kind.ASSIGNMENT)
    worded = dict(params)
    for name, value in params.items():
        if name == "kind":
            worded[name] = messages(f"kind.{value}")
        elif name in ("stage", "to", "next") and value in list(Stage):
            worded[name] = stage_word(messages, office, kind, value)
        elif name in ("unit", "lead_unit", "verifier_unit") and isinstance(value, int) and board is not None:
            worded[name] = board.unit_name(value)
        elif name == "card":
            worded[name] = messages(f"card.{value}")
        elif name in ("due", "was", "to") and (value is None or isinstance(value, str)):
            worded[name] = due_words(messages, value)
        elif name == "detail" and messages.get(f"detail.{value}"):
            worded[name] = messages(f"detail.{value}")
        elif name == "candidates":
            worded[name] = messages("entry.candidates", names=messages("value.and").join(value)) if value else ""
        elif name == "field":
            worded[name] = messages.get(f"field.{value}") or value
        elif name in ("shown", "theirs", "yours"):
            worded[name] = value_words(messages, board, params.get("field", ""), value, kind)
    return worded


def value_words(messages: Messages, board: Board | None, field: str, value: Any, kind: str = Kind.ASSIGNMENT) -> str:
    """A field's plain value as people read it: units by name, stages by word, nothing as 空."""
    if value is None or value in ("", [], ()):
        return messages("value.empty")
    if board is not None and field in ("unit", "lead_unit", "verifier_unit"):
        return board.unit_name(value)
    if board is not None and field == "co_units":
        return messages("value.and").join(board.unit_name(unit) for unit in value)
    if field == "group" and board is not None:
        group = board.group(value)
        return group.name if group else str(value)
    if field == "stage":
        return stage_word(messages, board.office if board is not None else Office(), kind, value)
    if field in ("kind", "priority"):
        return messages(f"{field}.{value}")
    if field == "open_ended":
        return messages(f"lamp.{value}")
    if field in ("due", "original_due"):
        return due_words(messages, value)
    if isinstance(value, bool):
        return messages("value.yes") if value else messages("value.no")
    if isinstance(value, list | tuple) and isinstance(value[0], dict):
        return messages("value.count", count=len(value))
    if isinstance(value, list | tuple):
        return messages("value.and").join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e5 else f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
