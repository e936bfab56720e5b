"""list, show, log: what they print for people and for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.reports.rows import CHANGE_KEYS, TASK_KEYS
from tests.cli.conftest import Cli

# The order that the documentation promises to scripts; new keys only ever come after these.
PROMISED = (
    "no, title, kind, group, stage, leader, lead_unit, unit, co_units, person, due, original_due, extensions, lamp, "
    "days_left, priority, tags, rebounds, notes, source, category, planned, completed, void"
).split(", ")


def titles(said_out: str) -> list[str]:
    return [line.split()[2] for line in said_out.splitlines()]


def test_list_is_a_table_of_lamp_number_title_unit_and_stage_by_urgency(several: Cli) -> None:
    said = several("list")

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "逾3天   #1  已逾期    城管局  整治",
        "今日    #2  今日到期  交通局  推进",
        "12-20   #4  下月到期  城管局  推进",
        "无时限  #3  没有单位          待交办",
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--overdue",), ["已逾期"]),
        (("--group", "7"), ["已逾期", "下月到期"]),
        (("--group", "治脏"), ["已逾期", "下月到期"]),
        (("--group", "脏"), ["已逾期", "下月到期"]),
        (("--group", "9"), ["没有单位"]),
        (("--group", "提质办"), ["没有单位"]),
        (("--group", "inbox"), ["没有单位"]),
        (("--unit", "城管局"), ["已逾期", "下月到期"]),
        (("--unit", "二七区城管局"), ["已逾期", "下月到期"]),
        (("@城管局",), ["已逾期", "下月到期"]),
        (("@cgj 逾期",), ["已逾期"]),
        (("daoqi",), ["今日到期", "下月到期"]),
        (("到期", "--unit", "城管局"), ["下月到期"]),
        (("无主",), ["没有单位"]),
        (("作废",), ["要作废的"]),
        (("^12月20日",), ["今日到期", "下月到期"]),
        (("--unit", "城市管理局"), ["已逾期", "下月到期"]),
        (("--unit", "城管局", "--overdue"), ["已逾期"]),
        (("--stage", "整治"), ["已逾期", "今日到期", "下月到期"]),
        (("--stage", "推进", "--kind", "任务"), ["今日到期", "下月到期"]),
        (("--stage", "UNDERWAY"), ["已逾期", "今日到期", "下月到期"]),
        (("--stage", "Under way"), ["已逾期", "今日到期", "下月到期"]),
        (("--stage", "待认领"), ["没有单位"]),
        (("--kind", "项目"), ["没有单位"]),
        (("--kind", "Problem"), ["已逾期"]),
        (("--void",), ["要作废的"]),
    ],
)
def test_list_narrows(several: Cli, arguments: tuple[str, ...], found: list[str]) -> None:
    assert titles(several("list", *arguments).out) == found


def test_an_empty_list_says_so_beside_the_data(erqi: Cli) -> None:
    assert erqi("list") == (0, "", "还没有事项\n")
    assert erqi("--lang", "en", "list") == (0, "", "no tasks yet\n")
    assert erqi("list", "--json") == (0, "[]\n", "")


def test_nothing_that_fits_says_so(several: Cli) -> None:
    assert several("list", "--stage", "销号") == (0, "", "没有符合条件的事项\n")


def test_json_has_the_promised_keys_in_their_order(one: Cli) -> None:
    [row] = one("list", "--json").json

    assert list(row)[: len(PROMISED)] == PROMISED
    assert tuple(row) == TASK_KEYS


def test_json_of_a_task_is_the_same_in_a_list_and_alone(one: Cli) -> None:
    [row] = one("list", "--json").json

    assert one("show", "1", "--json").json == row


def test_json_values_are_codes_names_counts_and_nulls(one: Cli) -> None:
    one("note", "1", "已进场")
    one("due", "1", "2026-12-10", "--reason", "雨天")
    one("urge", "1")
    row = one("show", "#1", "--json").json

    expected = {
        "no": 1, "title": "铁路沿线拆违绿化", "kind": "problem", "group": "治脏", "group_no": 7, "stage": "underway",
        "unit": "城管局", "lead_unit": None, "co_units": [], "person": "", "due": "2026-12-10",
        "original_due": "2026-12-04", "extensions": 1, "lamp": "green", "days_left": 17, "priority": "normal",
        "tags": [], "rebounds": 0, "urges": 1, "planned": None, "void": False, "open_ended": None,
        "notes": [{"when": "2026-11-23T09:00:00", "who": "张秘书", "text": "已进场"}],
        "extension_list": [
            {
                "when": "2026-11-23T09:00:00", "who": "张秘书", "was": "2026-12-04", "to": "2026-12-10",
                "reason": "雨天", "words": "",
            }
        ],
        "created_by": "张秘书",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_show_is_a_sheet_of_what_is_filled(one: Cli) -> None:
    one("note", "1", "已进场\n拆了三处")
    said = one("show", "1")

    assert said.out.splitlines()[0] == "#1 铁路沿线拆违绿化"
    assert "责任单位  城管局" in said.out
    assert "时限      2026-12-04 周五（含当日）" in said.out
    assert "  2026-11-23 09:00  张秘书  已进场\n  拆了三处" in said.out
    assert "奖惩" not in said.out


def test_show_marks_what_is_quoted_and_what_is_a_sample_on_the_demo_board(cli: Cli) -> None:
    cli("demo", "--no-open")
    quoted = next(row for row in cli("list", "--json").json if "title" in row["quoted"])
    sample = next(row for row in cli("list", "--json").json if not row["quoted"])

    assert cli("show", str(quoted["no"])).out.splitlines()[0].endswith("（原文）")
    assert cli("show", str(sample["no"])).out.splitlines()[0].endswith("（示例）")
    assert cli("--lang", "en", "show", str(quoted["no"])).out.splitlines()[0].endswith("(from the source)")


def test_log_is_newest_first_with_who_when_and_what(one: Cli) -> None:
    one("move", "1", "达标")
    lines = one("log").out.splitlines()

    assert lines[0] == "3  2026-11-23 09:00  张秘书  换阶段  #1"
    assert lines[1].strip() == "阶段：整治 改为 达标"


def test_log_of_a_task_is_only_of_that_task(one: Cli) -> None:
    one("add", "别的事")
    one("note", "1", "已进场")
    changes = one("log", "1", "--json").json

    assert [change["action"] for change in changes] == ["note", "add"]
    assert all(tuple(change) == CHANGE_KEYS for change in changes)
    assert all(change["tasks"] == [1] for change in changes)


def test_log_is_limited_and_says_so(one: Cli) -> None:
    one("note", "1", "一")
    one("note", "1", "二")
    said = one("log", "--limit", "2", "--json")

    assert [change["seq"] for change in said.json] == [4, 3]
    assert "--limit 0" in said.err
    assert len(one("log", "--limit", "0", "--json").json) == 4


def test_log_marks_what_was_changed_during_a_meeting(one: Cli) -> None:
    one("--now", "2026-12-07T09:00", "meeting", "start")
    moved = one("--now", "2026-12-07T09:30", "move", "1", "达标")
    [newest, *_] = one("log", "--json").json

    assert "会中变更" in moved.err
    assert (newest["meeting"], newest["flagged"]) == (1, [1])
    assert "会中变更" in one("log").out.splitlines()[0]


@pytest.mark.parametrize("command", [("list",), ("show", "1"), ("log",), ("list", "--json"), ("show", "1", "--json")])
def test_reading_changes_no_file(one: Cli, board_path: Path, command: tuple[str, ...]) -> None:
    def files() -> dict[Path, tuple[int, bytes]]:
        found = (path for path in board_path.rglob("*") if path.is_file())
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}

    before = files()
    assert one(*command).code == 0
    assert files() == before


HOSTILE = [
    "[/] [red]红[/red] [@click=app.quit]x[/]",
    "\x1b[31m红\x1b]0;标题\x07 \x9b2J \x85",
    "a\u202eb\u2066c\u200f",
    "👨‍👩‍👧‍👦 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301 \u200b",
    '"quotes" \\ back \t tab',
    "{no} {title} %s %(x)s",
    "长" * 10_000,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_reaches_the_terminal_as_anything_but_text(erqi: Cli, title: str) -> None:
    assert erqi("add", title, "--literal").code == 0

    for command in (("list",), ("show", "1"), ("log",), ("list", "--json"), ("log", "--json")):
        said = erqi(*command)
        assert said.code == 0
        assert not [char for char in said.out + said.err if char in "\x1b\x07\x9b\x85\u202e\u2066\u200f"]
    assert len(erqi("list", "--json").json) == 1


def test_what_is_asked_for_is_not_obeyed_by_the_terminal_either(erqi: Cli) -> None:
    said = erqi("list", "--unit", "\x1b[31m\u202e")

    assert said.code == 2
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err


def test_wide_characters_keep_the_columns_straight(erqi: Cli) -> None:
    for title in ("短", "abc", "中文和English混排", "👍好"):
        erqi("add", title, "--unit", "城管局")
    lines = erqi("list").out.splitlines()

    from board.text.clean import width

    assert len({width(line[: line.index("城管局")]) for line in lines}) == 1


def test_a_piece_of_the_filter_line_that_nobody_knows_is_named(several: Cli) -> None:
    said = several("list", "逾期 >没有组")

    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines() == ["没有看懂「>没有组」", "没有符合条件的事项"]
