"""What was decided, the newest first."""

from __future__ import annotations

import pytest

from board.model.entities import Meeting
from board.reports.decided import Decision
from board.ui.wall.room import DECIDED
from tests.support import make_board, task
from tests.ui.wall.lists_support import all_pages, meeting_room, pages, painted, room_of, title


def decision(no: int, what: str = "move", when: str = "2026-11-23T09:00:00", **params: object) -> Decision:
    return Decision(when=when, who="秘书", task=no, what=what, params=params or {"stage": "met"})


def test_the_newest_comes_first_with_its_time_group_and_words() -> None:
    lines = all_pages(meeting_room(DECIDED), 116, 40)

    assert [line.split() for line in lines[:2]] == [
        ["09:28", "#334", "河道两岸步道照明缺亮", "以绿荫城"],
        ["新增，交办", "市场监管局，时限", "11-30", "周一"],
    ]
    assert [line[:5] for line in lines if line[:2] == "09"] == sorted(
        (line[:5] for line in lines if line[:2] == "09"), reverse=True
    )


def test_what_put_out_a_red_lamp_is_marked() -> None:
    marked = [line.split()[1] for line in all_pages(meeting_room(DECIDED), 116, 40) if "会中变更" in line]

    assert marked == [f"#{each.task}" for each in meeting_room(DECIDED).decided if each.flagged]
    assert len(marked) == 3


def test_no_telephone_number_reaches_the_wall() -> None:
    text = "\n".join(all_pages(meeting_room(DECIDED), 116, 40))

    assert "已完成八成" in text
    assert "138" not in text


def test_what_was_decided_on_another_day_of_a_long_meeting_shows_its_day() -> None:
    room = room_of(make_board(task(1)), DECIDED, decided=(decision(1, when="2026-11-22T16:00:00"),))

    assert all_pages(room, 116, 25)[0].startswith("11-22")


def test_long_words_go_on_below_where_there_is_room() -> None:
    room = room_of(make_board(task(1)), DECIDED, decided=(decision(1, "note", text="已完成" * 40),))

    assert len(all_pages(room, 116, 25)) == 2
    assert len(all_pages(room, 116, 45)) == 3


def test_a_task_that_is_gone_meanwhile_does_no_harm() -> None:
    painted(room_of(make_board(), DECIDED, decided=(decision(7), decision(8, "assign", unit=99))), 116, 25)


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        ({}, "今日议定 1 条"),
        ({3: Meeting(id=3, number=7, name="推进会", start="2026-11-23T09:00:00")}, "第7次会议议定 1 条"),
    ],
)
def test_its_title_names_the_meeting(meeting: dict[int, Meeting], said: str) -> None:
    assert title(room_of(make_board(task(1), meeting=meeting), DECIDED, decided=(decision(1),))) == said


def test_it_is_skipped_as_long_as_nothing_is_decided() -> None:
    assert pages(room_of(make_board(task(1)), DECIDED), 116, 25) == 0
