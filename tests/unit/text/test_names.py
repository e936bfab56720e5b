"""Finding names: the strict steps for entries, the generous list for pickers, and completion while typing."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from board.model.board import Board
from board.model.entities import Group, Office, Unit
from board.model.task import Task
from board.text.names import matching
from board.text.quick_entry import Names, PieceKind, complete, names_of, parse_entry
from tests.unit.text.small_world import NAMES, NOW

STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "whole name": ("城管局", ("城管局",)),
    "alias": ("长江路办事处", ("长江路街道",)),
    "district in front": ("二七区城管局", ("城管局",)),
    "district in short": ("区城管局", ("城管局",)),
    "full pinyin": ("chengguanju", ("城管局",)),
    "initials": ("cgj", ("城管局",)),
    "initials of an alias": ("csglj", ("城管局",)),
    "initials of two": ("jtj", ("交通局", "教体局")),
    "upper case, full width": ("ＣＧＪ", ("城管局",)),
    "beginning of the name": ("园林", ("园林绿化中心",)),
    "beginning of the pinyin, inside a syllable": ("yuanli", ("园林绿化中心",)),
    "beginning of the initials": ("ylv", ()),
    "beginning of the initials, so": ("yll", ("园林绿化中心",)),
    "a part of the name": ("绿化", ("园林绿化中心",)),
    "no part of the pinyin": ("lvhua", ()),
    "one character is too little": ("城", ()),
    "one letter is too little": ("c", ()),
    "an early step decides": ("jiaotongju", ("交通局",)),
    "ü is v": ("nvziyiyuan", ("女子医院",)),
    "ü typed": ("nüziyiyuan", ("女子医院",)),
    "usual reading of a polyphone": ("zhangjiangl", ("长江路街道",)),
    "another reading, full": ("changjiangl", ("长江路街道",)),
    "another reading, initials": ("cjl", ("长江路街道",)),
    "digits and letters of a name": ("a3c", ("A3产业园管委会",)),
    "too much": ("城管局局", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("typed", "units"), STEPS.values(), ids=STEPS)
def test_a_unit_is_found_step_by_step(typed: str, units: tuple[str, ...]) -> None:
    assert NAMES.find_units(typed) == units


@pytest.mark.parametrize(("typed", "units"), [("cgj", ()), ("园林", ("园林绿化中心",)), ("绿化", ("园林绿化中心",))])
def test_official_wording_is_read_in_characters(typed: str, units: tuple[str, ...]) -> None:
    assert NAMES.units_in_characters(typed) == units


@pytest.mark.parametrize(
    ("typed", "persons"),
    [("李科长", ("李科长",)), ("lkz", ("李科长",)), ("likezhang", ("李科长",)), ("李", ()), ("like", ()),
     ("wzr", ("王主任", "万主任")),
     ("anna", ("Anna",))],
)  # fmt: skip
def test_a_person_is_known_by_the_whole_name(typed: str, persons: tuple[str, ...]) -> None:
    assert NAMES.find_persons(typed) == persons


class Place(NamedTuple):
    name: str
    aliases: tuple[str, ...]


GIVEN: dict[str, dict[str, Any]] = {
    "mappings": {
        "groups": [{"number": 3, "name": "治路"}],
        "units": [{"name": "城管局", "aliases": ["城市管理局"]}],
        "persons": [{"name": "李科长"}],
    },
    "structs": {
        "groups": [Group(id=7, number=3, name="治路")],
        "units": [Place("城管局", ("城市管理局",))],
        "persons": [Place("李科长", ())],
    },
    "tuples": {"groups": [(3, "治路")], "units": [("城管局", ["城市管理局"])], "persons": [("李科长",)]},
    "one mapping each": {"groups": {3: "治路"}, "units": {"城管局": ["城市管理局"]}, "persons": ["李科长"]},
    "strings": {"groups": ["治水", "治山", "治路"], "units": ["城管局", "城市管理局"], "persons": ["李科长"]},
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_names_are_taken_from_whatever_holds_them(given: dict[str, Any]) -> None:
    entry = parse_entry("修路灯 @城市管理局 @lkz >3", NOW, Names(**given))

    assert (entry.unit in ("城管局", "城市管理局"), entry.person, entry.group) == (True, "李科长", "治路")


def test_a_name_with_a_bracket_is_written_with_it() -> None:
    names = Names(units=["产业园（二期）管委会", "城管局"])

    assert parse_entry("修路灯 @产业园(二期)管委会（急）", NOW, names).unit == "产业园（二期）管委会"
    assert parse_entry("修路灯 @城管局（急）", NOW, names).title == "修路灯 （急）"


def test_the_names_of_a_board() -> None:
    board = Board.build(
        {
            "office": {1: Office(office="创建办", district="金水区", persons=("李科长",))},
            "group": {5: Group(id=5, number=2, name="治水"), 6: Group(id=6, number=1, name="治路")},
            "unit": {9: Unit(id=9, name="城管局", aliases=("城市管理局",))},
            "task": {1: Task(no=1, title="修路灯", person="小王"), 2: Task(no=2, title="修路牌", person="李科长")},
        }
    )

    names = names_of(board)

    assert [group.name for group in names.groups] == ["治路", "治水"]
    assert names.persons == ("李科长", "小王")
    assert parse_entry("修 @金水区城管局 @xw >创建办", NOW, names).person == "小王"


UNITS = [
    (1, "城管局", ("城市管理局",)),
    (2, "交通局", ()),
    (3, "长江路街道", ()),
    (4, "城建集团", ()),
    (5, "新城管委会", ()),
]
RANKED: dict[str, tuple[str, list[int]]] = {
    "nothing typed": ("", [1, 2, 3, 4, 5]),
    "beginning before part": ("城管", [1, 5]),
    "whole": ("交通局", [2]),
    "characters in their order": ("城团", [4]),
    "initials": ("cg", [1, 5]),
    "full pinyin": ("jiaotong", [2]),
    "another reading": ("cjl", [3]),
    "upper case": ("CJJT", [4]),
    "district in front": ("区交通", [2]),
    "none": ("水利", []),
    "none in letters": ("xyz", []),
}


@pytest.mark.parametrize(("typed", "ids"), RANKED.values(), ids=RANKED)
def test_a_picker_ranks_what_fits(typed: str, ids: list[int]) -> None:
    assert matching(typed, UNITS) == ids


def test_a_district_is_no_part_of_what_is_sought() -> None:
    assert matching("二七区交通", UNITS, district="二七区") == [2]


COMPLETED: dict[str, tuple[str, str | None, list[str]]] = {
    "initials": ("修路灯 @cg", "cg", ["城管局"]),
    "characters": ("修路灯@交", "交", ["交通局"]),
    "a co-unit": ("修路灯 @城管局 +教", "教", ["教体局"]),
    "the second of a list": ("修路灯 +交通局、教", "教", ["教体局"]),
    "persons first behind a second @": ("修路灯 @城管局 @wzr", "wzr", ["王主任", "万主任"]),
    "a group": ("修路灯 >zl", "zl", ["治路"]),
    "a group by number": ("修路灯 》４", "４", ["治脏"]),
    "the inbox": ("修路灯 >提", "提", ["提质办"]),
    "a tag": ("修路灯 #暗", "暗", ["暗访"]),
    "a tag in pinyin": ("修路灯 ＃af", "af", ["暗访"]),
    "a sign inside a piece": ("修路灯@城管局+教", "教", ["教体局"]),
    "no sign": ("修路灯 cg", None, []),
    "a sign inside a word": ("5#暗", None, []),
    "nothing fits": ("修路灯 @xyz", None, []),
    "behind a space": ("修路灯 @cgj ", None, []),
}


@pytest.mark.parametrize(("text", "typed", "names"), COMPLETED.values(), ids=COMPLETED)
def test_a_piece_is_completed_as_one_types(text: str, typed: str | None, names: list[str]) -> None:
    completion = complete(text + " 后面", len(text), NAMES, ["暗访", "督办"])

    if completion is None:
        assert (typed, names) == (None, [])
    else:
        assert (completion.typed, text[completion.start : completion.end]) == (typed, typed)
        assert [candidate.name for candidate in completion.candidates] == names


def test_everything_is_offered_behind_a_bare_sign() -> None:
    units, tags = complete("修 @", 3, NAMES, [], most=99), complete("修 #", 3, NAMES, ["暗访", "督办"])

    assert units is not None
    assert tags is not None
    assert len(units.candidates) == len(NAMES.units) + len(NAMES.persons)
    assert {candidate.kind for candidate in units.candidates} == {PieceKind.UNIT, PieceKind.PERSON}
    assert [candidate.name for candidate in tags.candidates] == ["暗访", "督办"]
