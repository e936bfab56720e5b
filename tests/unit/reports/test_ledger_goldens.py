"""The ledger in every format, compared letter for letter and cell by cell: fixtures/golden/ledger.

A change on purpose is written anew with `UPDATE_GOLDENS=1 pytest tests/unit/reports/test_ledger_goldens.py`, and read
in the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from board.fixtures import fixtures_dir
from tests.goldens import approved
from tests.unit.reports.ledger_board import small_ledger
from tests.unit.reports.ledger_files import dumped, workbook, written

FOLDER = fixtures_dir() / "golden" / "ledger"


def compare(name: str, data: bytes) -> None:
    text = data.decode()
    assert text == approved(FOLDER / name, text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ["csv", "json", "md"])
def test_a_text_format_is_as_it_was_approved(ending: str, lang: str, tmp_path: Path) -> None:
    compare(f"ledger-{lang}.{ending}", written(small_ledger(lang), tmp_path, ending))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_as_it_was_approved(lang: str, tmp_path: Path) -> None:
    compare(f"ledger-{lang}.xlsx.txt", dumped(workbook(small_ledger(lang, filter="*"), tmp_path)).encode())
