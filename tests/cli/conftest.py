"""The command line in this process: the same `run` as the `board` command, with what it printed and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from board.cli.program import run

NOW = "2026-11-23T09:00"


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Cli:
    """`board` with exactly these arguments."""

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return call


@pytest.fixture
def cli(bare: Cli, board_path: Path) -> Cli:
    """`board` on the test's own store, on Monday 2026-11-23 at nine, as 张秘书."""

    def call(*arguments: str | Path) -> Said:
        return bare("--store", board_path, "--now", NOW, "--as", "张秘书", *arguments)

    return call


@pytest.fixture
def erqi(cli: Cli) -> Cli:
    """The same, and a board made from the Erqi template is there."""
    assert cli("init").code == 0
    return cli


@pytest.fixture
def one(erqi: Cli) -> Cli:
    """The same, and #1 is a problem of 城管局 in group 7, due in eleven days."""
    added = erqi("add", "铁路沿线拆违绿化", "--kind", "问题", "--unit", "城管局", "--group", "7", "--due", "2026-12-04")
    assert added.code == 0
    return erqi


@pytest.fixture
def several(erqi: Cli) -> Cli:
    """The same, and on the board are tasks that are late, due today, due later, without a unit, and one void."""
    for line in (
        ("已逾期", "--due", "2026-11-20", "--unit", "城管局", "--group", "7", "--kind", "问题"),
        ("今日到期", "--due", "2026-11-23", "--unit", "交通局", "--group", "6"),
        ("没有单位", "--kind", "项目"),
        ("下月到期", "--due", "2026-12-20", "--unit", "城管局", "--group", "7"),
        ("要作废的", "--group", "1"),
    ):
        assert erqi("add", *line).code == 0
    assert erqi("void", "5", "--reason", "重复").code == 0
    return erqi
