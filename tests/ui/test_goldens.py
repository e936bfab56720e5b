"""Whole screens as text, compared letter for letter: fixtures/golden/screens.

A screen that changed on purpose is written anew with `UPDATE_GOLDENS=1 pytest tests/ui/test_goldens.py`, and read
in the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from board.fixtures import fixtures_dir
from tests.goldens import approved
from tests.ui.ledgers import mixed
from tests.ui.support import demo_history, opened

FOLDER = fixtures_dir() / "golden" / "screens"
SCREENS: dict[str, tuple[tuple[int, int], str, str]] = {
    "overview-80x24": ((80, 24), "zh", ""),
    "overview-120x30": ((120, 30), "zh", ""),
    "overview-160x48": ((160, 48), "zh", ""),
    "overview-200x50": ((200, 50), "zh", ""),
    "overview-320x90": ((320, 90), "zh", ""),
    "overview-en-160x48": ((160, 48), "en", ""),
    "group-7-160x48": ((160, 48), "zh", "7"),
    "group-7-80x24": ((80, 24), "zh", "7"),
    "inbox-160x48": ((160, 48), "zh", "9"),
    "list-80x24": ((80, 24), "zh", "ctrl+t down down"),
    "list-120x30": ((120, 30), "zh", "ctrl+t down down"),
    "list-160x48": ((160, 48), "zh", "ctrl+t end pageup"),
    "list-200x50": ((200, 50), "zh", "ctrl+t down down space space"),
    "list-en-160x48": ((160, 48), "en", "ctrl+t down"),
    "list-by-unit-120x30": ((120, 30), "zh", "ctrl+t home right right right right tab tab o"),
    "list-nothing-80x24": ((80, 24), "zh", "ctrl+t / 无 此 一 项 enter"),
    "detail-120x60": ((120, 60), "zh", "enter"),
    "detail-en-80x24": ((80, 24), "en", "enter"),
    "help-160x48": ((160, 48), "zh", "f1"),
    "help-80x48": ((80, 48), "zh", "f1"),
    "help-en-160x48": ((160, 48), "en", "f1"),
    "deadline-120x30": ((120, 30), "zh", "down f4 2 0 2 6 - 1 2 - 1 8"),
    "assign-120x30": ((120, 30), "zh", "f3 环 保"),
    "entry-160x48": ((160, 48), "zh", "right f2 铁 路 沿 线 拆 违 绿 化"),
    "entry-en-80x24": ((80, 24), "en", "f2"),
    "entry-chips-120x30": (
        (120, 30),
        "zh",
        "f2 拆 违 space @ c g j space ^ 下 周 五 space ! 高 space # 曝 光 space + 交",
    ),
    "entry-asks-80x24": ((80, 24), "zh", "f2 种 树 space @ 园 林 局 enter"),
    "paste-80x24": ((80, 24), "zh", "paste down down"),
    "paste-160x48": ((160, 48), "zh", "paste"),
    "import-file-80x24": ((80, 24), "zh", "f9 down down down down enter"),
    "import-80x24": ((80, 24), "zh", "insert ledger enter"),
    "import-160x48": ((160, 48), "zh", "insert ledger enter"),
    "import-en-160x48": ((160, 48), "en", "insert ledger enter f8"),
    "import-row-80x24": ((80, 24), "zh", "insert ledger enter f8"),
    "moved-120x30": ((120, 30), "zh", "down ."),
    "refused-120x30": ((120, 30), "zh", "end ."),
    "meeting-160x48": ((160, 48), "zh", "m m enter enter enter enter enter enter enter tab p 已 进 场 enter"),
    "meeting-80x24": ((80, 24), "zh", "m right"),
    "meeting-en-120x30": ((120, 30), "en", "m down"),
    "meeting-start-120x30": ((120, 30), "zh", "m m enter"),
    "supervision-80x24": ((80, 24), "zh", "r"),
    "supervision-160x48": ((160, 48), "zh", "r"),
    "supervision-units-200x50": ((200, 50), "zh", "r right down"),
    "supervision-money-120x30": ((120, 30), "zh", "r tab tab tab"),
    "supervision-trend-80x24": ((80, 24), "zh", "r right right right right right"),
    "supervision-cards-120x30": ((120, 30), "zh", "r left left down"),
    "supervision-due-160x48": ((160, 48), "zh", "r left"),
    "supervision-en-120x30": ((120, 30), "en", "r"),
    "only-problems-120x30": ((120, 30), "zh", "z"),
}
PASTED = (
    "推进会议定事项\n"
    "1. 铁路沿线拆违绿化，城管局牵头，交通局配合，12月20日前完成\n"
    "2. 断头路打通 @园林局 ^下周五 !高 #曝光\n"
    "3. 河道清淤 @城管局 @王某 ^二月三十日\n"
    "4. 垃圾清运（责任单位：住建局；完成时限：12月15日）^12月18日\n"
    "5. 补植行道树 @林业局 @李某 ^10月1日 #督办\n"
)
PASTES: dict[str, Callable[[Path], str]] = {
    "paste": lambda _: PASTED,
    "ledger": lambda folder: str(mixed(folder / "问题台账.xlsx")),
}
"""What is pasted, by the word for it among the keys."""


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_as_it_was(board_path: Path, tmp_path: Path, name: str):
    size, lang, keys = SCREENS[name]
    async with opened(board_path, demo_history(), size=size, lang=lang) as desk:
        for key in keys.split():
            if key in PASTES:
                await desk.paste(PASTES[key](tmp_path))
            else:
                await desk.press(key)
        shown = desk.text
    assert shown == approved(FOLDER / f"{name}.txt", shown)


def test_no_golden_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SCREENS)
