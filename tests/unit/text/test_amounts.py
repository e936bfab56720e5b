"""Money as it is typed, in 万元."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.amounts import parse_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        pytest.param("1200", 1200.0, id="a figure"),
        pytest.param("1,200.5", 1200.5, id="with a comma"),
        pytest.param(" １２００．５ 万元 ", 1200.5, id="full-width, blanks, its unit"),
        pytest.param("1.2亿", 12000.0, id="in 亿"),
        pytest.param("3亿元", 30000.0, id="in 亿元"),
        pytest.param("0", 0.0, id="nothing"),
        pytest.param("1200元", None, id="元 alone"),
        pytest.param("-5", None, id="below nothing"),
        pytest.param("1.2.3", None, id="two points"),
        pytest.param("约1200", None, id="about"),
        pytest.param("", None, id="nothing typed"),
        pytest.param("1e9", None, id="an exponent"),
        pytest.param("١٢", None, id="other digits"),
    ],
)
def test_amounts(typed: str, amount: float | None) -> None:
    assert parse_amount(typed) == amount


@given(st.decimals(0, 999_999, places=4))
def test_every_amount_reads_back(amount: object) -> None:
    assert parse_amount(f"{amount}") == float(str(amount))
    assert parse_amount(f"{amount} 万元") == float(str(amount))


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    found = parse_amount(typed)
    assert found is None or found >= 0
