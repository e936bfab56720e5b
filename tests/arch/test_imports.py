"""What a command drags in. Textual costs a third of a second: a line typed in a meeting must not pay for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.arch.tree import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

# Runs one statement, then says which libraries are loaded, after a line that no command prints.
MARK = "=== modules ==="
HARNESS = f"""
import sys
try:
    {{statement}}
except SystemExit as stop:
    assert not stop.code, f"exit {{{{stop.code}}}}"
print()
print({MARK!r})
print(*sorted(set(name.partition(".")[0] for name in sys.modules)))
"""
SCREEN = {"textual", "rich"}
STORE_AND_SCREEN = {"textual", "rich", "tinydb", "click"}


def loaded(statement: str) -> set[str]:
    """The top-level modules that a fresh Python has after one statement."""
    done = subprocess.run(
        [sys.executable, "-c", HARNESS.format(statement=statement)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
    return set(done.stdout.partition(MARK)[2].split())


def command(*arguments: str) -> str:
    """The statement that is the `board` command with these arguments."""
    return f"import board.cli; board.cli.main({json.dumps(list(arguments))})"


@pytest.fixture
def empty_board(board_path: Path) -> Path:
    loaded(command("--store", str(board_path), "init"))
    return board_path


def test_the_command_line_itself_loads_no_screen() -> None:
    assert not loaded("import board.cli.program") & SCREEN


@pytest.mark.parametrize("arguments", [("list", "--json"), ("add", "铁路沿线拆违绿化"), ("log", "--json")])
def test_a_command_loads_no_screen(empty_board: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded(command("--store", str(empty_board), *arguments)) & SCREEN


def test_reading_a_deadline_loads_no_calendar_until_one_is_asked_for() -> None:
    read = "import datetime, board.text.deadlines as d; d.parse_deadline({!r}, datetime.datetime(2026, 11, 23))"

    assert "holidays" not in loaded(read.format("12月4日前"))
    assert "holidays" not in loaded(read.format("3个工作日内")), "a year that stands in our own table"
    assert "holidays" in loaded(read.format("60个工作日内"))


def test_the_calendars_can_be_loaded_beforehand() -> None:
    load = "import datetime, board.text.deadlines as d; d.load_calendars(datetime.datetime(2026, 11, 23))"

    assert "holidays" in loaded(load)


@pytest.mark.parametrize("module", ["board.errors", "board.model", "board.model.rules", "board.messages"])
def test_the_core_loads_neither_store_nor_screen_nor_command_line(module: str) -> None:
    assert not loaded(f"import {module}") & STORE_AND_SCREEN
