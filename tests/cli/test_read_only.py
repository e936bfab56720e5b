"""A board opened read-only: no command writes a byte, makes a file, or touches a time, or opens one for writing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from board import wiring
from board.cli.program import _SPECS
from board.model.ports import Reader
from board.store.files import Files
from board.store.reader import TinyReader
from tests.cli.conftest import Cli

COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "add": [("x",), ("--new-unit", "--unit", "新单位", "x")],
    "assign": [("1", "交通局")],
    "backup": [(), ("copy",)],
    "compact": [()],
    "confirm": [("城管局", "表扬", "--reason", "好")],
    "demo": [("--no-open",)],
    "doctor": [(), ("--json",)],
    "due": [("1", "2026-12-01")],
    "import": [("台账.csv",), ("台账.csv", "--yes")],
    "init": [(), ("--template", "empty")],
    "list": [(), ("--json",), ("--overdue",)],
    "log": [(), ("1",), ("--json",)],
    "meeting": [("start", "推进会"), ("next",), ("pause",), ("resume",), ("reopen", "1"), ("edit",), ("end",)],
    "move": [("1", "达标")],
    "note": [("1", "x")],
    "read": [("拆违 @城管局", "--json"), ("--deadline", "周五")],
    "repair": [("--yes",), ("--yes", "--from", "nothing")],
    "restore": [("1",)],
    "set": [("yellow_days", "5")],
    "show": [("1",), ("1", "--json")],
    "undo": [()],
    "urge": [("1",)],
    "void": [("1", "--reason", "x")],
}
SCREENS = {"wall", "serve"}
"""They stay open; what keys and browsers leave of a board is tried in tests/ui/wall and tests/serve."""
ELSEWHERE = {"bulletin", "export", "minutes"}
"""What writes a file of its own, which a read-only board does not stop; see their tests."""
READING = {"doctor", "list", "log", "read", "show"}


def everything(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All that is there, folders and the lock too: bytes, time, and which file it is."""
    found = {}
    for each in (folder, *sorted(folder.rglob("*"))):
        state = each.stat()
        found[str(each)] = (each.read_bytes() if each.is_file() else b"", state.st_mtime_ns, state.st_ino)
    return found


def test_every_command_is_tried_here() -> None:
    assert set(COMMANDS) == {spec.name for spec in _SPECS} - SCREENS - ELSEWHERE


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_a_read_only_board_as_it_is(
    one: Cli, board_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one("void", "1", "--reason", "重复") if name == "restore" else None
    monkeypatch.chdir(board_path.parent)
    before = everything(board_path.parent)

    for arguments in COMMANDS[name]:
        said = one("--read-only", name, *arguments)
        assert said.code == (0 if name in READING else 1), said
        assert ("只读" in said.err) == (name not in READING)

    assert everything(board_path.parent) == before


@pytest.mark.parametrize("name", sorted(READING))
def test_what_only_reads_opens_nothing_for_writing_whether_asked_or_not(
    one: Cli, board_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags: set[int] = set()
    opens = Files.open

    def noted(self: Files, path: str, flag: int) -> int:
        flags.add(flag)
        return opens(self, path, flag)

    monkeypatch.setattr(Files, "open", noted)
    before = everything(board_path)

    for options in ((), ("--read-only",)):
        for arguments in COMMANDS[name]:
            assert one(*options, name, *arguments).code == 0

    assert flags == {os.O_RDONLY}
    assert everything(board_path) == before


def test_what_a_wall_is_given_has_nothing_that_writes(one: Cli, board_path: Path) -> None:
    reader = wiring.open_reader(board_path)

    assert type(reader) is TinyReader
    assert {name for name in dir(reader) if not name.startswith("_")} - {"newest"} == {
        name for name in dir(Reader) if not name.startswith("_")
    }


def test_a_demo_board_is_neither_made_nor_remade_read_only(cli: Cli, board_path: Path) -> None:
    for arguments in (("--no-open",), ("--keep", "--no-open")):
        assert cli("--read-only", "demo", *arguments).code == 1
    assert list(board_path.parent.iterdir()) == []

    assert cli("demo", "--no-open").code == 0
    before = everything(board_path.parent)
    assert cli("--read-only", "demo", "--no-open").code == 1
    assert cli("--read-only", "demo", "--keep", "--no-open").code == 0
    assert everything(board_path.parent) == before
