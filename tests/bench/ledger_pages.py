"""The ledger of the demo board as the pages that a printer would get, to be looked at.

    python -m tests.bench.ledger_pages FOLDER [PAGES]

Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); leaves the workbook, its PDF and a picture of each page.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from board import wiring
from board.commands.demo import demo_changes
from board.commands.demo_data import DemoData
from board.fixtures import fixtures_dir, read_template
from board.reports.writers import write_ledger
from tests.bench.ledgers import ledger_of

DOTS_PER_INCH = 110


def main() -> None:
    folder, pages = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "2"
    folder.mkdir(parents=True, exist_ok=True)
    board = folder / "demo.board"
    if not board.exists():
        data = DemoData.decode(lambda name: (fixtures_dir() / "demo" / name).read_bytes())
        wiring.create_board(board, demo_changes(read_template("erqi"), data, datetime.now()).changes)
    write_ledger(ledger_of(board), folder / "ledger.xlsx", force=True)
    soffice = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*soffice, str(folder / "ledger.xlsx")], check=True, capture_output=True)
    pdftoppm = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-l", pages]
    subprocess.run([*pdftoppm, str(folder / "ledger.pdf"), str(folder / "page")], check=True)
    print("\n".join(map(str, sorted(folder.glob("page-*.png")))))


if __name__ == "__main__":
    main()
