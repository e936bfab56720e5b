"""What the program did not expect: written down in full for whoever mends it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import board
from board.settings import log_path


def write_down(error: BaseException) -> Path | None:
    """Add a traceback to the log and give the log's path; None when it cannot be written."""
    import platform
    import traceback

    path = log_path()
    head = f"{datetime.now().isoformat(timespec='seconds')}  board {board.__version__}  {platform.platform()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{head}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        return None
    return path
