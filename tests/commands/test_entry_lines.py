"""Entries by name become tasks: several in one change, with the units that were agreed to, and no others."""

from __future__ import annotations

from datetime import datetime

import pytest

from board.commands import add_entries, undo
from board.errors import Refused, UsageError
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.text.entry import Entry
from board.text.names import names_of
from board.text.quick_entry import parse_entry
from tests.conftest import NOW
from tests.support import CITY, ORDER, ROADS, actor, commit, make_board, refused, task

LINE = "铁路沿线拆违绿化 @城管局 @李某 +交通局 ^下周五 !高 #曝光 >治脏组"


def test_what_a_line_says_becomes_the_fields_of_a_task() -> None:
    board = make_board(task(1))
    after, change = commit(board, add_entries(actor(), [parse_entry(LINE, NOW, names_of(board))]))

    made = after.tasks[2]
    assert (made.title, made.unit, made.person, made.co_units) == ("铁路沿线拆违绿化", CITY, "李某", (ROADS,))
    assert (made.priority, made.tags, made.group, made.kind) == (Priority.HIGH, ("曝光",), ORDER, Kind.ASSIGNMENT)
    assert (made.due, made.due_words, made.original_due) == ("2026-12-04", "下周五", "2026-12-04")
    assert (made.stage, change.action) == (Stage.UNDERWAY, "add")


def test_the_change_keeps_the_lines_as_they_were_typed() -> None:
    board = make_board()
    entries = [parse_entry(line, NOW, names_of(board)) for line in (LINE, "二")]

    _, change = commit(board, add_entries(actor(), entries, typed=[f" {LINE}\n", "二"]))
    assert change.typed == f"{LINE}\n二"
    assert commit(board, add_entries(actor(), entries))[1].typed == ""


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("甲 ^尽快", {"due": None, "due_words": "尽快", "open_ended": OpenEnded.UNDECIDED, "group": None}),
        ("甲（责任单位：城管局；牵头单位：住建局；责任领导：王区长）", {"unit": CITY, "lead_unit": 2}),
        ("甲（责任领导：王区长）", {"leader": "王区长", "unit": None}),
        ("甲 >9", {"group": None, "stage": Stage.UNCLAIMED}),
        ("甲 @城市管理局 +城管局", {"unit": CITY, "co_units": ()}),
        ("甲 ^明天15:00", {"due": "2026-12-02T15:00"}),
        ("甲 !低", {"priority": Priority.LOW}),
    ],
)  # fmt: skip
def test_every_piece_finds_its_field(line: str, fields: dict[str, object]) -> None:
    board = make_board()
    now = datetime(2026, 12, 1, 9, 0)
    after, _ = commit(board, add_entries(actor(now), [parse_entry(line, now, names_of(board))]))

    assert {name: getattr(after.tasks[1], name) for name in fields} == fields


def test_several_entries_and_their_new_unit_are_one_change_and_one_undo() -> None:
    board = make_board(task(1))
    entries = [Entry("甲", unit="园林局"), Entry("乙", unit="城管局", co_units=["园林局"])]
    after, change = commit(board, add_entries(actor(), entries, new_units=["园林局"]))

    made = next(unit for unit in after.units.values() if unit.name == "园林局")
    assert (after.tasks[2].unit, after.tasks[3].co_units) == (made.id, (made.id,))
    back, _ = commit(after, undo(actor(), change))
    assert (back.tasks.keys(), back.units.keys()) == (board.tasks.keys(), board.units.keys())


def test_a_unit_that_was_made_meanwhile_is_not_made_twice() -> None:
    board = make_board()
    once, _ = commit(board, add_entries(actor(), [Entry("甲", unit="园林局")], new_units=["园林局"]))
    twice, _ = commit(once, add_entries(actor(), [Entry("乙", unit="园林局")], new_units=["园林局"]))

    assert len(twice.units) == len(board.units) + 1
    assert twice.tasks[1].unit == twice.tasks[2].unit


@pytest.mark.parametrize(
    ("entry", "code"),
    [(Entry("乙", unit="园林局"), "no_unit_named"), (Entry("乙", co_units=["园林局"]), "no_unit_named"),
     (Entry("乙", group="没有的组"), "no_group_named"), (Entry(" "), "empty_title")],
)  # fmt: skip
def test_what_nobody_agreed_to_is_refused_and_nothing_is_saved(entry: Entry, code: str) -> None:
    error = refused(make_board(task(1)), add_entries(actor(), [Entry("甲"), entry]), code, UsageError)

    assert error.params["place"] == 2


def test_no_entries_are_nothing_to_do() -> None:
    refused(make_board(), add_entries(actor(), []), "nothing_to_do", Refused)
