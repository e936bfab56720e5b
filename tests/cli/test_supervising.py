"""`board bulletin` and `board confirm`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def late(erqi: Cli) -> Cli:
    """A board with a task that is overdue, and a closed meeting."""
    erqi("--now", "2026-11-02T09:00", "add", "拆违", "--unit", "城管局", "--group", "7", "--due", "2026-11-10")
    erqi("--now", "2026-11-09T09:00", "meeting", "start")
    erqi("--now", "2026-11-09T10:00", "meeting", "end")
    return erqi


def test_a_bulletin_is_written_and_its_place_printed(late: Cli, tmp_path: Path) -> None:
    path = tmp_path / "通报.md"
    said = late("bulletin", path)

    assert (said.code, said.out, said.err) == (0, f"{path}\n", f"已写成通报：{path}\n")
    text = path.read_text(encoding="utf-8")
    assert "现将2026年11月9日至2026年11月23日的督查情况通报如下" in text
    assert "逾期1项：城管局1项" in text


def test_it_is_never_overwritten_unasked(late: Cli, tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    late("bulletin", path)

    refused = late("bulletin", path)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert late("bulletin", path, "--force").code == 0


def test_it_is_written_from_a_board_opened_read_only(late: Cli, tmp_path: Path) -> None:
    assert late("--read-only", "bulletin", tmp_path / "b.json").code == 0


@pytest.mark.parametrize(
    ("arguments", "since", "until"),
    [
        ((), "2026-11-09T10:00:00", "2026-11-23T09:00:00"),
        (("--from", "2026-11-01"), "2026-10-31T23:59:59", "2026-11-23T09:00:00"),
        (("--from", "11月5日", "--to", "11月20日"), "2026-11-04T23:59:59", "2026-11-20T23:59:59"),
        (("--from", "1"), "2026-11-09T10:00:00", "2026-11-23T09:00:00"),
        (("--to", "1"), None, "2026-11-09T10:00:00"),
        (("--meeting", "1"), None, "2026-11-09T10:00:00"),
        (("--to", "2026-12-31"), "2026-11-09T10:00:00", "2026-11-23T09:00:00"),
    ],
)
def test_the_period(late: Cli, tmp_path: Path, arguments: tuple[str, ...], since: str | None, until: str) -> None:
    path = tmp_path / "b.json"
    assert late("bulletin", path, *arguments).code == 0
    row = json.loads(path.read_text(encoding="utf-8"))

    assert (row["since"], row["until"]) == (since, until)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "尽快"), "看不出是哪一天"),
        (("--from", "不知道"), "看不出是哪一天"),
        (("--meeting", "7"), "没有第7次会议"),
        (("--meeting", "x"), "看不出是哪一天或第几次会议：x"),
        (("--from", "2"), "没有第2次会议"),
        (("--from", "2026-11-20", "--to", "2026-11-01"), "起止颠倒"),
        (("--from", "2026-12-20"), "起止颠倒"),
        (("--meeting", "1", "--from", "1"), "只能用一种"),
    ],
)
def test_what_is_no_period_is_one_line(late: Cli, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    said = late("bulletin", tmp_path / "b.md", *arguments)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err
    assert list(tmp_path.glob("b.md*")) == []


def test_a_meeting_that_runs_ends_no_period_but_closes_its_own(late: Cli, tmp_path: Path) -> None:
    late("meeting", "start")

    assert "第2次会议还没有结束" in late("bulletin", tmp_path / "a.md", "--to", "2").err
    late("bulletin", path := tmp_path / "b.json", "--meeting", "2")
    assert json.loads(path.read_text(encoding="utf-8"))["since"] == "2026-11-09T10:00:00"


def test_what_the_rules_propose_is_listed_and_confirmed(late: Cli) -> None:
    assert late("confirm").out.split() == [
        "红牌",
        "拟",
        "城管局",
        "最长逾13天",
        "批评",
        "拟",
        "城管局",
        "排名第1，逾期1项",
    ]

    said = late("confirm", "城管局", "红牌")
    assert (said.code, said.out, said.err) == (0, "", "已确认：城管局 红牌（最长逾13天）\n")
    rows = late("confirm", "--json").json
    assert rows[0] == {"card": "red", "unit": "城管局", "state": "confirmed", "reason": "最长逾13天"}
    assert [(row["card"], row["state"]) for row in rows] == [("red", "confirmed"), ("criticism", "proposed")]

    assert "本期已经确认过红牌" in late("confirm", "城管局", "red").err
    assert late("confirm", "城管局", "红牌", "--withdraw").err == "已撤回：城管局 红牌\n"
    assert late("undo").code == 0
    assert late("confirm", "--json").json[0]["state"] == "confirmed"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("交通局", "表扬"), 1, "要有理由"),
        (("交通局", "表扬", "--withdraw"), 1, "没有确认过表扬"),
        (("交通局", "绿牌"), 2, "没有「绿牌」这一项"),
        (("交通局",), 2, "没有「」这一项"),
        (("没这个局", "红牌"), 2, "没这个局"),
    ],
)
def test_what_cannot_be_confirmed_is_one_line(late: Cli, arguments: tuple[str, ...], code: int, words: str) -> None:
    said = late("confirm", *arguments)

    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
    assert words in said.err


def test_what_no_rule_proposed_needs_a_reason_and_stands_in_the_bulletin(late: Cli, tmp_path: Path) -> None:
    late("confirm", "交通局", "praise", "--reason", "群众来信感谢")
    late("bulletin", path := tmp_path / "b.md")

    assert "\n表扬：交通局（群众来信感谢）。\n" in path.read_text(encoding="utf-8")


def test_where_nothing_is_proposed_it_says_so(erqi: Cli) -> None:
    assert erqi("confirm").err == "本期没有提出的，也没有确认的\n"
    assert erqi("confirm", "--json").json == []
