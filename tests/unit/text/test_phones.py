"""Telephone numbers: found in every spelling, and taken out of what the room may see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.phones import phones, without_phones

FOUND = [
    ("张某 1xx-xxxx-0001", ["1xx-xxxx-0001"], "张某"),
    ("赵某（1xx****0003）", ["1xx****0003"], "赵某"),
    ("周某 １ｘｘ-ｘｘｘｘ-０００６", ["１ｘｘ-ｘｘｘｘ-０００６"], "周某"),
    ("李某1xx-xxxx-0102", ["1xx-xxxx-0102"], "李某"),
    ("张某/1xx-xxxx-0401", ["1xx-xxxx-0401"], "张某"),
    ("张某\n1xx-xxxx-0101", ["1xx-xxxx-0101"], "张某"),
    ("王某 13800000001", ["13800000001"], "王某"),
    ("楼道堆物（联系人王某1xx-xxxx-0401）", ["1xx-xxxx-0401"], "楼道堆物（联系人王某）"),
    ("王某 138 0000 0001", ["138 0000 0001"], "王某"),
    ("王某 +86 138-0000-0001", ["+86 138-0000-0001"], "王某"),
    ("+1xx-xxxx-0206 （举报电话）", ["+1xx-xxxx-0206"], "（举报电话）"),
    ("联系电话：0371-60000000", ["0371-60000000"], ""),
    ("王某，联系电话：(0371)60000000转802", ["(0371)60000000转802"], "王某"),
    ("热线 400-000-0000", ["400-000-0000"], "热线"),
    ("王某 电话:60000000", ["60000000"], "王某"),
    ("王某13800000001、李某 13800000002", ["13800000001", "13800000002"], "王某、李某"),
]
LEFT = [
    "",
    "12345热线",
    "2026-12-05",
    "20261205",
    "督〔2026〕12-1",
    "更换地砖 1200 块",
    "春晖路1号至100号",
    "410103200001010000",
    "2026年1月1日—12月31日",
    "占地 12345678 平方米",
]


@pytest.mark.parametrize(("text", "numbers", "rest"), FOUND)
def test_a_number_is_found_and_taken_out(text: str, numbers: list[str], rest: str) -> None:
    assert phones(text) == numbers
    assert without_phones(text) == rest


@pytest.mark.parametrize("text", LEFT)
def test_other_figures_stay(text: str) -> None:
    assert phones(text) == []
    assert without_phones(text) == text


@given(st.text(alphabet="01389x*- +()（）:：电话张某/、\n１ｘ转.", max_size=40))
def test_what_is_left_holds_no_number(text: str) -> None:
    assert phones(without_phones(text)) == []
