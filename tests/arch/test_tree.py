"""Promises about the tree that no linter keeps."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.arch.tree import kept_files, name, sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOP = {"pyproject.toml", "board", "tests", "fixtures", "README.md", "LICENSE", "CHANGELOG.md"}
LONGEST = 400
# Where the time is a parameter: nobody asks the machine for it.
CLOCKLESS = ("model", "text", "commands", "reports")
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter"}
CLOCK_OWNERS = {"datetime", "date", "time", "dt"}


def listed(found: list[str]) -> str:
    """One finding a line: pytest would show the first and a count."""
    return "\n" + "\n".join(found)


def test_the_top_of_the_tree_holds_what_it_should() -> None:
    found = {name(path).split("/")[0] for path in kept_files()}

    assert {entry for entry in found if not entry.startswith(".")} <= TOP
    assert {entry for entry in found if entry.startswith(".")} <= {".ci", ".gitignore", ".gitattributes"}


def test_no_file_of_the_program_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    found = [f"{path} has {length} lines" for path, length in lengths.items() if length > LONGEST]

    assert not found, listed(found)


def test_no_file_knows_one_machine() -> None:
    # Classes of one letter, so that this file does not find itself.
    a_home = re.compile(r"(?<![\w.])/([r]oot|[w]ork|[h]ome/\w+|[U]sers/\w+)/|[A-Z]:\\[U]sers\\\w")
    an_index = re.compile(r"[i]ndex-url|[f]iles\.pythonhosted|[p]ypi\.org/simple", re.IGNORECASE)
    found = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in kept_files()
        for number, line in enumerate(_lines(path), 1)
        if a_home.search(line) or an_index.search(line)
    ]

    assert not found, listed(found)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:  # a picture or a workbook
        return []


def test_every_module_and_every_public_name_says_what_it_is_for() -> None:
    found = [
        f"{name(path)}:{getattr(node, 'lineno', 1)} {what}"
        for path in sources()
        for what, node in _public(ast.parse(path.read_text(encoding="utf-8")), "module")
        if ast.get_docstring(node) is None
    ]

    assert not found, listed(found)


_Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: _Documented, what: str) -> Iterator[tuple[str, _Documented]]:
    yield what, node
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            if isinstance(child, ast.ClassDef):
                yield from _public(child, child.name)
            elif not _is_hook(node, child):
                yield child.name, child


def _is_hook(owner: _Documented, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """What a framework or a base class calls by its name, or that only repeats a documented one, explains itself."""
    marks = {ast.unparse(mark).split("(")[0] for mark in function.decorator_list}
    repeats = bool(marks & {"override", "overload", "typing.overload"}) or any(m.endswith(".setter") for m in marks)
    return repeats or (isinstance(owner, ast.ClassDef) and bool(owner.bases) and function.name.startswith(_HOOKS))


_HOOKS = ("on_", "action_", "watch_", "validate_", "compute_", "render", "compose", "check_action", "get_content_")


def test_the_rules_read_no_clock() -> None:
    found = [
        f"{name(path)}:{node.lineno} {ast.unparse(node)}"
        for package in CLOCKLESS
        for path in sources(f"board/{package}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and _reads_clock(node.func)) or _imports_clock(node)
    ]

    assert not found, listed(found)


def _reads_clock(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in CLOCKS
        and ast.unparse(called.value).split(".")[-1] in CLOCK_OWNERS
    )


def _imports_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name == "time" for alias in node.names)
    return isinstance(node, ast.ImportFrom) and node.module == "time"


def test_only_the_command_line_prints() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in sources()
        if name(path) != "board/cli.py" and not name(path).startswith("board/cli/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.stdout.write", "click.echo"}
    ]

    assert not found, listed(found)
