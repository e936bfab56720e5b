"""Any grid is read without a word, and no telephone number leaves the notes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.ledger.grid import Percent, Period, Sheet, Unread, Workbook
from board.text.ledger.reading import read_ledger
from board.text.phones import phones

WORDS = st.sampled_from(
    "序号|存在问题|责任单位|责任人|整改时限|延期至|整改状态|备注|责任单位/责任人|项目名称|"
    "年度计划投资（万元）|完成率|类型|点位|牵头单位|"
    "一、市容类|合计|注：说明|填表人：张某|责任单位：区城管局|交办日期：10月9日|同上|〃|—|"
    "区住建局 张某|张某 1xx-xxxx-0001|13800000001|"
    "区城管局1xx****0003|地砖破损，电话0371-60000000|3日内|11.3|11月31日|已完成|是|1.2亿元|=1+1|"
    "例|××××|（一）|0|%|：|/|(|）".split("|")
)
VALUES = st.one_of(
    WORDS,
    WORDS,
    WORDS,
    st.text(max_size=12),
    st.integers(-5, 99999),
    st.floats(allow_nan=True),
    st.floats(0, 2).map(Percent),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.just(Period("2026-12", date(2026, 12, 31))),
    st.sampled_from(Unread),
)
BOXES = st.tuples(st.integers(1, 9), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)
ROWS = st.dictionaries(
    st.integers(1, 12), st.dictionaries(st.integers(1, 9), VALUES, min_size=1, max_size=9), min_size=1, max_size=12
).map(lambda rows: dict(sorted(rows.items())))
HEADED = st.permutations(
    ["序号", "存在问题", "责任单位", "责任人及电话", "整改时限", "整改状态", "类别", "点位", "包抓领导"]
).map(lambda heads: dict(enumerate(heads, 1)))
SHEETS = st.builds(
    lambda rows, head, merges, hidden: Sheet("表", {**rows, **({1: head} if head else {})}, merges, hidden_rows=hidden),
    ROWS,
    st.none() | HEADED,
    st.lists(BOXES, max_size=4),
    st.sets(st.integers(1, 12), max_size=2),
)


@given(st.lists(SHEETS, min_size=1, max_size=2), st.none() | st.just(2026), st.booleans())
def test_any_grid_is_read_and_no_number_leaves_the_notes(sheets: list[Sheet], year: int | None, is_text: bool) -> None:
    for sheet in sheets:
        sheet.rows = dict(sorted(sheet.rows.items()))
    for row in read_ledger(Workbook("台账", sheets, is_text=is_text), year=year).rows:
        assert row.title.strip()
        for text in (row.title, row.unit, row.lead_unit, row.person, row.leader, row.category, row.area, *row.co_units):
            assert not phones(text or ""), row
        assert row.unit != ""
        assert row.progress is None or row.progress >= 0


@pytest.mark.parametrize(
    "text",
    ["责任单位：" + " " * 32_000 + "甲", " /" * 16_000, "牵头：" * 9_000, "张某" + " " * 30_000 + "（", "1xx" * 10_000],
)
def test_the_longest_cells_are_read_like_any_other(text: str) -> None:
    head = ("序号", "存在问题", "责任单位", "责任人", "整改时限", "整改状态")
    row = (1, "地砖破损", text, text, text, text)
    rows = {1: {1: text}, 2: dict(enumerate(head, 1)), 3: dict(enumerate(row, 1))}

    found = read_ledger(Workbook("台账", [Sheet("表", rows)]), year=2026).rows

    assert [(each.title, each.due) for each in found] == [("地砖破损", None)]
