"""The terminal that the program stands on: whether it is still there."""

from __future__ import annotations

import os

LOOK_SECONDS = 2.0
"""How often it is looked whether somebody closed the window: not every system tells."""


def is_gone() -> bool:
    """Whether the window was closed, or the line to it cut."""
    try:
        os.get_terminal_size(1)
    except OSError:
        return True
    return False
