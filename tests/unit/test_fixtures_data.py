"""The data that ships: the report is all there, nothing that is made up passes for it, and its sums hold."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import Any

import pytest

from board.fixtures import fixtures_dir, read_template
from board.model.task import Kind, Stage, Task
from board.text import clean

# Every task, project and problem that the report names, by the number of its excerpt.
TASKS = """
    ZT01 ZT15 ZT16 ZT17 ZT20 ZT21 ZT23 ZT24 ZT27 XM04 XM05 XM08 XM09 XM10 XM11 XM12 LJ01 LJ02 LV01
    LV06 LV10 LV11 LV12 LV13 SH01 SH02 SH03 SH04 SH05 WH01 WH05 WH07 YE02 YE03 YE04 YE05 YE06 YE07
    YE08 YE12 YE13 WU03 WU04 WU05 WU06 WU10 WU11 DU01 DU10 ZA10 ZA11 ZA12 ZA13 ZA17 ZA18 CH04 WM02
    WM17 ZZ05 KH02
""".split()
PROJECTS = """
    ZT18 ZT19 ZT22 ZT25 ZT26 LV02 LV03 LV04 LV05 LV07 LV08 LV09 SH06 SH07 SH08 WH02 WH03 WH04 WH06
    YE09 YE10 YE11 YE14 YE15 WU01 WU02 DU09
""".split()
PROBLEMS = """
    WU07 WU08 DU02 DU03 DU04 DU05 DU06 DU07 DU08 ZA14 ZA15 ZA16 CH01 CH02 WM06 WM07 WM08 WM09 WM10
    WM11 WM12 WM13 WM14
""".split()
DUTIES = "WU09 ZA02 CH03 WM01 WM05 KH03".split()
INBOX = ("ZT", "XM", "LJ", "WM", "ZZ", "XT", "KH")
GROUPS = {"LV": 1, "SH": 2, "WH": 3, "YE": 4, "WU": 5, "DU": 6, "ZA": 7, "CH": 8}
COMPANIES = "保利 万科 中物 奥吉通 中德 郑西 郑商瓷".split()


def load(name: str) -> Any:
    return json.loads((fixtures_dir() / "demo" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cards() -> list[dict[str, Any]]:
    return load("article.json")["cards"]


@pytest.fixture(scope="module")
def projects() -> list[dict[str, Any]]:
    return load("projects.json")["projects"]


@pytest.fixture(scope="module")
def checks() -> list[dict[str, Any]]:
    return load("checks.json")["checks"]


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    return load("story.json")


# --- the report


def test_every_task_project_and_problem_of_the_report_is_a_card_and_no_indicator_is(cards: list[dict[str, Any]]):
    assert (len(TASKS), len(PROJECTS), len(PROBLEMS)) == (60, 27, 23)
    kinds = {
        **dict.fromkeys(TASKS + DUTIES, "assignment"),
        **dict.fromkeys(PROJECTS, "project"),
        **dict.fromkeys(PROBLEMS, "problem"),
    }
    assert {card["id"]: card["kind"] for card in cards} == kinds
    assert len(cards) == len(kinds)


def test_the_duties_on_the_board_are_the_ones_written_down_with_a_reason():
    listed = (fixtures_dir() / "demo" / "README.md").read_text(encoding="utf-8").split("\n## 哪些职责上板")[1]
    rows = [line.split("|")[1:4] for line in listed.splitlines() if line.startswith("| ")]
    reasons = {row[0].strip(): row[2].strip() for row in rows if row[0].strip() not in ("编号", "---")}
    assert sorted(reasons) == sorted(DUTIES)
    assert all(reasons.values())


def test_every_card_of_the_report_carries_its_quote(cards: list[dict[str, Any]]):
    assert all(card["source"].strip() and "source" in card["quoted"] and "title" in card["quoted"] for card in cards)
    assert not [card["title"] for card in cards if "(在办)" in card["title"]]


def test_only_what_a_card_has_is_marked_as_quoted(cards: list[dict[str, Any]]):
    holds = {"unit": "units", "co_units": "units"}
    for card in cards:
        assert set(card["quoted"]) <= set(Task.__struct_fields__), card["id"]
        assert all(card.get(holds.get(name, name)) for name in card["quoted"]), card["id"]


def test_cards_stand_in_the_group_of_their_chapter_and_cross_cutting_ones_in_the_inbox(cards: list[dict[str, Any]]):
    for card in cards:
        assert card["group"] == GROUPS.get(card["id"][:2]), card["id"]
    assert {card["id"][:2] for card in cards if card["group"] is None} <= set(INBOX)


def test_vague_deadlines_are_open_ended_and_dates_are_never_made_up_in_the_report(cards: list[dict[str, Any]]):
    said = {card["id"]: (card["due_words"], card.get("open_ended")) for card in cards if "due_words" in card}
    assert said["XM04"] == ("第四季度", "undecided")
    assert said["YE07"] == ("尽快", "undecided")
    assert said["KH02"] == ("定期", "recurring")
    assert said["ZT01"] == ("11月23日上午", None)
    assert not [card["id"] for card in cards if "due" in card]


def test_units_that_the_report_names_are_units_of_the_template(cards: list[dict[str, Any]]):
    names = {unit["name"] for unit in read_template("erqi")["units"]}
    given = {card["id"]: card["units"] for card in cards if "units" in card}
    assert {name for units in given.values() for name in units} <= names
    assert given["ZA10"] == ["精细办", "城管局", "数字化城管中心"]
    assert given["DU09"] == ["停管中心"]


def test_cards_that_name_a_company_are_marked_and_can_never_be_late(cards: list[dict[str, Any]], story: dict[str, Any]):
    named = {card["id"] for card in cards if card.get("named")}
    assert {c["id"] for c in cards if any(name in c["title"] + c["source"] for name in COMPANIES)} <= named
    assert not named & set(story["late"])
    assert set(story["late"]) <= {card["id"] for card in cards if card["kind"] != "project" and "units" not in card}


def test_a_card_has_the_unit_of_the_report_or_a_made_up_one_but_not_both(
    cards: list[dict[str, Any]], story: dict[str, Any]
):
    assert set(story["responsible"]) == {card["id"] for card in cards if "units" not in card}


# --- what is made up


def test_94_sample_projects_in_7_categories_have_75_7_percent_of_their_money_spent(projects: list[dict[str, Any]]):
    planned, completed = (sum(project[name] for project in projects) for name in ("planned", "completed"))
    assert len(projects) == len({project["title"] for project in projects}) == 94
    assert len({project["category"] for project in projects}) == 7
    assert completed * 1000 == planned * 757
    assert all(type(p["planned"]) is int and 0 <= p["completed"] <= p["planned"] and p["planned"] for p in projects)
    assert {project["group"] for project in projects} == set(range(1, 9))


def test_122_sample_checks_in_13_categories(checks: list[dict[str, Any]]):
    assert len(checks) == len({check["title"] for check in checks}) == 122
    assert len({check["category"] for check in checks}) == 13
    assert {check["group"] for check in checks} == set(range(1, 9))


def test_every_sample_and_its_category_say_that_they_are_samples(
    projects: list[dict[str, Any]], checks: list[dict[str, Any]]
):
    for sample in projects + checks:
        assert sample["title"].endswith("（示例）")
        assert sample["category"].endswith("（示例）")


def test_samples_fit_a_narrow_column(projects: list[dict[str, Any]], checks: list[dict[str, Any]]):
    assert [s["title"] for s in projects + checks if clean.width(s["title"]) > 2 * 16] == []
    assert [s["category"] for s in projects + checks if clean.width(s["category"]) > 17] == []


@pytest.mark.parametrize("name", ["projects.json", "checks.json", "story.json"])
def test_made_up_text_has_no_character_of_ambiguous_width(name: str):
    text = (fixtures_dir() / "demo" / name).read_text(encoding="utf-8")
    assert {char for char in text if unicodedata.east_asian_width(char) == "A"} == set()


def test_the_story_has_words_for_every_kind_and_units_of_the_template(story: dict[str, Any]):
    template = read_template("erqi")
    names = {unit["name"] for unit in template["units"]}
    helpers = {name for units in story["helpers"].values() for name in units}
    assert helpers | set(story["verifier_units"]) | set(story["responsible"].values()) <= names
    assert {sample["unit"] for sample in load("projects.json")["projects"] + load("checks.json")["checks"]} <= names
    assert {int(group) for group in story["helpers"]} == set(range(9))
    for table in ("persons", "six", "notes", "items", "tags"):
        assert set(story[table]) == {kind.value for kind in Kind}
    assert {role for roles in story["persons"].values() for role in roles} <= set(template["office"]["persons"])


# --- the templates


def test_the_erqi_template_has_the_eight_groups_and_no_unit_with_the_district_in_front():
    template = read_template("erqi")
    names = [group["name"] for group in sorted(template["groups"], key=lambda group: group["number"])]
    assert names == "以绿荫城 以水润城 以文化城 以业兴城 治污 治堵 治脏 治差".split()
    written = [name for unit in template["units"] for name in (unit["name"], *unit.get("aliases", []))]
    assert max(Counter(written).values()) == 1
    assert not [name for name in written if name.startswith(("区", "二七区"))]
    assert {group["lead_unit"] for group in template["groups"]} <= set(written)


def test_the_empty_template_has_eight_groups_to_be_named_and_no_units():
    template = read_template("empty")
    assert [group["name"] for group in template["groups"]] == [f"{digit}组" for digit in "一二三四五六七八"]
    assert template.get("units", []) == []


@pytest.mark.parametrize("name", ["erqi", "empty"])
def test_stage_words_are_the_offices(name: str):
    rectify, do = "待认领 整治 达标 巩固 销号".split(), "待交办 推进 完成 回头看 办结".split()
    english = ["Unclaimed", "Under way", "Met", "Consolidating", "Closed"]
    words = {"problem": rectify, "check": rectify, "assignment": do, "project": do}
    stages = read_template(name)["stages"]
    assert list(stages) == [kind.value for kind in Kind]
    for kind, chinese in words.items():
        assert list(stages[kind]) == [stage.value for stage in Stage]
        assert [word["zh"] for word in stages[kind].values()] == chinese
        assert [word["en"] for word in stages[kind].values()] == english


@pytest.mark.parametrize("name", ["erqi", "empty"])
def test_thresholds_are_three_days_and_thirty(name: str):
    assert read_template(name)["thresholds"] == {"yellow_days": 3, "consolidation_days": 30}
