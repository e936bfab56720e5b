"""What is read beforehand is what the first keys need."""

from __future__ import annotations

import subprocess
import sys

from board.ui.warming import MODULES

AFTERWARDS = """
import sys
import board.ui.app
early = [name for name in {modules!r} if name in sys.modules]
from board.ui import warming
warming._read()
late = [name for name in {modules!r} if name not in sys.modules]
print(early, late)
"""


def test_what_is_warmed_is_not_read_at_the_start_and_is_there_afterwards() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTERWARDS.format(modules=MODULES)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[] []"
