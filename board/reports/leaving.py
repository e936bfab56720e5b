"""What people wrote, as the room and a paper that leaves it may read it: telephone numbers are not for everybody."""

from __future__ import annotations

from typing import Any

from board.text.phones import without_phones


def told(text: str) -> str:
    """`text` in one line, without telephone numbers."""
    return " ".join(without_phones(text).split())


def without_numbers(value: Any) -> Any:
    """A value of JSON, or rows of a table, without the telephone numbers in its texts; their lines stay."""
    if isinstance(value, str):
        return without_phones(value)
    if isinstance(value, dict):
        return {name: without_numbers(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(without_numbers, value))
    return value
