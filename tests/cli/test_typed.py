"""One line on the command line: what it says becomes a task, and `board read` shows how it is read."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Cli

LINE = "铁路沿线拆违绿化 @cgj @李某 +交通局 ^下周五 !高 #曝光 >治脏"


def task(cli: Cli, number: int = 1) -> dict[str, Any]:
    row: dict[str, Any] = cli("show", str(number), "--json").json
    return row


def test_a_line_becomes_a_task(erqi: Cli) -> None:
    said = erqi("add", LINE)

    assert said.out == "1\n"
    assert "2026-12-04 周五" in said.err
    expected = {
        "title": "铁路沿线拆违绿化", "unit": "城管局", "person": "李某", "co_units": ["交通局"], "due": "2026-12-04",
        "due_words": "下周五", "priority": "high", "tags": ["曝光"], "group": "治脏", "stage": "underway",
    }  # fmt: skip
    row = task(erqi)
    assert {name: row[name] for name in expected} == expected


def test_official_wording_too(erqi: Cli) -> None:
    erqi("add", "拆违（牵头单位：林业局；责任单位：城管局；责任领导：王主任；完成时限：长期坚持）")

    row = task(erqi)
    assert (row["title"], row["lead_unit"], row["unit"], row["leader"]) == ("拆违", "林业局", "城管局", "王主任")
    assert (row["due"], row["open_ended"], row["due_words"]) == (None, "standing", "长期坚持")


def test_an_option_beats_what_the_line_says(erqi: Cli) -> None:
    erqi(
        "add", LINE, "--unit", "住建局", "--person", "王某", "--co-unit", "林业局", "--due", "周三", "--priority", "低",
        "--tag", "督办", "--group", "9",
    )  # fmt: skip

    row = task(erqi)
    assert (row["unit"], row["person"], row["co_units"], row["group"]) == ("住建局", "王某", ["林业局"], None)
    assert (row["due"], row["due_words"], row["priority"], row["tags"]) == ("2026-11-25", "周三", "low", ["督办"])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("拆违 @园林局", ("园林局", "林业局", "--new-unit", "--literal")),
        ("拆违 @wl", ("wl", "文旅局", "五里堡街道")),
        ("拆违 ^下周八", ("下周八",)),
        ("拆违 ^昨天", ("昨天",)),
        ("拆违 >治乱", ("治乱",)),
        ("@城管局 ^周五", ("事项",)),
    ],
)
def test_what_cannot_be_read_is_one_line_that_helps(erqi: Cli, line: str, words: tuple[str, ...]) -> None:
    said = erqi("add", line)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert [word for word in words if word not in said.err] == []
    assert erqi("list").out == ""


def test_new_units_of_the_line_are_made_in_the_same_change(erqi: Cli) -> None:
    assert erqi("add", "拆违 @路灯处 +路灯二处 ^周五", "--new-unit").code == 0

    assert (task(erqi)["unit"], task(erqi)["co_units"]) == ("路灯处", ["路灯二处"])
    assert [change["action"] for change in erqi("log", "--json").json] == ["add", "template"]


def test_a_unit_of_the_line_that_an_option_replaces_is_not_made(erqi: Cli) -> None:
    assert erqi("add", "拆违 @路灯处", "--unit", "城管局", "--new-unit").code == 0

    assert task(erqi)["unit"] == "城管局"
    assert erqi("list", "--unit", "路灯处").code == 2


def test_what_is_doubtful_is_said(erqi: Cli) -> None:
    said = erqi("add", "绿地 12.5 @城管局 @路灯公司")

    assert said.code == 0
    assert "12.5" in said.err
    assert "路灯公司" in said.err
    assert "2027" in erqi("add", "收尾，10月底前完成").err


def test_a_literal_line_is_all_title(erqi: Cli) -> None:
    erqi("add", LINE, "--literal")

    assert (task(erqi)["title"], task(erqi)["unit"]) == (LINE, None)


def test_a_deadline_is_a_phrase_and_its_words_are_kept(one: Cli) -> None:
    assert one("due", "1", "3个工作日内").code == 0
    assert (task(one)["due"], task(one)["due_words"]) == ("2026-11-26", "3个工作日内")
    assert one("due", "1", "抓紧", "--reason", "等上级").code == 0
    assert (task(one)["due"], task(one)["open_ended"], task(one)["due_words"]) == (None, "undecided", "抓紧")
    assert one("due", "1", "两会前").code == 2
    assert one("due", "1", "2026-11-20").code == 0
    assert (task(one)["due"], task(one)["due_words"]) == ("2026-11-20", "")


def test_a_phrase_for_a_rebound(one: Cli) -> None:
    one("move", "1", "达标")
    one("move", "1", "巩固")

    assert one("move", "1", "整治", "--reason", "反弹", "--due", "月底前").code == 0
    assert (task(one)["due"], task(one)["due_words"]) == ("2026-11-30", "月底前")


def test_read_shows_a_line_and_writes_nothing(erqi: Cli) -> None:
    said = erqi("read", LINE)

    assert said.code == 0
    assert "城管局" in said.out
    assert "2026-12-04 周五" in said.out
    assert erqi("list").out == ""


def test_read_as_json(erqi: Cli) -> None:
    read = erqi("read", LINE, "--json").json

    assert read["unit"] == "城管局"
    assert (read["due"], read["group"], read["rolled_year"], read["doubts"]) == ("2026-12-04", "治脏", False, [])
    wrong = erqi("read", "拆违 @wl", "--json")
    assert wrong.code == 2
    assert wrong.json["error"] == {"kind": "ambiguous_unit", "at": "wl", "candidates": ["文旅局", "五里堡街道"]}


def test_read_in_a_group(erqi: Cli) -> None:
    assert erqi("read", "拆违", "--group", "7", "--json").json["group"] == "治脏"
    assert erqi("read", "拆违", "--group", "9", "--json").json["group"] is None


def test_read_several_lines(erqi: Cli) -> None:
    text = "一、治脏\n1. 拆违 @cgj\n2. 植绿 @园林局"

    rows = [json.loads(line) for line in erqi("read", text, "--json").out.splitlines()]

    assert [row["line"] for row in rows] == [2, 3, 1]
    assert (rows[0]["group"], rows[1]["error"]["at"], rows[2]["skipped"]) == ("治脏", "园林局", "一、治脏")
    assert [line.split()[0] for line in erqi("read", text).out.splitlines()] == ["第2行", "第3行", "第1行"]


def test_read_a_deadline(cli: Cli) -> None:
    assert cli("read", "--deadline", "下周五").out == "2026-12-04 周五（含当日）\n"
    assert cli("read", "--deadline", "尽快").out == "待定\n"
    assert cli("read", "--deadline", "昨天").code == 2
    row = cli("read", "--deadline", "明天下午3点", "--json").json
    assert row == {
        "text": "明天下午3点", "date": "2026-11-24", "time": "15:00", "none": False, "error": None,
        "provisional": False,
    }  # fmt: skip
    assert cli("read", "--deadline", "昨天", "--json").json["error"] == "past_deadline"


def test_read_deadlines_from_the_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "\ufeff周五\r\n长期坚持\n13月1日\n\n".encode() + b"\xff\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))

    said = cli("read", "--deadline", "-", "--json")

    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0
    assert [(row["text"], row["date"], row["none"], row["error"]) for row in rows[:4]] == [
        ("周五", "2026-11-27", False, None),
        ("长期坚持", None, True, None),
        ("13月1日", None, False, "bad_deadline"),
        ("", None, False, "bad_deadline"),
    ]
    assert rows[4]["error"] == "bad_deadline"


def test_nothing_to_read(erqi: Cli) -> None:
    assert (erqi("read").code, erqi("read", " ").code) == (2, 2)
