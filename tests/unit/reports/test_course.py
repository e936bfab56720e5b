"""What a meeting looks back on: the last one, what came after it, and what is decided now."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.model.board import Board
from board.model.task import Stage
from board.reports.course import Course, CourseReader, followed, state_of
from tests.support import CITY, GREEN, HOUSING, WATER, Story, stories, task, tell
from tests.unit.reports.minutes_board import LATE, Told


def course(told: Told, reader: CourseReader | None = None) -> Course:
    return (reader or CourseReader()).read(told.board, iter(told.history[::-1]))


def codes(found: Course) -> tuple[list[tuple[int, str]], ...]:
    at_last = found.before[0].decided if found.before else ()
    return tuple([(each.task, each.what) for each in part] for part in (at_last, found.since, found.now))


def two_meetings() -> Told:
    return Told(task(1, **LATE), task(2), task(3, group=WATER)).do(
        lambda who: do.urge(who, 3),
        do.start_meeting,
        lambda who: do.assign(who, 2, HOUSING),
        lambda who: do.note(who, 3, "报告"),
        do.end_meeting,
        lambda who: do.move(who, 2, Stage.MET),
        do.start_meeting,
        lambda who: do.urge(who, 1),
    )


def test_each_change_stands_where_it_was_made() -> None:
    found = course(two_meetings())

    assert [earlier.meeting.number for earlier in found.before] == [1]
    assert codes(found) == ([(2, "assign"), (3, "note")], [(2, "move")], [(1, "urge")])


def test_between_meetings_there_is_nothing_decided_now() -> None:
    told = two_meetings().do(do.end_meeting, lambda who: do.note(who, 2, "会后"))

    assert codes(course(told)) == ([(1, "urge")], [(2, "note")], [])


def test_without_any_meeting_there_is_nothing_to_look_back_on() -> None:
    assert course(Told(task(1)).do(lambda who: do.urge(who, 1))) == Course()


def test_the_first_meeting_has_only_what_is_decided_now() -> None:
    told = Told(task(1)).do(lambda who: do.urge(who, 1), do.start_meeting, lambda who: do.note(who, 1, "x"))
    found = course(told)

    assert found.before == ()
    assert codes(found) == ([], [], [(1, "note")])


@pytest.mark.parametrize("back", [5, 6])
def test_what_was_taken_back_since_was_not_decided(back: int) -> None:
    told = two_meetings().undo(back)
    at_last = codes(course(told))[0]

    assert len(at_last) == 1


def test_the_tasks_of_a_group_are_told_once_each_and_what_is_to_be_done_apart() -> None:
    told = two_meetings().do(lambda who: do.note(who, 1, "第二条"))
    found = course(told)

    assert [(each.task.no, len(each.decided)) for each in followed(told.board, found.now, GREEN)] == [(1, 2)]
    last = found.last_for(told.board, GREEN)
    assert last is not None
    assert (last[0].number, [each.task.no for each in last[1]]) == (1, [2])


@pytest.mark.parametrize(("since", "number", "tasks"), [(0, 1, [3]), (2, 1, [3]), (3, 4, [])])
def test_a_group_that_got_nothing_last_time_is_followed_from_the_time_before(
    since: int, number: int, tasks: list[int]
) -> None:
    told = Told(task(1), task(3, group=WATER)).do(do.start_meeting, lambda who: do.assign(who, 3, HOUSING))
    for unit in (HOUSING, CITY, HOUSING)[:since]:
        told.do(do.end_meeting, do.start_meeting, lambda who, unit=unit: do.assign(who, 1, unit))  # type: ignore[misc]
    last = course(told.do(do.end_meeting)).last_for(told.board, WATER)

    assert last is not None
    assert (last[0].number, [each.task.no for each in last[1]]) == (number, tasks)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"due": "2026-11-20"}, "overdue"),
        ({"due": "2026-12-20"}, "open"),
        ({"stage": Stage.MET, "due": "2026-11-20"}, "done"),
        ({"stage": Stage.CLOSED}, "done"),
        ({"void_reason": "重复", "due": "2026-11-20"}, "void"),
    ],
)
def test_what_became_of_a_task(fields: dict[str, Any], state: str) -> None:
    told = Told(task(1, **fields))

    assert state_of(told.board, told.board.tasks[1], told.now) == state


@given(stories)
def test_following_gives_what_reading_anew_gives(story: Story) -> None:
    reader, history = CourseReader(), []
    board = Board()
    for step in tell(story):
        history.append(step.change)
        board = step.after
        assert reader.read(board, iter(history[::-1])) == CourseReader().read(board, iter(history[::-1]))
    assert CITY in board.units or not history
