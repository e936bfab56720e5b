"""A store that is missing, damaged, newer or no store: one line, exit 3, and nothing is touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def _zero(path: Path) -> None:
    (path / "board.json").write_bytes(b"")


def _cut(path: Path) -> None:
    file = path / "board.json"
    file.write_bytes(file.read_bytes()[:-20])


def _other_json(path: Path) -> None:
    (path / "board.json").write_text(json.dumps({"hello": "world"}), encoding="utf-8")


def _picture(path: Path) -> None:
    (path / "board.json").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def _newer(path: Path) -> None:
    file = path / "board.json"
    file.write_bytes(file.read_bytes().replace(b'"format":1,', b'"format":99,', 1))


def _bad_line(path: Path) -> None:
    file = next((path / "changes").glob("*.jsonl"))
    lines = file.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b'"who"', b'"wha"')
    file.write_bytes(b"".join(lines))


BROKEN: list[Callable[[Path], None]] = [_zero, _cut, _other_json, _picture, _newer, _bad_line]


def contents(path: Path) -> dict[str, bytes]:
    found = (file for file in path.rglob("*") if file.is_file() and file.name != "lock")
    return {str(file.relative_to(path)): file.read_bytes() for file in found}


@pytest.mark.parametrize("breaking", BROKEN, ids=lambda f: f.__name__.strip("_"))
@pytest.mark.parametrize("command", [("list",), ("add", "x"), ("undo",), ("log",)], ids=lambda c: c[0])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_broken_store_is_one_line_and_left_alone(
    one: Cli, board_path: Path, breaking: Callable[[Path], None], command: tuple[str, ...], lang: str
) -> None:
    one("note", "1", "一")
    one("note", "1", "二")
    breaking(board_path)
    before = contents(board_path)
    said = one("--lang", lang, *command)

    assert (said.code, said.out) == (3, "")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert contents(board_path) == before


@pytest.mark.parametrize(
    "command", [("list",), ("show", "1"), ("log",), ("add", "x"), ("undo",), ("meeting", "end"), ()]
)
def test_no_board_yet_says_how_to_make_one(cli: Cli, board_path: Path, command: tuple[str, ...]) -> None:
    said = cli(*command)

    assert (said.code, said.out) == (3, "")
    assert "board init" in said.err
    assert not board_path.exists()


def test_a_file_where_a_folder_should_be(cli: Cli, board_path: Path) -> None:
    board_path.write_text("不是看板", encoding="utf-8")

    for command in (("list",), ("add", "x"), ("init",), ("demo", "--no-open")):
        said = cli(*command)
        assert (said.code, said.err.count("\n")) == (3, 1)
    assert board_path.read_text(encoding="utf-8") == "不是看板"
