"""The foot line offers what makes sense now, with the keys in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.messages import Messages
from board.model.task import Stage
from board.ui import hints, keymap
from board.ui.hints import Situation, detail_hints
from board.ui.keys import BY_ID, KEYS
from board.ui.widgets.line import Piece
from tests.ui.support import EIGHT, group_task, history, opened

ZH = Messages("zh")
WRITING = {key.id for key in KEYS if key.writes}
CASES: dict[str, tuple[Situation, set[str], set[str]]] = {
    # name: (the situation, what is among the hints, what is not)
    "a task under way": (Situation(), {"new", "assign", "deadline", "note", "urge", "stage_on", "undo"}, {"back"}),
    "read-only": (Situation(read_only=True), {"open", "kinds", "inbox", "help", "quit"}, WRITING),
    "an empty column": (
        Situation(has_task=False), {"new", "undo", "help", "kinds"}, {"assign", "deadline", "note", "urge", "open"},
    ),
    "a met task": (Situation(stage=Stage.MET), {"assign", "note", "stage_on", "stage_back"}, {"deadline", "urge"}),
    "a closed task": (
        Situation(stage=Stage.CLOSED), {"note", "stage_back", "undo", "open"},
        {"assign", "deadline", "urge", "stage_on"},
    ),
    "a task nobody has claimed": (Situation(stage=Stage.UNCLAIMED), {"assign", "deadline"}, {"stage_back"}),
    "a void task": (Situation(void=True), {"new", "undo", "open"}, WRITING - {"new", "undo", "redo", "restore"}),
    "marks": (
        Situation(marked=3), {"assign", "deadline", "note", "urge", "stage_on", "void", "back"}, {"open", "close"},
    ),
    "marks, and nothing under the cursor": (Situation(has_task=False, marked=3), {"assign", "void", "back"}, {"open"}),
    "marks on a read-only board": (Situation(read_only=True, marked=3), {"back"}, WRITING | {"open"}),
    "a filter": (Situation(filtered=True), {"back", "new", "assign"}, set()),
    "away from the overview": (Situation(overview=False), {"new"}, {"inbox"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_makes_sense(name: str):
    now, among, beside = CASES[name]
    sensible = {key.id for key in KEYS if hints.makes_sense(key, now)}

    assert among - sensible == set()
    assert sensible & beside == set()


def words(pieces: tuple[Piece, ...]) -> list[str]:
    return [f"{key.text} {what.text}" for key, what in zip(pieces[::2], pieces[1::2], strict=True)]


def test_the_most_useful_come_first_and_help_stays():
    pieces = hints.hints(ZH, Situation(), keymap.default())

    assert words(pieces)[:3] == ["F2 n 新增", "F3 a 交办", "F4 d 时限"]
    assert max(pieces, key=lambda piece: piece.weight).text in ("F1 ?", "帮助")
    assert len({piece.weight for piece in pieces}) == len(pieces) / 2
    assert all(piece.weight < 90 for piece in pieces if piece.text not in ("F1 ?", "帮助"))


def test_with_marks_what_applies_to_all_of_them_comes_first():
    found = words(hints.hints(ZH, Situation(marked=2), keymap.default()))

    assert found.index("F3 a 交办") < found.index("F2 n 新增")
    assert "Esc 取消标记" in found
    assert "Esc 取消筛选" in words(hints.hints(ZH, Situation(filtered=True), keymap.default()))


def test_the_keys_are_those_in_force():
    found = keymap.in_force({"assign": "F13 ;", "back": "shift+up"})

    assert "F13 ; 交办" in words(hints.hints(ZH, Situation(), found))
    assert words(detail_hints(ZH, Situation(), found))[:2] == ["Shift+上箭头 返回", "F13 ; 交办"]


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (Situation(), "返回 交办 时限 进展 催办 下一阶段 撤销 作废 退回 帮助"),
        (Situation(stage=Stage.MET), "返回 交办 进展 下一阶段 撤销 作废 退回 帮助"),
        (Situation(stage=Stage.CLOSED), "返回 进展 撤销 作废 退回 帮助"),
        (Situation(void=True), "返回 撤销 帮助"),
        (Situation(read_only=True), "返回 帮助"),
    ],
)
def test_on_the_screen_of_one_task(now: Situation, shown: str):
    found = [each.rsplit(" ", 1)[1] for each in words(detail_hints(ZH, now, keymap.default()))]

    assert [each for each in found if each in shown] == shown.split()


def test_every_hint_has_words_in_both_languages():
    for lang in ("zh", "en"):
        for now, _, _ in CASES.values():
            assert all(piece.text for piece in hints.hints(Messages(lang), now, keymap.default()))
            assert all(piece.text for piece in detail_hints(Messages(lang), now, keymap.default()))


async def test_the_foot_follows_the_selection(board_path: Path):
    tasks = [group_task(1), group_task(2, 2, stage=Stage.CLOSED), group_task(3, 2, stage=Stage.MET)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 30)) as desk:
        assert "F4 d 时限" in desk.foot
        await desk.press("2")
        await desk.go_to(2)
        assert "F5 p 进展" in desk.foot
        assert "时限" not in desk.foot
        assert "交办" not in desk.foot
        await desk.go_to(3)
        assert "交办" in desk.foot
        assert "时限" not in desk.foot
        await desk.press("0", "right", "right")
        assert desk.selected is None
        assert "F2 n 新增" in desk.foot
        assert "交办" not in desk.foot


def test_what_is_named_here_is_in_the_table():
    names = {*hints.ANYWHERE, *hints.MARKED, *hints._DETAIL}

    assert names - set(BY_ID) == set()
