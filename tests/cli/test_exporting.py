"""export: which tasks, what is printed, and that nothing is overwritten unasked."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Cli
from tests.cli.test_read_only import everything


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "md"])
def test_the_file_lies_where_stdout_says_and_stderr_tells_how_many(several: Cli, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"台账.{ending}"

    said = several("export", file)

    assert (said.code, said.out, said.err) == (0, f"{file}\n", f"已导出 4 项：{file}\n")
    assert file.stat().st_size > 0
    assert not list(tmp_path.glob(".*"))


def test_json_is_what_list_prints(several: Cli, tmp_path: Path) -> None:
    for arguments in ((), ("--overdue",), ("@城管局", "--group", "7"), ("--void",), ("查无此事",)):
        assert several("export", tmp_path / "x.json", *arguments, "--force").code == 0
        assert (
            json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == several("list", *arguments, "--json").json
        )


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["已逾期", "今日到期", "下月到期", "没有单位"]),
        (("逾期",), ["已逾期"]),
        (("@城管局",), ["已逾期", "下月到期"]),
        (("--group", "7", "--kind", "问题"), ["已逾期"]),
        (("--void",), ["要作废的"]),
        (("--stage", "待交办"), ["没有单位"]),
    ],
)
def test_the_filter_is_that_of_list(several: Cli, tmp_path: Path, arguments: tuple[str, ...], found: list[str]) -> None:
    several("export", tmp_path / "x.csv", *arguments)

    assert [row["事项"] for row in read_csv(tmp_path / "x.csv")] == found


def test_what_was_asked_for_stands_above_the_table(several: Cli, tmp_path: Path) -> None:
    several("export", tmp_path / "x.xlsx", "@城管局", "--overdue")

    assert load_workbook(tmp_path / "x.xlsx").worksheets[0]["A1"].value == (
        "二七区提质办台账  共1项  截至2026-11-23 09:00  筛选：@城管局 逾期"
    )


@pytest.mark.parametrize(("group", "said"), [("7", "治脏"), ("9", "待分办")])
def test_a_group_that_was_asked_for_is_named(several: Cli, tmp_path: Path, group: str, said: str) -> None:
    several("export", tmp_path / "a.md", "--group", group)

    assert (tmp_path / "a.md").read_text(encoding="utf-8").splitlines()[0].endswith(f"筛选：{said}")


def test_an_ending_that_says_nothing_is_answered_with_the_four(several: Cli, tmp_path: Path) -> None:
    for name in ("台账.pdf", "台账", "xlsx"):
        said = several("export", tmp_path / name)
        assert (said.code, said.out) == (2, "")
        assert (
            said.err == f"错误: 看不出 {tmp_path / name} 要什么格式；怎么办: 文件名以 .xlsx .csv .json .md 之一结尾\n"
        )
    assert several("export", tmp_path / "大写.XLSX").code == 0


def test_a_file_that_is_there_is_overwritten_only_when_forced(several: Cli, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("别人的", encoding="utf-8")

    said = several("export", file)
    assert said.code == 1
    assert said.err == f"错误: {file} 已经有了，没有覆盖；怎么办: 换个文件名，或加 --force 覆盖\n"
    assert file.read_text(encoding="utf-8") == "别人的"

    assert several("export", file, "--force").code == 0
    assert len(read_csv(file)) == 4


def test_a_file_that_cannot_be_written_is_one_line(several: Cli, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()

    for file in (tmp_path / "missing" / "x.csv", tmp_path / "folder.csv"):
        said = several("export", file, "--force")
        assert (said.code, said.out) == (3, "")
        assert "没有写成" in said.err
        assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.glob(".*"))


def test_a_board_that_is_only_read_is_exported_and_left_as_it_is(
    several: Cli, board_path: Path, tmp_path: Path
) -> None:
    before = everything(board_path)

    for ending in ("xlsx", "csv", "json", "md"):
        assert several("--read-only", "export", tmp_path / f"x.{ending}").code == 0

    assert everything(board_path) == before


def test_an_empty_board_makes_an_empty_ledger(erqi: Cli, tmp_path: Path) -> None:
    for ending in ("xlsx", "csv", "json", "md"):
        assert erqi("export", tmp_path / f"x.{ending}").code == 0

    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == []
    assert read_csv(tmp_path / "x.csv") == []


def test_in_english(several: Cli, tmp_path: Path) -> None:
    said = several("--lang", "en", "export", tmp_path / "x.csv", "--overdue")

    assert said.err == f"1 tasks written to {tmp_path / 'x.csv'}\n"
    row: dict[str, Any] = read_csv(tmp_path / "x.csv")[0]
    assert (row["Task"], row["Lamp"], row["Type"]) == ("已逾期", "3d late", "Problem")


def test_a_large_board_tells_how_far_it_is(several: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("board.cli.exporting._SAID_EVERY", 2)
    monkeypatch.setattr("board.reports.writers.csv_.STEP", 1)

    assert several("export", tmp_path / "x.csv").err.splitlines()[:2] == ["已写 2/4 项", "已写 4/4 项"]
