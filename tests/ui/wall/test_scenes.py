"""What the overview, a group and the spotlight show."""

from __future__ import annotations

from typing import Any

import pytest

from board.model.entities import Extension, Group, Office, Rebound, Return, Urge
from board.model.task import Kind, Stage
from board.ui.wall import frame
from board.ui.wall.room import Scene
from tests.ui.support import EIGHT, group_task, history
from tests.ui.wall.frames import (
    SIZES,
    STYLES,
    demo,
    eight,
    filled,
    group,
    made,
    note,
    overdue,
    painted,
    room,
    spotlight,
    text,
)

SIZE = (160, 48)


def bare(shown: str) -> str:
    """Without blanks: large titles have them between their characters."""
    return shown.replace(" ", "")


def row_of(area: Any, said: str) -> Any:
    return next(strip for strip in area if said in bare(strip.text))


# ---- overview


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 40])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_group_has_a_tile_on_some_page(count: int, size: tuple[int, int]):
    groups = [Group(id=number, number=number, name=f"G{number}") for number in range(1, count + 1)]
    board = made(history(EIGHT[0], *groups))
    pages = frame.pages(room(board), *size)
    shown = " ".join(text(room(board, page=page), *size) for page in range(pages))
    assert [each.name for each in groups if each.name not in shown] == []
    assert pages == 1 or size[1] <= 24 or count == 40


def test_on_a_phone_every_tile_shows_a_card_and_how_many_more_there_are():
    shown = text(room(), 44, 40)
    assert shown.count("另有") == 8
    assert shown.count("逾") >= 16


def test_without_groups_there_is_no_overview():
    assert frame.pages(room(made(history(EIGHT[0]))), *SIZE) == 0


def test_a_tile_has_the_figures_and_the_most_urgent_tasks_first():
    board = eight(
        group_task(1, due="2026-12-20"), overdue(2), group_task(3, stage=Stage.CLOSED, due="2026-11-20"),
        *(group_task(no, 2) for no in range(10, 40)),
    )  # fmt: skip
    lines = text(room(board), *SIZE).splitlines()
    tile = [line[2:38] for line in lines[10:27]]
    assert tile[0].split() == "1 第1组 逾期 1".split()
    assert tile[1].split() == "领导1 在办 2".split()
    assert "销号率 33%" in tile[2]
    titles = [word for line in tile for word in line.split() if word.startswith("第") and "项" in word]
    assert titles == ["第2项", "第1项"]
    assert "另有" in "".join(line[40:80] for line in lines[10:28])


def test_a_group_with_nothing_open_says_so():
    assert "没有未了结的事项" in text(room(eight()), *SIZE)


# ---- group


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_task_that_is_not_closed_is_on_exactly_one_page(size: tuple[int, int]):
    board = eight(
        *(overdue(no, title=f"T{no:03}.") for no in range(1, 41)),
        *(group_task(no, stage=Stage.MET, title=f"T{no:03}.") for no in range(41, 46)),
        group_task(90, stage=Stage.CLOSED, title="T090."), group_task(91, title="T091.", void_reason="重复"),
    )  # fmt: skip
    scene = group(1, board)
    pages = frame.pages(room(board, scene), *size)
    body = frame.body(*size)[1]
    shown = [
        "\n".join(text(room(board, scene, page=page, news="x"), *size).splitlines()[-body - 6 :])
        for page in range(pages)
    ]
    counted = {no: sum(f"T{no:03}." in page for page in shown) for no in [*range(1, 46), 90, 91]}
    assert counted == {no: int(no < 90) for no in counted}


def test_a_group_without_tasks_is_skipped_and_one_where_all_is_done_is_not():
    board = eight(
        group_task(1, 2, stage=Stage.CLOSED), group_task(2, 1, void_reason="重复"), group_task(3, 3, kind=Kind.CHECK)
    )
    assert [frame.pages(room(board, group(number, board)), *SIZE) for number in (1, 2, 3)] == [0, 1, 0]
    assert "全部了结" in bare(text(room(board, group(2, board)), *SIZE))
    assert frame.pages(room(board, Scene("group", group=404)), *SIZE) == 0
    painted(room(board, Scene("group", group=404)), *SIZE)


def test_the_stages_have_the_words_of_the_template_and_counts():
    shown = text(room(scene=group(7)), *SIZE)
    line = next(line for line in shown.splitlines() if "整治/推进" in line)
    assert line.split(" > ")[1].split() == ["整治/推进", "12"]
    narrow = text(room(scene=group(7)), 80, 24)
    assert "整治 12" in narrow


def test_what_the_desk_has_selected_is_on_show_whatever_the_page():
    board = filled(60)
    scene = group(1, board)
    area = painted(room(board, scene, selected=57, page=0), *SIZE)
    card = row_of(area, "第57项")
    assert STYLES("card-on").bgcolor in {segment.style.bgcolor for segment in card}
    pages = frame.pages(room(board, scene), *SIZE)
    assert f"第 {pages}/{pages} 页" in text(room(board, scene, selected=60), *SIZE)


def test_a_closed_task_that_is_selected_is_shown_too():
    board = eight(group_task(1), group_task(2, stage=Stage.CLOSED, title="已经办结"))
    scene = group(1, board)
    assert "已经办结" not in bare(text(room(board, scene), *SIZE))
    assert "已经办结" in bare(text(room(board, scene, selected=2), *SIZE))


@pytest.mark.parametrize("name", ["overview", "group", "spotlight"])
def test_what_was_changed_a_moment_ago_glows(name: str):
    board = filled(3)
    scene = {"overview": Scene("overview"), "group": group(1, board), "spotlight": spotlight(2)}[name]
    glow = STYLES("card-fresh").bgcolor

    def glowing(**said: Any) -> bool:
        return any(
            segment.style.bgcolor == glow for strip in painted(room(board, scene, **said), *SIZE) for segment in strip
        )

    assert glowing(fresh=frozenset({2}))
    assert not glowing()


# ---- spotlight


def test_a_task_in_full():
    shown = text(room(scene=spotlight(192)), *SIZE)
    for words in (
        "聚 焦 #192",
        "户 外 广 告",
        "2026-11-20 周五",
        "已 逾 期",
        "责任单位  精细办",
        "牵头单位  城管局",
        "责任人    项目专员",
        "片区      北片",
        "由 10-24 延到 11-20。材料到货推迟",
    ):
        assert words in shown


def test_what_is_not_fixed_yet_says_so():
    shown = text(room(filled(1), spotlight(1)), *SIZE)
    assert shown.count("未定") == 6
    assert "无 时 限" in shown


def test_what_happened_stands_with_what_weighs_most_first():
    when = "2026-11-{}T09:00:00"
    board = eight(
        overdue(1),
        note(1, 1, "开工", when.format("10")), note(2, 1, "过半", when.format("12")),
        Urge(id=1, task=1, when=when.format("11"), who="秘书", text="请抓紧"),
        Return(id=1, task=1, when=when.format("05"), who="秘书", reason="复查不合格"),
        Rebound(id=1, task=1, when=when.format("07"), who="秘书", reason="反弹了", stage="closed"),
        Extension(id=1, task=1, when=when.format("01"), who="秘书", was="2026-11-02", to="2026-11-20", reason="暴雨"),
    )  # fmt: skip
    shown = text(room(board, spotlight(1)), *SIZE)
    told = ["暴雨", "反弹了", "复查不合格", "过半", "请抓紧", "开工"]
    assert sorted(told, key=shown.index) == told


def test_telephone_numbers_of_notes_and_reasons_are_not_shown():
    reason = "等 0371-68812345 回复"
    board = eight(
        overdue(1, standard="电话13812345678"),
        note(1, 1, "联系人王工 13812345678，已进场"),
        Extension(id=1, task=1, when="2026-11-01T09:00", who="秘书", was="2026-11-02", to=None, reason=reason),
    )
    shown = [text(room(board, scene), *size) for scene in (spotlight(1), group(1, board)) for size in SIZES]
    assert "已进场" in shown[4]
    assert not [page for page in shown if "1381234" in page or "6881234" in page]


def test_a_task_that_is_gone_or_void_says_so():
    board = eight(group_task(1, title="旧事", void_reason="并入 #2"))
    assert "#1 已作废" in text(room(board, spotlight(1)), *SIZE)
    assert "并入 #2" in text(room(board, spotlight(1)), *SIZE)
    assert "#7 已不在看板上" in text(room(board, spotlight(7)), *SIZE)


@pytest.mark.parametrize(
    ("fields", "look", "words"),
    [
        ({"due": "2026-11-20"}, "red", "已 逾 期"),
        ({"due": "2026-11-23T08:00"}, "red", "今 日 已 过"),
        ({"due": "2026-11-23"}, "orange", "今 日"),
        ({"due": "2026-11-25"}, "yellow", "还 剩"),
        ({"due": "2026-12-25"}, "lamp-green", "还 剩"),
        ({"due": "2026-11-20", "stage": Stage.MET, "met_at": "2026-11-19T09:00:00"}, "lamp-grey", "达 标"),
        ({"open_ended": "undecided"}, "lamp-none", "待 定"),
    ],
)
@pytest.mark.parametrize("size", [(120, 30), SIZE, (320, 90)], ids=str)
def test_the_lamp_is_a_band(fields: dict[str, Any], look: str, words: str, size: tuple[int, int]):
    area = painted(room(eight(group_task(1, **fields)), spotlight(1)), *size)
    strip = next(strip for strip in area if words in strip.text)
    assert STYLES(look).bgcolor in {segment.style.bgcolor for segment in strip}


def test_when_it_was_met_or_closed_stands_beside_its_deadline():
    board = eight(
        group_task(1, due="2026-11-04", stage=Stage.MET, met_at="2026-11-06T10:00:00"),
        group_task(
            2, due="2026-11-04", stage=Stage.CLOSED, met_at="2026-11-03T10:00:00", closed_at="2026-11-20T10:00:00"
        ),
    )
    late, closed = (text(room(board, spotlight(no)), *SIZE) for no in (1, 2))
    assert "逾2天 达 标" in late
    assert "达 标 时 间" in late
    assert "销 号 时 间" in closed


def test_a_task_of_the_inbox():
    board = made(history(Office(id=1, office="提质办", title="提质看板"), *EIGHT[1:], group_task(1, None)))
    assert "提质办待分办" in text(room(board, spotlight(1)), *SIZE)
    assert "待分办 1" in text(room(board), *SIZE)
    assert demo().tasks
