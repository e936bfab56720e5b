"""The `board` command. Its program is in `program`, imported by `main`: with the collector off, which costs a tenth."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the `board` command and leave with its exit code."""
    gc.disable()  # a short command is over before a collection pays; the screen turns it on again
    from board.cli.program import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
