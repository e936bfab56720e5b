"""What the meeting screen lists for one agenda item: words and faces, row by row, nothing painted yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from board.messages import Messages, words
from board.model.board import Board
from board.model.entities import Meeting
from board.model.query import ALL_KINDS
from board.model.task import OPEN
from board.reports.course import Course, Followed, followed, state_of
from board.reports.decided import Decision
from board.reports.decided_words import decision_words
from board.ui.widgets.card import Face, face_of

STATES = ("overdue", "open", "done", "void")
"""What became of what was decided last time, in the order in which it is asked about."""
LAST, SINCE, NOW, OTHERS = "last", "since", "now", "others"
MOST_OTHERS = 200
"""So many are listed below what was decided; the list has them all."""


class Row(NamedTuple):
    """One row: the head of a section, a task, or a remark where a section is empty."""

    section: str
    text: str
    """The heading, the remark, or what was decided on the task."""
    face: Face | None = None
    """The task."""
    counts: tuple[tuple[str, str], ...] = ()
    """At the right end of a heading: (words, state)."""
    state: str = ""
    """Of a task that was to be followed: done, overdue, open or void."""
    state_word: str = ""

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return 2 if self.face is not None and self.text else 1


def rows(
    messages: Messages,
    board: Board,
    now: datetime,
    told: Course,
    *,
    group: int | None,
    wanted: frozenset[int] | None = None,
) -> tuple[Row, ...]:
    """The rows of one item; `wanted` are the tasks that the filter leaves, None without one."""
    return tuple(_Rows(messages, board, now, told, group=group, wanted=wanted).all())


class _Rows:
    def __init__(
        self,
        messages: Messages,
        board: Board,
        now: datetime,
        told: Course,
        *,
        group: int | None,
        wanted: frozenset[int] | None,
    ) -> None:
        self._messages = messages
        self._board = board
        self._now = now
        self._told = told
        self._group = group
        self._wanted = wanted
        self._listed: set[int] = set()

    def all(self) -> Iterator[Row]:
        told = self._told
        last = told.last_for(self._board, self._group)
        if last is not None:
            mine = sorted(self._wanted_of(last[1]), key=lambda each: STATES.index(self._state(each)))
            title = self._messages("meeting.section_last", meeting=self._named(last[0]))
            yield Row(LAST, title, counts=self._counts(mine))
            yield from self._tasks(LAST, mine, "meeting.none_last")
            yield from self._section(SINCE, self._followed(told.since), "meeting.section_since", "meeting.none_since")
        if self._board.meeting is not None:
            yield from self._section(NOW, self._followed(told.now), "meeting.section_now", "meeting.none_now")
        yield from self._others()

    def _followed(self, decided: Iterable[Decision]) -> list[Followed]:
        return self._wanted_of(followed(self._board, decided, self._group))

    def _wanted_of(self, found: Iterable[Followed]) -> list[Followed]:
        return [each for each in found if self._wanted is None or each.task.no in self._wanted]

    def _section(self, section: str, mine: list[Followed], title: str, nothing: str) -> Iterator[Row]:
        yield Row(section, self._messages(title, count=len(mine)))
        yield from self._tasks(section, mine, nothing)

    def _tasks(self, section: str, mine: list[Followed], nothing: str) -> Iterator[Row]:
        if not mine:
            yield Row(section, self._messages(nothing))
        for each in mine:
            self._listed.add(each.task.no)
            told = (decision_words(self._messages, self._board, one) for one in each.decided)
            said = self._messages("meeting.and").join(dict.fromkeys(told))
            state = self._state(each) if section == LAST else ""
            word = self._messages(f"meeting.state_{state}") if state else ""
            yield Row(section, said, self._face(each.task.no), state=state, state_word=word)

    def _counts(self, mine: list[Followed]) -> tuple[tuple[str, str], ...]:
        states = [self._state(each) for each in mine]
        said = {
            state: self._messages(
                "meeting.counted", word=self._messages(f"meeting.state_{state}"), count=states.count(state)
            )
            for state in STATES
            if state in states
        }
        return tuple((words_, state) for state, words_ in said.items())

    def _others(self) -> Iterator[Row]:
        keys = self._board.keys((self._group,), ALL_KINDS, OPEN)
        wanted = self._wanted
        numbers = [no for _, _, no in keys if no not in self._listed and (wanted is None or no in wanted)]
        yield Row(OTHERS, self._messages("meeting.section_others", count=len(numbers)))
        if not numbers:
            yield Row(OTHERS, self._messages("meeting.none_others"))
        yield from (Row(OTHERS, "", self._face(no)) for no in numbers[:MOST_OTHERS])
        if len(numbers) > MOST_OTHERS:
            yield Row(OTHERS, self._messages("meeting.more_others", count=len(numbers) - MOST_OTHERS))

    def _named(self, meeting: Meeting) -> str:
        name = meeting.name or self._messages("meeting.number", number=meeting.number)
        start = datetime.fromisoformat(meeting.start).date()
        return f"{name} {words.short_day(self._messages, start, self._now.year)}"

    def _state(self, each: Followed) -> str:
        return state_of(self._board, each.task, self._now)

    def _face(self, no: int) -> Face:
        return face_of(self._board, self._board.tasks[no], self._now, self._messages)
