"""Importing rows: one change, matched by number, else by title and unit, and never half."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from board import commands as do
from board.commands.core import LongDraft
from board.commands.import_plan import Outcome, plan_import
from board.commands.importing import import_rows
from board.model.board import Board
from board.model.entities import Note
from board.model.packed import Packed
from board.model.rules import needed_for_move
from board.model.task import Kind, OpenEnded, Stage
from board.text.ledger.rows import LedgerRow
from tests.support import CITY, GREEN, HOUSING, actor, commit, make_board, refused, rows, task


def row(title: str = "地砖破损", **fields: Any) -> LedgerRow:
    """A row of someone else's ledger."""
    return LedgerRow("台账", fields.pop("row", 2), title, fields.pop("kind", Kind.PROBLEM), **fields)


def imported(board: Board, *given: LedgerRow) -> Board:
    return commit(board, import_rows(actor(), given, reason="导入"))[0]


def outcomes(board: Board, *given: LedgerRow) -> list[tuple[str, int | None]]:
    return [(planned.outcome.value, planned.no) for planned in plan_import(board, given).rows]


def test_new_tasks_and_new_units_are_one_change_and_one_undo() -> None:
    board = make_board()
    after, change = commit(
        board,
        import_rows(
            actor(), [row(unit="园林局", co_units=("城管局", "园林局")), row("积水", unit="园林局")], reason="导入"
        ),
    )

    assert [(each.title, after.unit_name(each.unit)) for each in after.tasks.values()] == [
        ("地砖破损", "园林局"),
        ("积水", "园林局"),
    ]
    assert after.tasks[1].co_units == (CITY,)
    assert sum(unit.name == "园林局" for unit in after.units.values()) == 1
    assert rows(commit(after, do.undo(actor(), change))[0]) == rows(board)


def test_every_field_of_a_row_is_taken_over() -> None:
    board = make_board()
    [told] = imported(
        board,
        row(
            unit="城管局",
            lead_unit="住建局",
            leader="王某",
            person="张某",
            due="2026-10-20",
            due_words="10月20日",
            stage=Stage.UNDERWAY,
            planned=300.0,
            completed=150.0,
            category="市容",
            area="幸福大街",
            source="市级督导",
            group="治脏",
            notes=["整改措施：更换"],
        ),
    ).tasks.values()

    assert (told.unit, told.lead_unit, told.leader, told.person) == (CITY, HOUSING, "王某", "张某")
    assert (told.due, told.original_due, told.due_words) == ("2026-10-20", "2026-10-20", "10月20日")
    assert (told.planned, told.completed, told.category, told.area, told.source) == (
        300,
        150,
        "市容",
        "幸福大街",
        "市级督导",
    )
    assert told.kind is Kind.PROBLEM


def test_what_else_the_row_says_is_a_note() -> None:
    board = imported(make_board(), row(notes=["整改措施：更换", "责任人及电话：张某 1xx-xxxx-0001"]))

    assert [note.text for note in board.notes(1)] == ["整改措施：更换\n责任人及电话：张某 1xx-xxxx-0001"]


@pytest.mark.parametrize(
    ("stage", "unit", "found"),
    [
        (None, "城管局", Stage.UNDERWAY),
        (None, None, Stage.UNCLAIMED),
        (Stage.MET, "城管局", Stage.MET),
        (Stage.CONSOLIDATING, "城管局", Stage.CONSOLIDATING),
        (Stage.CLOSED, "城管局", Stage.CLOSED),
    ],
)
def test_the_stage_is_that_of_the_ledger(stage: Stage | None, unit: str | None, found: Stage) -> None:
    assert imported(make_board(), row(stage=stage, unit=unit)).tasks[1].stage is found


def test_what_is_closed_needs_no_verifier_and_says_that_it_was_imported() -> None:
    told = imported(make_board(), row(stage=Stage.CLOSED, unit="城管局", done_on=date(2026, 10, 18))).tasks[1]

    assert (told.verifier, told.verifier_unit, told.close_reason) == ("", None, "导入")
    assert (told.met_at, told.closed_at) == ("2026-10-18T00:00:00", "2026-10-18T00:00:00")


def test_a_consolidation_period_counts_from_the_day_that_the_ledger_tells() -> None:
    told = imported(make_board(), row(stage=Stage.CONSOLIDATING, unit="城管局", done_on=date(2026, 11, 1))).tasks[1]

    assert told.consolidate_until == "2026-12-01"
    assert needed_for_move(told, Stage.CLOSED, date(2026, 11, 23)) == ("verifier", "reason")


def test_an_extension_that_the_ledger_tells_keeps_the_old_deadline() -> None:
    board = imported(
        make_board(), row(unit="城管局", due="2026-11-20", due_words="11月20日", original_due="2026-10-31")
    )

    assert (board.tasks[1].due, board.tasks[1].original_due) == ("2026-11-20", "2026-10-31")
    assert [(each.was, each.to, each.reason) for each in board.extensions(1)] == [("2026-10-31", "2026-11-20", "导入")]


# ---- what is there already


def test_a_row_is_matched_by_title_and_unit_and_says_only_what_differs() -> None:
    board = make_board(task(7, title="地砖破损", person="李某", area="大街"))
    after, change = commit(board, import_rows(actor(), [row(unit="城管局", person="张某")], reason="导入"))

    assert (after.tasks[7].person, after.tasks[7].area) == ("张某", "大街")
    assert [(op.op, op.field) for op in change.ops] == [("set", "person")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (row(unit="城管局"), ("same", 7)),
        (row(unit="区城管局"), ("same", 7)),
        (row("地 砖破损", unit="城管局"), ("same", 7)),
        (row(), ("same", 7)),
        (row(unit="住建局"), ("add", None)),
        (row("积水", unit="城管局"), ("add", None)),
    ],
)
def test_what_matches(given: LedgerRow, found: tuple[str, int | None]) -> None:
    assert outcomes(make_board(task(7, title="地砖破损")), given) == [found]


@pytest.mark.parametrize(
    ("code", "found"), [("#8", ("change", 8)), ("＃8", ("change", 8)), ("8", ("same", 7)), ("#9", ("same", 7))]
)
def test_a_number_with_its_sign_tells_which_of_two_alike(code: str, found: tuple[str, int | None]) -> None:
    board = make_board(task(7, title="地砖破损"), task(8, title="地砖破损", unit=HOUSING))

    assert outcomes(board, row(unit="城管局", code=code)) == [found]


def test_a_number_of_another_task_is_not_believed() -> None:
    assert outcomes(make_board(task(8, title="积水")), row(unit="城管局", code="#8")) == [("add", None)]


def test_a_task_that_nobody_had_is_the_one_that_the_ledger_assigns() -> None:
    board = imported(make_board(task(7, title="地砖破损", unit=None, stage=Stage.UNCLAIMED)), row(unit="城管局"))

    assert (len(board.tasks), board.tasks[7].unit, board.tasks[7].stage) == (1, CITY, Stage.UNDERWAY)


def test_two_rows_alike_are_two_tasks_and_each_task_is_meant_once() -> None:
    board = make_board(task(7, title="地砖破损"))

    assert outcomes(board, row(unit="城管局"), row(unit="城管局")) == [("same", 7), ("add", None)]


def test_importing_the_same_again_changes_nothing() -> None:
    given = [
        row(unit="城管局", notes=["措施：更换"], due="2026-10-20", stage=Stage.CLOSED),
        row("积水", due_words="尽快", open_ended=OpenEnded.UNDECIDED),
    ]
    board = imported(make_board(), *given)

    assert {outcome for outcome, _ in outcomes(board, *given)} == {"same"}
    refused(board, import_rows(actor(), given, reason="导入"), "nothing_to_do")


def test_a_later_deadline_is_an_extension_with_the_import_as_its_reason() -> None:
    board = make_board(task(7, title="地砖破损", due="2026-10-20", original_due="2026-10-20"))
    after = imported(board, row(unit="城管局", due="2026-11-20"))

    assert (after.tasks[7].due, after.tasks[7].original_due) == ("2026-11-20", "2026-10-20")
    assert [(each.was, each.to, each.reason) for each in after.extensions(7)] == [("2026-10-20", "2026-11-20", "导入")]


def test_a_ledger_that_lags_behind_sends_nothing_back() -> None:
    board = make_board(task(7, title="地砖破损", stage=Stage.MET, due="2026-10-20", met_at="2026-10-18T09:00:00"))
    [planned] = plan_import(board, [row(unit="城管局", stage=Stage.UNDERWAY, due="2026-12-20")]).rows

    assert (planned.outcome, planned.remark) == (Outcome.SAME, "stage_kept")


def test_a_stage_may_go_on_by_any_number_of_steps() -> None:
    board = imported(make_board(task(7, title="地砖破损")), row(unit="城管局", stage=Stage.CLOSED))

    assert (board.tasks[7].stage, board.tasks[7].close_reason) == (Stage.CLOSED, "导入")


def test_what_is_void_is_refused_and_the_rest_comes_in() -> None:
    board = make_board(task(7, title="地砖破损", void_reason="重复"))

    assert outcomes(board, row(unit="城管局"), row("积水")) == [("add", None), ("add", None)]
    numbered = row(unit="城管局")
    numbered.no = 7
    [planned] = plan_import(board, [numbered]).rows
    assert (planned.outcome, planned.remark) == (Outcome.REFUSE, "task_void")


def test_what_was_typed_into_a_cell_is_made_harmless() -> None:
    told = imported(make_board(), row("甲\x1b[31m\u202e乙", unit="城\x00管局", person="张\n某")).tasks[1]

    assert (told.title, told.unit, told.person) == ("甲[31m乙", CITY, "张 某")


def test_a_title_that_is_too_long_is_whole_in_the_note() -> None:
    board = imported(make_board(), row("长" * 400))

    assert len(board.tasks[1].title) == 250
    assert board.notes(1)[0].text == "长" * 400


def test_a_note_that_is_there_is_not_written_again() -> None:
    held = {1: Note(id=1, task=7, text="措施：更换", when="2026-11-01T09:00:00", who="秘书")}
    board = make_board(task(7, title="地砖破损"), note=held)

    assert outcomes(board, row(unit="城管局", notes=["措施：更换"])) == [("same", 7)]
    assert outcomes(board, row(unit="城管局", notes=["措施：重铺"])) == [("change", 7)]


def test_the_group_is_found_by_its_name_and_else_it_is_the_inbox() -> None:
    name = make_board().group(GREEN)
    assert name is not None
    board = imported(make_board(), row(group=name.name), row("积水", group="没有的组"))

    assert [each.group for each in board.tasks.values()] == [GREEN, None]


def test_an_import_survives_the_way_through_the_journal() -> None:
    _, change = commit(make_board(), import_rows(actor(), [row(unit="园林局", notes=["甲"])], reason="导入"))

    assert msgspec.json.decode(msgspec.json.encode(change), type=type(change)) == change


def test_a_long_ledger_is_one_change_too_and_its_operations_are_packed() -> None:
    board = make_board(task(1, title="第7处破损", unit=CITY))
    given = [row(f"第{place}处破损", unit="城管局", co_units=("园林局",), row=place) for place in range(1500)]
    made = import_rows(actor(), given, reason="导入")(board)
    after, change = commit(board, lambda _: made)

    assert isinstance(made.ops, Packed)
    assert made.ops == change.ops
    assert [each.title for each in after.tasks.values()] == [
        "第7处破损",
        *(f"第{place}处破损" for place in range(1500) if place != 7),
    ]
    assert after.tasks[1].co_units == after.tasks[2].co_units
    assert rows(commit(after, do.undo(actor(), change))[0]) == rows(board)
    refused(after, import_rows(actor(), given, reason="导入"), "nothing_to_do")


def test_what_a_long_draft_set_and_set_back_is_no_operation() -> None:
    board = make_board(*(task(no) for no in range(1, 1201)))
    draft = LongDraft(board, actor())
    for no in board.tasks:
        draft.follow("task", no, person="网格长", area="东区")
        draft.follow("task", no, person="")
        draft.settle()

    change = draft.change("edit")

    assert isinstance(change.ops, Packed)
    assert [(op.id, op.field) for op in change.ops] == [(no, "area") for no in board.tasks]
