"""One typed line: a table of cases for each convention, and what holds for every line."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.quick_entry import DoubtKind, Entry, EntryError, ErrorKind, PieceKind, parse_entry, read_line
from tests.unit.text.small_world import NAMES, NOW, said, shown

TITLES: dict[str, tuple[str, str]] = {
    "spaces of every kind": ("路灯\u3000更换\u00a0 \u2005三处\t完", "路灯 更换 三处 完"),
    "separators at the ends": ("，：；、。路灯更换,;:、。", "路灯更换"),
    "what ends a sentence stays": ("路灯更换！（“东段”）……", "路灯更换！（“东段”）……"),
    "the width as typed": ("ＡＢＣ　路灯１２３", "ＡＢＣ 路灯１２３"),
    "separators that meet become one": ("修路灯，@城管局，修路牌", "修路灯，修路牌"),
    "a space goes where a separator stays": ("修路灯 @城管局，修路牌", "修路灯，修路牌"),
    "separators typed together stay": ("修路灯，，修路牌", "修路灯，，修路牌"),
    "a bracket of which nothing is left goes": ("修路灯（@城管局 ^周五）两处", "修路灯两处"),
    "what was invisible is out": ("修\u200b路\x07灯\u202e", "修路灯"),
    "no limit of length": ("修" * 3000, "修" * 3000),
}
NUMBERINGS: dict[str, tuple[str, str]] = {
    "1.": ("1. 修路灯", "修路灯"),
    "full-width stop": ("１．修路灯", "修路灯"),
    "1、": ("12、修路灯", "修路灯"),
    "1)": ("1)修路灯", "修路灯"),
    "(1)": ("(1) 修路灯", "修路灯"),
    "full-width brackets": ("（１）修路灯", "修路灯"),
    "一、": ("十一、修路灯", "修路灯"),
    "（一）": ("（二）修路灯", "修路灯"),
    "①": ("①修路灯", "修路灯"),
    "•": ("• 修路灯", "修路灯"),
    "➢": ("➢修路灯", "修路灯"),
    "-": ("- 修路灯", "修路灯"),
    "–": ("–修路灯", "修路灯"),
    "*": ("* Review lamps", "Review lamps"),
    "a figure": ("12.5公里路灯", "12.5公里路灯"),
    "a sign of a figure": ("-5℃时撒盐", "-5℃时撒盐"),
    "a star of a class": ("*A级厕所", "*A级厕所"),
    "no mark": ("3 处路灯", "3 处路灯"),
    "only one is taken": ("1. 2. 修路灯", "2. 修路灯"),
}
TEXT_NOT_SIGNS: dict[str, tuple[str, str]] = {
    "e-mail": ("发到deng.lu+1@city.gov.cn", "发到deng.lu+1@city.gov.cn"),
    "a sign before a space": ("A + B ! # > C", "A + B ! # > C"),
    "a sign at the end": ("修路灯 #", "修路灯 #"),
    "a figure with a plus": ("气温 +5度", "气温 +5度"),
    "an exclamation": ("修路灯 !快点", "修路灯 !快点"),
    "a sign inside a word": ("5#楼、6#楼C++改造", "5#楼、6#楼C++改造"),
    "a book": ("学习 《条例》 两遍", "学习 《条例》 两遍"),
    "one dot sign": ("修路灯 …周五", "修路灯 …周五"),
    "dots with nothing behind": ("修路灯、路牌……", "修路灯、路牌……"),
    "dots glued to words": ("修路灯……等等", "修路灯……等等"),
}
PIECES: dict[str, tuple[str, dict[str, Any]]] = {
    "the line of the design": (
        "拆违绿化 @城管局 @小李 +交通局 ^下周五 !高 #曝光 >治脏",
        {
            "title": "拆违绿化", "unit": "城管局", "person": "小李", "co_units": ["交通局"], "due": "2026-12-04",
            "due_words": "下周五", "priority": "high", "tags": ["曝光"], "group": "治脏",
        },
    ),
    "as an input method commits it, without a space": (
        "拆违绿化＠城管局＠小李＋交通局……下周五！高＃曝光》治脏",
        {
            "title": "拆违绿化", "unit": "城管局", "person": "小李", "co_units": ["交通局"], "due": "2026-12-04",
            "due_words": "下周五", "priority": "high", "tags": ["曝光"], "group": "治脏",
        },
    ),
    "several names in a piece": (
        "修路灯 @城管局、小李 +交通局、教体局",
        {"title": "修路灯", "unit": "城管局", "person": "小李", "co_units": ["交通局", "教体局"]},
    ),
    "closing marks go with the piece": ("修路灯 @城管局！ ^周五？", {
        "title": "修路灯", "unit": "城管局", "due": "2026-11-27", "due_words": "周五"}),
    "a colon ends a name": ("@城管局：修路灯", {"title": "修路灯", "unit": "城管局"}),
    "but not a clock time": ("开会 ^明天15：30", {
        "title": "开会", "due": "2026-11-24T15:30", "due_words": "明天15：30"}),
    "a deadline goes on over spaces": (
        "修路灯 ^12 月 8 日 下午3点 现场验收",
        {"title": "修路灯 现场验收", "due": "2026-12-08T15:00", "due_words": "12 月 8 日 下午3点"},
    ),
    "an English one too": (
        "Fix lamps ^end of month @城管局",
        {"title": "Fix lamps", "unit": "城管局", "due": "2026-11-30", "due_words": "end of month"},
    ),
    "with its year": ("Fix lamps ^Dec 15, 2026", {
        "title": "Fix lamps", "due": "2026-12-15", "due_words": "Dec 15, 2026"}),
    "a plus behind ^": ("修路灯 ^+10", {"title": "修路灯", "due": "2026-12-03", "due_words": "+10"}),
    "words around it belong to it": ("修路灯 ^请于周五前报提质办 @城管局", {
        "title": "修路灯", "unit": "城管局", "due": "2026-11-27", "due_words": "请于周五前报提质办"}),
    "everybody is nobody": ("修路灯 @所有人 @城管局", {"title": "修路灯", "unit": "城管局"}),
    "tags once each": ("修路灯 #急 #暗访# #急", {"title": "修路灯", "tags": ["急", "暗访"]}),
    "the last group counts": ("修路灯 >治脏 >治路", {"title": "修路灯", "group": "治路"}),
    "low": ("修路灯 !low", {"title": "修路灯", "priority": "low"}),
    "normal": ("修路灯 ！中", {"title": "修路灯", "priority": "normal"}),
    "undecided": ("修路灯 ^尽快", {"title": "修路灯", "due_words": "尽快", "open_ended": "undecided"}),
    "standing": ("修路灯 ^长效机制", {"title": "修路灯", "due_words": "长效机制", "open_ended": "standing"}),
    "recurring": ("修路灯 ^每季度末", {"title": "修路灯", "due_words": "每季度末", "open_ended": "recurring"}),
    "at once": ("修路灯 ^立即", {"title": "修路灯", "due": "2026-11-23", "due_words": "立即"}),
}  # fmt: skip
NAMED: dict[str, tuple[str, dict[str, Any] | tuple[str, ...]]] = {
    "a known person first": ("修路灯 @lkz @cgj", {"title": "修路灯", "unit": "城管局", "person": "李科长"}),
    "a later unit by initials": ("修路灯 @城管局 @jtysj", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局"]}),
    "a later beginning is a person": ("修路灯 @城管局 @交通", {
        "title": "修路灯", "unit": "城管局", "person": "交通"}),
    "a later ambiguous unit": ("修路灯 @城管局 @jtj", ("ambiguous_unit", "jtj", "交通局", "教体局")),
    "two persons are both kept": ("修路灯 @城管局 @李科长 @小王", {
        "title": "修路灯", "unit": "城管局", "person": "李科长、小王"}),
    "an unknown unit": ("修路灯 @路灯处 ^周五", ("unknown_unit", "路灯处")),
    "an unknown co-unit": ("修路灯 +路灯处", ("unknown_unit", "路灯处")),
    "two persons with the same initials": ("修路灯 @wzr", ("unknown_unit", "wzr")),
    "a lone @": ("修路灯 @ 城管局", ("unknown_unit", "@")),
    "a lone ＠ as typed": ("修路灯 ＠", ("unknown_unit", "＠")),
    "a lone ^": ("修路灯 ^ 周五", ("bad_deadline", "^")),
    "repeats are dropped": ("修路灯 +交通局 @城管局 +城管局 +交通局", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局"]}),
    "an unknown group": ("修路灯 >治乱", ("unknown_group", "治乱")),
    "an ambiguous group": ("修路灯 >zhi", ("unknown_group", "zhi", "治水", "治路", "治脏")),
    "a second deadline": ("修路灯 ^周五 ^周六", ("bad_deadline", "周六")),
    "a past one": ("修路灯 ^昨天", ("past_deadline", "昨天")),
    "an impossible one": ("修路灯 ^13月1日", ("bad_deadline", "13月1日")),
    "the leftmost error": ("修路灯 ^13月1日 @路灯处", ("bad_deadline", "13月1日")),
    "no title is the last error": ("@路灯处 ^周五", ("unknown_unit", "路灯处")),
    "no title": ("1. @城管局 ^周五 。", ("empty_title", "")),
}  # fmt: skip
OFFICIAL: dict[str, tuple[str, dict[str, Any] | tuple[str, ...]]] = {
    "labels in a bracket": ("修路灯（责任单位：城管局；配合单位：交通局、教体局；完成时限：周五）", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局", "教体局"], "due": "2026-11-27",
        "due_words": "周五"}),
    "half width, other brackets": ("修路灯【责任单位:城管局】(完成时限:周五)", {
        "title": "修路灯", "unit": "城管局", "due": "2026-11-27", "due_words": "周五"}),
    "one after another": ("修路灯 责任单位：城管局 交通局 责任人：小李 整改时限：周五", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局"], "person": "小李", "due": "2026-11-27",
        "due_words": "周五"}),
    "persons": ("修路灯（分管领导：王主任；具体责任人：小李）", {
        "title": "修路灯", "leader": "王主任", "person": "小李"}),
    "another label stays in its bracket": ("修路灯（责任单位：城管局；电话：12345）", {
        "title": "修路灯（电话：12345）", "unit": "城管局"}),
    "a label inside words is text": ("更换责任单位：城管局", {"title": "更换责任单位：城管局"}),
    "names in characters only": ("修路灯（责任单位：cgj）", ("unknown_unit", "cgj")),
    "a name that is not found": ("修路灯（配合单位：交通局、各学校）", ("unknown_unit", "各学校")),
    "nobody": ("修路灯（责任单位：城管局；配合单位：无）", {"title": "修路灯", "unit": "城管局"}),
    "two deadlines": ("修路灯 ^周五（完成时限：周六）", ("bad_deadline", "周六")),
    "two deadlines, the label first": ("修路灯（完成时限：周六）^周五", ("bad_deadline", "周五")),
    "two deadlines, the first of them bad": ("修路灯（完成时限：13月1日）^周五", ("bad_deadline", "13月1日")),
    "a weekday behind a date": ("修路灯（完成时限：12月8日（周二）；责任单位：城管局）", {
        "title": "修路灯", "unit": "城管局", "due": "2026-12-08", "due_words": "12月8日（周二）"}),
    "lead and responsible": ("修路灯（牵头单位：交通局；责任单位：城管局）", {
        "title": "修路灯", "unit": "城管局", "lead_unit": "交通局"}),
    "lead alone is responsible": ("修路灯（牵头单位：交通局）", {"title": "修路灯", "unit": "交通局"}),
    "lead beside an @": ("修路灯 @城管局，交通局牵头", {"title": "修路灯", "unit": "城管局", "lead_unit": "交通局"}),
    "clauses": ("修路灯，由城管局牵头，交通局、教体局配合", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局", "教体局"]}),
    "clauses joined": ("修路灯，城管局牵头、交通局配合", {"title": "修路灯", "unit": "城管局", "co_units": ["交通局"]}),
    "a name that holds a verb": ("修路灯，落实办牵头", {"title": "修路灯", "unit": "落实办"}),
    "by whom, anywhere": ("东段路灯由区城管局负责更换", {"title": "东段路灯更换", "unit": "城管局"}),
    "by whom, as an attribute": ("由城管局负责的路灯更换", {"title": "路灯更换", "unit": "城管局"}),
    "prose": ("修路灯，由各单位负责，物业公司配合", {"title": "修路灯，由各单位负责，物业公司配合"}),
    "a deadline beside a clause": ("修路灯（城管局牵头，周五前）", {
        "title": "修路灯", "unit": "城管局", "due": "2026-11-27", "due_words": "周五前"}),
    "what is not read stays": ("修路灯（城管局牵头，含东段）", {"title": "修路灯（含东段）", "unit": "城管局"}),
    "a closing bracket of names": ("修路灯（城管局，交通局）", {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局"]}),
    "a closing bracket with a deadline": ("修路灯（城管局，周五前）。", {
        "title": "修路灯", "unit": "城管局", "due": "2026-11-27", "due_words": "周五前"}),
    "a bare date in it is text": ("修路灯（12月8日）", {"title": "修路灯（12月8日）"}),
    "half of it is no name": ("修路灯（城管局、商户）", {"title": "修路灯（城管局、商户）"}),
    "it does not close the line": ("修路灯（城管局）两处", {"title": "修路灯（城管局）两处"}),
}  # fmt: skip
ENDINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "behind a space": ("修路灯 下周五", {"title": "修路灯", "due": "2026-12-04", "due_words": "下周五"}),
    "urging and completion": ("修路灯，务必于周五前全部整改到位。", {
        "title": "修路灯", "due": "2026-11-27", "due_words": "务必于周五前全部整改到位"}),
    "an exclamation closes it": ("修路灯，周五前完成！", {
        "title": "修路灯", "due": "2026-11-27", "due_words": "周五前完成"}),
    "a full stop closes it": ("Fix lamps, next friday.", {
        "title": "Fix lamps", "due": "2026-12-04", "due_words": "next friday"}),
    "reported to a unit": ("修路灯，周五前报区城管局", {
        "title": "修路灯", "due": "2026-11-27", "due_words": "周五前报区城管局"}),
    "reported to a group": ("修路灯，周五前报送治路组", {
        "title": "修路灯", "due": "2026-11-27", "due_words": "周五前报送治路组"}),
    "reported to nobody known": ("修路灯，周五前报小李", {"title": "修路灯，周五前报小李"}),
    "the longest": ("修路灯 12月8日 下午3点", {
        "title": "修路灯", "due": "2026-12-08T15:00", "due_words": "12月8日 下午3点"}),
    "pieces between do not matter": ("修路灯 12月8日 @城管局 下午3点", {
        "title": "修路灯", "unit": "城管局", "due": "2026-12-08T15:00", "due_words": "12月8日 下午3点"}),
    "a limit": ("修路灯，限3天", {"title": "修路灯", "due": "2026-11-26", "due_words": "限3天"}),
    "a limit in 日": ("修路灯，限期3日整改到位", {
        "title": "修路灯", "due": "2026-11-26", "due_words": "限期3日整改到位"}),
    "a length of time is content": ("公示 7天", {"title": "公示 7天"}),
    "in English too": ("Post the notice 7 days", {"title": "Post the notice 7 days"}),
    "in letters too": ("Open 24h", {"title": "Open 24h"}),
    "a month's name is content": ("Review plan for March", {"title": "Review plan for March"}),
    "by a month": ("Review plan, by March", {"title": "Review plan", "due": "2027-03-31", "due_words": "by March"}),
    "a year is content": ("编制计划 2027年", {"title": "编制计划 2027年"}),
    "words of content stay": ("修路灯，周五前拿出方案", {"title": "修路灯，周五前拿出方案"}),
    "glued to words": ("修路灯周五前", {"title": "修路灯周五前"}),
    "nothing but a date": ("下周五 @城管局", {"title": "下周五", "unit": "城管局"}),
    "no words without a date": ("修路灯，尽快", {"title": "修路灯，尽快"}),
    "no urgent words": ("修路灯，立即", {"title": "修路灯，立即"}),
    "no bare figure": ("绿地 12.5", {"title": "绿地 12.5"}),
    "with 前 it is one": ("修路灯，12.5前", {"title": "修路灯", "due": "2026-12-05", "due_words": "12.5前"}),
    "with a year it is one": ("修路灯，2026.12.5", {"title": "修路灯", "due": "2026-12-05", "due_words": "2026.12.5"}),
    "no bare clock time": ("班车 15:00", {"title": "班车 15:00"}),
    "a past one is text": ("修路灯，上周五", {"title": "修路灯，上周五"}),
    "an impossible one is text": ("修路灯，13月5日前", {"title": "修路灯，13月5日前"}),
    "none beside a sign": ("修路灯 ^周五，12月8日前", {
        "title": "修路灯，12月8日前", "due": "2026-11-27", "due_words": "周五"}),
}  # fmt: skip


def cases(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table.values(), ids=table)


@cases(TITLES | NUMBERINGS | TEXT_NOT_SIGNS)
def test_the_title_is_what_is_left(text: str, expected: str) -> None:
    entry = parse_entry(text, NOW, NAMES)

    assert entry.title == expected


@cases(TEXT_NOT_SIGNS)
def test_what_is_text_is_no_piece(text: str, expected: str) -> None:
    assert read_line(text, NOW, NAMES).pieces == ()


@cases(PIECES | NAMED | OFFICIAL | ENDINGS)
def test_a_line_says(text: str, expected: dict[str, Any] | tuple[str, ...]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("typed", "group"),
    {"3": "治路", "３": "治路", "治路": "治路", "治路组": "治路", "治路工作组": "治路", "3组": "治路",
     "zl": "治路", "ZHILU": "治路",
     "lvhua": "绿化",
     "9": None, "提质办": None, "区提质办": None, "tzb": None}.items(),
)  # fmt: skip
def test_a_group_is_found(typed: str, group: str | None) -> None:
    assert parse_entry(f"修路灯 >{typed}", NOW, NAMES, "治水").group == group


@pytest.mark.parametrize(
    ("group", "name"), [(None, None), ("治水", "治水"), (2, "治水"), ("2", "治水"), ("提质办", None)]
)
def test_the_group_one_stands_in_is_the_default(group: str | int | None, name: str | None) -> None:
    assert parse_entry("修路灯", NOW, NAMES, group).group == name


def test_a_year_that_was_rolled_is_said() -> None:
    rolled = parse_entry("修路灯，10月底前", NOW, NAMES)
    named = parse_entry("修路灯，明年10月底前", NOW, NAMES)

    assert (rolled.rolled_year, named.rolled_year) == (True, False)
    assert rolled.due == parse_entry("修路灯 ^10月底前", NOW, NAMES).due


def test_an_error_says_where_it_is() -> None:
    text = "修路\u200b灯 +交通局、路灯处 ^周五"

    error = read_line(text, NOW, NAMES).error

    assert error is not None
    assert text[error.start : error.end] == error.at == "路灯处"


def test_pieces_say_what_they_are_and_where() -> None:
    text = "修路灯\u200b（责任单位：城管局）@李科长 +交通局、教体局 #急 ……下周五 >3 !高"

    pieces = [(piece.kind, piece.raw, piece.value) for piece in read_line(text, NOW, NAMES).pieces]

    assert pieces == [
        (PieceKind.UNIT, "责任单位：城管局", "城管局"),
        (PieceKind.PERSON, "@李科长", "李科长"),
        (PieceKind.CO_UNIT, "+交通局、教体局", "交通局"),
        (PieceKind.CO_UNIT, "+交通局、教体局", "教体局"),
        (PieceKind.TAG, "#急", "急"),
        (PieceKind.DUE, "……下周五", "下周五"),
        (PieceKind.GROUP, ">3", "治路"),
        (PieceKind.PRIORITY, "!高", "high"),
    ]


DOUBTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a past date": ("修路灯，上周五", [("past_deadline", "上周五")]),
    "an impossible date": ("修路灯，13月5日前完成", [("bad_deadline", "13月5日前完成")]),
    "a bare figure": ("绿地 12.5", [("needs_sign", "12.5")]),
    "a length of time": ("公示 7天", [("needs_sign", "7天")]),
    "an urgent word": ("修路灯，立即", [("needs_sign", "立即")]),
    "a person like a unit": ("修路灯 @城管局 @路灯公司", [("unit", "路灯公司")]),
    "a plain person": ("修路灯 @城管局 @小李", []),
    "a date with words of content": ("修路灯，周五前拿出方案", []),
    "a figure that is no date": ("绿地 99.5", []),
    "a date that was read": ("修路灯，周五前", []),
    "plain words": ("修路灯，含东段", []),
}


@pytest.mark.parametrize(("text", "doubts"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_doubtful_is_pointed_out(text: str, doubts: list[tuple[str, str]]) -> None:
    assert [(doubt.kind, doubt.raw) for doubt in read_line(text, NOW, NAMES).doubts] == doubts
    assert {kind for kind, _ in doubts} <= set(DoubtKind)


KEPT: dict[str, tuple[str, str, str]] = {
    "a unit": ("修路灯 @城管局 ^周五", "@城管局", "修路灯 @城管局"),
    "a deadline": ("修路灯 @城管局 ^周五 下午3点", "^周五 下午3点", "修路灯 ^周五 下午3点"),
    "a deadline without a sign": ("修路灯 12月8日 下午3点 @城管局", "12月8日 下午3点", "修路灯 12月8日 下午3点"),
    "a label": ("修路灯（责任单位：城管局；完成时限：周五）", "责任单位：城管局", "修路灯（责任单位：城管局）"),
    "a clause": ("修路灯，城管局牵头，周五前", "城管局牵头", "修路灯，城管局牵头"),
    "by whom": ("路灯由城管局负责更换", "由城管局负责", "路灯由城管局负责更换"),
    "a closing bracket": ("修路灯（城管局）", "城管局", "修路灯（城管局）"),
    "signs behind it still count": ("修路灯 #东#急", "#东", "修路灯 #东"),
}


@pytest.mark.parametrize(("text", "raw", "title"), KEPT.values(), ids=KEPT)
def test_a_piece_that_is_not_wanted_goes_back_into_the_title(text: str, raw: str, title: str) -> None:
    assert raw in [piece.raw for piece in read_line(text, NOW, NAMES).pieces]

    reading = read_line(text, NOW, NAMES, kept=frozenset({raw}))

    assert reading.entry is not None
    assert reading.entry.title == title
    assert raw not in [piece.raw for piece in reading.pieces]


# ---- what holds for every line

SIGNS = "@+^!#>＠＋＾！＃＞》《…()（）【】，。；：、,;:. \u3000"
WORDS = st.sampled_from(
    ["修路灯", "城管局", "小李", "cgj", "周五", "12月8日前", "完成", "高", "急", "治脏", "责任单位：", "完成时限：",
     "牵头", "配合",
     "由", "负责", "a@b.cn", "5#楼", "1. ", "\u200b", "👍🏽", "e\u0301", "\x00", "\ud800"]
)  # fmt: skip
NOISE = st.lists(st.one_of(WORDS, st.sampled_from(SIGNS), st.text(max_size=3)), max_size=25).map("".join)


@given(NOISE, st.sampled_from([None, "治脏", "无此组"]))
def test_no_line_fails_otherwise_than_with_an_entry_error(text: str, group: str | None) -> None:
    reading = read_line(text, NOW, NAMES, group)

    assert (reading.entry is None) != (reading.error is None)
    for piece in (*reading.pieces, *reading.doubts):
        assert text[piece.start : piece.end] == piece.raw
    if reading.error is not None:
        assert 0 <= reading.error.start <= reading.error.end <= len(text)
        assert reading.error.kind in set(ErrorKind)


@given(NOISE.filter(lambda text: "：" not in text))  # a label without a value says nothing
def test_nothing_typed_is_lost(text: str) -> None:
    """Every letter, digit and Han character stands in the title or in a piece."""
    text = text.replace("\x00", "").replace("\ud800", "")
    reading = read_line("修路灯 " + text, NOW, NAMES)

    if reading.entry is not None:
        covered = {place for piece in reading.pieces for place in range(piece.start, piece.end)}
        left = [char for place, char in enumerate("修路灯 " + text) if place not in covered and char.isalnum()]
        assert left == [char for char in reading.entry.title if char.isalnum()]


TWINS = str.maketrans("@+^!#>(),;:0123456789", "＠＋＾！＃＞（），；：０１２３４５６７８９")


@pytest.mark.parametrize("text", [case[0] for table in (PIECES, OFFICIAL, ENDINGS) for case in table.values()])
def test_full_width_changes_nothing_but_the_width_of_what_is_kept(text: str) -> None:
    def narrow(read: Any) -> Any:
        return repr(read).translate({wide: chr(narrow_one) for narrow_one, wide in TWINS.items()})

    assert narrow(said(text.translate(TWINS))) == narrow(said(text))


@given(st.permutations(["@城管局", "+交通局", "^下周五", "!高", "#曝光", ">治脏", "修路灯"]))
def test_pieces_may_stand_in_any_order(parts: list[str]) -> None:
    assert shown(parse_entry(" ".join(parts), NOW, NAMES)) == {
        "title": "修路灯", "unit": "城管局", "co_units": ["交通局"], "due": "2026-12-04", "due_words": "下周五",
        "priority": "high", "tags": ["曝光"], "group": "治脏",
    }  # fmt: skip


def test_a_long_line_is_read_like_a_short_one() -> None:
    chooser = random.Random(4)
    words = ["修路灯 @城管局 ", "责任单位：城管局；", "由城管局负责", "（城管局）", "……", "《》", "^周五 ", "（", "）"]
    text = "".join(chooser.choice(words) for _ in range(4000))

    reading = read_line("修路灯" + text, NOW, NAMES)

    assert reading.pieces


def test_parse_entry_gives_what_read_line_gives() -> None:
    assert parse_entry("修路灯 @城管局", NOW, NAMES) == read_line("修路灯 @城管局", NOW, NAMES).entry
    with pytest.raises(EntryError) as caught:
        parse_entry("修路灯 @路灯处", NOW, NAMES)
    assert caught.value.kind is ErrorKind.UNKNOWN_UNIT


def test_an_entry_with_nothing_but_a_title_says_no_more() -> None:
    assert parse_entry("修路灯", NOW, NAMES) == Entry("修路灯")
