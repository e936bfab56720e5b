"""What people wrote as the room may read it: telephone numbers are not for everybody."""

from __future__ import annotations

from board.text.phones import without_phones


def told(text: str) -> str:
    """`text` in one line, without telephone numbers."""
    return " ".join(without_phones(text).split())
