"""The demo board is a believable six weeks of work on any day, and says nothing untrue of anybody real."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from board.commands.demo import Demo, demo_changes
from board.commands.demo_data import DemoData
from board.errors import UsageError
from board.fixtures import fixtures_dir, read_template
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, apply, invert
from board.model.figures import by_group, pass_rate_by_category, tally
from board.model.lamps import Lamp, lamp_of
from board.model.query import MAIN_KINDS
from board.model.task import ACTIVE, DONE, SIX, Kind, OpenEnded, Stage, Task, days_late

MONDAY = datetime(2026, 11, 23, 9, 0)
NOWS = [
    *(MONDAY + timedelta(days=days) for days in range(7)),
    datetime(2026, 11, 23, 0, 0),
    datetime(2026, 11, 24, 23, 59),
    datetime(2026, 1, 31, 18, 0),
    datetime(2026, 2, 28, 12, 0),
    datetime(2026, 3, 1, 7, 30),
    datetime(2026, 10, 31, 16, 45),
    datetime(2026, 12, 31, 23, 0),
    datetime(2027, 1, 1, 8, 0),
    datetime(2028, 2, 29, 9, 0),
    datetime(2028, 3, 1, 9, 0),
]


@pytest.fixture(scope="module")
def data() -> DemoData:
    return DemoData.decode(lambda name: (fixtures_dir() / "demo" / name).read_bytes())


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    return read_template("erqi")


@pytest.fixture(scope="module", params=NOWS, ids=lambda now: now.strftime("%a-%Y-%m-%dT%H%M"))
def told(request: pytest.FixtureRequest, template: dict[str, Any], data: DemoData) -> tuple[datetime, Demo]:
    return request.param, demo_changes(template, data, request.param)


@pytest.fixture(scope="module")
def demo(template: dict[str, Any], data: DemoData) -> Demo:
    return demo_changes(template, data, MONDAY)


def live(board: Board, *kinds: Kind) -> list[Task]:
    return [task for task in board.tasks.values() if not task.void_reason and task.kind in (kinds or tuple(Kind))]


def red(board: Board, now: datetime, *kinds: Kind) -> list[Task]:
    return [task for task in live(board, *kinds) if lamp_of(task, now, board.office.yellow_days) is Lamp.RED]


# --- on any day


def test_nothing_of_the_report_that_is_a_project_or_names_somebody_is_ever_late(
    told: tuple[datetime, Demo], data: DemoData
):
    now, demo = told
    guarded = {no for no, card in enumerate(data.cards, start=1) if card.named or card.kind is Kind.PROJECT}
    assert guarded.isdisjoint(task.no for task in red(demo.board, now))
    assert not [no for no in guarded if demo.board.tasks[no].due]


def test_of_the_report_only_the_listed_cards_are_late_and_none_was_met_late(
    told: tuple[datetime, Demo], data: DemoData
):
    now, demo = told
    late = {data.cards[task.no - 1].id for task in red(demo.board, now) if task.no <= len(data.cards)}
    assert late == data.story.late
    assert not [no for no in range(1, len(data.cards) + 1) if days_late(demo.board.tasks[no])]


def test_every_group_has_one_to_four_overdue_cards(told: tuple[datetime, Demo]):
    now, demo = told
    overdue = [task.group for task in red(demo.board, now, *MAIN_KINDS)]
    assert {
        group.number: overdue.count(group.id) for group in demo.board.groups if not 1 <= overdue.count(group.id) <= 4
    } == {}


def test_an_eighth_to_a_fifth_of_the_work_in_hand_is_overdue(told: tuple[datetime, Demo]):
    now, demo = told
    active = [task for task in live(demo.board) if task.stage in ACTIVE]
    assert 0.12 <= len(red(demo.board, now)) / len(active) <= 0.18


def test_every_lamp_is_lit(told: tuple[datetime, Demo]):
    now, demo = told
    assert {lamp_of(task, now, 3) for task in live(demo.board, *MAIN_KINDS)} == set(Lamp)


def test_nothing_happens_out_of_turn_or_today(told: tuple[datetime, Demo]):
    now, demo = told
    moments = [change.when for change in demo.changes]
    assert moments == sorted(moments)
    assert moments[-1] < now.date().isoformat()


def test_no_meeting_runs_and_there_was_one_on_every_monday(told: tuple[datetime, Demo]):
    _, demo = told
    meetings = list(demo.board.table("meeting").values())
    starts = [datetime.fromisoformat(meeting.start) for meeting in meetings]
    assert demo.board.meeting is None
    assert [meeting.number for meeting in meetings] == [1, 2, 3, 4, 5, 6]
    assert {start.weekday() for start in starts} == {0}
    assert starts[-1] - starts[0] == timedelta(weeks=5)


def test_every_step_keeps_the_rules(told: tuple[datetime, Demo]):
    _, demo = told
    board = Board()
    for change in demo.changes:
        check_steps(board, change)
        board = apply(board, change)
    for task in board.tasks.values():
        assert (task.unit is None) == (task.stage is Stage.UNCLAIMED)
        assert (task.met_at is not None) == (task.stage in DONE)


def check_steps(board: Board, change: Change) -> None:
    """A move is one that the rules allow, and a deadline that goes back leaves an extension with a reason."""
    sets: dict[int, dict[str, Any]] = {}
    for op in change.ops:
        if op.entity == "task" and op.op == "set":
            sets.setdefault(op.id, {})[op.field] = op.value
    extended = {op.value["task"] for op in change.ops if op.entity == "extension" and op.value["reason"]}
    reasons = {op.value["task"]: op.value["reason"] for op in change.ops if op.entity in ("return", "rebound")}
    for no, fields in sets.items():
        task, today = board.tasks[no], datetime.fromisoformat(change.when).date()
        if "stage" in fields and task.stage is not Stage.UNCLAIMED:
            said = {"reason": reasons.get(no) or fields.get("close_reason", ""), "due": fields.get("due")}
            verified = {name: fields[name] for name in ("verifier", "verifier_unit") if name in fields}
            assert rules.check_move(task, Stage(fields["stage"]), today, **said, **verified) is None
        elif "due" in fields:
            assert rules.is_extension(task, fields["due"]) == (no in extended)


# --- what is on it


def test_it_is_the_same_board_every_time(template: dict[str, Any], data: DemoData, demo: Demo):
    again = demo_changes(template, data, MONDAY)
    assert again.changes == demo.changes
    assert again.board == demo.board


def test_a_day_later_it_tells_the_same_story(template: dict[str, Any], data: DemoData, demo: Demo):
    later = demo_changes(template, data, MONDAY + timedelta(days=1)).board
    assert [task.stage for task in later.tasks.values()] == [task.stage for task in demo.board.tasks.values()]


def test_its_board_is_what_its_changes_make_and_taking_them_back_leaves_nothing(demo: Demo):
    board = Board()
    for change in demo.changes:
        board = apply(board, change)
    assert board == demo.board
    for change in reversed(demo.changes):
        board = apply(board, Change(id="back", who="", when="", action="undo", ops=invert(change.ops)))
    assert not any(len(table) for table in board.tables.values())


def test_it_is_made_of_few_changes(demo: Demo):
    assert len(demo.changes) <= 150
    assert sum(len(change.ops) for change in demo.changes) <= 2500
    assert [change.seq for change in demo.changes] == list(range(1, len(demo.changes) + 1))


def test_every_card_project_and_check_is_there_once(demo: Demo, data: DemoData):
    titles = [item.title for item in (*data.cards, *data.projects, *data.checks)]
    assert [task.title for task in demo.board.tasks.values()] == titles
    assert demo.board.office.demo


def test_the_cards_of_the_report_keep_their_words_and_carry_no_money(demo: Demo, data: DemoData):
    for no, card in enumerate(data.cards, start=1):
        task = demo.board.tasks[no]
        assert (task.source, task.quoted, task.planned) == (card.source, card.quoted, None)
        for name in {"goal", "duty", "due_words"} & set(card.quoted):
            assert getattr(task, name) == getattr(card, name)
        if card.units:
            assert [demo.board.unit_name(unit) for unit in (task.unit, *task.co_units)] == list(card.units)
        if "open_ended" in card.quoted:
            assert (task.due, task.open_ended) == (None, card.open_ended)


def test_samples_quote_nothing(demo: Demo, data: DemoData):
    samples = [task for task in demo.board.tasks.values() if task.no > len(data.cards)]
    assert len(samples) == 94 + 122
    assert not [task for task in samples if task.quoted or task.source]


def test_nothing_is_made_up_about_what_the_report_names(demo: Demo, data: DemoData):
    for no, card in enumerate(data.cards, start=1):
        if card.named:
            entries = [demo.board.entries(name, no) for name in ("note", "urge", "extension", "return", "rebound")]
            assert not any(entries), card.id
            assert demo.board.tasks[no].stage in (Stage.UNCLAIMED, Stage.UNDERWAY)


def test_three_quarters_of_the_money_is_spent(demo: Demo):
    figures = tally(demo.board, demo.board.tasks.values(), MONDAY)
    assert figures.completed * 1000 == figures.planned * 757


def test_there_is_something_of_everything(demo: Demo):
    board = demo.board
    for entity in ("note", "extension", "urge", "item", "return", "rebound"):
        assert len(board.table(entity)) >= 4, entity
    tasks = live(board)
    assert {task.stage for task in tasks} == set(Stage)
    assert {task.open_ended for task in tasks} >= set(OpenEnded)
    assert any(days_late(task) for task in tasks)
    assert any(len(board.extensions(task.no)) == 2 for task in tasks)
    assert any(task.is_void for task in board.tasks.values())
    assert any(task.close_reason for task in tasks)
    assert any(change.flagged for change in demo.changes)
    assert sum(all(getattr(task, name) for name in SIX) for task in tasks) > len(tasks) // 3
    assert {task.verifier_unit for task in tasks if task.stage is Stage.CLOSED}.isdisjoint({None})


def test_groups_and_categories_differ_so_that_a_ranking_says_something(demo: Demo):
    assert len({figures.on_time_rate for figures in by_group(demo.board, MONDAY).values()}) >= 4
    rates = pass_rate_by_category(demo.board)
    assert len(rates) == 13
    assert max(rates.values()) - min(rates.values()) > 0.3


def test_persons_are_posts(demo: Demo, template: dict[str, Any]):
    assert {task.person for task in demo.board.tasks.values()} - {""} <= set(template["office"]["persons"])


def test_a_template_without_the_units_of_the_story_is_refused(data: DemoData):
    with pytest.raises(UsageError, match="template_unknown_unit"):
        demo_changes(read_template("empty"), data, MONDAY)
