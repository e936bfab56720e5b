"""A decision in one line: what the wall shows, the minutes say, and the desk's news tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from board.messages import Messages, words
from board.model.board import Board
from board.model.task import Kind, due_date
from board.reports.decided import Decision
from board.reports.leaving import told


def decision_words(
    messages: Messages, board: Board, decision: Decision, day: Callable[[Messages, str], str] | None = None
) -> str:
    """What was decided, without the task itself: `新增，交办 城管局 李某，时限 12-04 周五`.

    What people wrote stands in it as they wrote it, made one line. `day` writes the ISO days for a paper, which is
    read in another year too, and leaves the room: it has words of its own, and no telephone numbers.
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
        self._on_paper = day is not None
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
        return self._say("decided.and").join(part for part in told if part)

    def _add(self) -> list[str]:
        unit = self._to_unit() if self._params.get("unit") is not None else self._say("decided.nobody")
        return [self._say("decided.add"), unit, self._helpers(), self._deadline()]

    def _assign(self) -> list[str]:
        was, unit = self._params.get("was"), self._params.get("unit")
        if was is None or was == unit:
            return [self._to_unit(), self._helpers()]
        names = {"was": self._board.unit_name(was), "unit": self._named(unit)}
        return [self._say("decided.reassign", **names), self._helpers()]

    def _send(self) -> list[str]:
        group = self._board.group(self._params.get("group"))
        return [self._say("decided.send", group=group.name if group else self._board.office.office)]

    def _due(self) -> list[str]:
        was, due = self._params.get("was"), self._params.get("due")
        if was and due:
            return [self._say("decided.due_from", was=self._day(was), due=self._day(due))]
        return [self._deadline() or self._say("decided.due", due=self._say("lamp.none"))]

    def _extend(self) -> list[str]:
        was = self._day(self._params.get("was"))
        if self._params.get("due"):
            said = self._say("decided.extend", was=was, due=self._day(self._params["due"]))
        else:
            said = self._say("decided.cleared", was=was, due=self._open_ended()).strip()
        return [said, self._reason()]

    def _move(self) -> list[str]:
        stage = words.stage_word(self._messages, self._board.office, self._kind, self._params.get("stage", ""))
        until = self._params.get("until")
        shown = self._say("decided.until", day=self._day(until)) if until else ""
        code = f"decided.move.{self._params.get('stage')}"
        return [self._known(code, stage=stage) or self._say("decided.move", stage=stage), shown]

    def _close(self) -> list[str]:
        stage = words.stage_word(self._messages, self._board.office, self._kind, "closed")
        by = self._who(self._params.get("verifier_unit"), self._params.get("verifier"))
        said = self._say("decided.verified", verifier=by) if by else ""
        return [self._say("decided.move.closed", stage=stage), said, self._reason("decided.close_reason")]

    def _rebound(self) -> list[str]:
        due = self._params.get("due")
        new = self._say("decided.new_due", due=self._day(due)) if due else ""
        return [self._say("decided.rebound"), self._reason(), new]

    def _urge(self) -> list[str]:
        return [self._say("decided.urge", unit=self._board.unit_name(self._unit)).strip()]

    def _edit(self) -> list[str]:
        values = self._params.get("values")
        if isinstance(values, dict) and len(values) == 1 and "item" not in values:
            [(field, value)] = values.items()
            said = words.value_words(self._messages, self._board, field, value, self._kind)
            return [self._say("decided.edit_one", field=self._field(field), value=self._written(said))]
        return [self._say("decided.edit", fields=self._fields())]

    def _undo(self) -> list[str]:
        return [self._say("decided.undo", fields=self._fields())]

    def _plain(self) -> list[str]:
        """What says no more than its reason or its text: sent back, void, restored, a note."""
        what = self._decision.what
        text = self._written(str(self._params.get("text", "")))
        return [self._messages.get(f"decided.{what}", text=text) or what, self._reason()]

    # --- parts

    def _to_unit(self) -> str:
        return self._say("decided.unit", unit=self._named(self._params.get("unit")))

    def _named(self, unit: Any) -> str:
        return self._who(unit, self._params.get("person"))

    def _who(self, unit: Any, person: Any) -> str:
        """A unit, a person, or both."""
        names = [self._board.unit_name(unit), self._written(str(person or ""))]
        return self._say("decided.who", unit=names[0], person=names[1]) if all(names) else "".join(names)

    def _helpers(self) -> str:
        names = [self._board.unit_name(unit) for unit in self._params.get("co_units") or ()]
        return self._say("decided.co_units", units=self._say("value.and").join(names)) if names else ""

    def _deadline(self) -> str:
        due = self._params.get("due")
        said = self._day(due) if due else self._open_ended()
        return self._say("decided.due", due=said) if said else ""

    def _open_ended(self) -> str:
        why = self._params.get("open_ended")
        return self._say(f"lamp.{why}") if why else ""

    def _reason(self, code: str = "decided.reason") -> str:
        reason = self._written(str(self._params.get("reason") or ""))
        return self._say(code, reason=reason) if reason else ""

    def _say(self, code: str, **params: Any) -> str:
        return self._known(code, **params) or self._messages(code, **params)

    def _known(self, code: str, **params: Any) -> str | None:
        """The text of a code where there is one; a paper has words of its own for some."""
        own = self._messages.get(f"{code}.paper", **params) if self._on_paper else None
        return own or self._messages.get(code, **params)

    def _written(self, text: str) -> str:
        return told(text) if self._on_paper else " ".join(text.split())

    def _day(self, due: Any) -> str:
        """`12-04 周五`, with a year that is not that of the decision, and with the clock time where it has one."""
        if not due:
            return ""
        if self._write_day is not None:
            return self._write_day(self._messages, str(due))
        shown = words.short_day(self._messages, due_date(str(due)), int(self._decision.when[:4]))
        return f"{shown} {str(due)[11:16]}".rstrip()

    def _fields(self) -> str:
        return self._say("value.and").join(map(self._field, self._params.get("fields") or ()))

    def _field(self, name: str) -> str:
        return self._messages.get(f"field.{name}") or self._messages.get(f"entity.{name}") or name
