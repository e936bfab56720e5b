"""One task in full: every field, 六定, checklist, extensions, notes, its source, and the history of its changes."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from board.errors import StoreError
from board.messages import words
from board.model.changes import Change, Op
from board.model.lamps import Lamp, lamp_of
from board.model.task import SIX, Task, days_late
from board.reports.rows import touched
from board.text.clean import width
from board.ui.actions.acting import ActingScreen
from board.ui.hints import Situation, detail_hints
from board.ui.keys import ON_A_TASK, bindings, leaving
from board.ui.screens.page import Page, Run
from board.ui.session import Session
from board.ui.widgets.line import Line, Piece

_LABEL_CELLS = 22
HISTORY = 200
"""The newest changes of a task that are shown."""
FACTS = (
    "kind", "group", "leader", "lead_unit", "unit", "co_units", "due", "original_due", "due_words", "priority", "tags",
    "category", "planned", "completed", "met_at", "consolidate_until", "closed_at", "verifier", "verifier_unit",
    "close_reason", "void_reason", "created_at", "created_by",
)  # fmt: skip
ALWAYS = frozenset({"kind", "group", "unit", "due"})
"""Fields that are shown although they are empty."""
_NO_MARK = frozenset({"created_at", "created_by", "kind", "group"})
_LAMP_STYLE = {
    Lamp.RED: "$b-red-text on $b-red",
    Lamp.ORANGE: "$b-orange-text on $b-orange",
    Lamp.YELLOW: "$b-yellow-text on $b-yellow",
    Lamp.GREEN: "$b-green",
    Lamp.GREY: "$b-grey",
    Lamp.NONE: "$b-dim",
}


class DetailScreen(ActingScreen):
    """Reads like a form, acts with the keys of the board."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ids=(*ON_A_TASK, "back")),
        *leaving("open"),
    ]
    AUTO_FOCUS = "#page"

    def __init__(self, session: Session, no: int) -> None:
        super().__init__(session)
        self._no = no
        self._history: tuple[Change, ...] = ()
        self._shown = False
        self._said: tuple[Piece, ...] = ()

    def compose(self) -> ComposeResult:
        """Head, page, foot."""
        yield Line(id="head")
        yield Page()
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Show the task, then its history when it has been read."""
        self._shown = True
        self.board_changed()

    def target(self) -> int | None:
        """The task on show."""
        return self._no

    def board_changed(self, select: int | None = None) -> None:
        """Show the task as it is now; if it is gone (an undone entry), go back."""
        if not self._shown:  # it will show the newest when it opens
            return
        task = self.board.tasks.get(self._no)
        if task is None:
            if self.is_current:
                self.dismiss(None)
            return
        self._show(task)
        self.run_worker(self._read_history, thread=True, exclusive=True, group="history")

    def _read_history(self) -> None:
        try:
            board = self.board
            newest = (
                change for change in self.session.reader.history(self._no) if self._no in touched(board, change.ops)
            )
            found = tuple(islice(newest, HISTORY))
        except StoreError:
            # The history is extra; the foot of the board says what is wrong with the store.
            return
        self.app.call_from_thread(self._show_history, found)

    def _show_history(self, changes: tuple[Change, ...]) -> None:
        self._history = changes
        task = self.board.tasks.get(self._no)
        if task is not None and self.is_attached:
            self._show(task)

    def say(self, text: str, style: str = "plain") -> None:
        """Show one line at the foot until the next key."""
        self._said = (Piece(text, style, 99),) if text else ()
        if self._shown:
            self._show_foot()

    def on_key(self) -> None:
        """The line at the foot has been read."""
        if self._said:
            self._said = ()
            self._show_foot()

    def do_new(self) -> None:
        """A new task is typed on the board."""
        board = self.to_board()
        board.board_changed(select=self._no)
        board.do_new()

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)

    # ---- the page

    def _show_foot(self) -> None:
        task = self.board.tasks.get(self._no)
        keys = detail_hints(self.messages, Situation.of(task, read_only=self.session.read_only), self.session.keymap)
        self.query_one("#foot", Line).show(self._said or keys)

    def _show(self, task: Task) -> None:
        now, office = self.session.clock(), self.board.office
        badge = " " + words.lamp_word(self.messages, task, now, office.yellow_days, office) + " "
        lamp = lamp_of(task, now, office.yellow_days)
        style = str(lamp) if lamp in (Lamp.RED, Lamp.ORANGE, Lamp.YELLOW) else "dim"
        right = [Piece(f" {self.messages('head.demo')} ", "badge", 60)] if office.demo else []
        if self.session.read_only:
            right.append(Piece(f" {self.messages('head.read_only')} ", "badge", 80))
        stage = words.stage_word(self.messages, office, task.kind, task.stage)
        self.query_one("#head", Line).show(
            (Piece(f"#{task.no}", "strong", 95), Piece(stage, "plain", 90), Piece(badge, style, 92)), tuple(right)
        )
        self.query_one(Page).show(self._lines(task, lamp, badge))
        self._show_foot()

    def _lines(self, task: Task, lamp: Lamp, badge: str) -> list[list[Run]]:
        messages = self.messages
        lines: list[list[Run]] = [[(task.title, "bold"), *self._mark(task, "title")], []]
        lines.append([(badge, _LAMP_STYLE[lamp]), ("  ", ""), *self._late(task)])
        lines += [self._field(task, name) for name in FACTS if self._wanted(task, name)]
        lines += [[], [(messages("detail.six"), "bold $b-bar")]]
        lines += [self._field(task, name) for name in SIX]
        lines += self._entries(task)
        if task.source:
            lines += [[], [(messages("field.source"), "bold $b-bar"), *self._mark(task, "source")]]
            lines += [[("  ", ""), (part, "")] for part in task.source.splitlines()]
        lines += self._history_lines(task)
        return lines

    def _wanted(self, task: Task, name: str) -> bool:
        if name == "original_due":
            return task.original_due is not None and task.original_due != task.due
        if name == "due_words":
            return bool(task.due_words) and task.due_words != task.due
        return name in ALWAYS or getattr(task, name) not in (None, "", ())

    def _late(self, task: Task) -> list[Run]:
        late = days_late(task)
        return [(self.messages("detail.met_late", days=late), "$b-chase")] if late else []

    def _mark(self, task: Task, name: str) -> list[Run]:
        """原文 or 示例, on a demo board."""
        if not self.board.office.demo or name in _NO_MARK or getattr(task, name) in (None, "", ()):
            return []
        if name in task.quoted:
            # A title may be shorter than the sentence it comes from: 原文 is only what stands there word for word.
            value = getattr(task, name)
            verbatim = name == "source" or not isinstance(value, str) or _bare(value) in _bare(task.source)
            return [("  ", ""), (self.messages("detail.quoted" if verbatim else "detail.after"), "$b-green")]
        return [("  ", ""), (self.messages("detail.sample"), "$b-faint")]

    def _field(self, task: Task, name: str) -> list[Run]:
        label = self.messages(f"field.{name}")
        value = getattr(task, name)
        if name == "group" and value is None:
            said = self.messages("view.inbox", office=self.board.office.office)
        elif name == "due" and value is None:
            said = self.messages(f"lamp.{task.open_ended}") if task.open_ended else self.messages("lamp.none")
        elif name in ("met_at", "closed_at", "created_at") and value:
            said = value.replace("T", " ")[:16]
        else:
            said = words.value_words(self.messages, self.board, name, value, task.kind)
        style = "$b-faint" if value in (None, "", ()) and name not in ("group", "due") else ""
        return [(label + " " * max(1, _LABEL_CELLS - width(label)), "$b-dim"), (said, style), *self._mark(task, name)]

    def _entries(self, task: Task) -> list[list[Run]]:
        messages, board, no = self.messages, self.board, task.no
        sections: list[tuple[str, list[str]]] = [
            ("entity.item", [messages("detail.item_done" if item.done else "detail.item_open", text=item.text)
                             for item in board.items(no)]),
            ("entity.note", [messages("detail.entry", when=_minute(note.when), who=note.who, text=note.text)
                             for note in reversed(board.notes(no))]),
            ("entity.extension", [messages("detail.extension", when=_minute(each.when), who=each.who,
                                           was=_minute(each.was), to=_minute(each.to or messages("lamp.none")),
                                           reason=each.reason)
                                  for each in reversed(board.extensions(no))]),
            ("entity.urge", [messages("detail.entry", when=_minute(each.when), who=each.who, text=each.text)
                             for each in reversed(board.urges(no))]),
            ("entity.return", [messages("detail.entry", when=_minute(each.when), who=each.who, text=each.reason)
                               for each in reversed(board.returns(no))]),
            ("entity.rebound", [messages("detail.entry", when=_minute(each.when), who=each.who, text=each.reason)
                                for each in reversed(board.rebounds(no))]),
        ]  # fmt: skip
        lines: list[list[Run]] = []
        for code, entries in sections:
            if entries:
                title = self.messages("detail.section", name=self.messages(code), count=len(entries))
                lines += [[], [(title, "bold $b-bar")]]
                for entry in entries:
                    first, *more = entry.splitlines() or [""]
                    lines += [[("  ", ""), (first, "")], *([("      ", ""), (each, "")] for each in more)]
        return lines

    def _history_lines(self, task: Task) -> list[list[Run]]:
        if not self._history:
            return []
        title = self.messages("detail.section", name=self.messages("detail.history"), count=len(self._history))
        lines: list[list[Run]] = [[], [(title, "bold $b-bar")]]
        for change in self._history:
            action = self.messages.get(f"action.{change.action}") or change.action
            lead: list[Run] = [("  ", ""), (f"{_minute(change.when)}  {change.who}  {action}", "")]
            if change.meeting is not None:
                lead.append(("  " + self.messages("meeting.number", number=change.meeting), "$b-dim"))
            if task.no in change.flagged:
                lead.append(("  " + self.messages("detail.flagged"), "$b-chase"))
            lines.append(lead)
            lines += [
                [("      ", ""), (self._op_words(task, op), "$b-dim")]
                for op in change.ops
                if op.op == "set" and op.entity == "task" and op.id == task.no
            ]
        return lines

    def _op_words(self, task: Task, op: Op) -> str:
        def said(value: object) -> str:
            return words.value_words(self.messages, self.board, op.field, value, task.kind)

        return self.messages(
            "detail.set", field=self.messages.get(f"field.{op.field}") or op.field, old=said(op.old), new=said(op.value)
        )


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _minute(when: str) -> str:
    return when.replace("T", " ")[:16]
