"""Several lines: which of them are items, how lines go on, headings, signatures and tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.quick_entry import EntryError, Paste, parse_paste
from tests.unit.text.small_world import NAMES, NOW, shown


def read(text: str, group: str | None = None) -> Paste:
    return parse_paste(text, NOW, NAMES, group)


def outline(text: str, group: str | None = None) -> tuple[dict[int, str], list[int]]:
    """Line → title (or kind of error), and the lines skipped."""
    paste = read(text, group)
    said = {
        item.line: str(item.error.kind) if item.error else shown(item.entry)["title"]
        for item in paste.items
        if item.entry or item.error
    }
    return said, [line for line, _ in paste.skipped]


OUTLINES: dict[str, tuple[str, dict[int, str], list[int]]] = {
    "blank lines count": ("修路灯\n\n \u3000\n修路牌", {1: "修路灯", 4: "修路牌"}, []),
    "all line ends": ("修路灯\r\n修路牌\r修路沿\u2028修路面", {1: "修路灯", 2: "修路牌", 3: "修路沿", 4: "修路面"}, []),
    "an error stops nothing": ("修路灯 @路灯处\n修路牌", {1: "unknown_unit", 2: "修路牌"}, []),
    "an un-numbered line below a numbered one": ("1. 修路灯\n和路牌\n2. 修路面", {1: "修路灯和路牌", 3: "修路面"}, []),
    "but not below a blank line": ("1. 修路灯\n\n另修路牌", {1: "修路灯", 3: "另修路牌"}, []),
    "a line that begins with a label": ("修路灯\n责任单位：城管局", {1: "修路灯"}, []),
    "a bracket with a label, further down": ("修路灯\n\n（责任单位：城管局）", {1: "修路灯"}, []),
    "a line below a comma": ("修路灯，\n修路牌、\n修路面", {1: "修路灯，修路牌、修路面"}, []),
    "a numbered line is always new": ("1. 修路灯，\n2. 修路牌", {1: "修路灯", 2: "修路牌"}, []),
    "a heading with a colon": ("会议议定：\n修路灯", {2: "修路灯"}, [1]),
    "but not when something is read in it": ("会议议定 @城管局：\n修路灯", {1: "会议议定", 2: "修路灯"}, []),
    "a heading that is a group": ("治路工作组\n修路灯", {2: "修路灯"}, [1]),
    "a group and 方面": ("修路灯\n“治路”方面\n修路牌", {1: "修路灯", 3: "修路牌"}, [2]),
    "a numbered line above a lower level": (
        "一、路灯\n（一）修东段\n1. 换灯头\n（1）买灯头\n①询价\n• 三家", {6: "三家"}, [1, 2, 3, 4, 5]
    ),
    "not above the same level": ("一、修路灯\n二、修路牌", {1: "修路灯", 2: "修路牌"}, []),
    "not when something is read in it, numbered": ("一、修路灯 ^周五\n（一）修东段", {1: "修路灯", 2: "修东段"}, []),
    "un-numbered lines before the first number": ("市政纪要\n各单位注意\n1. 修路灯", {3: "修路灯"}, [1, 2]),
    "a line goes on below a heading that it belongs to": ("一、路灯\n和路牌\n（一）修东段", {3: "修东段"}, [1, 2]),
    "a signature": ("1. 修路灯\n\n提质办\n2026年11月23日", {1: "修路灯"}, [3, 4]),
    "a signature right below": ("1. 修路灯\n二七区提质办 2026年11月23日", {1: "修路灯"}, [2]),
    "who wrote when": ("李科长 11/23 9:05\n修路灯\n王主任 昨天 15:20:08\n修路牌", {2: "修路灯", 4: "修路牌"}, [1, 3]),
    "units alone": ("修路灯\n城管局、交通局", {1: "修路灯"}, [2]),
    "names that go on are no signature": ("1. 修路灯，责任单位：城管局、\n交通局", {1: "修路灯"}, []),
    "nothing but punctuation": ("修路灯\n----", {1: "修路灯", 2: "empty_title"}, []),
    "tabs without known columns": ("路灯\t三处\n路牌\t两处", {1: "路灯 三处", 2: "路牌 两处"}, []),
    "the line above a table": ("任务清单\n事项\t责任单位\n修路灯\t城管局", {3: "修路灯"}, [1, 2]),
    "a line below a table": ("事项\t责任单位\n修路灯\t城管局\n修路牌 @城管局", {2: "修路灯", 3: "修路牌"}, [1]),
    "a head that comes again": (
        "事项\t责任单位\n修路灯\t城管局\n事项\t责任单位\n修路牌\t", {2: "修路灯", 4: "修路牌"}, [1, 3]
    ),
    "nothing": (" \n\n", {}, []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles", "skipped"), OUTLINES.values(), ids=OUTLINES)
def test_lines_become_items(text: str, titles: dict[int, str], skipped: list[int]) -> None:
    assert outline(text) == (titles, skipped)


GROUPS: dict[str, tuple[str, dict[int, str | None]]] = {
    "a heading gives its group to the lines below": (
        "一、治“路”方面\n1. 修路灯\n二、治脏\n1. 扫路面",
        {2: "治路", 4: "治脏"},
    ),
    "any other heading takes it back": ("治路组\n修路灯\n其他：\n扫路面", {2: "治路", 4: "治水"}),
    "nothing goes on from a heading": ("一、治路组\n修路灯\n二、其他：\n扫路面", {2: "治路", 4: "治水"}),
    "nor does a heading go on": ("1. 修路灯\n治脏方面：\n1. 扫路面", {1: "治水", 3: "治脏"}),
    "two groups are none": ("治路、治脏两项：\n修路灯", {2: "治水"}),
    "a sign beats the heading": ("治路组\n修路灯 >治脏\n修路牌 >9", {2: "治脏", 3: None}),
    "a signature takes nothing back": ("治路组\n修路灯\n李科长 9:05\n修路牌", {2: "治路", 4: "治路"}),
}


@pytest.mark.parametrize(("text", "groups"), GROUPS.values(), ids=GROUPS)
def test_headings_name_groups(text: str, groups: dict[int, str | None]) -> None:
    assert {item.line: item.entry.group for item in read(text, "治水").items if item.entry} == groups


HEAD = "序号\t工作任务\t责任单位\t配合单位\t责任人\t分管领导\t完成时限\t工作组\t备注\n"
ROWS: dict[str, tuple[str, dict[str, Any] | tuple[str, str]]] = {
    "every column": ("1\t修路灯\t城管局\t交通局、教体局\t小李\t王主任\t周五\t治路\t急", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局", "教体局"], "person": "小李", "leader": "王主任",
        "due": "2026-11-27", "due_words": "周五", "group": "治路"}),
    "nothing in the cells": ("1\t修路灯\t\t/\t—\t\t\t\t", {"title": "修路灯", "group": "治水"}),
    "fewer cells than columns": ("1\t修路灯\t城管局", {"title": "修路灯", "unit": "城管局", "group": "治水"}),
    "no signs and no wording in a cell": ("1\t修 #3 灯 @城管局，下周五前\t", {
        "title": "修 #3 灯 @城管局，下周五前", "group": "治水"}),
    "numbering in a cell": ("1\t（一）修路灯。\t", {"title": "修路灯", "group": "治水"}),
    "open ended": ("1\t修路灯\t\t\t\t\t每月", {
        "title": "修路灯", "due_words": "每月", "open_ended": "recurring", "group": "治水"}),
    "a unit that is none": ("1\t修路灯\t城管局、路灯处", ("unknown_unit", "路灯处")),
    "a date that is none": ("1\t修路灯\t\t\t\t\t13月1日", ("bad_deadline", "13月1日")),
    "the leftmost error": ("1\t修路灯\t路灯处\t\t\t\t13月1日", ("unknown_unit", "路灯处")),
    "no title": ("1\t\t城管局", ("empty_title", "")),
}  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS.values(), ids=ROWS)
def test_a_row_of_a_table(row: str, expected: dict[str, Any] | tuple[str, str]) -> None:
    (item,) = read(HEAD + row, "治水").items

    result = item.result
    assert item.line == 2
    assert ((result.kind, result.at) if isinstance(result, EntryError) else shown(result)) == expected
    assert not isinstance(result, EntryError) or item.text[result.start : result.end] == result.at


def test_nothing_is_filled_in_from_the_row_above() -> None:
    paste = read("事项\t责任单位\n修路灯\t城管局\n修路牌\t")

    assert [item.entry.unit for item in paste.items if item.entry] == ["城管局", None]


def test_an_item_keeps_its_words_and_a_skipped_line_too() -> None:
    paste = read("市政纪要\n1. 修路灯，\n@城管局")

    assert [(line, text) for line, text in paste.skipped] == [(1, "市政纪要")]
    assert [(item.line, item.text) for item in paste.items] == [(2, "1. 修路灯，@城管局")]


PIECES = st.sampled_from(
    ["1. ", "一、", "• ", "修路灯", "治路组", "提质办", "：", "，", "\n", "\r\n", "\n\n", "\t",
     "事项\t责任单位\n", "责任单位：城管局",
     "（责任单位：", "2026年11月23日", "@城管局", "^周五", "@x", "\x00", "\u2028"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_line_is_accounted_for(text: str) -> None:
    paste = read(text)

    lines = [item.line for item in paste.items]
    skipped = [line for line, _ in paste.skipped]
    assert sorted({*lines, *skipped}) == sorted([*lines, *skipped])
    for item in paste.items:
        assert (item.entry is None) != (item.error is None)
