"""A template becomes a board, and whatever is wrong in it is said with its place."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

import pytest

from board.commands.template import template_change
from board.errors import UsageError
from board.fixtures import read_template
from board.model.board import Board
from board.model.changes import apply, invert
from board.model.task import Kind, Stage

NOW = datetime(2026, 11, 23, 9)
SMALL: dict[str, Any] = {
    "office": {"district": "示例区", "title": "示例区提质", "persons": ["路长", "路长", "片长"]},
    "groups": [{"number": 3, "name": "三组", "leader": "副区长", "lead_unit": "城管"}, {"number": 1, "name": "一组"}],
    "units": [{"name": "城管局", "aliases": ["城管"]}, {"name": "交通局"}],
}


@pytest.fixture
def small() -> dict[str, Any]:
    return copy.deepcopy(SMALL)


def made(template: dict[str, Any], defaults: dict[str, Any] | None = None) -> Board:
    change = template_change(template, read_template("empty") if defaults is None else defaults, NOW, "秘书")
    return apply(Board(), change)


def refusal(template: dict[str, Any], defaults: dict[str, Any] | None = None) -> UsageError:
    with pytest.raises(UsageError) as caught:
        made(template, defaults)
    return caught.value


def test_the_erqi_template_makes_eight_groups_and_their_units():
    board = made(read_template("erqi"), {})
    assert [group.name for group in board.groups] == "以绿荫城 以水润城 以文化城 以业兴城 治污 治堵 治脏 治差".split()
    assert [board.unit_name(group.lead_unit) for group in board.groups][:2] == ["林业局", "水利局"]
    assert len(board.units) == 41
    assert board.office.title == "二七区百城提质暨文明城市创建"
    assert board.office.stage_words["check"]["closed"] == {"zh": "销号", "en": "Closed"}
    assert set(board.office.weights) == {"closure", "on_time", "overdue", "extensions", "rebounds", "urges"}
    assert not board.office.demo


def test_it_is_one_change_by_the_one_who_made_the_board_and_can_be_inverted():
    change = template_change(SMALL, read_template("empty"), NOW, "秘书")
    assert (change.who, change.when, change.action) == ("秘书", "2026-11-23T09:00:00", "template")
    board = apply(Board(), change)
    back = apply(board, type(change)(id="x", who="", when="", action="undo", ops=invert(change.ops)))
    assert not back.groups
    assert not back.units


def test_groups_keep_the_numbers_that_they_are_given_and_leads_are_found_by_alias(small: dict[str, Any]):
    board = made(small)
    assert [(group.number, group.name, board.unit_name(group.lead_unit)) for group in board.groups] == [
        (1, "一组", ""),
        (3, "三组", "城管局"),
    ]
    assert board.office.persons == ("路长", "片长")


@pytest.mark.parametrize("size", [1, 5, 12])
def test_any_number_of_groups(size: int):
    board = made({"groups": [{"name": f"第{place}组"} for place in range(1, size + 1)]})
    assert [group.number for group in board.groups] == list(range(1, size + 1))


def test_what_a_template_leaves_out_comes_from_the_defaults_value_by_value(small: dict[str, Any]):
    small["thresholds"] = {"yellow_days": 5}
    small["stages"] = {"problem": {"closed": {"zh": "清零"}}}
    small["ranking"] = {"overdue": 7}
    office = made(small).office
    assert (office.yellow_days, office.consolidation_days) == (5, 30)
    assert office.stage_words["problem"]["closed"] == {"zh": "清零", "en": "Closed"}
    assert office.stage_words["problem"]["met"] == {"zh": "达标", "en": "Met"}
    assert set(office.stage_words) == {kind.value for kind in Kind}
    assert all(set(words) == {stage.value for stage in Stage} for words in office.stage_words.values())
    assert (office.weights["overdue"], office.weights["closure"]) == (7, 50)


def test_the_wall_ranks_only_where_the_template_says_so(small: dict[str, Any]):
    assert not made(small).office.wall_ranking
    assert made({**small, "wall": {"ranking": True}}).office.wall_ranking


def test_a_template_without_groups_gets_the_default_ones():
    assert [group.name for group in made({}).groups] == [f"{digit}组" for digit in "一二三四五六七八"]


def test_an_alias_said_twice_is_one(small: dict[str, Any]):
    small["units"][1]["aliases"] = ["交通", "交通局", "交通"]
    assert made(small).units[2].aliases == ("交通",)


def test_names_are_cleaned_of_control_characters(small: dict[str, Any]):
    small["groups"][0]["name"] = " 三\x1b组\n"
    assert made(small).groups[1].name == "三组"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda t: t.update(office="提质办"), "template_bad_type", "office"),
        (lambda t: t["office"].update(title=3), "template_bad_type", "office.title"),
        (lambda t: t["office"].update(persons="路长"), "template_bad_type", "office.persons"),
        (lambda t: t["office"].update(persons=["路长", 1]), "template_bad_type", "office.persons[2]"),
        (lambda t: t["office"].update(distrikt="x"), "template_unknown_key", "office.distrikt"),
        (lambda t: t.update(unit=[]), "template_unknown_key", "unit"),
        (lambda t: t.update(thresholds={"yellow_days": "3"}), "template_bad_type", "thresholds.yellow_days"),
        (lambda t: t.update(thresholds={"yellow_days": True}), "template_bad_type", "thresholds.yellow_days"),
        (lambda t: t.update(thresholds={"yellow_days": -1}), "template_bad_value", "thresholds.yellow_days"),
        (lambda t: t.update(ranking={"overdue": "much"}), "template_bad_type", "ranking.overdue"),
        (lambda t: t.update(ranking={"overdue": float("nan")}), "template_bad_value", "ranking.overdue"),
        (lambda t: t.update(ranking={"overdue": -1}), "template_bad_value", "ranking.overdue"),
        (lambda t: t.update(wall={"ranking": 1}), "template_bad_type", "wall.ranking"),
        (lambda t: t.update(wall={"rank": True}), "template_unknown_key", "wall.rank"),
        (lambda t: t.update(stages={"problems": {}}), "template_unknown_key", "stages.problems"),
        (lambda t: t.update(stages={"problem": {"done": {}}}), "template_unknown_key", "stages.problem.done"),
        (lambda t: t.update(stages={"problem": {"met": "达标"}}), "template_bad_type", "stages.problem.met"),
        (lambda t: t.update(stages={"problem": {"met": {"zh": ""}}}), "template_empty", "stages.problem.met.zh"),
        (lambda t: t.update(groups={"number": 1}), "template_bad_type", "groups"),
        (lambda t: t["groups"][1].update(number=3), "template_duplicate", "groups[2]"),
        (lambda t: t["groups"][1].update(name="三组"), "template_duplicate", "groups[2]"),
        (lambda t: t["groups"][1].update(number="1"), "template_bad_type", "groups[2].number"),
        (lambda t: t["groups"][1].update(number=0), "template_bad_value", "groups[2].number"),
        (lambda t: t["groups"][1].pop("name"), "template_missing_key", "groups[2].name"),
        (lambda t: t["groups"][1].update(name=" "), "template_empty", "groups[2].name"),
        (lambda t: t["groups"][1].update(lead_unit="没有局"), "template_unknown_unit", "groups[2].lead_unit"),
        (lambda t: t["groups"][1].update(colour="red"), "template_unknown_key", "groups[2].colour"),
        (lambda t: t["units"][1].update(name="城管局"), "template_duplicate", "units[2]"),
        (lambda t: t["units"][1].update(aliases=["城管"]), "template_duplicate", "units[2]"),
        (lambda t: t["units"][1].update(aliases="交通"), "template_bad_type", "units[2].aliases"),
        (lambda t: t["units"][1].update(name=7), "template_bad_type", "units[2].name"),
    ],
)
def test_a_wrong_template_is_refused_with_its_place(small: dict[str, Any], change: Any, code: str, where: str):
    change(small)
    error = refusal(small)
    assert (error.code, error.params["where"]) == (code, where)


def test_a_board_has_at_least_one_group(small: dict[str, Any]):
    assert refusal({**small, "groups": []}).code == "template_no_groups"
    stages = read_template("empty")["stages"]
    assert refusal({"stages": stages}, {}).code == "template_no_groups"


def test_stage_words_must_come_from_somewhere(small: dict[str, Any]):
    error = refusal(small, {})
    assert (error.code, error.params["where"]) == ("template_missing_key", "stages.assignment.unclaimed")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ({"office": {"title": 3}}, '"..."'),
        ({"office": {"persons": "路长"}}, '["...", "..."]'),
        ({"thresholds": {"yellow_days": "3"}}, "3"),
        ({"stages": {"problem": 1}}, "[stages.problem]"),
        ({"groups": {}}, "[[groups]]"),
    ],
)
def test_a_wrong_type_is_answered_with_an_example(template: dict[str, Any], expected: str):
    assert refusal(template).params["expected"] == expected
