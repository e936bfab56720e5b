"""A decision in one line: what the wall shows, the minutes say, and the desk's news tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from board.messages import Messages, words
from board.model.board import Board
from board.model.task import Kind, due_date
from board.reports.decided import Decision


def decision_words(
    messages: Messages, board: Board, decision: Decision, day: Callable[[Messages, str], str] | None = None
) -> str:
    """What was decided, without the task itself: `新增，交办 城管局 李某，时限 12-04 周五`.

    What people wrote stands in it as they wrote it, made one line. `day` writes the ISO days; a paper, which is read
    in another year too, gives its own.
    """
    return _Wording(messages, board, decision, day).line()


class _Wording:
    def __init__(
        self, messages: Messages, board: Board, decision: Decision, day: Callable[[Messages, str], str] | None
    ) -> None:
        self._messages = messages
        self._board = board
        self._decision = decision
        self._write_day = day
        self._params: dict[str, Any] = dict(decision.params)
        task = board.tasks.get(decision.task)
        self._kind = task.kind if task is not None else Kind.ASSIGNMENT
        self._unit = task.unit if task is not None else None

    def line(self) -> str:
        told = {
            "add": self._add,
            "assign": self._assign,
            "send": self._send,
            "due": self._due,
            "extend": self._extend,
            "move": self._move,
            "close": self._close,
            "rebound": self._rebound,
            "urge": self._urge,
            "edit": self._edit,
            "undo": self._undo,
        }.get(self._decision.what, self._plain)()
        return self._messages("decided.and").join(part for part in told if part)

    def _add(self) -> list[str]:
        unit = self._to_unit() if self._params.get("unit") is not None else self._messages("decided.nobody")
        return [self._messages("decided.add"), unit, self._helpers(), self._deadline()]

    def _assign(self) -> list[str]:
        was, unit = self._params.get("was"), self._params.get("unit")
        if was is None or was == unit:
            return [self._to_unit(), self._helpers()]
        names = {"was": self._board.unit_name(was), "unit": self._named(unit)}
        return [self._messages("decided.reassign", **names), self._helpers()]

    def _send(self) -> list[str]:
        group = self._board.group(self._params.get("group"))
        return [self._messages("decided.send", group=group.name if group else self._board.office.office)]

    def _due(self) -> list[str]:
        was, due = self._params.get("was"), self._params.get("due")
        if was and due:
            return [self._messages("decided.due_from", was=self._day(was), due=self._day(due))]
        return [self._deadline() or self._messages("decided.due", due=self._messages("lamp.none"))]

    def _extend(self) -> list[str]:
        was = self._day(self._params.get("was"))
        if self._params.get("due"):
            said = self._messages("decided.extend", was=was, due=self._day(self._params["due"]))
        else:
            said = self._messages("decided.cleared", was=was, due=self._open_ended()).strip()
        return [said, self._reason()]

    def _move(self) -> list[str]:
        stage = words.stage_word(self._messages, self._board.office, self._kind, self._params.get("stage", ""))
        until = self._params.get("until")
        shown = self._messages("decided.until", day=self._day(until)) if until else ""
        code = f"decided.move.{self._params.get('stage')}"
        return [self._messages.get(code, stage=stage) or self._messages("decided.move", stage=stage), shown]

    def _close(self) -> list[str]:
        stage = words.stage_word(self._messages, self._board.office, self._kind, "closed")
        by = f"{self._board.unit_name(self._params.get('verifier_unit'))} {self._params.get('verifier', '')}".strip()
        said = self._messages("decided.verified", verifier=by) if by else ""
        return [self._messages("decided.move", stage=stage), said, self._reason("decided.close_reason")]

    def _rebound(self) -> list[str]:
        due = self._params.get("due")
        new = self._messages("decided.new_due", due=self._day(due)) if due else ""
        return [self._messages("decided.rebound"), self._reason(), new]

    def _urge(self) -> list[str]:
        return [self._messages("decided.urge", unit=self._board.unit_name(self._unit)).strip()]

    def _edit(self) -> list[str]:
        values = self._params.get("values")
        if isinstance(values, dict) and len(values) == 1 and "item" not in values:
            [(field, value)] = values.items()
            said = words.value_words(self._messages, self._board, field, value, self._kind)
            return [self._messages("decided.edit_one", field=self._field(field), value=_one_line(said))]
        return [self._messages("decided.edit", fields=self._fields())]

    def _undo(self) -> list[str]:
        return [self._messages("decided.undo", fields=self._fields())]

    def _plain(self) -> list[str]:
        """What says no more than its reason or its text: sent back, void, restored, a note."""
        what = self._decision.what
        text = _one_line(str(self._params.get("text", "")))
        return [self._messages.get(f"decided.{what}", text=text) or what, self._reason()]

    # --- parts

    def _to_unit(self) -> str:
        return self._messages("decided.unit", unit=self._named(self._params.get("unit")))

    def _named(self, unit: Any) -> str:
        return f"{self._board.unit_name(unit)} {self._params.get('person') or ''}".strip()

    def _helpers(self) -> str:
        names = [self._board.unit_name(unit) for unit in self._params.get("co_units") or ()]
        return self._messages("decided.co_units", units=self._messages("value.and").join(names)) if names else ""

    def _deadline(self) -> str:
        due = self._params.get("due")
        said = self._day(due) if due else self._open_ended()
        return self._messages("decided.due", due=said) if said else ""

    def _open_ended(self) -> str:
        why = self._params.get("open_ended")
        return self._messages(f"lamp.{why}") if why else ""

    def _reason(self, code: str = "decided.reason") -> str:
        reason = _one_line(str(self._params.get("reason") or ""))
        return self._messages(code, reason=reason) if reason else ""

    def _day(self, due: Any) -> str:
        """`12-04 周五`, with a year that is not that of the decision, and with the clock time where it has one."""
        if not due:
            return ""
        if self._write_day is not None:
            return self._write_day(self._messages, str(due))
        shown = words.short_day(self._messages, due_date(str(due)), int(self._decision.when[:4]))
        return f"{shown} {str(due)[11:16]}".rstrip()

    def _fields(self) -> str:
        return self._messages("value.and").join(map(self._field, self._params.get("fields") or ()))

    def _field(self, name: str) -> str:
        return self._messages.get(f"field.{name}") or self._messages.get(f"entity.{name}") or name


def _one_line(text: str) -> str:
    return " ".join(text.split())
