"""The agenda of a meeting: the floor goes from item to item, the clocks stand still, the meeting goes on again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from board import commands as do
from board.errors import Conflict, Refused, UsageError
from board.model import agenda
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Attendee, Meeting, Pause, Turn
from board.model.ports import Intent
from board.store.snapshot import FORMAT
from tests.support import AUDIT, CITY, GREEN, ORDER, WATER, actor, commit, make_board, refused, run, task

AGENDA = [(WATER, 10), (GREEN, 0), (0, 5)]


def at(clock: str) -> Any:
    return actor(f"2026-11-23T{clock}")


def begun(*intents: Intent) -> Board:
    return run(make_board(task(1)), do.start_meeting(at("09:00"), "推进会", AGENDA), *intents)


def held(board: Board, number: int = 1) -> Meeting:
    meeting = agenda.numbered(board, number)
    assert meeting is not None
    return meeting


def turn(group: int, start: str, end: str | None = None) -> Turn:
    return Turn(group=group, start=f"2026-11-23T{start}:00", end=f"2026-11-23T{end}:00" if end else None)


def pause(start: str, end: str | None = None) -> Pause:
    return Pause(start=f"2026-11-23T{start}:00", end=f"2026-11-23T{end}:00" if end else None)


# ------------------------------------------------------------------------------------------- agenda


def test_the_floor_goes_from_item_to_item() -> None:
    board = begun(do.next_item(at("09:01")), do.next_item(at("09:11")))
    assert held(board).turns == (turn(WATER, "09:01", "09:11"), turn(GREEN, "09:11"))

    board = run(board, do.go_to_item(at("09:20"), None), do.go_to_item(at("09:30"), WATER))
    assert held(board).turns[2:] == (turn(0, "09:20", "09:30"), turn(WATER, "09:30"))

    over = run(board, do.end_meeting(at("09:40")))
    assert held(over).turns[-1] == turn(WATER, "09:30", "09:40")


def test_what_is_not_there_gets_no_floor() -> None:
    refused(begun(do.go_to_item(at("09:01"), None)), do.next_item(at("09:02")), "agenda_over")
    assert refused(begun(), do.go_to_item(at("09:01"), ORDER), "not_on_agenda").params == {"group": "3 治脏组"}
    refused(begun(do.next_item(at("09:01"))), do.go_to_item(at("09:02"), WATER), "nothing_to_do")
    for intent in (do.next_item(at("09:01")), do.go_to_item(at("09:01"), GREEN)):
        refused(make_board(), intent, "no_meeting")


def test_two_who_go_on_at_once_go_on_once() -> None:
    board = begun()
    stale = actor("2026-11-23T09:02", seen=board)

    refused(run(board, do.next_item(at("09:01"))), do.next_item(stale), "changed_since", Conflict)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(None, [(GREEN, 10), (WATER, 10), (ORDER, 10)], id="every group"),
        pytest.param([], [], id="none"),
        pytest.param([(ORDER, 3), (0, 0)], [(ORDER, 3), (0, 0)], id="as asked"),
    ],
)
def test_the_agenda_of_a_first_meeting(asked: Any, expected: list[tuple[int, int]]) -> None:
    board = run(make_board(), do.start_meeting(at("09:00"), "", asked))

    assert [(item.group, item.minutes) for item in held(board).agenda] == expected


def test_the_next_meeting_has_the_agenda_of_the_last_one() -> None:
    board = begun(do.end_meeting(at("10:00")), do.start_meeting(at("11:00")))

    assert [(item.group, item.minutes) for item in held(board, 2).agenda] == AGENDA


# ---------------------------------------------------------------------------------- pausing, reopening


def test_a_pause_is_over_with_going_on_with_the_next_item_and_with_the_end() -> None:
    paused = begun(do.next_item(at("09:01")), do.pause_meeting(at("09:10")))
    assert held(paused).pauses == (pause("09:10"),)

    for intent in (do.resume_meeting, do.next_item, do.end_meeting):
        assert held(run(paused, intent(at("09:20")))).pauses == (pause("09:10", "09:20"),)
    same = run(paused, do.go_to_item(at("09:20"), WATER))
    assert (held(same).pauses, held(same).turns) == ((pause("09:10", "09:20"),), (turn(WATER, "09:01"),))


def test_nothing_is_paused_or_resumed_twice() -> None:
    refused(begun(do.pause_meeting(at("09:10"))), do.pause_meeting(at("09:11")), "meeting_paused")
    refused(begun(), do.resume_meeting(at("09:11")), "meeting_not_paused")
    for intent in (do.pause_meeting(at("09:10")), do.resume_meeting(at("09:10"))):
        refused(make_board(), intent, "no_meeting")


def test_a_meeting_goes_on_again() -> None:
    over = begun(do.end_meeting(at("09:30")))
    board, reopened = commit(over, do.reopen_meeting(at("10:00"), 1))

    assert board.meeting == held(board)
    assert (reopened.action, held(board).pauses) == ("reopen_meeting", (pause("09:30", "10:00"),))
    assert agenda.elapsed(held(board), at("10:10").now) == 40 * 60
    assert commit(board, do.note(at("10:05"), 1, "x"))[1].meeting == 1


def test_only_one_runs_also_when_one_is_reopened() -> None:
    second = begun(do.end_meeting(at("09:30")), do.start_meeting(at("10:00"), "第二次"))

    assert refused(second, do.reopen_meeting(at("10:01"), 1), "meeting_runs").params["number"] == 2
    refused(begun(), do.reopen_meeting(at("10:01"), 1), "meeting_runs")
    refused(make_board(), do.reopen_meeting(at("10:01"), 7), "unknown_meeting", UsageError)


# --------------------------------------------------------------------------------------------- editing


def test_who_attends_is_read_from_a_line() -> None:
    line = "城管局 李某、区住建局；督查室张某,王主任， 王主任\n王主任"
    board = begun(do.edit_meeting(at("09:05"), 1, present=line, chair=" 区长\t某 ", place="三楼会议室"))

    assert held(board).present == (
        Attendee(unit=CITY, name="李某"),
        Attendee(unit=2),
        Attendee(unit=AUDIT, name="张某"),
        Attendee(name="王主任"),
    )
    assert (held(board).chair, held(board).place) == ("区长 某", "三楼会议室")


def test_a_meeting_that_is_over_is_edited_too() -> None:
    board = begun(do.end_meeting(at("09:30")), do.edit_meeting(at("11:00"), 1, excused="交通局", copies="区政府办"))

    assert (len(held(board).excused), held(board).copies) == (1, "区政府办")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"agenda": [(99, 5)]}, "unknown_group_id"),
        ({"agenda": [(GREEN, -1)]}, "bad_minutes"),
        ({"agenda": [(GREEN, 601)]}, "bad_minutes"),
        ({"agenda": [(GREEN, 5), (GREEN, 6)]}, "item_twice"),
    ],
)
def test_an_agenda_that_cannot_be(fields: dict[str, Any], code: str) -> None:
    refused(begun(), do.edit_meeting(at("09:05"), 1, **fields), code, UsageError)


def test_editing_needs_a_meeting_and_something_to_change() -> None:
    refused(begun(), do.edit_meeting(at("09:05"), 2, chair="x"), "unknown_meeting", UsageError)
    refused(begun(), do.edit_meeting(at("09:05"), 1, chair=""), "nothing_to_do")


# ------------------------------------------------------------------------------------------------ undo


EVERY = [
    pytest.param([], do.next_item, id="next"),
    pytest.param([do.next_item(at("09:01"))], lambda a: do.go_to_item(a, GREEN), id="go to"),
    pytest.param([], do.pause_meeting, id="pause"),
    pytest.param([do.pause_meeting(at("09:01"))], do.resume_meeting, id="resume"),
    pytest.param([do.next_item(at("09:01")), do.pause_meeting(at("09:02"))], do.end_meeting, id="end"),
    pytest.param([do.end_meeting(at("09:01"))], lambda a: do.reopen_meeting(a, 1), id="reopen"),
    pytest.param([], lambda a: do.edit_meeting(a, 1, present="城管局", agenda=[(ORDER, 1)]), id="edit"),
]


@pytest.mark.parametrize(("before", "does"), EVERY)
def test_everything_is_taken_back_exactly_and_done_again(before: list[Intent], does: Any) -> None:
    board = begun(*before)
    after, change = commit(board, does(at("09:10")))
    back, undone = commit(after, do.undo(at("09:11"), change))
    again, _ = commit(back, do.undo(at("09:12"), undone))

    def bare(board: Board) -> Meeting:
        return msgspec.structs.replace(held(board), rev=0)

    assert bare(back) == bare(board)
    assert bare(again) == bare(after)


def test_taking_back_an_end_does_not_make_two_meetings_run() -> None:
    board, ended = commit(begun(), do.end_meeting(at("09:30")))
    board = run(board, do.start_meeting(at("10:00")))

    refused(board, do.undo(at("10:01"), ended), "meeting_runs")


def test_a_unit_that_attends_is_not_taken_back() -> None:
    board, made = commit(begun(), do.add_unit(at("09:01"), "园林局"))
    board = run(board, do.edit_meeting(at("09:02"), 1, observers="园林局 某"))

    assert isinstance(refused(board, do.undo(at("09:03"), made), "undo_in_use", Conflict), Refused)


def test_a_meeting_of_an_older_board_has_what_it_lacks_empty() -> None:
    old = msgspec.json.decode(b'{"id":1,"number":1,"name":"","start":"2026-11-01T09:00:00","rev":3}', type=Meeting)
    board = make_board(task(1), meeting={1: old})

    assert FORMAT == 1  # nothing else was needed
    assert (old.agenda, old.turns, old.present, old.chair) == ((), (), (), "")
    refused(board, do.next_item(at("09:01")), "agenda_over")
    assert isinstance(commit(board, do.pause_meeting(at("09:01")))[1], Change)
