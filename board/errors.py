"""What can go wrong, as codes with parameters; the words for them are in `board.messages`.

Every error names a `code`. The catalogue holds `error.<code>` (what failed and why) and, where something can be
done about it, `remedy.<code>` (what to do; the screen and the command line may word it differently).
"""

from __future__ import annotations

from typing import Any, ClassVar


class BoardError(Exception):
    """Base of every error a person may see. `params` fill the sentence of its `code`."""

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})" if details else self.code


class Refused(BoardError):
    """A rule of the board says no; nothing was changed. Exit code 1."""

    exit_code = 1


class Conflict(Refused):
    """Somebody else changed the same field since it was shown. Carries both values; nothing was changed."""


class UsageError(BoardError):
    """The request itself cannot be understood (an unknown unit, a date that is none). Exit code 2."""

    exit_code = 2


class StoreError(BoardError):
    """The store cannot be read or written. Exit code 3."""

    exit_code = 3


class Unreadable(BoardError):
    """A file from elsewhere cannot be read; `refused` among the params is its kind. Exit code 3; nothing was changed.

    The kinds are damaged, too_large, empty and old_xls.
    """

    exit_code = 3

    def __init__(self, code: str, *, refused: str, **params: Any) -> None:
        super().__init__(code, **params)
        self.refused = refused
