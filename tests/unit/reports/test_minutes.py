"""The minutes: everything that was decided once, what was taken back not at all, and as it was at the meeting."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.messages import Messages
from board.model.task import Stage
from board.reports.held import held
from board.reports.minutes import CATEGORIES, category_of, minutes_of, minutes_record
from board.reports.minutes_paper import minutes_paper
from board.reports.official import day, heading, numeral
from board.reports.papers import Sort
from tests.support import CITY, GREEN, HOUSING, ORDER, ROADS, WATER, Story, stories, task, tell
from tests.unit.reports.minutes_board import LATE, NEXT, Told, small_meeting


def items(told: Told, **also: Any) -> list[str]:
    """The headings and the numbered items of the paper."""
    blocks = minutes_paper(told.minutes(**also)).blocks
    return [block.text for block in blocks if block.sort in (Sort.HEADING, Sort.SUBHEADING, Sort.BODY)]


def test_a_dozen_decisions_stand_in_the_minutes_once_each() -> None:
    minutes = small_meeting().minutes()
    told = [(each.task, each.what) for section in minutes.sections for each in section.decided]

    assert len(told) == len(set(told)) == 12
    assert sorted(told) == [
        (1, "extend"),
        (1, "note"),
        (2, "assign"),
        (2, "due"),
        (2, "urge"),
        (3, "return"),
        (4, "close"),
        (5, "rebound"),
        (6, "assign"),
        (7, "move"),
        (8, "add"),
        (9, "add"),
    ]
    assert sum(count for _, count in minutes.counts()) == minutes.count == 12


def test_they_go_by_the_agenda_and_end_with_the_inbox() -> None:
    minutes = small_meeting().minutes()

    assert [section.group.name if section.group else None for section in minutes.sections] == [
        "以绿荫城组",
        "以水润城",
        "治脏组",
        None,
    ]
    assert [section.item is not None for section in minutes.sections] == [True, True, True, False]
    assert [category for category, _ in minutes.sections[0].parts()] == ["new", "progress", "back"]


def test_an_item_without_a_decision_says_so_and_one_that_was_not_reached_is_left_out() -> None:
    told = Told(task(1)).do(lambda who: do.start_meeting(who, "", [(WATER, 5), (GREEN, 5)]), NEXT)

    assert items(told) == [
        "会议听取了工作情况，没有新的议定事项。",
        "一、以水润城",
        "听取了工作情况，没有新的议定事项。",
    ]


def test_what_was_taken_back_is_not_in_the_minutes() -> None:
    told = Told(task(1)).do(do.start_meeting, lambda who: do.note(who, 1, "误记"), lambda who: do.urge(who, 1))
    told.undo(2).do(do.end_meeting)
    assert [each.what for each in told.minutes().held.decided] == ["urge"]

    told.undo(3)
    assert [each.what for each in told.minutes().held.decided] == []  # also when that came after the end

    told.undo()
    assert [each.what for each in told.minutes().held.decided] == ["urge"]


def test_minutes_are_those_of_the_meeting_whatever_was_done_since() -> None:
    told = small_meeting()
    before = minutes_record(told.minutes())
    told.do(
        lambda who: do.edit(who, 8, title="改了名", group=ORDER),
        lambda who: do.assign(who, 8, HOUSING),
        lambda who: do.void(who, 9, reason="不要了"),
        lambda who: do.move(who, 1, Stage.MET),
        lambda who: do.add(who, "会后新增", unit=CITY),
        lambda who: do.start_meeting(who, "下一次"),
        lambda who: do.urge(who, 2),
    )

    assert minutes_record(told.minutes()) == before
    assert [each.what for each in told.minutes(2).held.decided] == ["urge"]


def test_who_attended_may_be_filled_in_afterwards() -> None:
    told = small_meeting().do(lambda who: do.edit_meeting(who, 1, observers="督查室", copies="区政府办"))
    record = minutes_record(told.minutes())

    assert (record["observers"], record["copies"]) == (["督查室"], ["区政府办"])


def test_what_nobody_entered_says_so() -> None:
    paper = minutes_paper(Told().do(do.start_meeting).minutes())
    facts = {block.label: block.text for block in paper.blocks if block.sort is Sort.FACT}

    assert {facts[label] for label in ("地点", "主持", "出席")} == {"未登记"}
    assert "请假" not in facts


def test_what_was_overdue_at_the_start_is_told_apart() -> None:
    minutes = small_meeting().minutes()

    assert [(each.task, each.what) for each in minutes.flagged] == [(1, "extend"), (7, "move")]
    assert not Told(task(1, **LATE)).do(do.start_meeting, lambda who: do.urge(who, 1)).minutes().flagged


def test_the_schedule_has_what_somebody_has_to_do() -> None:
    assert [task.no for task in small_meeting().minutes().schedule] == [8, 3, 9, 1, 5, 2, 6]


def test_copies_go_to_the_groups_and_units_concerned() -> None:
    assert small_meeting().minutes().copies() == [
        "以绿荫城组", "以水润城组", "治脏组", "城管局", "交通局", "住建局",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (lambda who: do.add(who, "新", unit=CITY, due="2026-12-04T15:00"), "由城管局负责，2026年12月4日 15:00前完成"),
        (lambda who: do.add(who, "新"), "责任单位待明确"),
        (lambda who: do.assign(who, 1, HOUSING), "由城管局改为住建局负责"),
        (lambda who: do.assign(who, 1, CITY, person="李某"), "由城管局负责，责任人李某"),
        (lambda who: do.set_deadline(who, 2, "2026-12-04"), "时限定为2026年12月4日"),
        (lambda who: do.set_deadline(who, 1, "2026-11-28"), "时限由2026年12月1日改为2026年11月28日"),
        (
            lambda who: do.set_deadline(who, 1, "2027-01-05", reason="雨"),
            "由2026年12月1日延期至2027年1月5日，原因：雨",
        ),
        (lambda who: do.set_deadline(who, 1, None, reason="常抓"), "取消时限 2026年12月1日，原因：常抓"),
        (lambda who: do.note(who, 1, "好了。\n再看"), "好了。 再看"),
        (lambda who: do.urge(who, 1), "已催办城管局"),
        (lambda who: do.void(who, 1, reason="重复。"), "作废，原因：重复"),
    ],
)
def test_how_a_decision_is_told(step: Any, said: str) -> None:
    open_task = task(1, title="旧", due="2026-12-01", original_due="2026-12-01")
    told = Told(open_task, task(2, title="二")).do(do.start_meeting, step)

    assert items(told)[-1].partition("）：")[2] == f"{said}。"


def test_the_line_that_was_typed_stands_in_json_only() -> None:
    minutes = small_meeting().minutes()
    record = minutes_record(minutes)
    typed = [each["typed"] for section in record["sections"] for each in section["decided"] if each["typed"]]

    assert typed == ["铁路沿线拆违绿化 @城管局 @李某 +交通局 ^12月4日"]
    assert "^12月4日" not in str(minutes_paper(minutes).blocks)


def test_every_kind_of_decision_has_its_category() -> None:
    codes = [code for codes in CATEGORIES.values() for code in codes]

    assert len(codes) == len(set(codes))
    assert set(codes) == {
        "add", "assign", "send", "due", "extend", "move", "close", "return", "rebound", "void", "restore", "urge",
        "note", "edit", "undo",
    }  # fmt: skip


@given(stories)
def test_the_minutes_of_a_meeting_follow_from_the_board_and_its_history(story: Story) -> None:
    steps = list(tell(story))
    if not steps:
        return
    board, history = steps[-1].after, [step.change for step in reversed(steps)]
    for meeting in board.table("meeting").values():
        started = next(step for step in steps if step.after.table("meeting").get(meeting.id) is not None)
        minutes = minutes_of(Messages("zh"), board, meeting, iter(history), steps[-1].now)
        last = max((step for step in steps if step.change.meeting == meeting.number), default=started, key=_seq)
        if last is not started:
            assert list(minutes.board.tasks.values()) != [] or not last.after.tasks
            assert {no: each.title for no, each in minutes.board.tasks.items()} == {
                no: each.title for no, each in last.after.tasks.items()
            }
        assert all(category_of(each) in CATEGORIES for each in minutes.held.decided)
        minutes_paper(minutes)


def _seq(step: Any) -> int:
    return step.change.seq


def test_a_change_that_came_in_meanwhile_is_passed_over() -> None:
    told = Told(task(1)).do(do.start_meeting, lambda who: do.note(who, 1, "一"))
    board = told.board
    told.do(lambda who: do.note(who, 1, "二"))

    assert len(held(board, told.meeting(), told.history[::-1]).decided) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_headings_count_in_chinese(number: int, said: str) -> None:
    assert numeral(Messages("zh"), number) == said
    assert numeral(Messages("en"), number) == str(number)
    assert heading(Messages("zh"), number, "x") == f"{said}、x"


def test_days_are_written_in_full() -> None:
    assert day(Messages("zh"), "2026-12-04") == "2026年12月4日"
    assert day(Messages("en"), "2026-12-04T15:00") == "2026-12-04 15:00"


def test_groups_and_units_of_the_record_are_named() -> None:
    record = minutes_record(small_meeting().minutes())
    by_code = {each["what"]: each["params"] for section in record["sections"] for each in section["decided"]}

    assert by_code["close"]["verifier_unit"] == "督查室"
    assert {
        each["params"].get("was") for s in record["sections"] for each in s["decided"] if each["what"] == "assign"
    } == {
        "城管局",
        None,
    }
    assert (ROADS, record["schedule"][0]["co_units"]) == (3, ["交通局"])
