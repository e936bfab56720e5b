"""How what is typed into a dialog is understood: units and deadlines, each with the words of its echo."""

from __future__ import annotations

from typing import NamedTuple

from board.errors import BoardError
from board.messages import words
from board.model.task import OpenEnded, Task
from board.text import clean
from board.ui.actions.base import TaskScreen


def find_units(screen: TaskScreen, typed: str) -> list[int]:
    """The units that fit what was typed, the best first."""
    from board.text.names import matching

    board = screen.board
    units = [(unit.id, unit.name, unit.aliases) for unit in board.units.values()]
    return matching(typed, units, district=board.office.district)


def check_unit(screen: TaskScreen, typed: str) -> tuple[bool, str]:
    """The echo below a unit field."""
    if not typed.strip():
        return True, ""
    found = find_units(screen, typed)
    if not found:
        return False, screen.messages("form.no_unit", typed=typed)
    return True, screen.board.unit_name(found[0])


class Due(NamedTuple):
    """A deadline as it is kept: `due` or why there is none, and the words that were typed."""

    due: str | None
    words: str = ""
    open_ended: OpenEnded | None = None


def due_text(task: Task, messages_of: TaskScreen) -> str:
    """The deadline of a task as it stands in a line to be typed over."""
    if task.due is not None:
        return task.due.replace("T", " ")
    if task.open_ended is None:
        return ""
    return task.due_words or messages_of.messages(f"lamp.{task.open_ended}")


class DueLine:
    """One line of a dialog in which a deadline is typed.

    What was read is echoed at once. A day that is over, and one that went to next year and lies far ahead, is asked
    about: the first Enter says so, and pressing it again takes it.
    """

    def __init__(
        self, screen: TaskScreen, standing: str = "", keeps: Due | None = None, *, clears: bool = True
    ) -> None:
        """`standing` is what stands in the line to begin with: left as it is, it means `keeps`.

        An empty line `clears` the deadline; for tasks with different ones it must not: they begin with an empty line.
        """
        self._screen = screen
        self._standing = standing
        self._keeps = keeps
        self._clears = clears
        self._asked = ""

    def check(self, typed: str) -> tuple[bool, str]:
        """Whether it can be read, and how it was understood."""
        text = clean.one_line(typed)
        if not text or (self._keeps is not None and text == self._standing):
            return True, ""
        try:
            due, said, question = self._read(text)
        except BoardError as error:
            return False, self._screen.error_line(error)
        if due.due is None and due.open_ended is None:
            said = self._screen.messages("due.no_date")
        return not question, said

    def peek(self, typed: str) -> Due | None:
        """What the line means so far; None where it cannot be read."""
        text = clean.one_line(typed)
        if not text:
            return Due(None) if self._clears else None
        if self._keeps is not None and text == self._standing:
            return self._keeps
        try:
            return self._read(text)[0]
        except BoardError:
            return None

    def take(self, typed: str) -> tuple[Due | None, str]:
        """What is to be saved; or None and the line that says why not yet."""
        text = clean.one_line(typed)
        if not text:
            return (Due(None), "") if self._clears else (None, self._screen.messages("due.blank"))
        if self._keeps is not None and text == self._standing:
            return self._keeps, ""
        try:
            due, _, question = self._read(text)
        except BoardError as error:
            return None, self._screen.error_line(error)
        if question and self._asked != text:
            self._asked = text
            return None, question
        return due, ""

    def _read(self, text: str) -> tuple[Due, str, str]:
        """The deadline, the words of its echo, and what must be asked before it is saved ("": nothing)."""
        from board.text.deadlines import DeadlineError, open_ended, parse_deadline

        messages, now = self._screen.messages, self._screen.session.clock()
        over = False
        try:
            deadline = parse_deadline(text, now)
        except DeadlineError as error:
            if not error.past:
                raise
            deadline, over = parse_deadline(text, now, past=True), True
        if deadline is None:
            why = open_ended(text)
            return Due(None, text, why), messages(f"lamp.{why}") if why else "", ""
        due = Due(deadline.due, text)
        said = words.deadline_words(messages, deadline)
        if over or words.has_passed(deadline.due, now):
            return due, messages("due.passed", due=said), messages("due.ask_passed", due=said)
        if deadline.went_far(now):
            return due, said, messages("due.ask_year", year=deadline.date.year, due=said)
        return due, said, ""
