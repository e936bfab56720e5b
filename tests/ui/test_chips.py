"""Chips and offered names, cell for cell: nothing is wider than its place, and the chosen name is always in sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from board.ui.widgets.candidates import candidates_line
from board.ui.widgets.chips import TONES, Chip, chips_lines

CHIPS = [Chip("标题", "铁路沿线拆违绿化"), Chip("责任", "城管局 李某", "who"), Chip("组", "治脏")]
NAMES = ("城管局", "城建中心", "城投公司", "住建局", "交通局", "督查室")


def test_chips_stand_side_by_side() -> None:
    assert [line.plain for line in chips_lines(CHIPS, 80, 2)] == [
        " 标题  铁路沿线拆违绿化   责任  城管局 李某   组  治脏  "
    ]


def test_what_has_no_room_goes_to_the_next_line_and_then_is_said_by_two_dots() -> None:
    assert [line.plain for line in chips_lines(CHIPS, 40, 2)] == [
        " 标题  铁路沿线拆违绿化  ",
        " 责任  城管局 李某   组  治脏  ",
    ]
    assert [line.plain for line in chips_lines(CHIPS, 40, 1)] == [" 标题  铁路沿线拆违绿化  .."]


def test_a_long_title_leaves_room_for_what_was_read() -> None:
    [line] = chips_lines([Chip("标题", "长" * 40), Chip("时限", "2027-10-01 周五（含当日），今年已过", "due")], 120, 1)
    assert "长.." in line.plain
    assert "今年已过" in line.plain


@given(
    st.lists(
        st.builds(Chip, st.sampled_from(["标题", "时限"]), st.text(max_size=60), st.sampled_from(TONES)), max_size=8
    ),
    st.integers(min_value=40, max_value=160),
    st.integers(min_value=1, max_value=3),
)
def test_no_line_is_wider_than_its_place(chips: list[Chip], width: int, rows: int) -> None:
    lines = chips_lines(chips, width, rows)
    assert len(lines) <= rows
    assert all(len(Content(line.plain.rstrip(" ")).plain) <= width and line.cell_length <= width + 1 for line in lines)


@pytest.mark.parametrize("place", range(len(NAMES)))
@pytest.mark.parametrize("width", [12, 30, 60])
def test_the_chosen_name_is_in_sight(place: int, width: int) -> None:
    line = candidates_line(Content(""), NAMES, place, "Tab", width)
    assert NAMES[place] in line.plain
    assert line.cell_length <= width


def test_behind_a_question_the_names_take_what_room_is_left() -> None:
    line = candidates_line(Content("没有「园林」"), NAMES, 0, "Tab 选用", 44)
    assert line.plain == "没有「园林」  城管局  城建中心 ..  Tab 选用"


def test_where_there_is_no_room_at_all_the_line_is_cut() -> None:
    assert candidates_line(Content("没有「园林」"), NAMES, 0, "Tab", 10).cell_length <= 10


def test_a_long_title_gives_way_before_a_chip_is_left_out():
    chips = [Chip("标题", "很长的标题" * 8), Chip("责任", "城管局 李某", "who"), Chip("时限", "2026-12-04 周五", "due"),
             Chip("标签", "曝光", "tag"), Chip("组", "以绿荫城")]  # fmt: skip

    shown = "".join(line.plain for line in chips_lines(chips, 62, 2))

    assert "组  以绿荫城" in shown
    assert "标题  很长的标题很长的标题很.. " in shown
    assert "很长的标题很长的标题很长的标题" in chips_lines(chips[:2], 100, 2)[0].plain
