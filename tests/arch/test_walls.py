"""Who may import whom: the rows in pyproject.toml, held against the real imports."""

from __future__ import annotations

import tomllib

import pytest
from grimp import ImportGraph

from tests.arch.tree import CHECKOUT, run_tool
from tests.arch.walls import breaches, parse_row


def configured_rows() -> list[str]:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = settings["tool"]["importlinter"]["contracts"]
    return list(contract["rows"])


def test_every_import_is_allowed_by_a_row() -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    failed, said = run_tool("-c", linter, "--no-cache", "--no-logo")

    assert not failed, said


def graph(*imports: tuple[str, str]) -> ImportGraph:
    made = ImportGraph()
    made.add_module("board")
    for importer, imported in imports:
        for module in (importer, imported):
            if module not in made.modules:
                made.add_module(module, is_squashed=not module.startswith("board"))
        made.add_import(importer=importer, imported=imported, line_number=7, line_contents="")
    return made


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("board.model", "board.text"),
        ("board.model", "board.messages"),
        ("board.model", "tinydb"),
        ("board.model", "click"),
        ("board.text", "board.store"),
        ("board.store", "board.text"),
        ("board.store", "textual"),
        ("board.commands", "board.store"),
        ("board.commands", "board.messages"),
        ("board.reports", "board.commands"),
        ("board.ui", "board.wiring"),
        ("board.ui", "tinydb"),
        ("board.cli", "board.store"),
        ("board.cli", "textual"),
        ("board.cli", "rich"),
        ("board.wiring", "board.ui"),
        ("board.serve", "board.store"),
        ("board.store", "board.wiring"),
    ],
)
def test_an_import_through_a_wall_is_named_with_its_line(importer: str, imported: str) -> None:
    rows = dict(map(parse_row, configured_rows()))

    found = breaches(graph((f"{importer}.inner", imported)), rows)

    assert [line for line in found if "inner" in line] == [f"{importer}.inner imports {imported} (line 7)"]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("board.model.rules", "board.errors"),
        ("board.store.tables", "tinydb"),
        ("board.ui.app", "textual"),
        ("board.ui.app", "board.commands.moves"),
        ("board.cli", "board.wiring"),
        ("board.ui.app", "board.ui.keys"),
        ("board.text.clean", "unicodedata"),
        ("board.ui.app", "board"),
    ],
)
def test_an_import_by_the_door_is_let_through(importer: str, imported: str) -> None:
    assert breaches(graph((importer, imported)), dict(map(parse_row, configured_rows()))) == []


def test_a_package_without_a_row_is_named() -> None:
    rows = dict(map(parse_row, ["model <- errors"]))

    assert breaches(graph(("board.newcomer", "os")), rows) == ["board.newcomer has no row"]


def test_a_row_without_an_arrow_is_refused() -> None:
    with pytest.raises(ValueError, match="a row is"):
        parse_row("model errors")
