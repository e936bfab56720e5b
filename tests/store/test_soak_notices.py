"""The soak script finds what it is there to find: with one safeguard of the store taken out, it says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
ROOT = Path(__file__).parents[2]

MUTANTS = {
    "no lock": ("eight-60", "from board.store import lock; lock.try_lock = lambda fd: True"),
    "no sync": ("power", "from tests.store.disks import DiskFiles; DiskFiles.sync = lambda self, fd: None"),
    "no sync of folders": (
        "power",
        "from board.store.files import Files; Files.sync_folder = lambda self, path: None",
    ),
    "no checksum of lines": ("flip", "from board.store import segments; segments.crc32 = lambda data: 0"),
    "no checksum of snapshots": (
        "flip",
        "from board.store import snapshot; snapshot.crc32 = lambda data, start=0: 0",
    ),
    "a torn line is left": (
        "cut",
        "from board.store.journal import Journal; Journal._cut_torn = lambda self, fd, state: None",
    ),
    "another board is as good": (
        "swap",
        "from board.store.journal import Journal; Journal._check_same = lambda self, state, *, whichever: None",
    ),
    "a snapshot is trusted by its head": ("swap", "from board.store import snapshot; snapshot.check = print"),
    "the time of a file is trusted": (
        "clock",
        "from board.store import reader; reader.stamp_of = lambda found: (found.st_ino, 0, found.st_mtime_ns)",
    ),
    "nobody waits for a lock in vain": (
        "hang",
        "from board.store import lock; lock.try_lock = lambda fd: True",
    ),
}
RUN = "import sys; {}; from tests.soak.__main__ import main; sys.argv = ['soak', *sys.argv[1:]]; sys.exit(main())"


@pytest.mark.parametrize(("promise", "change"), MUTANTS.values(), ids=MUTANTS)
def test_it_notices(promise: str, change: str, tmp_path: Path) -> None:
    arguments = ["--only", promise, "--tries", "4000", "--folder", str(tmp_path)]
    found = subprocess.run(
        [sys.executable, "-c", RUN.format(change), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert found.returncode == 1, found.stdout + found.stderr
    assert "Tally(" in found.stderr
