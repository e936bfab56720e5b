"""Deadlines of a ledger: date cells, serials, words, extensions, and what is asked rather than guessed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from board.model.task import OpenEnded, Stage
from board.text.ledger.grid import Period
from tests.unit.text.ledger.grids import HEAD, only, read, sheet, under_head

DATED = [
    (date(2026, 10, 20), "2026-10-20", None),
    (datetime(2026, 10, 20), "2026-10-20", None),
    (datetime(2026, 10, 20, 15, 30), "2026-10-20T15:30", None),
    (Period("2026-12", date(2026, 12, 31)), "2026-12-31", None),
    (46332, "2026-11-06", None),
    ("46332", "2026-11-06", None),
    ("2026年12月", "2026-12-31", "2026年12月"),
    ("2026-11", "2026-11-30", "2026-11"),
    ("10月２５日前", "2026-10-25", "10月２５日前"),
    ("2026.12.15", "2026-12-15", "2026.12.15"),
    ("2026-11-20 00:00:00", "2026-11-20", "2026-11-20"),
    ("20261205", "2026-12-05", "20261205"),
    ("11.20", "2026-11-20", "11.20"),
    ("第四季度", "2026-12-31", "第四季度"),
    ("12月上旬", "2026-12-10", "12月上旬"),
    ("2026年3月—12月", "2026-12-31", "2026年3月—12月"),
    ("2027年春节前", "2027-02-05", "2027年春节前"),
    ("十一月三十日", "2026-11-30", "十一月三十日"),
    ("元旦前", "2026-12-31", "元旦前"),
    ("春节前", "2026-02-16", "春节前"),
    ("1月15日", "2026-01-15", "1月15日"),
]
WORDS = [
    ("长期坚持", OpenEnded.STANDING),
    ("尽快", OpenEnded.UNDECIDED),
    ("待定", OpenEnded.UNDECIDED),
    ("每月25日前报进展，长期坚持", OpenEnded.RECURRING),
    ("每季度末月25日前", OpenEnded.RECURRING),
]
ASKED = [
    "11月31日前",
    "10月31日、12月20日",
    "原10月31日，延至12月20日",
    11.3,
    "暑假前",
    "二季度或三季度",
    "13月5日",
    "00:00:00",
]
RELATIVE = [
    ("3天", "2026-10-12"),
    ("3日内", "2026-10-12"),
    ("立行立改", "2026-10-09"),
    ("5个工作日内", "2026-10-15"),
    ("一个月内", "2026-11-09"),
    ("会后7日内", "2026-10-16"),
    ("月底前", "2026-10-31"),
    ("下周五", "2026-10-16"),
    ("接通知后24小时内", "2026-10-10"),
]


@pytest.mark.parametrize(("value", "due", "words"), DATED, ids=str)
def test_a_day_is_read_and_its_words_are_kept(value: Any, due: str, words: str | None) -> None:
    row = under_head(1, "地砖破损", "区城管局", None, value)

    assert (row.due, row.due_words, row.doubts) == (due, words, [])


@pytest.mark.parametrize(("words", "why"), WORDS)
def test_words_without_a_day_say_why(words: str, why: OpenEnded) -> None:
    row = under_head(1, "地砖破损", "区城管局", None, words)

    assert (row.due, row.due_words, row.open_ended, row.doubts) == (None, words, why, [])


@pytest.mark.parametrize("value", ASKED, ids=str)
def test_what_is_not_one_day_is_asked_and_never_guessed(value: Any) -> None:
    row = under_head(1, "地砖破损", "区城管局", None, value)

    assert row.due is None
    assert row.due_words == str(value)
    assert [doubt.kind for doubt in row.doubts] == ["unread"]


@pytest.mark.parametrize("text", ["11.3", "11.1", "1.2"])
def test_in_csv_a_figure_may_have_lost_its_last_nought(text: str) -> None:
    assert only([HEAD, ("1", "地砖破损", "区城管局", None, text)], is_text=True).due is None


@pytest.mark.parametrize(("words", "due"), RELATIVE)
def test_relative_words_count_from_the_day_of_assignment(words: str, due: str) -> None:
    head = ("序号", "问题", "责任单位", "交办时间", "整改时限")
    of_row = only([head, (1, "地砖破损", "区城管局", date(2026, 10, 9), words)])
    of_sheet = only([("交办日期：2026-10-09",), HEAD, (1, "地砖破损", "区城管局", None, words)])
    of_nobody = under_head(1, "地砖破损", "区城管局", None, words)

    assert (of_row.due, of_sheet.due) == (due, due)
    assert (of_nobody.due, of_nobody.due_words) == (None, words)
    assert [doubt.kind for doubt in of_nobody.doubts] == ["assigned"]


def test_the_day_of_the_row_beats_that_of_the_sheet_and_a_ditto_is_the_one_above() -> None:
    head = ("序号", "问题", "责任单位", "交办时间", "整改时限")
    rows = read(
        sheet(
            [
                ("交办日期：2026-09-01",),
                head,
                (1, "甲处", "区城管局", "10月9日", "3日内"),
                (2, "乙处", "区城管局", "同上", "3日内"),
                (3, "丙处", "区城管局", None, "3日内"),
            ]
        )
    ).rows

    assert [row.due for row in rows] == ["2026-10-12", "2026-10-12", "2026-09-04"]


def test_the_1904_system_counts_serials_four_years_later() -> None:
    assert only([HEAD, (1, "地砖破损", "区城管局", None, 44870)], is_1904=True).due == "2026-11-06"


def test_an_extension_beats_its_sibling_where_it_is_filled_and_the_old_day_is_kept() -> None:
    head = ("编号", "督办事项", "承办单位", "办结时限", "延期至")
    rows = read(
        sheet(
            [
                head,
                (1, "甲事", "区城管局", "10月底前", "11月20日"),
                (2, "乙事", "区城管局", "10月底前", None),
                (3, "丙事", "区城管局", "10月底前", "/"),
                (4, "丁事", "区城管局", "10月底前", "长期"),
            ]
        )
    ).rows

    assert [(row.due, row.original_due) for row in rows] == [
        ("2026-11-20", "2026-10-31"),
        ("2026-10-31", None),
        ("2026-10-31", None),
        (None, "2026-10-31"),
    ]
    assert "办结时限：10月底前" in rows[0].notes


def test_a_status_word_in_the_deadline_column_is_a_status_where_there_is_no_other() -> None:
    alone = under_head(1, "地砖破损", "区城管局", None, "已完成", None)
    beside = under_head(1, "地砖破损", "区城管局", None, "已完成", "已销号")

    assert (alone.due, alone.stage, alone.doubts) == (None, Stage.MET, [])
    assert (beside.due, beside.stage) == (None, Stage.CLOSED)


@pytest.mark.parametrize(
    ("head", "values", "due"),
    [
        (("处置时限", "截止时间"), ("24小时", "2026-10-09"), "2026-10-09"),
        (("完成时间", "整改时限"), ("2026-10-18", "2026-10-20"), "2026-10-20"),
        (("计划开工时间", "计划竣工时间"), ("2025-09-01", "2026-08-20"), "2026-08-20"),
        (("整改期限", "销号时间"), (None, "2026-10-20"), None),
        (("交办时间", "实际完成时间"), ("2026-10-01", "2026-10-20"), None),
        (("检查时间", "发现时间"), ("2026-10-01", "2026-10-20"), None),
    ],
)
def test_which_day_is_the_deadline(head: tuple[str, str], values: tuple[str | None, str], due: str | None) -> None:
    row = only([("序号", "问题", "责任单位", *head), (1, "地砖破损", "区城管局", *values)])

    assert row.due == due


def test_the_day_when_it_was_done_is_known_and_kept() -> None:
    row = only([("序号", "问题", "责任单位", "整改时限", "销号时间"), (1, "积水", "区水务局", "10月20日", "10月18日")])

    assert row.done_on == date(2026, 10, 18)
    assert "销号时间：10月18日" in row.notes


@pytest.mark.parametrize(
    ("head", "values", "planned", "completed", "progress"),
    [
        (("总投资", "年度计划投资", "1-10月完成投资"), (900, 300, 200), 300, 200, None),
        (("年度计划投资（万元）", "本年完成投资（万元）", "开工至今累计完成（万元）"), (300, 200, 800), 300, 200, None),
        (("本月计划投资", "本月完成投资", "年度计划投资", "年度完成投资"), (30, 20, 300, 200), 300, 200, None),
        (("总投资（亿元）", "开工至今累计完成（亿元）"), (1.8, 0.9), 18000, 9000, None),
        (("年度计划投资（亿元）", "完成投资（万元）"), ("1.2", "9500万元"), 12000, 9500, None),
        (("年度计划投资", "完成投资", "完成率"), (300, 150, "50%"), 300, 150, 50),
        (("2025年完成投资", "2026年计划投资", "2026年1-10月完成投资"), (90, 300, 200), 300, 200, None),
        (("2025年完成投资", "年度计划投资", "本年完成投资"), (90, 300, 200), 300, 200, None),
        (("2026年计划投资", "2027年计划投资", "1-10月完成投资"), (300, 500, 200), 300, 200, None),
        (("年度计划投资", "完成投资", "资金到位率"), (300, 150, "80%"), 300, 150, None),
    ],
)
def test_planned_and_completed_cover_the_same_span(
    head: tuple[str, ...], values: tuple[Any, ...], planned: float, completed: float, progress: float | None
) -> None:
    row = only([("序号", "项目名称", "责任单位", *head), (1, "小学", "区教育局", *values)])

    assert (row.planned, row.completed, row.progress) == (planned, completed, progress)


def test_the_unit_of_money_may_stand_above_the_table() -> None:
    rows = [
        ("重点项目表", None, None, "单位：亿元"),
        ("序号", "项目名称", "责任单位", "年度计划投资"),
        (1, "小学", "区教育局", 1.8),
    ]

    assert only(rows).planned == 18000
