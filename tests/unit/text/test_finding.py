"""The filter line: how each piece of it is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.lamps import Lamp
from board.model.search import Query
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.text.finding import WORDS, Vocabulary, read_filter
from board.text.names import Names
from tests.conftest import NOW

UNITS = {"城管局": 1, "交通局": 2, "数字化城管中心": 3}
VOCABULARY = Vocabulary(
    names=Names(
        groups=[(1, "以绿荫城"), (7, "治脏")],
        units=[("城管局", ("城市管理局",)), ("交通局", ()), ("数字化城管中心", ())],
        persons=["李科长", "王主任"],
    ),
    units=UNITS,
    groups={"以绿荫城": 11, "治脏": 17, None: None},
    stages={"达标": Stage.MET, "完成": Stage.MET, "under way": Stage.UNDERWAY},
    kinds={"问题": Kind.PROBLEM, "project": Kind.PROJECT},
)  # fmt: skip


def read(line: str) -> Query:
    return read_filter(line, VOCABULARY, NOW).query


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", {}),
        ("   　 ", {}),
        ("拆违", {"words": ("拆违",)}),
        ("拆违　绿化", {"words": ("拆违", "绿化")}),
        ("ＡＢ路 Tom", {"words": ("ab路", "tom")}),
        ("逾期", {"lamps": (Lamp.RED,)}),
        ("逾期 今日", {"lamps": (Lamp.RED, Lamp.ORANGE)}),
        ("OVERDUE", {"lamps": (Lamp.RED,)}),
        ("“逾期”", {"words": ("逾期",)}),
        ('"逾期 今日"', {"words": ("逾期 今日",)}),
        ("“没有收尾", {"words": ("没有收尾",)}),
        ("无主", {"unclaimed": True}),
        ("待定", {"open_ended": (None, OpenEnded.UNDECIDED)}),
        ("长期 定期", {"open_ended": (OpenEnded.STANDING, OpenEnded.RECURRING)}),
        ("3天内", {"within": 3}),
        ("３日内", {"within": 3}),
        ("三天内", {"within": 3}),
        ("十二天内", {"within": 12}),
        ("二十天", {"within": 20}),
        ("两天内", {"within": 2}),
        ("7d", {"within": 7}),
        ("7d 3天内", {"within": 3}),
        ("本周", {"within": 6}),
        ("下周内", {"within": 13}),
        ("本月", {"within": 7}),
        ("明天", {"within": 1}),
        ("达标", {"stages": (Stage.MET,)}),
        ("问题", {"kinds": (Kind.PROBLEM,)}),
        ("@城管局", {"units": (1,)}),
        ("@cgj", {"units": (1,)}),
        ("＠城市管理局", {"units": (1,)}),
        ("@城管局@交通局", {"units": (1, 2)}),
        ("@李科长", {"persons": ("李科长",)}),
        ("@likezhang", {"persons": ("李科长",)}),
        ("@主任", {"persons": ("主任",)}),
        ("+交通局", {"co_units": (2,)}),
        ("＋没有这个", {"nothing": True}),
        (">治脏", {"groups": (17,)}),
        ("》7", {"groups": (17,)}),
        (">9", {"groups": (None,)}),
        (">没有", {"nothing": True}),
        ("#曝光", {"tags": ("曝光",)}),
        ("＃128", {"numbers": ("128",)}),
        ("#１２８", {"numbers": ("128",)}),
        ("!高", {"priorities": (Priority.HIGH,)}),
        ("！急", {"priorities": (Priority.HIGH,)}),
        ("!随便", {"nothing": True}),
        ("^下周五", {"within": 11}),
        ("……下周五", {"within": 11}),
        ("^下周一二", {}),
        ("^12月4日", {"within": 11}),
        ("@", {}),
        ("# > + ! ^", {}),
        ("5#楼 A+B 好!", {"words": ("5#楼", "a+b", "好!")}),
        ("li@example.com", {"words": ("li@example.com",)}),
        ("拆违@城管局#曝光>治脏", {"words": ("拆违",), "units": (1,), "tags": ("曝光",), "groups": (17,)}),
        (
            "@城管局 逾期 #曝光 >治脏 3天内 无主 待定",
            {
                "units": (1,), "lamps": (Lamp.RED,), "tags": ("曝光",), "groups": (17,), "within": 3,
                "unclaimed": True, "open_ended": (None, OpenEnded.UNDECIDED),
            },
        ),
        ("延期 催办 反弹 退回", {"entries": ("extension", "urge", "rebound", "return")}),
        ("在办 未完成 作废 迟达标 急", {
            "active": True, "unfinished": True, "void": True, "late": True, "priorities": (Priority.HIGH,),
        }),
    ],
)  # fmt: skip
def test_a_line(line: str, parts: dict[str, Any]):
    assert read(line) == Query(**parts)


def test_each_piece_says_where_it_stands_and_how_it_was_read():
    line = "拆违 @cgj#曝光  >没有"
    terms = read_filter(line, VOCABULARY, NOW).terms
    assert [(line[term.start : term.end], term.kind, term.values, term.known) for term in terms] == [
        ("拆违", "word", ("拆违",), True),
        ("@cgj", "unit", (1,), True),
        ("#曝光", "tag", ("曝光",), True),
        (">没有", "group", (), False),
    ]


def test_several_units_that_a_beginning_means_are_all_looked_for():
    vocabulary = Vocabulary(names=Names(units=["城管局", "城建局"]), units={"城管局": 1, "城建局": 2})
    assert read_filter("@cj", vocabulary, NOW).query == Query(units=(2,))
    assert read_filter("@chen", vocabulary, NOW).query == Query(units=(1, 2))


@given(st.text(max_size=60))
def test_any_line_is_read_and_its_terms_are_its_pieces(line: str):
    terms = read_filter(line, VOCABULARY, NOW).terms
    assert [line[term.start : term.end] for term in terms] == [term.text for term in terms]
    ends = [0, *(term.end for term in terms)]
    assert all(end <= term.start for end, term in zip(ends, terms, strict=False))
    quoted = any(term.kind == "quoted" for term in terms)
    assert quoted or "".join(term.text for term in terms) == "".join(line.split())


@given(st.lists(st.sampled_from([*WORDS, "@城管局", "#曝光", ">治脏", "3天内", "拆违"]), max_size=6), st.randoms())
def test_the_order_of_pieces_changes_nothing_that_is_found(pieces: list[str], random: Any):
    shuffled = random.sample(pieces, len(pieces))
    one, other = read(" ".join(pieces)), read(" ".join(shuffled))
    for name in one.__struct_fields__:
        first, second = getattr(one, name), getattr(other, name)
        assert (set(first), len(first)) == (set(second), len(second)) if isinstance(first, tuple) else first == second
