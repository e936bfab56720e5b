"""Everything a person can do from the command line, and what they are told."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def task(cli: Cli, number: int = 1) -> dict:
    return cli("show", str(number), "--json").json


def test_add_prints_the_number_and_says_the_rest_beside_it(erqi: Cli) -> None:
    assert erqi("add", "拆违") == (0, "1\n", "已新增 #1 拆违\n")
    assert erqi("--lang", "en", "add", "植绿") == (0, "2\n", "added #2 植绿\n")


def test_add_takes_every_field(erqi: Cli) -> None:
    erqi(
        "add", "@城管局 拆违 ^明天", "--literal", "--group", "治脏", "--unit", "城管局", "--person", "网格长",
        "--due", "2026-12-04 15:00", "--kind", "问题", "--co-unit", "交通局", "--co-unit", "住建局",
        "--lead-unit", "林业局", "--leader", "分管副区长", "--tag", "曝光", "--tag", "督办", "--priority", "高",
    )  # fmt: skip
    row = task(erqi)

    expected = {
        "title": "@城管局 拆违 ^明天", "group": "治脏", "unit": "城管局", "person": "网格长", "kind": "problem",
        "due": "2026-12-04T15:00", "co_units": ["交通局", "住建局"], "lead_unit": "林业局", "leader": "分管副区长",
        "tags": ["曝光", "督办"], "priority": "high", "stage": "underway",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_an_unknown_unit_is_answered_with_those_near_it_and_how_to_add_one(erqi: Cli) -> None:
    said = erqi("add", "拆违", "--unit", "城管")

    assert (said.code, said.out) == (2, "")
    assert "城管局" in said.err
    assert "--new-unit" in said.err
    assert erqi("list").out == ""


def test_new_units_and_the_task_are_one_change(erqi: Cli) -> None:
    erqi("add", "拆违", "--unit", "铁路办", "--co-unit", "铁路办二科", "--new-unit")

    assert (task(erqi)["unit"], task(erqi)["co_units"]) == ("铁路办", ["铁路办二科"])
    assert [change["action"] for change in erqi("log", "--json").json] == ["add", "template"]
    assert erqi("undo").code == 0
    assert erqi("list", "--unit", "铁路办").code == 2


def test_new_unit_does_not_double_a_unit_that_is_there(erqi: Cli) -> None:
    erqi("add", "拆违", "--unit", "二七区城管局", "--new-unit")

    assert task(erqi)["unit"] == "城管局"


def test_move_says_where_the_task_is_now_in_the_words_of_its_kind(one: Cli) -> None:
    assert one("move", "1", "达标") == (0, "", "#1 已到「达标」\n")
    assert one("--lang", "en", "move", "#1", "consolidating") == (0, "", "#1 is at Consolidating now\n")


def test_a_task_that_is_there_already_is_no_failure(one: Cli) -> None:
    assert one("move", "1", "整治") == (0, "", "#1 已在「整治」\n")
    assert one("move", "1", "整治", "--reason", "x") == (0, "", "#1 已在「整治」\n")
    assert one("due", "1", "2026-12-04").code == 0
    assert one("assign", "1", "城管局").code == 0
    assert len(one("log", "--json").json) == 2


def test_the_whole_way_of_a_problem(one: Cli) -> None:
    one("move", "1", "达标")
    assert one("move", "1", "整治").code == 1
    assert one("move", "1", "整治", "--reason", "复查不合格").code == 0
    one("move", "1", "达标")
    one("move", "1", "巩固")
    early = one("move", "1", "销号", "--verifier", "督导员", "--verifier-unit", "住建局")
    assert early.code == 1
    assert "--reason" in early.err
    assert one("move", "1", "销号", "--verifier", "甲", "--verifier-unit", "城管局", "--reason", "x").code == 1
    closed = one("move", "1", "销号", "--verifier", "督导员", "--verifier-unit", "住建局", "--reason", "提前验收")
    assert closed.code == 0
    assert one("move", "1", "整治", "--reason", "复建").code == 1
    assert one("move", "1", "整治", "--reason", "复建", "--due", "2027-01-10").code == 0
    row = task(one)
    assert (row["stage"], row["returns"], row["rebounds"], row["due"]) == ("underway", 1, 1, "2027-01-10")
    assert row["rebound_list"][0]["stage"] == "closed"


@pytest.mark.parametrize("option", [("--due", "2026-12-10"), ("--reason", "顺利"), ("--verifier", "甲")])
def test_a_move_drops_nothing_it_was_given(one: Cli, option: tuple[str, str]) -> None:
    said = one("move", "1", "达标", *option)

    assert said.code == 2
    assert option[0] in said.err
    assert task(one)["stage"] == "underway"


def test_assign_gives_a_task_to_a_unit_and_a_person(erqi: Cli) -> None:
    erqi("add", "拆违")

    assert erqi("assign", "1", "城管局", "--person", "网格长") == (0, "", "#1 已交办 城管局\n")
    assert (task(erqi)["stage"], task(erqi)["person"]) == ("underway", "网格长")
    assert erqi("assign", "1", "铁路办").code == 2
    assert erqi("assign", "1", "铁路办", "--new-unit").code == 0
    assert task(erqi)["unit"] == "铁路办"


def test_due_sets_extends_and_clears(one: Cli) -> None:
    refused = one("due", "1", "2026-12-10")
    assert refused.code == 1
    assert "--reason" in refused.err
    assert one("due", "1", "2026-12-10T17:30", "--reason", "雨天") == (0, "", "#1 时限：2026-12-10 周四 17:30\n")
    assert one("due", "1", "-").code == 1
    assert one("due", "1", "无", "--reason", "另行通知").code == 0
    assert (task(one)["due"], task(one)["extensions"]) == (None, 2)


@pytest.mark.parametrize(("word", "code"), [("长期", "standing"), ("recurring", "recurring"), ("待定", "undecided")])
def test_due_may_be_none_of_a_sort(erqi: Cli, word: str, code: str) -> None:
    erqi("add", "保洁")

    assert erqi("due", "1", "--none", word).code == 0
    assert task(erqi)["open_ended"] == code


def test_note_urge_void_restore(one: Cli) -> None:
    assert one("note", "1", "已进场").err == "#1 进展已记\n"
    assert one("urge", "1", "请加快").err == "#1 已催办 城管局（第 1 次）\n"
    assert one("void", "1").code == 1
    assert one("void", "1", "--reason", "重复").code == 0
    row = task(one)
    assert (row["void"], row["void_reason"], row["urges"], row["lamp"]) == (True, "重复", 1, "none")
    assert one("note", "1", "再说").code == 1
    assert one("restore", "1").code == 0
    assert one("restore", "1").code == 1
    assert task(one)["void"] is False


def test_undo_goes_back_step_by_step_and_only_through_ones_own(one: Cli) -> None:
    one("note", "1", "一")
    one("--as", "李四", "note", "1", "别人的")
    one("note", "1", "二")

    assert "记进展" in one("undo").err
    assert [note["text"] for note in task(one)["notes"]] == ["一", "别人的"]
    assert one("undo").code == 0
    assert [note["text"] for note in task(one)["notes"]] == ["别人的"]
    refused = one("undo")
    assert refused.code == 1  # somebody wrote on the task since it was added
    assert one("--as", "王五", "undo").code == 1


def test_undo_never_takes_back_the_board_itself(erqi: Cli) -> None:
    assert erqi("undo").code == 1
    assert len(erqi("log", "--json").json) == 1


def test_undo_after_a_redo_takes_that_back(one: Cli, board_path: object) -> None:
    from datetime import datetime
    from pathlib import Path

    from board import commands, wiring

    one("note", "1", "一")
    one("undo")
    store = wiring.open_store(Path(str(board_path)))
    undone = list(store.changes())[-1]
    store.commit(commands.undo(commands.Actor("张秘书", datetime(2026, 11, 23, 9)), undone))
    store.close()
    assert len(task(one)["notes"]) == 1

    assert one("undo").code == 0
    assert task(one)["notes"] == []


def test_a_meeting_starts_and_ends(one: Cli) -> None:
    assert one("meeting", "start", "第七次推进会") == (0, "", "第 1 次会议开始；当前逾期 0 件\n")
    assert one("meeting", "start").code == 1
    assert one("meeting", "end", "什么").code == 2
    assert one("meeting", "结束") == (0, "", "第 1 次会议结束\n")
    assert one("meeting", "end").code == 1
    assert one("meeting", "pause").code == 1


def test_every_change_is_by_the_person_named_and_at_the_fixed_time(one: Cli) -> None:
    one("--as", "李四", "--now", "2026-11-24T08:30:15", "note", "1", "x")
    [newest, *_] = one("log", "--json").json

    assert (newest["who"], newest["when"]) == ("李四", "2026-11-24T08:30:15")


WRITING = [
    ("add", "x"),
    ("move", "1", "达标"),
    ("assign", "1", "交通局"),
    ("due", "1", "2026-12-01"),
    ("note", "1", "x"),
    ("urge", "1"),
    ("void", "1", "--reason", "x"),
    ("restore", "1"),
    ("undo",),
    ("meeting", "start"),
    ("init",),
]


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_read_only_writes_nothing(one: Cli, command: tuple[str, ...]) -> None:
    said = one("--read-only", *command)

    assert said.code == 1
    assert "只读" in said.err
    assert len(one("log", "--json").json) == 2


def test_read_only_reads(one: Cli) -> None:
    assert one("--read-only", "list").code == 0


def test_a_title_that_is_too_long_is_not_cut_in_silence(erqi: Cli) -> None:
    said = erqi("add", "长" * 300)

    assert said.code == 0
    assert "#1 的事项太长，只存了前一段（250 个汉字）" in said.err
    assert erqi("show", "1", "--json").json["title"] == "长" * 250
