"""Characters in Latin letters."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text.pinyin import Speller, readings, spell, spelled


@pytest.mark.parametrize(
    ("char", "found"),
    [("城", ("cheng",)), ("长", ("zhang", "chang")), ("旅", ("lv",)), ("绿", ("lv", "lu")), ("A", ("a",)),
     ("３", ("3",)), ("、", ("、",)),
     ("区", ("qu", "ou"))],
)  # fmt: skip
def test_readings_of_a_character(char: str, found: tuple[str, ...]) -> None:
    assert readings(char) == found


@pytest.mark.parametrize(
    ("text", "full", "initials"),
    [
        ("文旅局", "wenlvju", "wlj"),
        ("5#楼ＡB", "5#louab", "5#lab"),
        ("修 路灯！", "xiu ludeng!", "x ld!"),
        ("", "", ""),
    ],
)
def test_spelling(text: str, full: str, initials: str) -> None:
    assert spell(text) == (full, initials)


def test_a_speller_spells_like_spell() -> None:
    speller, text = Speller(), "女子医院 A3 长江路"

    assert (speller.full(text), speller.initials(text)) == spell(text)
    assert (speller.full(text), speller.initials(text)) == spell(text)


@pytest.mark.parametrize(
    ("typed", "text", "whole", "short", "fits"),
    [
        ("changjiang", "长江", True, False, True),
        ("zhangjiang", "长江", True, False, True),
        ("chang", "长江", True, False, False),
        ("changj", "长江", False, False, True),
        ("cj", "长江", True, True, True),
        ("c", "长江", False, True, True),
        ("cjx", "长江", False, True, False),
        ("x", "长江", False, False, False),
        ("a3", "A3园", False, False, True),
    ],
)
def test_spelling_by_any_reading(typed: str, text: str, whole: bool, short: bool, fits: bool) -> None:
    assert spelled(typed, text, whole=whole, short=short) is fits


@given(st.text(alphabet="长江路街道重庆行", min_size=1, max_size=6))
def test_the_usual_spelling_is_one_of_all(text: str) -> None:
    full, initials = spell(text)

    assert spelled(full, text, whole=True, short=False)
    assert spelled(initials, text, whole=True, short=True)
    assert spelled(full[:3], text, whole=False, short=False)


SCRIPT = """
import os, sys
from board.text import names, pinyin
assert "pypinyin" not in sys.modules
before = dict(os.environ)
pinyin.spell("\\u957f")
assert dict(os.environ) == before
assert "pypinyin.phrases_dict" not in sys.modules
"""


def test_only_what_is_needed_is_imported_and_the_environment_is_left_alone() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN")}

    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
