"""The settings of a board are changes like any other: checked, kept in the history, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from board import commands as do
from board.errors import Conflict, Refused, UsageError
from board.model.entities import Office
from tests.support import actor, commit, make_board, refused, run

NOW = "2026-11-23T09:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("yellow_days", 0),
        ("yellow_days", 9999),
        ("consolidation_days", 45),
        ("red_overdue", 0),
        ("criticised", 5),
        ("wall_ranking", True),
        ("next_meeting", "2026-11-23"),
        ("next_meeting", "2027-01-04"),
    ],
)
def test_a_setting_is_set_and_taken_back(field: str, value: Any) -> None:
    board = make_board()
    changed, change = commit(board, do.set_office(actor(NOW), field, value))

    assert getattr(changed.office, field) == value
    assert change.action == "set_office"
    assert getattr(run(changed, do.undo(actor(NOW), change)).office, field) == getattr(Office(), field)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "x", "unknown_setting"),
        ("yellow_days", -1, "bad_days"),
        ("yellow_days", 10_000, "bad_days"),
        ("yellow_days", True, "bad_days"),
        ("consolidation_days", "30", "bad_days"),
        ("praised", -1, "bad_amount"),
        ("weight_closure", -1.0, "bad_weight"),
        ("weight_closure", float("nan"), "bad_weight"),
        ("weight_closure", True, "bad_weight"),
        ("red_overdue", "3", "bad_amount"),
        ("red_days", "7", "bad_days"),
        ("wall_ranking", 1, "bad_switch"),
        ("next_meeting", "11-30", "bad_day"),
        ("next_meeting", "20261130", "bad_day"),
        ("next_meeting", "2026-11-30T15:00", "bad_day"),
        ("next_meeting", 7, "bad_day"),
    ],
)
def test_what_is_no_value_is_refused(field: str, value: Any, code: str) -> None:
    refused(make_board(), do.set_office(actor(NOW), field, value), code, UsageError)


def test_one_weight_leaves_the_others() -> None:
    board = make_board(office=Office(weights={"closure": 50, "on_time": 40}))
    changed, change = commit(board, do.set_office(actor(NOW), "weight_closure", 60))

    assert changed.office.weights == {"closure": 60, "on_time": 40}
    assert do.setting(changed.office, "weight_closure") == 60
    assert do.setting(changed.office, "weight_urges") == 0
    assert run(changed, do.undo(actor(NOW), change)).office.weights == {"closure": 50, "on_time": 40}


def test_a_meeting_that_is_over_is_not_the_next_one() -> None:
    refused(make_board(), do.set_office(actor(NOW), "next_meeting", "2026-11-22"), "meeting_day_over")


def test_the_next_meeting_can_be_cleared() -> None:
    board = make_board(office=Office(next_meeting="2026-11-20"))

    assert run(board, do.set_office(actor(NOW), "next_meeting", "")).office.next_meeting == ""


def test_what_is_so_already_is_nothing_to_do() -> None:
    refused(make_board(), do.set_office(actor(NOW), "yellow_days", 3), "nothing_to_do", Refused)


def test_what_somebody_else_has_set_meanwhile_is_not_overwritten() -> None:
    seen = make_board()
    board = run(seen, do.set_office(actor(NOW, who="同事"), "yellow_days", 5))

    refused(board, do.set_office(actor(NOW, seen=seen), "yellow_days", 7), "changed_since", Conflict)
