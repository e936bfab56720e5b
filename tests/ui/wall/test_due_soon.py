"""What falls due by the next meeting, day by day."""

from __future__ import annotations

import pytest

from board.model.entities import Office
from board.model.task import Stage
from board.ui.wall.room import DUE
from tests.support import HOUSING, make_board, task
from tests.ui.wall.lists_support import all_pages, room_of, title

TASKS = (
    task(1, due="2026-11-22"),
    task(2, due="2026-11-23", person="王某"),
    task(3, due="2026-11-23T15:00"),
    task(4, due="2026-11-24", unit=HOUSING),
    task(5, due="2026-11-26", unit=None, stage=Stage.UNCLAIMED),
    task(6, due="2026-11-27"),
    task(7, due="2026-11-30"),
    task(8, due="2027-01-08"),
    task(9, due="2026-11-24", stage=Stage.MET),
)


def heads(office: Office) -> list[str]:
    lines = all_pages(room_of(make_board(*TASKS, office=office), DUE), 116, 40)
    return [line.split("  ")[0] for line in lines if "#" not in line]


@pytest.mark.parametrize(
    ("office", "days"),
    [
        (Office(), ["今日到期", "明日到期 11-24 周二", "11-26 周四 到期"]),
        (Office(yellow_days=1), ["今日到期", "明日到期 11-24 周二"]),
        (Office(yellow_days=0), ["今日到期"]),
        (Office(next_meeting="2026-11-23"), ["今日到期"]),
        (
            Office(next_meeting="2026-11-30"),
            ["今日到期", "明日到期 11-24 周二", "11-26 周四 到期", "11-27 周五 到期", "11-30 周一 到期"],
        ),
        (Office(next_meeting="2027-01-11"), [
            "今日到期", "明日到期 11-24 周二", "11-26 周四 到期", "11-27 周五 到期", "11-30 周一 到期",
            "2027-01-08 周五 到期",
        ]),
        (Office(next_meeting="2026-11-20"), ["今日到期", "明日到期 11-24 周二", "11-26 周四 到期"]),
    ],
)  # fmt: skip
def test_it_reaches_to_the_next_meeting_or_as_far_as_yellow_does(office: Office, days: list[str]) -> None:
    assert heads(office) == days


def test_a_row_tells_lamp_number_group_unit_and_person() -> None:
    lines = all_pages(room_of(make_board(*TASKS), DUE), 116, 40)

    assert [line.split() for line in lines if "#" in line] == [
        ["今日15:00", "#3", "第3项", "以绿荫城组", "城管局"],
        ["今日", "#2", "第2项", "以绿荫城组", "城管局", "王某"],
        ["剩1天", "#4", "第4项", "以绿荫城组", "住建局"],
        ["剩3天", "#5", "第5项", "以绿荫城组", "未明确责任单位"],
    ]


@pytest.mark.parametrize(
    ("office", "said"),
    [
        (Office(), "明日转红预告：近日到期 4 件"),
        (Office(next_meeting="2026-11-30"), "明日转红预告：11-30 周一 会议前到期 6 件"),
    ],
)
def test_its_title_says_until_when(office: Office, said: str) -> None:
    assert title(room_of(make_board(*TASKS, office=office), DUE)) == said
