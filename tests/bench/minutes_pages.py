"""The minutes of the demo board's last meeting as the pages that a printer would get, to be looked at.

    python -m tests.bench.minutes_pages FOLDER

Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); leaves the Word file, its PDF and a picture of each page.
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
from board.model import agenda
from board.reports.minutes import minutes_of
from board.reports.writers.minutes import write_minutes

DOTS_PER_INCH = 80


def main() -> None:
    folder, now = Path(sys.argv[1]), datetime.now()
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "demo.board"
    if not store.exists():
        data = DemoData.decode(lambda name: (fixtures_dir() / "demo" / name).read_bytes())
        wiring.create_board(store, demo_changes(read_template("erqi"), data, now).changes)
    reader = wiring.open_reader(store)
    board = reader.load()
    meeting = agenda.latest(board)
    assert meeting is not None
    minutes = minutes_of(Messages("zh"), board, meeting, reader.history(), now)
    write_minutes(minutes, folder / "minutes.docx", force=True)
    reader.close()
    soffice = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*soffice, str(folder / "minutes.docx")], check=True, capture_output=True)
    pdftoppm = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(folder / "minutes.pdf"), str(folder / "page")]
    subprocess.run(pdftoppm, check=True)
    print("\n".join(map(str, sorted(folder.glob("page-*.png")))))


if __name__ == "__main__":
    main()
