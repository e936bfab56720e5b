"""Text in cells: no text, however odd, is wider or narrower than it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from wcwidth import wcwidth

from board.ui.widgets.cells import CUT, fit, paintable, wrap
from tests.ui.hostile import TITLES

PARTS = [
    *"ab 1[]{}（）“：。中文字",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "\u20e3",
    "👍",
    "\U0001f3fd",
    "🇨",
    "\u1100",
    "\u1161",
    "\u11a8",
]
TEXTS = st.text(st.characters() | st.sampled_from(PARTS), max_size=60) | st.sampled_from(list(TITLES.values()))


@given(TEXTS)
def test_what_is_painted_is_as_wide_as_its_characters(text: str):
    shown = paintable(text)

    assert cell_len(shown) == sum(map(get_character_cell_size, shown))


@given(TEXTS)
def test_nothing_that_is_painted_is_a_control_character(text: str):
    # Cf is format characters that take room (some Arabic signs); those that take none are gone.
    assert not [char for char in paintable(text) if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not {"\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\x1b", "\n"} & set(paintable(text))


@given(TEXTS)
def test_painting_what_is_painted_changes_nothing(text: str):
    assert paintable(paintable(text)) == paintable(text)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_terminal_moves_its_cursor_as_far_as_we_count(title: str):
    shown = paintable(title)

    assert sum(map(wcwidth, shown)) == cell_len(shown)


@given(TEXTS, st.integers(-1, 40))
def test_fit_never_takes_more_room_than_there_is(text: str, width: int):
    shown = paintable(text)
    found = fit(shown, width)

    assert cell_len(found) <= max(0, width)
    assert found == shown or cell_len(shown) > width


@given(TEXTS, st.integers(1, 40), st.integers(1, 3))
def test_wrap_never_takes_more_room_than_there_is(text: str, width: int, lines: int):
    found = wrap(text, width, lines)

    assert 1 <= len(found) <= lines
    assert all(cell_len(line) <= width for line in found)


@given(TEXTS.filter(lambda text: len(text) < 100), st.integers(2, 40))
def test_wrap_loses_nothing_but_blanks(text: str, width: int):
    found = wrap(text, width, 1_000)

    assert "".join("".join(found).split()) == "".join(paintable(text).split())


@pytest.mark.parametrize(
    ("text", "width", "lines", "found"),
    [
        ("铁路沿线拆违绿化", 16, 2, ("铁路沿线拆违绿化",)),
        ("铁路沿线拆违绿化", 10, 2, ("铁路沿线拆", "违绿化")),
        ("铁路沿线拆违绿化", 8, 1, ("铁路沿..",)),
        ("铁路沿线拆违绿化", 9, 1, ("铁路沿..",)),
        ("铁路沿线拆违绿化工程建设", 8, 2, ("铁路沿线", "拆违绿..")),
        ("滨河步道建设（示例）", 12, 2, ("滨河步道建设", "（示例）")),
        ("滨河步道建设（示例）", 14, 2, ("滨河步道建设", "（示例）")),
        ("清运垃圾，整治环境", 8, 2, ("清运垃", "圾，整..")),
        ("repair the bridge", 12, 2, ("repair the", "bridge")),
        ("adopt GB50420 now", 10, 2, ("adopt", "GB50420 ..")),
        ("采用 GB/T 50420 标准", 10, 3, ("采用 GB/T", "50420 标准")),
        ("x" * 30, 10, 2, ("x" * 10, "x" * 8 + CUT)),
        ("", 10, 2, ("",)),
        ("中", 1, 2, ("",)),
    ],
)
def test_where_a_title_breaks(text: str, width: int, lines: int, found: tuple[str, ...]):
    assert wrap(text, width, lines) == found


def test_an_emoji_is_shown_in_its_parts():
    assert paintable("👨‍👩‍👧") == "👨👩👧"
    assert paintable("👍🏽") == "👍"
    assert paintable("🇨🇳") == "CN"
    assert paintable("1️⃣") == "1"
    assert paintable("e\u0301") == "é"
