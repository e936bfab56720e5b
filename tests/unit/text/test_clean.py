"""Text from people: nothing that harms a terminal or a search gets in, everything that is text stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text import clean

FAMILY = "👨\u200d👩\u200d👧"
anything = st.text(st.characters(), max_size=60)  # lone surrogates too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("拆除违建", "拆除违建", id="plain"),
        pytest.param("  拆除\u3000\t违建 \n", "拆除 违建", id="white space of every width becomes one space"),
        pytest.param("第一行\r\n第二行", "第一行 第二行", id="lines"),
        pytest.param("a\u00a0\u2003b\u2028c\x85d", "a b c d", id="unusual spaces and line ends"),
        pytest.param("a \x00 b", "a b", id="a control character leaves no double space"),
        pytest.param("\x1b]0;title\x07\x1b[31mred", "]0;title[31mred", id="escape sequences lose their escape"),
        pytest.param("\x9b31mred\x7f", "31mred", id="C1 and DEL"),
        pytest.param("a\u202eb\u2066c\u2069\u200e\u061c", "abc", id="bidi controls"),
        pytest.param("\ufeff城\u200b管\u2060局\xad", "城管局", id="zero-width characters that mean nothing"),
        pytest.param(f"{FAMILY} 一家", f"{FAMILY} 一家", id="joined emoji stay joined"),
        pytest.param("1\ufe0f\u20e3 ❤\ufe0f", "1\ufe0f\u20e3 ❤\ufe0f", id="keycaps and emoji style"),
        pytest.param("a\ud800b\udfff", "ab", id="lone surrogates"),
        pytest.param("e\u0301te\u0301", "e\u0301te\u0301", id="accents"),
        pytest.param("a" + "\u0301" * 50 + "b", "a" + "\u0301" * 4 + "b", id="a flood of accents"),
        pytest.param("a" + "\u200d" * 50 + "b", "a" + "\u200d" * 4 + "b", id="a flood of joiners"),
        pytest.param("\u0301\u0301城", "城", id="accents with nothing to stand on"),
        pytest.param("\u200d\u200b\ufe0f", "", id="nothing that shows is nothing"),
        pytest.param(" \t\u3000", "", id="only white space"),
        pytest.param("[red]x[/] {} %s", "[red]x[/] {} %s", id="what looks like markup is text"),
        pytest.param("\ue000龘𠮷", "\ue000龘𠮷", id="rare characters, private ones too"),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert clean.one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("一\r\n二\r三\n四", "一\n二\n三\n四", id="every kind of line end"),
        pytest.param("一\v二\f三\u2028四\u2029五\x85六", "一\n二\n三\n四\n五\n六", id="line ends of word processors"),
        pytest.param("\n\n一\n\n二\n\n", "一\n\n二", id="empty lines inside stay, around go"),
        pytest.param("一\t二  \n  三", "一 二\n  三", id="tabs become spaces, ends are trimmed, indents stay"),
        pytest.param("一\x1b[2J\n\u202e二\ud800", "一[2J\n二", id="harmful characters"),
        pytest.param("a\n" + "\u0301" * 9 + "b", "a\nb", id="an accent does not climb out of its line"),
        pytest.param("\x00\n \n", "", id="nothing"),
    ],
)
def test_several_lines(typed: str, kept: str) -> None:
    assert clean.lines(typed) == kept


@pytest.mark.parametrize("shape", [clean.one_line, clean.lines])
@given(typed=anything)
def test_what_is_clean_is_harmless_and_stays_as_it_is(shape: object, typed: str) -> None:
    assert callable(shape)
    kept = shape(typed)

    assert shape(kept) == kept
    assert not {unicodedata.category(char) for char in kept.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(char) for char in kept} & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
    kept.encode("utf-8")


@given(anything)
def test_one_line_is_one(typed: str) -> None:
    kept = clean.one_line(typed)

    assert len(kept.splitlines()) <= 1
    assert kept == kept.strip()
    assert "  " not in kept


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("abc", 3, id="letters"),
        pytest.param("提质办", 6, id="Chinese"),
        pytest.param("ＡＢ１", 6, id="full width"),
        pytest.param("ｱｲ", 2, id="half width"),
        pytest.param("e\u0301", 1, id="a combining accent"),
        pytest.param("a\u200db", 2, id="a joiner"),
        pytest.param("👍", 2, id="emoji"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_width_in_cells(text: str, cells: int) -> None:
    assert clean.width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "kept"),
    [
        pytest.param("提质办", 6, "提质办", id="just fits"),
        pytest.param("提质办", 5, "提质", id="half a character is none"),
        pytest.param("a提质", 2, "a", id="a wide one does not fit into one cell"),
        pytest.param("a提质", 3, "a提", id="to the cell"),
        pytest.param("ae\u0301b", 2, "ae\u0301", id="an accent stays with its letter"),
        pytest.param("ab cd", 3, "ab", id="no space is left at the end"),
        pytest.param(FAMILY, 2, "👨", id="no joiner is left at the end"),
        pytest.param("提", 0, "", id="no room"),
    ],
)
def test_cut_to_cells(text: str, cells: int, kept: str) -> None:
    assert clean.clipped(text, cells) == kept


@given(anything.map(clean.one_line), st.integers(0, 40))
def test_a_cut_is_a_beginning_and_never_too_wide(text: str, cells: int) -> None:
    kept = clean.clipped(text, cells)

    assert text.startswith(kept)
    assert clean.width(kept) <= cells


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        pytest.param("长" * 10_000, 500, id="wide"),
        pytest.param("x" * 10_000, 500, id="narrow"),
        pytest.param("长x" * 5_000, 500, id="mixed"),
        pytest.param("长" + "\u0301" * 10_000, 2, id="one character and its accents"),
        pytest.param("\u200d" * 10_000, 0, id="nothing but joiners"),
    ],
)
def test_ten_thousand_characters_make_a_bounded_title(typed: str, cells: int) -> None:
    kept = clean.one_line(typed)

    assert cells - 1 <= clean.width(kept) <= cells
    assert len(kept) <= 5 * cells


def test_long_texts_are_bounded_too() -> None:
    assert clean.width(clean.lines("长\n" * 30_000)) <= clean.TEXT_CELLS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("提质办 [x]", "提质办 [x]", id="clean text is painted as it is"),
        pytest.param("a\x1b[31m\u202eb", "a\ufffd[31m\ufffdb", id="what slipped through shows as a mark"),
        pytest.param("a\nb\u2028c", "a\ufffdb\ufffdc", id="a line end would break the line"),
        pytest.param("\ud800", "\ufffd", id="a lone surrogate could not be written"),
        pytest.param(FAMILY, FAMILY, id="joined emoji"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert clean.visible(text) == shown


@pytest.mark.parametrize(
    ("title", "cut"),
    [("", False), ("字" * 250, False), ("字" * 251, True), ("a" * 500, False), ("a" * 501, True), ("  字" * 250, True),
     ("字" + " " * 600, False), ("字\u200b" * 250, False)],
)  # fmt: skip
def test_what_is_too_long_for_a_title_is_known_to_be_cut(title: str, cut: bool) -> None:
    assert clean.is_cut(title) is cut
