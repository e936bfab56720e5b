"""`board set`: the settings of the board, by their names in either language."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def test_all_settings_are_listed_with_what_they_mean(erqi: Cli) -> None:
    said = erqi("set")

    assert [line.split()[:3] for line in said.out.splitlines()] == [
        ["黄灯天数", "yellow_days", "3"],
        ["巩固期天数", "consolidation_days", "30"],
        ["大屏排名", "wall_ranking", "关"],
        ["下次会议", "next_meeting", "未定"],
        ["红牌逾期天数", "red_days", "7"],
        ["红牌逾期件数", "red_overdue", "3"],
        ["黄牌逾期件数", "yellow_overdue", "1"],
        ["黄牌延期次数", "yellow_extensions", "2"],
        ["黄牌反弹次数", "yellow_rebounds", "1"],
        ["拟表扬个数", "praised", "3"],
        ["表扬最少件数", "praised_tasks", "3"],
        ["拟批评个数", "criticised", "3"],
        ["销号率权重", "weight_closure", "50"],
        ["按时率权重", "weight_on_time", "50"],
        ["逾期权重", "weight_overdue", "30"],
        ["延期权重", "weight_extensions", "10"],
        ["反弹权重", "weight_rebounds", "20"],
        ["催办权重", "weight_urges", "5"],
    ]
    assert said.code == 0


def test_the_rows_of_json_have_stable_keys(erqi: Cli) -> None:
    rows = erqi("--lang", "en", "set", "--json").json

    assert [(row["name"], row["value"]) for row in rows] == [
        ("yellow_days", 3),
        ("consolidation_days", 30),
        ("wall_ranking", False),
        ("next_meeting", ""),
        ("red_days", 7),
        ("red_overdue", 3),
        ("yellow_overdue", 1),
        ("yellow_extensions", 2),
        ("yellow_rebounds", 1),
        ("praised", 3),
        ("praised_tasks", 3),
        ("criticised", 3),
        ("weight_closure", 50.0),
        ("weight_on_time", 50.0),
        ("weight_overdue", 30.0),
        ("weight_extensions", 10.0),
        ("weight_rebounds", 20.0),
        ("weight_urges", 5.0),
    ]
    assert all(list(row) == ["name", "value", "label", "meaning"] for row in rows)
    assert erqi("set", "yellow_days", "--json").json == erqi("set", "--json").json[0]


@pytest.mark.parametrize(
    ("name", "value", "field", "kept", "said"),
    [
        ("黄灯天数", "5", "yellow_days", 5, "黄灯天数：5"),
        ("Yellow days", "７", "yellow_days", 7, "黄灯天数：7"),
        ("红牌逾期件数", "5", "red_overdue", 5, "红牌逾期件数：5"),
        ("销号率权重", "12.5", "weight_closure", 12.5, "销号率权重：12.5"),
        ("consolidation-days", "45", "consolidation_days", 45, "巩固期天数：45"),
        ("大屏排名", "开", "wall_ranking", True, "大屏排名：开"),
        ("wall_ranking", "YES", "wall_ranking", True, "大屏排名：开"),
        ("wall_ranking", "关", "wall_ranking", False, "大屏排名：关"),
        ("下次会议", "下周一", "next_meeting", "2026-11-30", "下次会议：2026-11-30 周一"),
        ("NEXT_MEETING", "2026-12-07", "next_meeting", "2026-12-07", "下次会议：2026-12-07 周一"),
        ("next_meeting", "无", "next_meeting", "", "下次会议：未定"),
    ],
)
def test_a_setting_is_changed(erqi: Cli, name: str, value: str, field: str, kept: object, said: str) -> None:
    answer = erqi("set", name, value)

    assert (answer.code, answer.out, answer.err) == (0, "", f"{said}\n")
    assert {row["name"]: row["value"] for row in erqi("set", "--json").json}[field] == kept


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("颜色", "红", 2, "没有「颜色」这项设置"),
        ("黄灯天数", "三", 2, "请写 0 到 9999 的整数"),
        ("黄灯天数", "99999", 2, "请写 0 到 9999 的整数"),
        ("大屏排名", "也许", 2, "请写 开 或 关"),
        ("逾期权重", "重", 2, "请写 0 到 9999 的数"),
        ("逾期权重", "nan", 2, "请写 0 到 9999 的数"),
        ("逾期权重", "10000", 2, "请写 0 到 9999 的数"),
        ("拟表扬个数", "几个", 2, "请写 0 到 9999 的整数"),
        ("下次会议", "尽快", 2, "读不出日期：尽快"),
        ("下次会议", "2026-11-30 15:00", 2, "读不出日期"),
        ("下次会议", "2026-11-02", 1, "已经过了"),
    ],
)
def test_what_cannot_be_set_is_one_line(erqi: Cli, name: str, value: str, code: int, words: str) -> None:
    answer = erqi("set", name, value)

    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert words in answer.err


def test_one_setting_is_data(erqi: Cli) -> None:
    erqi("set", "下次会议", "2026-11-30")

    assert erqi("set", "下次会议").out == "2026-11-30 周一\n"


def test_the_change_stands_in_the_history_and_can_be_undone(erqi: Cli) -> None:
    erqi("set", "大屏排名", "开")
    assert "大屏排名：否 改为 是" in erqi("log").out

    assert erqi("undo").code == 0
    assert erqi("set", "大屏排名").out == "关\n"


def test_a_read_only_board_lists_and_does_not_set(erqi: Cli) -> None:
    assert erqi("--read-only", "set").code == 0
    assert erqi("--read-only", "set", "大屏排名", "开").code == 1
