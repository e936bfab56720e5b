"""Titles that say nearly the same are found, and those that only sound alike are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import commands as do
from board.model.pages import Pages
from board.model.similar import Titles, close_titles
from board.model.task import Stage
from tests.support import Story, actor, make_board, run, stories, task, tell

TITLES = (
    "铁路沿线拆违绿化",
    "嵩山路沿线违法建设拆除",
    "淮河路沿线违法建设拆除",
    "金水河黑臭水体整治",
    "贾鲁河黑臭水体整治",
    "老旧小区3号楼外墙改造",
    "老旧小区5号楼外墙改造",
    "大学路占道经营整治",
    "第一批游园建设",
    "第二批游园建设",
    "火车站广场环境卫生整治",
    "长江路大学路口交通拥堵治理",
    "Parks along the railway",
)
BOARD = make_board(*(task(no, title=title) for no, title in enumerate(TITLES, 1)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("铁路沿线拆违绿化", "铁路沿线拆违绿化", id="the same"),
        pytest.param("铁路沿线的拆违、绿化", "铁路沿线拆违绿化", id="a particle and a comma more"),
        pytest.param("铁路沿线拆违和绿化工作", "铁路沿线拆违绿化", id="words around it"),
        pytest.param("绿化铁路沿线", "铁路沿线拆违绿化", id="another order"),
        pytest.param("嵩山路沿线违建拆除", "嵩山路沿线违法建设拆除", id="shortened"),
        pytest.param("嵩山路违法建设拆除", "嵩山路沿线违法建设拆除", id="a word less"),
        pytest.param("金水河黑臭水体治理", "金水河黑臭水体整治", id="another word for the same"),
        pytest.param("老旧小区3号楼外墙改造工程", "老旧小区3号楼外墙改造", id="the same house"),
        pytest.param("老旧小区３号楼外墙改造", "老旧小区3号楼外墙改造", id="full-width figures"),
        pytest.param("大学路占道经营", "大学路占道经营整治", id="its beginning"),
        pytest.param("火车站广场卫生整治", "火车站广场环境卫生整治", id="a word left out in the middle"),
        pytest.param("parks along railway", "Parks along the railway", id="English, other letters"),
    ],
)
def test_titles_that_are_close(typed: str, meant: str) -> None:
    assert [TITLES[no - 1] for no in close_titles(typed, BOARD, 1)] == [meant]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("航海路沿线违法建设拆除", id="another road"),
        pytest.param("熊儿河黑臭水体整治", id="another river"),
        pytest.param("老旧小区4号楼外墙改造", id="another house"),
        pytest.param("第三批游园建设", id="another batch"),
        pytest.param("召开推进会", id="nothing in common"),
        pytest.param("解决群众反映问题", id="nothing but everyday words"),
        pytest.param("绿化", id="too short to tell"),
        pytest.param("", id="nothing"),
        pytest.param("，。！？", id="signs alone"),
        pytest.param("\u200b\U0001f6a7" * 40, id="no words"),
    ],
)
def test_titles_that_are_not(typed: str) -> None:
    assert close_titles(typed, BOARD, 3) == []


def test_the_closest_comes_first_and_no_more_than_asked_for() -> None:
    board = make_board(
        task(1, title="金水河黑臭水体整治工作"),
        task(2, title="金水河黑臭水体整治"),
        task(3, title="关于金水河黑臭水体整治工作"),
    )

    assert close_titles("金水河黑臭水体整治", board, 3) == [2, 1, 3]
    assert close_titles("金水河黑臭水体整治", board, 1) == [2]
    assert Titles(board).close("金水河黑臭水体整治", 3, but=[2]) == [1, 3]


def test_what_is_void_or_closed_is_no_duplicate() -> None:
    board = make_board(
        task(1, title="铁路沿线绿化", void_reason="重复"),
        task(2, title="铁路沿线绿化", stage=Stage.CLOSED),
        task(3, title="铁路沿线绿化", stage=Stage.CONSOLIDATING),
    )

    assert close_titles("铁路沿线绿化", board, 3) == [3]


def test_the_index_follows_the_board() -> None:
    board = make_board(task(1, title="铁路沿线绿化"))
    titles = Titles(board)
    board = run(board, do.add(actor(), "金水河黑臭水体整治"), do.edit(actor(), 1, title="大学路占道经营整治"))
    titles.follow(board)

    assert titles.close("金水河黑臭水体整治") == [2]
    assert titles.close("大学路占道经营") == [1]
    assert titles.close("铁路沿线绿化") == []
    titles.follow(run(board, do.void(actor(), 2, reason="重复")))
    assert titles.close("金水河黑臭水体整治") == []


def test_another_board_in_its_place_is_read_anew() -> None:
    titles = Titles(BOARD)
    other = make_board(task(1, title="大学路占道经营整治"))
    titles.follow(type(other).build(other.tables, store="another"))

    assert titles.close("铁路沿线拆违绿化") == []
    assert titles.close("大学路占道经营整治") == [1]


@given(stories)
def test_following_step_by_step_comes_to_the_same_as_reading_once(story: Story) -> None:
    steps = list(tell(story))
    if not steps:
        return
    followed = Titles(steps[0].before)
    for step in steps:
        followed.follow(step.after)
    fresh = Titles(steps[-1].after)

    for title in ("新事项二号", "修路拆违绿化", "第3项作废"):
        assert followed.close(title, 9, least=0.1) == fresh.close(title, 9, least=0.1)


@given(st.text(max_size=80))
def test_any_text_can_be_asked_for(typed: str) -> None:
    assert len(close_titles(typed, BOARD, 2)) <= 2


@given(
    st.dictionaries(st.integers(0, 1000), st.integers(0, 2)), st.dictionaries(st.integers(0, 1000), st.integers(3, 5))
)
def test_what_differs_between_two_states_of_a_table(first: dict[int, int], put: dict[int, int]) -> None:
    before = Pages(first)
    drop = [key for key in first if key % 3 == 0 and key not in put]
    after = before.changed(put | dict.fromkeys(drop))

    assert after.differing(before) == before.differing(after) == sorted({*put, *drop})
    assert after.differing(after) == []
