"""One language at a time: with --lang en no Chinese word of ours is on any screen, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.model.entities import Extension, Item, Note, Rebound, Return, Urge
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.ui.actions.table import ACTIONS
from board.ui.keys import KEYS, Key
from board.ui.screens.dialog import Dialog
from tests.ui.support import EIGHT, LATIN, Desk, group_task, history, opened

HAN = re.compile("[\u2e80-\u303f\u3100-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese characters, and punctuation and full-width signs, which are as foreign to an English line."""
ENTRIES = [
    Note(id=1, task=1, text="Begun", when="2026-11-01T09:00:00", who="Clerk"),
    Item(id=2, task=1, text="Clear", done=True),
    Extension(id=3, task=1, was="2026-11-01", to="2026-11-20", reason="Rain", when="2026-11-01T09:00:00", who="Clerk"),
    Urge(id=4, task=1, text="", when="2026-11-01T09:00:00", who="Clerk"),
    Return(id=5, task=1, reason="Bad", when="2026-11-01T09:00:00", who="Clerk"),
    Rebound(id=6, task=1, reason="Again", stage="closed", when="2026-11-01T09:00:00", who="Clerk"),
]


def latin_board() -> list[object]:
    """Tasks of every kind, stage and lamp, with every field filled, and not one Chinese character."""
    full = {
        "title": "Clear the canal", "leader": "Deputy", "lead_unit": 2, "co_units": (1, 3), "person": "Lee",
        "area": "North", "goal": "Clean", "standard": "Written", "duty": "Head", "reward": "Praise", "tags": ("a", "b"),
        "category": "Roads", "source": "Report", "planned": 1200.5, "completed": 300.25, "priority": Priority.HIGH,
        "original_due": "2026-11-01", "due_words": "by Friday", "created_at": "2026-10-01T09:00:00",
        "created_by": "Clerk", "consolidate_until": "2026-12-20", "verifier": "Kim", "verifier_unit": 3,
        "met_at": "2026-11-21T09:00:00", "closed_at": "2026-11-22T09:00:00", "close_reason": "Done",
    }  # fmt: skip
    dues = ["2026-11-20", "2026-11-23", "2026-11-23T15:00", "2026-11-25", "2026-12-24", "2027-02-01"]
    tasks = [group_task(no, 1, **{**full, "due": due}) for no, due in enumerate(dues, 1)]
    tasks += [group_task(10 + n, 2, **{**full, "open_ended": why, "due": None}) for n, why in enumerate(OpenEnded)]
    tasks += [
        group_task(20 + 10 * n + k, 3, **{**full, "stage": stage, "kind": kind, "due": "2026-11-20"})
        for n, stage in enumerate(Stage)
        for k, kind in enumerate(Kind)
    ]
    return [*LATIN, *tasks, group_task(90, 4, title="Bare", unit=None), group_task(91, None, title="Waiting")]


def check(desk: Desk, what: str) -> None:
    found = [line.strip() for line in desk.lines if HAN.search(line)]
    assert not found, f"{what}: {found}"


async def test_no_chinese_on_any_english_screen(board_path: Path):
    async with opened(board_path, history(*latin_board(), *ENTRIES, who="Clerk"), lang="en", size=(200, 60)) as desk:
        check(desk, "overview")
        for view in "123490":
            await desk.press(view)
            check(desk, view)
        await desk.press(*"zz")
        check(desk, "kinds")
        await desk.press(*"zz", "f1")
        check(desk, "help")
        await desk.press("escape", "ctrl+p")
        check(desk, "palette")
        await desk.type("zzz")
        check(desk, "palette without a match")
        await desk.press("escape", "7", "c")
        check(desk, "empty column")
        await desk.press("0", "ctrl+c")
        check(desk, "ctrl+c")


async def test_no_chinese_on_the_detail_of_any_task(board_path: Path):
    async with opened(board_path, history(*latin_board(), *ENTRIES, who="Clerk"), lang="en", size=(200, 80)) as desk:
        for no in (1, 3, 10, 20, 41, 53, 61, 90):
            await desk.press("0" if no < 90 else "4")
            desk.app.screen.query_one("#board")._no = no
            desk.screen.open_task(no)
            await desk.settle()
            assert f"#{no}" in desk.head
            check(desk, f"detail of {no}")
            await desk.press("escape")


def handled(key: Key) -> bool:
    """Whether there is something to ask."""
    return key.action[5:-2] in {"new", *ACTIONS}


@pytest.mark.parametrize("no", [1, 41, 60, 90])
async def test_no_chinese_in_any_dialog_or_answer(board_path: Path, no: int):
    async with opened(board_path, history(*latin_board(), *ENTRIES, who="Clerk"), lang="en", size=(200, 60)) as desk:
        for key in (key for key in KEYS if key.writes and key.id not in ("undo", "redo") and handled(key)):
            await desk.go_to(no)
            await desk.press(key.safe[0])
            check(desk, f"{key.id}: asked")
            if isinstance(desk.app.screen, Dialog):
                await desk.press("enter")
                check(desk, f"{key.id}: empty")
            if isinstance(desk.app.screen, Dialog):
                await desk.type("2027-01-09")
                check(desk, f"{key.id}: echo")
                await desk.press("enter")
                check(desk, f"{key.id}: saved or refused")
                await desk.press("escape")
            if key.id == "new":
                await desk.press("a", "enter")
                check(desk, "a line is saved")
                await desk.press("b", "ctrl+q")
                check(desk, "a line is not saved")
                await desk.press("enter", "escape")
            check(desk, f"{key.id}: said")
            await desk.press("u")
            check(desk, f"{key.id}: undone")
        await desk.press("y", "y", "y")
        check(desk, "redo")


async def test_the_read_only_board_speaks_english_too(board_path: Path):
    async with opened(board_path, history(*latin_board(), who="Clerk"), lang="en", read_only=True) as desk:
        await desk.press("a")
        assert "read-only" in desk.foot
        check(desk, "read-only")
        await desk.press("enter")
        check(desk, "read-only detail")


async def test_no_english_on_the_chinese_screens_but_the_names_of_keys(board_path: Path):
    names = re.compile(r"Ctrl\+?|Shift\+|Tab|Esc|Enter|Home|End|PgUp|PgDn|Del|Ins|F\d+|\b[A-Za-z]\b")
    async with opened(board_path, history(*_chinese_board()), size=(200, 60)) as desk:
        for keys in (
            "0",
            "1",
            "9",
            "f1",
            "escape",
            "0",
            "enter",
            "escape",
            "d",
            "escape",
            "a",
            "escape",
            "n",
            "escape",
        ):
            await desk.press(keys)
            words = {word for line in desk.lines for word in re.findall("[A-Za-z]{2,}", names.sub(" ", line))}
            assert not words, (keys, words)


def _chinese_board() -> list[object]:
    return [*EIGHT, group_task(1, due="2026-11-20"), group_task(2, None)]
