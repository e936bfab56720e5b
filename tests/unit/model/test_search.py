"""Finding tasks: every part of a query, texts kept up to date, and a board seen through a filter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.model import figures
from board.model.board import Board
from board.model.entities import Extension, Note, Unit, Urge
from board.model.lamps import Lamp, lamp_of
from board.model.query import ALL_KINDS, all_groups, ordered
from board.model.search import Finder, Query, narrowed
from board.model.task import Kind, OpenEnded, Priority, Stage
from tests.conftest import NOW
from tests.support import AUDIT, CITY, GREEN, ROADS, UNITS, WATER, Story, actor, make_board, run, stories, task, tell

BOARD = make_board(
    task(1, title="铁路沿线拆违绿化", due="2026-12-04", person="李科长", tags=("曝光", "重点")),
    task(2, title="ＡＢ路修复", due="2026-11-20", unit=ROADS, co_units=(CITY,), leader="王区长"),
    task(3, title="河道清淤", due="2026-11-23", group=WATER, kind=Kind.PROBLEM, priority=Priority.HIGH),
    task(4, due="2026-11-26", stage=Stage.MET, met_at="2026-11-27T10:00:00"),
    task(5, due="2026-11-25", stage=Stage.CLOSED, unit=AUDIT),
    task(6, unit=None, stage=Stage.UNCLAIMED, group=None, open_ended=OpenEnded.UNDECIDED),
    task(7, open_ended=OpenEnded.STANDING),
    task(8, void_reason="重复", due="2026-11-01"),
    task(9, title="第128项", due="2026-11-26"),
    task(128, title="路灯", due="2026-11-23T08:00"),
    note={1: Note(id=1, task=9, text="已清运 12 车", when="", who="")},
    urge={1: Urge(id=1, task=2, when="", who="")},
    extension={1: Extension(id=1, task=1, was="2026-11-01", to="2026-12-04", reason="雨", when="", who="")},
)


def spell(text: str) -> tuple[str, str]:
    """The pinyin of the two titles that the tests look for."""
    found = {"铁路沿线拆违绿化": ("tieluyanxianchaiweilvhua", "tlyxcwlh"), "城管局\n城市管理局": ("chengguanju", "cgj")}
    return next((value for key, value in found.items() if key in text), ("", ""))


def found(query: Query, board: Board = BOARD, now: datetime = NOW) -> list[int]:
    return sorted(task.no for task in Finder(spell).find(board, query, now))


@pytest.mark.parametrize(
    ("parts", "numbers"),
    [
        pytest.param({}, [1, 2, 3, 4, 5, 6, 7, 9, 128], id="nothing asked: all but void ones"),
        pytest.param({"words": ("拆违",)}, [1], id="a title"),
        pytest.param({"words": ("绿化", "铁路")}, [1], id="all words, in any order"),
        pytest.param({"words": ("拆违", "河道")}, [], id="not in two titles"),
        pytest.param({"words": ("ab路",)}, [2], id="half width and lower case"),
        pytest.param({"words": ("李科",)}, [1], id="a person"),
        pytest.param({"words": ("王区长",)}, [2], id="a leader"),
        pytest.param({"words": ("曝光",)}, [1], id="a tag as a word"),
        pytest.param({"words": ("清运",)}, [9], id="a note"),
        pytest.param({"words": ("督查室",)}, [5], id="a unit"),
        pytest.param({"words": ("交通局",)}, [2], id="another unit"),
        pytest.param({"words": ("城市管理局", "ab")}, [2], id="a co-unit by its alias"),
        pytest.param({"words": ("128",)}, [9, 128], id="a number, in the title or of the task"),
        pytest.param({"words": ("tielu",)}, [1], id="full pinyin"),
        pytest.param({"words": ("cwlh",)}, [1], id="initials in the middle"),
        pytest.param({"words": ("cgj", "tlyx")}, [1], id="initials of a unit"),
        pytest.param({"numbers": ("12",)}, [128], id="the beginning of a number"),
        pytest.param({"numbers": ("1",)}, [1, 128], id="a beginning of several"),
        pytest.param({"tags": ("曝",)}, [1], id="the beginning of a tag"),
        pytest.param({"tags": ("曝光", "重")}, [1], id="all tags"),
        pytest.param({"tags": ("曝光", "别")}, [], id="a tag that is not there"),
        pytest.param({"units": (ROADS, AUDIT)}, [2, 5], id="any of the units"),
        pytest.param({"co_units": (CITY,)}, [2], id="a co-unit"),
        pytest.param({"persons": ("李",)}, [1], id="part of a person's name"),
        pytest.param({"groups": (None,)}, [6], id="the inbox"),
        pytest.param({"groups": (WATER, None)}, [3, 6], id="any of the groups"),
        pytest.param({"kinds": (Kind.PROBLEM,)}, [3], id="a kind"),
        pytest.param({"stages": (Stage.MET, Stage.CLOSED)}, [4, 5], id="any of the stages"),
        pytest.param({"lamps": (Lamp.RED,)}, [2, 128], id="overdue"),
        pytest.param({"lamps": (Lamp.RED, Lamp.ORANGE)}, [2, 3, 128], id="any of the lamps"),
        pytest.param({"priorities": (Priority.HIGH,)}, [3], id="pressing"),
        pytest.param({"open_ended": (None, OpenEnded.UNDECIDED)}, [6], id="someone must still set a deadline"),
        pytest.param({"open_ended": (OpenEnded.STANDING,)}, [7], id="standing"),
        pytest.param({"within": 3}, [3, 9], id="due within three days, not overdue, not met"),
        pytest.param({"within": 0}, [3], id="due today, but for what has passed"),
        pytest.param({"within": 99_999_999}, [1, 3, 9], id="no end of days"),
        pytest.param({"active": True}, [1, 2, 3, 4, 7, 9, 128], id="active"),
        pytest.param({"unfinished": True}, [1, 2, 3, 6, 7, 9, 128], id="not met yet"),
        pytest.param({"unclaimed": True}, [6], id="nobody's"),
        pytest.param({"entries": ("urge",)}, [2], id="urged"),
        pytest.param({"entries": ("urge", "extension")}, [], id="urged and extended"),
        pytest.param({"late": True}, [4], id="met too late"),
        pytest.param({"void": True}, [8], id="only void ones"),
        pytest.param({"nothing": True}, [], id="what was not understood fits nothing"),
        pytest.param({"units": (ROADS,), "lamps": (Lamp.RED,), "words": ("修复",)}, [2], id="parts narrow one another"),
        pytest.param({"units": (ROADS,), "lamps": (Lamp.ORANGE,)}, [], id="to nothing"),
    ],
)
def test_a_query(parts: dict[str, Any], numbers: list[int]):
    assert found(Query(**parts)) == numbers


def test_texts_follow_the_board():
    finder = Finder(spell)
    board = BOARD

    def look(word: str) -> list[int]:
        return sorted(each.no for each in finder.find(board, Query(words=(word,)), NOW))

    assert look("清淤") == [3]
    board = run(board, do.edit(actor(), 3, title="河道疏浚"), do.note(actor(), 9, "等材料"))
    assert (look("清淤"), look("疏浚"), look("材料")) == ([], [3], [9])
    board = run(board, do.add(actor(), "新修步道", unit=AUDIT))
    assert look("步道") == [129]
    board = BOARD
    assert (look("步道"), look("疏浚"), look("清淤")) == ([], [], [3])


def test_a_renamed_unit_is_found_by_its_new_name():
    finder, word = Finder(), Query(words=("数字城管",))
    assert finder.find(BOARD, word, NOW) == []
    renamed = make_board(*BOARD.tasks.values(), unit={**UNITS, AUDIT: Unit(id=AUDIT, name="数字城管中心")})
    assert [each.no for each in finder.find(renamed, word, NOW)] == [5]


def test_reading_all_texts_in_steps_gives_what_reading_at_once_gives():
    board = make_board(*(task(no, title=f"第{no}段", tags=(f"t{no % 7}",)) for no in range(1, 1_001)))
    steps, at_once = Finder(), Finder(spell)
    pauses = sum(1 for _ in steps.prepare(board, spell))
    assert pauses == 2
    assert steps.ready
    for word in ("第77段", "t3", "1", "没有"):
        query = Query(words=(word,))
        assert {each.no for each in steps.find(board, query, NOW)} == {
            each.no for each in at_once.find(board, query, NOW)
        }


def test_a_board_that_changed_while_texts_were_read_is_caught_up_with():
    finder = Finder()
    for _ in finder.prepare(BOARD, spell):
        pass
    board = run(BOARD, do.edit(actor(), 3, title="河道疏浚"))
    assert [each.no for each in finder.find(board, Query(words=("疏浚",)), NOW)] == [3]


@given(stories)
def test_a_filtered_board_is_as_if_it_had_only_these_tasks(story: Story):
    for step in tell(story):
        board, now = step.after, step.now
        wanted = [each for each in board.tasks.values() if not each.void_reason and each.no % 2]
        seen, alone = narrowed(board, wanted), make_board(*wanted, office=board.office)
        places = all_groups(board)
        assert ordered(seen, places, ALL_KINDS) == ordered(alone, places, ALL_KINDS)
        for place in places:
            assert figures.counts(seen, now, (place,), ALL_KINDS) == figures.counts(alone, now, (place,), ALL_KINDS)
        assert seen.tasks is board.tasks


@given(stories)
def test_one_finder_that_follows_a_story_finds_what_a_new_one_finds(story: Story):
    finder = Finder(spell)
    for step in tell(story):
        for query in (Query(words=("修",)), Query(words=("材料",)), Query(words=("#1",)), Query(lamps=(Lamp.RED,))):
            kept = sorted(each.no for each in finder.find(step.after, query, step.now))
            assert kept == found(query, step.after, step.now)


def test_void_tasks_are_seen_when_they_are_asked_for():
    finder = Finder()
    seen = narrowed(BOARD, finder.find(BOARD, Query(void=True), NOW))
    assert [no for _, _, no in ordered(seen, (GREEN,), ALL_KINDS)] == [8]


@given(stories)
def test_lamps_looked_for_are_those_that_are_lit(story: Story):
    for step in tell(story):
        for lamps in ((Lamp.RED,), (Lamp.ORANGE, Lamp.YELLOW), (Lamp.GREEN, Lamp.RED), (Lamp.GREY,), (Lamp.NONE,)):
            lit = [
                no for no, each in step.after.tasks.items() if not each.is_void and lamp_of(each, step.now, 3) in lamps
            ]
            assert found(Query(lamps=lamps), step.after, step.now) == sorted(lit)
