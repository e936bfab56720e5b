"""The keys, commands and JSON fields of the README are those of the program."""

from __future__ import annotations

import re
import tomllib
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
from board.ui.keymap import NEVER_SENT, TAKEN, default, in_force
from board.ui.keys import KEYS, key_names

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
MESSAGES = Messages("zh")
ARROWS = key_names(MESSAGES)


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
        MESSAGES(f"key.{key.id}"): " ".join(f"`{each}`" for each in default().shown(key.id, ARROWS))
        for key in KEYS
        if not key.id.startswith("group_")
    }

    assert written_keys() == {**bound, MESSAGES("help.groups"): "`1` - `8`"}


def test_the_names_of_the_actions_are_the_programs() -> None:
    found = re.search(r"<!-- actions -->\n(.*?)。\n<!-- /actions -->", README, flags=re.DOTALL)
    assert found is not None
    written = dict(each.split(" ", 1) for each in found[1].replace("`group_1` 到 `group_8`", "`group_n`").split("、`"))

    named = {key.id: MESSAGES(f"key.{key.id}") for key in KEYS if not key.id.startswith("group_")}
    assert {name.strip("`"): words for name, words in written.items()} == {**named, "group_n": MESSAGES("help.groups")}


def test_the_settings_of_the_readme_hold() -> None:
    [block] = [block for block in re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL) if "[keys]" in block]
    written = tomllib.loads(block)["keys"]

    assert in_force(written).troubles == ()
    assert set(written) <= {key.id for key in KEYS}


def test_the_keys_that_the_readme_calls_unfit_are_refused() -> None:
    [line] = [line for line in README.splitlines() if line.startswith("不能用的键：")]
    names = {"Ctrl+数字": "Ctrl+1", "Ctrl+Shift+字母": "Ctrl+Shift+A"}
    refused = {
        each: {trouble.code for trouble in in_force({"undo": names.get(each, each)}).troubles}
        for each in re.findall("`([^`]+)`", line)
    }
    never, taken = (re.findall("`([^`]+)`", part) for part in line.split("）", 1))

    assert refused == {each: {NEVER_SENT} for each in never} | {each: {TAKEN} for each in taken}
    assert {each.code for each in in_force({"undo": "Alt+n Alt+Enter"}).troubles} == {NEVER_SENT}


def commands() -> dict[str, set[str]]:
    """command → its long options, as the program has them."""
    session = Session([])
    found: dict[str, set[str]] = {}

    for spec in _SPECS:
        command = build(spec, MESSAGES, session)
        options = (
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in (*parameter.opts, *parameter.secondary_opts)
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
