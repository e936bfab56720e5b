"""Adding, editing, setting aside and bringing back."""

from __future__ import annotations

from typing import Any

import pytest

from board import commands as do
from board.commands import Draft
from board.commands.tasks import EDITABLE, add_to
from board.errors import UsageError
from board.model.task import SIX, Kind, OpenEnded, Priority, Stage
from tests.support import AUDIT, CITY, GREEN, HOUSING, ROADS, WATER, actor, commit, make_board, refused, rows, run, task

# ------------------------------------------------------------------------------------------- add


def test_a_title_is_enough() -> None:
    board, change = commit(make_board(task(127)), do.add(actor(who="秘书"), "铁路沿线拆违绿化"))
    added = board.tasks[128]

    assert change.action == "add"
    assert (added.title, added.kind, added.stage) == ("铁路沿线拆违绿化", Kind.ASSIGNMENT, Stage.UNCLAIMED)
    assert (added.group, added.unit, added.due, added.original_due) == (None, None, None, None)
    assert (added.created_at, added.created_by) == ("2026-11-23T09:00:00", "秘书")


def test_with_a_unit_it_has_been_assigned_and_is_under_way() -> None:
    assert run(make_board(), do.add(actor(), "拆违", unit=CITY)).tasks[1].stage is Stage.UNDERWAY


def test_the_first_deadline_is_the_original_one_and_its_words_are_kept() -> None:
    board = run(make_board(), do.add(actor(), "拆违", due="2026-12-04", due_words="下周五"))
    added = board.tasks[1]

    assert (added.due, added.original_due, added.due_words) == ("2026-12-04", "2026-12-04", "下周五")
    assert board.extensions(1) == ()


def test_a_deadline_is_not_open_ended() -> None:
    dated = do.add(actor(), "拆违", due="2026-12-04", open_ended=OpenEnded.STANDING)
    standing = do.add(actor(), "巡查", open_ended=OpenEnded.STANDING)
    board = run(make_board(), dated, standing)

    assert [board.tasks[no].open_ended for no in (1, 2)] == [None, OpenEnded.STANDING]


def test_everything_that_can_be_said_at_once() -> None:
    said: dict[str, Any] = {
        "kind": Kind.PROJECT,
        "group": WATER,
        "leader": "分管副区长",
        "lead_unit": HOUSING,
        "unit": CITY,
        "co_units": (ROADS, AUDIT),
        "person": "网格长",
        "area": "铁路沿线",
        "goal": "见绿",
        "standard": "一项一标准\n逐项验收",
        "duty": "清表",
        "reward": "通报表扬",
        "priority": Priority.HIGH,
        "tags": ("曝光",),
        "category": "绿化",
        "source": "会议报道",
        "planned": 1200.5,
        "completed": 300.0,
    }
    board = run(make_board(), do.add(actor(), "拆违", **said))

    assert {name: getattr(board.tasks[1], name) for name in said} == said
    assert set(SIX) <= set(said)


def test_what_is_not_known_may_be_left_out_as_none() -> None:
    nothing = dict.fromkeys((*EDITABLE, "unit", "due", "due_words", "open_ended"))
    nothing.pop("title")

    assert rows(run(make_board(), do.add(actor(), "拆违", **nothing))) == rows(
        run(make_board(), do.add(actor(), "拆违"))
    )


def test_several_tasks_in_one_change() -> None:
    draft = Draft(make_board(task(7)), actor())
    numbers = [add_to(draft, title) for title in ("甲", "乙")]

    assert numbers == [8, 9]
    assert [op.id for op in draft.change("add").ops] == [8, 9]


def test_a_paste_and_the_units_it_names_are_one_change() -> None:
    entries = [
        {"title": "甲", "unit": "园林局", "co_units": ["水务局", "城管局"]},
        {"title": "乙", "unit": "园林局", "due": "2026-12-04", "due_words": "下周五"},
        {"title": "丙"},
    ]
    before = make_board()
    board, change = commit(before, do.add_many(actor(), entries))

    assert change.action == "add"
    assert [(each.title, board.unit_name(each.unit), each.stage) for each in board.tasks.values()] == [
        ("甲", "园林局", Stage.UNDERWAY),
        ("乙", "园林局", Stage.UNDERWAY),
        ("丙", "", Stage.UNCLAIMED),
    ]
    assert [board.unit_name(unit) for unit in board.tasks[1].co_units] == ["水务局", "城管局"]
    assert [op.entity for op in change.ops].count("unit") == 2
    assert rows(run(board, do.undo(actor(), change))) == rows(before)


def test_a_new_unit_is_made_with_the_task_that_names_it() -> None:
    board, change = commit(make_board(), do.add(actor(), "绿化", unit=" 园林局\n", lead_unit="城市管理局"))

    assert board.unit_name(board.tasks[1].unit) == "园林局"
    assert board.tasks[1].lead_unit == CITY
    assert [op.entity for op in change.ops] == ["unit", "task"]


def test_one_entry_that_cannot_be_added_stops_all_and_says_which() -> None:
    entries = [{"title": "甲", "unit": "园林局"}, {"title": "乙", "due": "下周五"}]

    stopped = refused(make_board(), do.add_many(actor(), entries), "bad_due", UsageError)
    assert stopped.params["place"] == 2
    refused(make_board(), do.add_many(actor(), []), "nothing_to_do")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"title": " \u3000\u200b\n"}, "empty_title", id="a title of nothing that shows"),
        pytest.param({"unit": 99}, "unknown_unit_id", id="an unknown unit"),
        pytest.param({"lead_unit": 99}, "unknown_unit_id", id="an unknown lead unit"),
        pytest.param({"co_units": (CITY, 99)}, "unknown_unit_id", id="an unknown co-unit"),
        pytest.param({"group": 1}, "unknown_group_id", id="a group's number for its id"),
        pytest.param({"due": "下周五"}, "bad_due", id="words for a date"),
        pytest.param({"due": "2026-02-29"}, "bad_due", id="a day that is none"),
        pytest.param({"stage": Stage.CLOSED}, "not_editable", id="a stage of one's own"),
        pytest.param({"no": 5}, "not_editable", id="a number of one's own"),
        pytest.param({"kind": "wish"}, "bad_value", id="an unknown kind"),
        pytest.param({"planned": -1.0}, "bad_value", id="money below nothing"),
        pytest.param({"planned": float("nan")}, "bad_value", id="money that is no number"),
        pytest.param({"completed": float("inf")}, "bad_value", id="endless money"),
        pytest.param({"completed": "很多"}, "bad_value", id="money in words"),
        pytest.param({"tags": "曝光"}, "bad_value", id="one tag for several"),
    ],
)
def test_what_cannot_be_added(fields: dict[str, Any], code: str) -> None:
    refused(make_board(), do.add(actor(), **{"title": "拆违", **fields}), code, UsageError)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        pytest.param("title", "  拆违\x1b[31m\n绿化 ", "拆违[31m 绿化", id="a title is one clean line"),
        pytest.param("title", "长" * 10_000, "长" * 250, id="a title is at most 500 cells wide"),
        pytest.param("source", "第一段\r\n第二段\x07", "第一段\n第二段", id="a source keeps its lines"),
        pytest.param("person", "网格长\n", "网格长", id="a person is one line"),
        pytest.param("tags", (" 曝光 ", "", "曝光", "\u200b"), ("曝光",), id="tags are words, each once"),
        pytest.param("kind", "problem", Kind.PROBLEM, id="a kind by its code"),
        pytest.param("planned", 12, 12.0, id="whole money"),
        pytest.param("co_units", [ROADS, ROADS], (ROADS,), id="each co-unit once"),
    ],
)
def test_what_is_typed_is_kept_clean(field: str, typed: Any, kept: Any) -> None:
    added = run(make_board(), do.add(actor(), **{"title": "拆违", field: typed})).tasks[1]
    edited = run(make_board(task(1)), do.edit(actor(), 1, **{field: typed})).tasks[1]

    assert getattr(added, field) == getattr(edited, field) == kept


def test_the_responsible_unit_is_not_its_own_co_unit() -> None:
    added = do.add(actor(), "拆违", unit=CITY, co_units=(CITY, ROADS))
    board = run(make_board(), added)

    assert board.tasks[1].co_units == (ROADS,)
    assert run(board, do.edit(actor(), 1, co_units=(AUDIT, CITY))).tasks[1].co_units == (AUDIT,)


# ------------------------------------------------------------------------------------------ edit


def test_only_what_differs_is_changed() -> None:
    _, change = commit(make_board(task(1)), do.edit(actor(), 1, title="新题目", group=GREEN, person=""))

    assert [(op.field, op.old, op.value) for op in change.ops] == [("title", "第1项", "新题目")]


def test_fields_can_be_emptied() -> None:
    board = make_board(task(1, person="网格长", planned=5.0, lead_unit=CITY, tags=("曝光",)))
    edited = run(board, do.edit(actor(), 1, person="", planned=None, lead_unit=None, tags=(), group=None)).tasks[1]

    assert (edited.person, edited.planned, edited.lead_unit, edited.tags, edited.group) == ("", None, None, (), None)


@pytest.mark.parametrize("stage", Stage)
def test_a_typo_can_be_mended_at_any_stage(stage: Stage) -> None:
    assert run(make_board(task(1, stage=stage)), do.edit(actor(), 1, title="改过")).tasks[1].title == "改过"


@pytest.mark.parametrize("field", ["unit", "stage", "due", "original_due", "void_reason", "met_at", "verifier", "rev"])
def test_what_has_rules_of_its_own_is_not_edited(field: str) -> None:
    refused(make_board(task(1)), do.edit(actor(), 1, **{field: None}), "not_editable", UsageError)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"title": ""}, "empty_title", id="no title"),
        pytest.param({"title": None}, "bad_value", id="nothing for a title"),
        pytest.param({"kind": None}, "bad_value", id="no kind"),
        pytest.param({"planned": -0.01}, "bad_value", id="money below nothing"),
        pytest.param({"co_units": (99,)}, "unknown_unit_id", id="an unknown unit"),
    ],
)
def test_what_cannot_be_edited_so(fields: dict[str, Any], code: str) -> None:
    refused(make_board(task(1)), do.edit(actor(), 1, **fields), code, UsageError)


# ------------------------------------------------------------------------------------------ tags


@pytest.mark.parametrize(
    ("has", "add", "remove", "then"),
    [
        pytest.param((), ["曝光"], [], ("曝光",), id="the first"),
        pytest.param(("重点",), ["曝光", "重点"], [], ("重点", "曝光"), id="each once, in their order"),
        pytest.param(("重点", "曝光"), [], [" 重点 "], ("曝光",), id="off"),
        pytest.param(("重点",), [" 民生\n", "\u200b"], ["重点"], ("民生",), id="one for another, clean"),
    ],
)
def test_tags(has: tuple[str, ...], add: list[str], remove: list[str], then: tuple[str, ...]) -> None:
    assert run(make_board(task(1, tags=has)), do.tag(actor(), 1, add=add, remove=remove)).tasks[1].tags == then


def test_each_of_several_keeps_the_tags_of_its_own() -> None:
    board = make_board(task(1, tags=("甲",)), task(2, tags=("乙", "丙")))
    tagged = run(board, do.tag(actor(), [1, 2], add=["曝光"], remove=["丙"]))

    assert [each.tags for each in tagged.tasks.values()] == [("甲", "曝光"), ("乙", "曝光")]


# ---------------------------------------------------------------------------- void and restore


@pytest.mark.parametrize("stage", Stage)
def test_void_is_never_a_delete_and_restore_brings_back_what_was(stage: Stage) -> None:
    board = run(make_board(task(1, stage=stage, due="2026-12-04"), task(2)), do.note(actor(), 1, "已开工"))
    void = run(board, do.void(actor(), 1, reason=" 与2号重复\n"))

    assert void.tasks[1].void_reason == "与2号重复"
    assert void.notes(1) == board.notes(1)
    assert rows(run(void, do.restore(actor(), 1))) == rows(board)


@pytest.mark.parametrize("reason", ["", " \n", "\u200b"])
def test_void_needs_a_reason(reason: str) -> None:
    assert refused(make_board(task(1)), do.void(actor(), 1, reason=reason), "needs_void_reason").params == {"no": 1}


def test_void_twice() -> None:
    refused(make_board(task(1, void_reason="重复")), do.void(actor(), 1, reason="又"), "task_void")


def test_restoring_what_is_not_void() -> None:
    refused(make_board(task(1, void_reason="重复"), task(2)), do.restore(actor(), [1, 2]), "not_void")


def test_the_number_of_a_void_task_is_not_given_again() -> None:
    board = run(make_board(), do.add(actor(), "甲"), do.void(actor(), 1, reason="重复"), do.add(actor(), "乙"))

    assert sorted(board.tasks) == [1, 2]
