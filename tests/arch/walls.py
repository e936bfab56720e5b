"""A contract for import-linter that reads like a picture of the house.

Its rows stand in pyproject.toml, one for each module or package directly under `board`:

    "text     <- model errors + dateutil"

says what `board.text` may import of ours, then which libraries. The standard library is free. A package that
does not exist yet may have its row already; one that exists without a row breaks the contract.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOT = "board"


class Row(NamedTuple):
    """What one package may import."""

    ours: frozenset[str]
    libraries: frozenset[str]


def parse_row(text: str) -> tuple[str, Row]:
    """`name <- ours … + libraries …`"""
    name, arrow, allowed = text.partition("<-")
    if not arrow:
        raise ValueError(f"a row is `name <- ours + libraries`, not {text!r}")
    ours, _, libraries = allowed.partition("+")
    return name.strip(), Row(frozenset(ours.split()), frozenset(libraries.split()))


def part(module: str) -> str:
    """The name under `board` that a module belongs to: `board.ui.app` is of `ui`."""
    return module.split(".")[1]


def breaches(graph: ImportGraph, rows: dict[str, Row]) -> list[str]:
    """Every import that no row allows, and every package that has no row, as sentences."""
    found = [f"{child} has no row" for child in sorted(graph.find_children(ROOT)) if part(child) not in rows]
    for importer in sorted(module for module in graph.modules if module.startswith(f"{ROOT}.")):
        row = rows.get(part(importer))
        if row is None:
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if not _allowed(part(importer), row, imported):
                lines = sorted(d["line_number"] for d in graph.get_import_details(importer=importer, imported=imported))
                found.append(f"{importer} imports {imported} (line {', '.join(map(str, lines))})")
    return found


def _allowed(importer: str, row: Row, imported: str) -> bool:
    if imported == ROOT:  # the version
        return True
    top = imported.partition(".")[0]
    if top == ROOT:
        return part(imported) == importer or part(imported) in row.ours
    return top in sys.stdlib_module_names or top in row.libraries


class Walls(Contract):
    """The contract type `walls`: one option, `rows`."""

    type_name = "walls"

    rows = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = breaches(graph, dict(parse_row(str(row)) for row in self.rows))
        return ContractCheck(kept=not found, metadata={"breaches": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for breach in check.metadata["breaches"]:
            output.print_error(breach, bold=False)
