"""The parts of the screen, painted without one: cards, column heads, the head line, geometry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from board.messages import Messages
from board.model.entities import Extension, Rebound, Unit, Urge
from board.model.lamps import Lamp
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.ui import hints, keymap
from board.ui.columns import GROUP, INBOX, Column, Columns, Head, View
from board.ui.widgets import card, column_head, geometry
from board.ui.widgets.cells import paintable
from board.ui.widgets.line import Line, Piece, _fitting
from tests.support import CITY, GREEN, WATER, make_board, task
from tests.ui.hostile import TITLES
from tests.ui.support import MORNING

ZH, EN = Messages("zh"), Messages("en")
FACE = card.Face(
    no=128, title="铁路沿线拆违绿化", lamp=Lamp.RED, word="逾3天", unit="城管局", person="网格长",
    extras=("延2", "催1"), pressing="", chased=False, fresh=False, marked=False,
)  # fmt: skip


def no_style(*names: str) -> Style:
    return Style()


def texts(strips: list[Strip]) -> list[str]:
    for strip in strips:
        assert strip.cell_length == cell_len(strip.text)
    return [strip.text for strip in strips]


def painted(face: card.Face, width: int, *, selected: bool = False) -> list[str]:
    found = texts(card.paint(face, width, no_style, selected=selected))
    assert len(found) == card.height(face, width)
    assert {cell_len(line) for line in found} == {width}
    return found


# ---- cards


@pytest.mark.parametrize("lamp", Lamp)
@pytest.mark.parametrize("selected", [False, True])
def test_a_card_is_as_wide_as_its_column_with_any_title(lamp: Lamp, selected: bool):
    for title in TITLES.values():
        for width in (6, 19, 28, 80):
            painted(
                FACE._replace(title=title, lamp=lamp, unit=paintable(title[:20]), pressing="急"),
                width,
                selected=selected,
            )


@given(st.integers(6, 90), st.text(max_size=40), st.text(max_size=20))
def test_a_card_is_as_wide_as_its_column(width: int, title: str, person: str):
    painted(FACE._replace(title=title, person=paintable(person)), width)


def test_the_facts_give_way_in_their_order_of_worth():
    facts = {width: painted(FACE, width)[-1].strip() for width in (60, 36, 31, 26, 23, 18, 13)}

    assert facts[60].split() == ["逾3天", "城管局", "网格长", "延2", "催1", "#128"]
    assert facts[36].split() == ["逾3天", "城管局", "网格长", "延2", "#128"]
    assert facts[31].split() == ["逾3天", "城管局", "网格长", "#128"]
    assert facts[26].split() == ["逾3天", "城管局", "延2", "#128"]
    assert facts[23].split() == ["逾3天", "城管局", "#128"]
    assert facts[18].split() == ["逾3天", "城管局"]
    assert facts[13].split()[0] == "逾3天"


def test_the_number_stands_at_the_right_edge():
    assert all(painted(FACE, width)[-1].endswith("#128 ") for width in (60, 36, 23))


def test_a_title_takes_two_lines_at_most():
    assert len(painted(FACE, 20)) == 2
    assert len(painted(FACE._replace(title="铁路沿线拆违绿化和环境整治" * 5), 20)) == 3


def test_a_face_has_the_words_of_the_day():
    board = make_board(
        task(1, due="2026-11-20", priority=Priority.HIGH, person="网格长"),
        task(2, due="2026-11-23T15:00"),
        task(3, stage=Stage.MET, due="2026-11-19", met_at="2026-11-21T09:00:00"),
        task(4, open_ended=OpenEnded.UNDECIDED),
        task(5, kind=Kind.PROBLEM, stage=Stage.MET, unit=None),
        extension={1: Extension(id=1, task=1, was="2026-11-01", to="2026-11-20", reason="雨", when="", who="")},
        urge={1: Urge(id=1, task=1, text="", when="", who=""), 2: Urge(id=2, task=1, text="", when="", who="")},
        rebound={1: Rebound(id=1, task=1, reason="", stage="met", when="", who="")},
    )
    faces = {no: card.face_of(board, each, MORNING, ZH) for no, each in board.tasks.items()}

    assert (faces[1].word, faces[1].pressing, faces[1].unit, faces[1].person) == ("逾3天", "急", "城管局", "网格长")
    assert faces[1].extras == ("延1", "催2", "反弹1")
    assert faces[2].word == "今日15:00"
    assert faces[3].word == "逾2天完成" or faces[3].word == "逾2天达标"
    assert (faces[4].word, faces[4].chased, faces[1].chased) == ("待定", True, False)
    assert (faces[5].word, faces[5].unit) == ("达标", "")
    assert card.face_of(board, board.tasks[1], MORNING, EN).word == "3d late"


# ---- column heads

HEAD = Head(name="以绿荫城组", key="1", leader="张副区长", over="逾3", count="12", rate=0.25)


@pytest.mark.parametrize("tall", [True, False])
@pytest.mark.parametrize("selected", [True, False])
def test_a_head_is_as_wide_as_its_column(tall: bool, selected: bool):
    for name in [HEAD.name, *TITLES.values()]:
        for width in (10, 19, 27, 79):
            head = replace(HEAD, name=name, leader=name[:40])
            found = texts(column_head.paint(head, width, no_style, selected=selected, tall=tall))
            assert [cell_len(line) for line in found] == [width] * column_head.rows(tall)


def test_a_head_drops_the_leader_and_the_count_but_never_the_overdue():
    def words(width: int) -> str:
        return "\n".join(texts(column_head.paint(HEAD, width, no_style, selected=False, tall=True)))

    assert all(part in words(40) for part in ("1", "以绿荫城组", "张副区长", "逾3", "12", "25%"))
    assert "张副区长" not in words(19)
    assert "25%" in words(19)
    assert "逾3 12" in words(21)
    assert "逾3" in words(17)
    assert "12" not in words(17)
    assert all("逾3" in words(width) for width in range(10, 41))


@pytest.mark.parametrize(("rate", "done"), [(None, 0), (0.0, 0), (0.001, 1), (0.5, 15), (1.0, 30)])
def test_the_bar_shows_the_closure_rate(rate: float | None, done: int):
    def marked(*names: str) -> Style:
        return Style(bold=names == ("head", "bar"))

    width = 31 + (0 if rate is None else len(f" {rate:.0%} "))
    [_, strip] = column_head.paint(Head(name="组", rate=rate), width, marked, selected=False, tall=True)

    assert sum(len(part.text) for part in strip if part.style and part.style.bold) == done


# ---- head and foot lines


def fitted(left: list[Piece], right: list[Piece], room: int) -> tuple[list[str], list[str]]:
    first, last = _fitting(tuple(left), tuple(right), room)
    return [piece.text for piece in first], [piece.text for piece in last]


def test_the_least_important_pieces_go_first():
    left, right = [Piece("名称名称", weight=20), Piece("逾期 3", weight=99)], [Piece("09:04", weight=60)]

    assert fitted(left, right, 30) == (["名称名称", "逾期 3"], ["09:04"])
    assert fitted(left, right, 20) == (["逾期 3"], ["09:04"])
    assert fitted(left, right, 10) == (["逾期 3"], [])


def test_a_key_and_what_it_does_go_together():
    left = [Piece("F2", weight=80), Piece("新增", weight=80, gap=1), Piece("F3", weight=70), Piece("交办", weight=70)]

    assert fitted(left, [], 16) == (["F2", "新增"], [])


def test_what_must_stay_is_cut_when_there_is_no_room_for_it():
    [[text], right] = fitted([Piece("甲" * 40, weight=99)], [Piece("第 1-2 列", weight=94)], 40)

    assert text.endswith("..")
    assert right == ["第 1-2 列"]
    assert cell_len(text) + 2 + cell_len(right[0]) <= 40


@given(
    st.lists(st.builds(Piece, st.text(max_size=30), weight=st.integers(0, 99), gap=st.integers(0, 3)), max_size=6),
    st.lists(st.builds(Piece, st.text(max_size=30), weight=st.integers(0, 99), gap=st.integers(0, 3)), max_size=6),
    st.integers(0, 120),
)
def test_fitting_comes_to_an_end(left: list[Piece], right: list[Piece], room: int):
    line = Line()
    line.show(tuple(left), tuple(right))
    found, tail = _fitting(line._left, line._right, room)

    assert len(found) <= len(left)
    assert len(tail) <= len(right)


def test_the_foot_leaves_out_what_a_reader_cannot_do():
    shown = {piece.text for piece in hints.hints(ZH, hints.Situation(read_only=True), keymap.default())}

    assert "新增" not in shown
    assert {"帮助", "详情", "退出"} <= shown
    assert "新增" in {piece.text for piece in hints.hints(ZH, hints.Situation(), keymap.default())}


# ---- columns


def columns(view: View) -> dict[str, Column]:
    board = make_board(
        task(1, due="2026-11-30"),
        task(2, due="2026-11-20"),
        task(3, kind=Kind.PROBLEM, due="2026-11-23"),
        task(4, kind=Kind.PROJECT, stage=Stage.CLOSED),
        task(5, kind=Kind.CHECK),
        task(6, group=None),
        task(7, group=WATER, void_reason="重复"),
        task(8, open_ended=OpenEnded.UNDECIDED),
    )
    return {column.head.name: column for column in Columns(ZH).of(board, view, MORNING)}


def test_the_overview_has_a_column_for_each_group_by_urgency():
    found = columns(View())

    assert list(found) == ["以绿荫城组", "以水润城组", "治脏组"]
    assert found["以绿荫城组"].numbers == [2, 3, 1, 8, 4]
    assert found["以水润城组"].numbers == []
    assert (found["以绿荫城组"].head.over, found["以绿荫城组"].head.count) == ("逾1", "4")


def test_a_group_has_a_column_for_each_stage():
    found = columns(View(mode=GROUP, group=GREEN))

    assert [column.numbers for column in found.values()] == [[], [2, 3, 1, 8], [], [], [4]]
    assert [column.stage for column in found.values()] == list(Stage)


def test_the_inbox_has_what_no_group_has():
    assert [column.numbers for column in columns(View(mode=INBOX)).values()] == [[], [6], [], [], []]


@pytest.mark.parametrize(("kinds", "shown"), [(0, {1, 2, 3, 4, 8}), (1, {3}), (2, {4}), (3, {1, 2, 3, 4, 5, 8})])
def test_kinds_choose_what_the_columns_show(kinds: int, shown: set[int]):
    assert set(columns(View(kinds=kinds))["以绿荫城组"].numbers) == shown


def test_columns_that_did_not_change_are_taken_over():
    source = Columns(ZH)
    board = make_board(task(1), task(2, group=WATER))
    before = source.of(board, View(), MORNING)
    after = source.of(make_board(task(1), unit={CITY: Unit(id=CITY, name="城管")}), View(), MORNING)

    assert source.of(board, View(), MORNING)[0].numbers is before[0].numbers or before[0].numbers == after[0].numbers


# ---- geometry


@pytest.mark.parametrize(
    ("width", "count", "shown"),
    [
        (320, 8, 8), (160, 8, 8), (159, 8, 5), (120, 8, 4), (80, 8, 2), (40, 8, 1), (10, 8, 1),
        (100, 5, 5), (99, 5, 3), (80, 0, 0), (0, 8, 0),
    ],
)  # fmt: skip
def test_how_many_columns_share_a_screen(width: int, count: int, shown: int):
    assert len(geometry.plan(width, count).spans) == shown


@given(st.integers(1, 400), st.integers(1, 20))
def test_columns_fill_the_screen_with_one_blank_between_them(width: int, count: int):
    plan = geometry.plan(width, count)
    cells = [cell for left, span in plan.spans for cell in range(left, left + span)]
    gaps = [cell for cell in range(width) if cell not in set(cells)]

    assert len(cells) == len(set(cells))
    assert max(cells, default=0) == width - 1
    assert len(gaps) == len(plan.spans) - 1
    assert all(plan.column_at(gap) is None for gap in gaps)
    assert max(span for _, span in plan.spans) - min(span for _, span in plan.spans) <= 1


@given(st.integers(0, 9), st.integers(1, 10), st.integers(1, 10), st.integers(0, 9))
def test_the_selected_column_is_always_on_the_screen(first: int, shown: int, count: int, selected: int):
    shown, selected = min(shown, count), min(selected, count - 1)
    found = geometry.first_column(first, shown, count, selected)

    assert found <= selected < found + shown
    assert 0 <= found <= count - shown


def test_regions_on_adjoining_lines_are_joined():
    regions = [Region(0, 3, 20, 1), Region(0, 2, 20, 1), Region(21, 2, 20, 1), Region(0, 5, 20, 1)]

    assert geometry.merged(regions) == [Region(0, 2, 41, 1), Region(0, 3, 20, 1), Region(0, 5, 20, 1)]
