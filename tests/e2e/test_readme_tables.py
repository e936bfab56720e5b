"""The keys, commands and JSON fields of the README are those of the program."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import click
import pytest

from board.cli.parsing import build
from board.cli.program import _SPECS
from board.cli.session import Session
from board.messages import Messages
from board.model.board import Board
from board.model.task import Task
from board.reports.rows import task_row
from board.text.quick_entry import Names, parse_entry
from board.ui.keys import KEYS, shown_keys

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
MESSAGES = Messages("zh")
ARROWS = {name: MESSAGES(f"arrow.{name}") for name in ("up", "down", "left", "right")}


def section(name: str) -> list[list[str]]:
    """The cells of a marked table of the README, without its head."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", README, flags=re.DOTALL)
    assert found is not None, name
    rows = found[1].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def written_keys() -> dict[str, str]:
    cells = [cell.strip() for row in section("keys") for cell in row]
    return {action: keys for action, keys in zip(cells[::2], cells[1::2], strict=True) if action}


def test_the_keys_table_is_the_programs() -> None:
    bound = {
        MESSAGES(f"key.{key.id}"): " ".join(f"`{each}`" for each in shown_keys(key, ARROWS))
        for key in KEYS
        if not key.id.startswith("group_")
    }

    assert written_keys() == {**bound, MESSAGES("help.groups"): "`1` - `8`"}


def commands() -> dict[str, set[str]]:
    """command → its long options, as the program has them."""
    session = Session([])
    found: dict[str, set[str]] = {}

    for spec in _SPECS:
        command = build(spec, MESSAGES, session)
        options = (
            option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts
        )
        found[f"board {command.name}"] = {name for name in options if name.startswith("--") and name != "--help"}
    return found


def documented() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in section("commands"):
        for words in re.findall(r"`(board[^`]*)`", row[0]):
            name = " ".join(words.split()[:2])
            found.setdefault(name, set()).update(re.findall(r"--[a-z-]+", words))
    return found


def test_every_command_and_option_is_documented_and_none_besides() -> None:
    written = documented()
    written.pop("board")

    assert written == commands()


def test_the_json_fields_are_the_programs_in_their_order() -> None:
    board = Board.build({"task": {1: Task(no=1, title="一")}})
    row = task_row(board, board.tasks[1], datetime(2026, 11, 23, 9, 0))

    assert [name for cells in section("json") for name in re.findall(r"`(\w+)`", cells[0])] == list(row)


def test_the_line_of_the_readme_is_read_as_its_table_says() -> None:
    found = re.search(r"### 一行录入\n.*?```text\n(.*?)\n```", README, flags=re.DOTALL)
    names = Names(groups=[(7, "治脏")], units=["城管局", "交通局"])

    assert found is not None
    entry = parse_entry(found[1], datetime(2026, 11, 23, 9, 0), names)
    assert (entry.title, entry.unit, entry.person, entry.co_units) == ("铁路沿线拆违绿化", "城管局", "李某", ["交通局"])
    assert entry.due is not None
    assert (entry.due.due, entry.priority, entry.tags, entry.group) == ("2026-12-04", "high", ["曝光"], "治脏")


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))
def test_every_picture_is_there(picture: str) -> None:
    assert (Path(__file__).resolve().parents[2] / picture).stat().st_size > 10_000
