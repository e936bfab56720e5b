"""The bulletin of the demo board as the pages that a printer would get, to be looked at.

    python -m tests.bench.bulletin_pages FOLDER

Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); leaves the document, the workbook, their PDFs and a picture of
each page.
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
from board.messages import Messages
from board.reports.bulletin import bulletin
from board.reports.supervision import supervise
from board.reports.writers.bulletin import write_bulletin

DOTS_PER_INCH = 80


def main() -> None:
    folder, now = Path(sys.argv[1]), datetime.now()
    folder.mkdir(parents=True, exist_ok=True)
    board = folder / "demo.board"
    if not board.exists():
        data = DemoData.decode(lambda name: (fixtures_dir() / "demo" / name).read_bytes())
        wiring.create_board(board, demo_changes(read_template("erqi"), data, now).changes)
    reader = wiring.open_reader(board)
    paper = bulletin(Messages("zh"), supervise(reader.load(), reader.history(), now))
    reader.close()
    for ending in ("docx", "xlsx"):
        written = folder / f"bulletin-{ending}.{ending}"
        write_bulletin(paper, written, force=True)
        soffice = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(written)]
        subprocess.run(soffice, check=True, capture_output=True)
        pages = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(written.with_suffix(".pdf"))]
        subprocess.run([*pages, str(folder / ending)], check=True)
    print("\n".join(map(str, sorted(folder.glob("*.png")))))


if __name__ == "__main__":
    main()
