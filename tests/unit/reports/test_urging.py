"""The text that is sent to a unit: complete, plain, in the language of the board."""

from __future__ import annotations

from board import commands as do
from board.messages import Messages
from board.model.board import Board
from board.model.task import OpenEnded
from board.reports.urging import urge_texts
from tests.conftest import NOW
from tests.support import CITY, HOUSING, actor, make_board, run, task


def texts(board: Board, *numbers: int, lang: str = "zh") -> dict[int | None, str]:
    return urge_texts(Messages(lang), board, [board.tasks[no] for no in numbers], NOW)


def test_one_task_is_told_in_full() -> None:
    board = run(
        make_board(task(128, title="铁路沿线拆违绿化", due="2026-11-18", person="李某")),
        do.set_deadline(actor(), 128, "2026-11-20", reason="暴雨"),
        do.urge(actor(), 128),
    )

    assert texts(board, 128)[CITY].splitlines() == [
        "【催办】#128 铁路沿线拆违绿化",
        "责任单位：城管局（李某）",
        "时限：2026-11-20 周五（含当日），逾3天，已延期1次",
        "这是第2次催办。",
        "请抓紧办理，并于今日内反馈进展。",
        "二七区提质办 2026-11-23",
    ]


def test_what_is_not_there_is_not_spoken_of() -> None:
    board = make_board(task(1, due="2026-12-04T15:00"))

    assert texts(board, 1)[CITY].splitlines()[1:4] == [
        "责任单位：城管局",
        "时限：2026-12-04 周五 15:00",
        "请抓紧办理，并于今日内反馈进展。",
    ]


def test_without_a_deadline_one_is_asked_for() -> None:
    board = make_board(task(1, open_ended=OpenEnded.UNDECIDED))

    assert texts(board, 1)[CITY].splitlines()[2:4] == ["时限：待定", "请于今日内报送完成时限和进展。"]


def test_several_are_told_unit_by_unit() -> None:
    board = make_board(
        task(1, due="2026-11-20"), task(2, unit=HOUSING, due="2026-11-23"), task(3, due="2026-12-04"), task(4)
    )
    found = texts(board, 3, 2, 1, 4)

    assert list(found) == [CITY, HOUSING]
    assert found[CITY].splitlines()[:4] == [
        "【催办】城管局：3 项",
        "1. #3 第3项，时限 2026-12-04 周五",
        "2. #1 第1项，时限 2026-11-20 周五，逾3天",
        "3. #4 第4项，无时限",
    ]
    assert found[HOUSING].startswith("【催办】#2 第2项\n")


def test_in_english() -> None:
    board = make_board(task(1, title="Drains", due="2026-11-20"))

    assert texts(board, 1, lang="en")[CITY].splitlines()[0] == "[Reminder] #1 Drains"
    assert "3d late" in texts(board, 1, lang="en")[CITY]
