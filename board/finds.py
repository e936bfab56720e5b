"""Filters that a person used lately or saved under a name: theirs, on this machine, and no part of any board."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

RECENT = 20
"""How many lines are remembered."""
NAME = re.compile(r"\s*([^=＝@＠#＃>＞》+＋!！^\"“]{1,20}?)\s*[=＝](.*)", re.DOTALL)
"""`名称=条件`: what follows is saved under that name."""


class Finds:
    """Recent and saved filter lines, kept in `path`; without a path, only until the program ends.

    They are a convenience: a file that cannot be read or written costs the memory and nothing else.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._recent: list[str] | None = None
        self._saved: dict[str, str] = {}

    @property
    def recent(self) -> tuple[str, ...]:
        """Lines used lately, the newest first."""
        self._load()
        return tuple(self._recent or ())

    @property
    def saved(self) -> Mapping[str, str]:
        """Name → line, in the order in which they were saved."""
        self._load()
        return dict(self._saved)

    def used(self, line: str) -> None:
        """Remember a line that was used."""
        line = line.strip()
        if line and line not in self.recent[:1]:
            self._recent = [line, *(each for each in self.recent if each != line)][:RECENT]
            self._store()

    def save(self, name: str, line: str) -> None:
        """Save `line` under `name`; an empty line takes the name away."""
        self._load()
        self._saved.pop(name, None)
        if line.strip():
            self._saved[name] = line.strip()
        self._store()

    @staticmethod
    def is_named(typed: str) -> bool:
        """Whether it is a line of the form `名称=条件`, which asks to be saved."""
        return NAME.fullmatch(typed) is not None

    def meant(self, typed: str) -> tuple[str, str]:
        """(name, line) of what is typed: `名称=条件`, the name of a saved line, or a line (name "")."""
        named = NAME.fullmatch(typed)
        if named:
            return named[1], named[2].strip()
        wanted = typed.strip().casefold()
        return next(((name, line) for name, line in self.saved.items() if name.casefold() == wanted), ("", typed))

    def _load(self) -> None:
        if self._recent is not None:
            return
        self._recent = []
        if self._path is None:
            return
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            recent, saved = kept["recent"], kept["saved"]
            self._recent = [line for line in recent if isinstance(line, str)][:RECENT]
            self._saved = {name: line for name, line in saved.items() if isinstance(line, str)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return

    def _store(self) -> None:
        if self._path is None:
            return
        text = json.dumps({"recent": self._recent, "saved": self._saved}, ensure_ascii=False, indent=1)
        whole = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            whole.write_text(text, encoding="utf-8")
            whole.replace(self._path)
        except (OSError, UnicodeEncodeError):
            with suppress(OSError):
                whole.unlink()
