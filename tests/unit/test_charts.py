"""Bars, stacked bars and column charts: exact widths, whatever the figures."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from board.ui.widgets.charts import Pillar, Slice, bar, pillars, stacked
from board.ui.widgets.styles import Styles

STYLES = Styles(lambda: "board-dark")


@pytest.mark.parametrize(
    ("share", "filled"), [(None, 0), (0.0, 0), (0.001, 1), (0.5, 5), (0.96, 10), (1.0, 10), (1.7, 10), (-0.2, 0)]
)
def test_a_bar_is_filled_to_its_share(share: float | None, filled: int) -> None:
    assert [len(text) for text, _ in bar(10, share)] == [filled, 10 - filled]


@given(st.integers(0, 120), st.lists(st.integers(0, 12_345), max_size=7), st.integers(0, 20_000))
def test_a_stacked_bar_has_exactly_its_width(width: int, counts: list[int], more: int) -> None:
    parts = stacked(width, [Slice(count, "red") for count in counts], sum(counts) + more)

    assert sum(len(text) for text, _ in parts) == width


def test_every_part_says_how_much_it_is_where_there_is_room() -> None:
    parts = stacked(40, [Slice(3, "red"), Slice(0, "orange"), Slice(12, "lamp-green")], 15)

    assert [(text.strip(), look) for text, look in parts] == [("3", "red"), ("12", "lamp-green"), ("", "")]
    assert [text for text, _ in stacked(4, [Slice(12, "red"), Slice(34, "orange")], 46)] == ["  ", "  ", ""]


@example(1, 1, [0.0])
@given(
    st.integers(0, 100),
    st.integers(0, 40),
    st.lists(st.floats(0, 1e6, allow_nan=False), max_size=9),
)
def test_a_column_chart_has_exactly_its_size(width: int, height: int, values: list[float]) -> None:
    columns = [Pillar(value, f"{value:.0f}", ("11-23", "第1次会")) for value in values]
    area = pillars(STYLES, (width, height), "逾期件数", columns, "red")

    assert len(area) == height
    assert {strip.cell_length for strip in area} <= {width}
    assert {cell_len(strip.text) for strip in area} <= {width}


def test_the_highest_column_is_the_highest_figure() -> None:
    columns = [Pillar(value, str(value), ("x",)) for value in (0, 1, 2, 4)]
    area = pillars(STYLES, (42, 12), "t", columns, "red")
    lines = [strip.text for strip in area]

    heights = [next(y for y, line in enumerate(lines) if y and said in line) for said in ("4", "2", "1", "0")]
    assert heights == sorted(heights)
    assert len(set(heights)) == 4


def test_a_short_bar_is_long_enough_for_its_figures() -> None:
    counts = (2, 1, 3, 6, 5, 1)
    parts = stacked(18, [Slice(count, "red") for count in counts], 38)

    assert [text.strip() for text, _ in parts[:-1]] == [str(count) for count in counts]
    assert sum(len(text) for text, _ in parts) == 18
    assert "".join(text for text, _ in stacked(18, [Slice(10, "green"), Slice(6, "grey")], 38)).split() == ["10", "6"]


def test_labels_that_would_touch_are_every_second_one() -> None:
    columns = [Pillar(number, str(number), (f"第{number}次会",)) for number in range(1, 5)]
    narrow = pillars(STYLES, (30, 8), "逾期件数", columns, "red")[-1].text
    wide = pillars(STYLES, (60, 8), "逾期件数", columns, "red")[-1].text

    assert narrow.split() == ["第2次会", "第4次会"]
    assert wide.split() == ["第1次会", "第2次会", "第3次会", "第4次会"]
