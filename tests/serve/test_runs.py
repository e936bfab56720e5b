"""A line of a frame as runs at columns: nothing is lost, nothing moves, nothing is markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.serve.runs import Looks, runs
from tests.ui.hostile import TITLES

RED = Style(color="#ffffff", bgcolor="#b3001b", bold=True)


def looks() -> Looks:
    return Looks("#f4f7fa", "#05080b")


CASES = {
    "one look, one kind": ([("abc", None)], [[0, 3, "n", 0, "abc"]]),
    "Chinese takes two cells": ([("红旗路", None)], [[0, 6, "w", 0, "红旗路"]]),
    "kinds part": (
        [("#128 红旗路ab", None)],
        [[0, 5, "n", 0, "#128 "], [5, 6, "w", 0, "红旗路"], [11, 2, "n", 0, "ab"]],
    ),
    "looks part": ([("a", None), ("b", RED)], [[0, 1, "n", 0, "a"], [1, 1, "n", 1, "b"]]),
    "the same look joins": ([("a", RED), ("b", RED)], [[0, 2, "n", 0, "ab"]]),
    "full-width signs are regular": ([("（一）。", None)], [[0, 8, "w", 0, "（一）。"]]),
    "emoji stand alone": ([("🌳🌳", None)], [[0, 2, "o", 0, "🌳"], [2, 2, "o", 0, "🌳"]]),
    "so do letters of other alphabets": ([("éж", None)], [[0, 1, "o", 0, "é"], [1, 1, "o", 0, "ж"]]),
    "a combining sign stays on its letter": ([("e\u0301x", None)], [[0, 2, "n", 0, "e\u0301x"]]),
    "markup is text": ([("<b>&[red]", None)], [[0, 9, "n", 0, "<b>&[red]"]]),
}


@pytest.mark.parametrize("case", CASES)
def test_runs(case: str) -> None:
    parts, expected = CASES[case]
    found = runs(Strip([Segment(text, style) for text, style in parts]), looks())

    assert found == expected


@given(
    st.lists(
        st.tuples(st.one_of(st.text(max_size=8), st.sampled_from(list(TITLES.values()))), st.sampled_from([None, RED]))
    )
)
def test_texts_and_columns_add_up(parts: list[tuple[str, Style | None]]) -> None:
    strip = Strip([Segment(text, style) for text, style in parts])
    found = runs(strip, looks())

    assert "".join(run[4] for run in found) == strip.text
    assert [run[0] for run in found] == [sum(run[1] for run in found[:place]) for place in range(len(found))]
    assert all(run[1] == sum(cell_len(char) for char in run[4]) for run in found)


def test_a_look_is_colours_and_weight() -> None:
    made = looks()
    runs(Strip([Segment("a"), Segment("b", RED), Segment("c", Style(color="#123456", reverse=True))]), made)

    assert made.rows == [["#f4f7fa", "#05080b", ""], ["#ffffff", "#b3001b", "b"], ["#05080b", "#123456", ""]]


def test_styles_that_look_alike_are_one_look() -> None:
    made = looks()

    assert made.number(RED) == made.number(RED + Style(italic=True)) == 0
