"""The clocks of a meeting: what counts, what does not, and which item comes next."""

from __future__ import annotations

from datetime import datetime

import pytest

from board.model import agenda
from board.model.entities import AgendaItem, Attendee, Meeting, Pause, Turn
from tests.support import CITY, GREEN, ORDER, WATER, make_board

NOW = datetime.fromisoformat("2026-11-23T10:00:00")
ITEMS = (AgendaItem(group=GREEN, minutes=10), AgendaItem(group=WATER), AgendaItem(group=agenda.INBOX, minutes=5))


def at(clock: str) -> str:
    return f"2026-11-23T{clock}:00"


def turn(group: int, start: str, end: str | None = None) -> Turn:
    return Turn(group=group, start=at(start), end=at(end) if end else None)


def pause(start: str, end: str | None = None) -> Pause:
    return Pause(start=at(start), end=at(end) if end else None)


def meeting(*spans: Turn | Pause, end: str | None = None, items: tuple[AgendaItem, ...] = ITEMS) -> Meeting:
    return Meeting(
        id=1,
        number=1,
        name="",
        start=at("09:00"),
        end=at(end) if end else None,
        agenda=items,
        turns=tuple(span for span in spans if isinstance(span, Turn)),
        pauses=tuple(span for span in spans if isinstance(span, Pause)),
    )


@pytest.mark.parametrize(
    ("held", "minutes", "green"),
    [
        pytest.param(meeting(), 60, 0, id="no item yet"),
        pytest.param(meeting(turn(GREEN, "09:10")), 60, 50, id="an item that has the floor"),
        pytest.param(meeting(turn(GREEN, "09:10", "09:20"), turn(WATER, "09:20")), 60, 10, id="one that had it"),
        pytest.param(meeting(turn(GREEN, "09:00", "09:05"), turn(GREEN, "09:50")), 60, 15, id="had it twice"),
        pytest.param(meeting(turn(GREEN, "09:10"), pause("09:20", "09:50")), 30, 20, id="a break within an item"),
        pytest.param(meeting(turn(GREEN, "09:10", "09:30"), pause("09:20", "09:40")), 40, 10, id="into the next"),
        pytest.param(meeting(turn(GREEN, "09:10"), pause("09:20")), 20, 10, id="paused now"),
        pytest.param(meeting(turn(GREEN, "09:10", "09:30"), end="09:30"), 30, 20, id="over"),
        pytest.param(meeting(turn(GREEN, "11:00")), 60, 0, id="a clock that was set back"),
    ],
)
def test_what_the_clocks_show(held: Meeting, minutes: int, green: int) -> None:
    assert agenda.elapsed(held, NOW) == minutes * 60
    assert agenda.used(held, GREEN, NOW) == green * 60


@pytest.mark.parametrize(
    ("held", "current", "following"),
    [
        pytest.param(meeting(), None, GREEN, id="not begun"),
        pytest.param(meeting(turn(GREEN, "09:10")), GREEN, WATER, id="the first"),
        pytest.param(meeting(turn(WATER, "09:10")), WATER, agenda.INBOX, id="one was passed over: on from here"),
        pytest.param(meeting(turn(agenda.INBOX, "09:10")), agenda.INBOX, None, id="the last"),
        pytest.param(meeting(turn(GREEN, "09:10", "09:20"), end="09:20"), None, WATER, id="over, after one"),
        pytest.param(meeting(turn(ORDER, "09:10")), ORDER, GREEN, id="no longer on the agenda"),
        pytest.param(meeting(items=()), None, None, id="no agenda"),
    ],
)
def test_which_item_has_the_floor_and_which_is_next(held: Meeting, current: int | None, following: int | None) -> None:
    groups = [each.group if each is not None else None for each in (agenda.current(held), agenda.following(held))]

    assert groups == [current, following]


def test_an_item_is_over_when_it_took_longer_than_allotted() -> None:
    held = meeting(turn(GREEN, "09:00", "09:11"), turn(WATER, "09:11"))

    assert [agenda.is_over(held, item, NOW) for item in ITEMS] == [True, False, False]


def test_it_is_paused_only_while_it_runs() -> None:
    assert agenda.paused(meeting(pause("09:20")))
    assert not agenda.paused(meeting(pause("09:20", "09:30")))
    assert not agenda.paused(meeting(pause("09:20"), end="09:30"))


def test_the_inbox_is_no_group_where_tasks_are_concerned() -> None:
    assert [agenda.group_of(item) for item in ITEMS] == [GREEN, WATER, None]


def test_the_last_meeting_and_the_one_before_another() -> None:
    first, second = (
        Meeting(id=number, number=number, name="", start=start)
        for number, start in ((1, at("09:00")), (2, at("10:00")))
    )
    board = make_board(meeting={1: first, 2: second})

    assert agenda.latest(board) == second
    assert agenda.latest(board, before=second) == first
    assert agenda.latest(board, before=first) is None
    assert agenda.latest(make_board()) is None
    assert (agenda.numbered(board, 2), agenda.numbered(board, 3)) == (second, None)


def test_who_attends_is_read_by_the_units_name_of_today() -> None:
    attending = (Attendee(unit=CITY, name="李某"), Attendee(unit=CITY), Attendee(name="王主任"))

    assert agenda.attendee_names(make_board(), attending) == ["城管局 李某", "城管局", "王主任"]
