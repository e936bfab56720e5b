"""Bulletins as files, read back as text that can be compared line by line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from board.reports.bulletin import Bulletin
from board.reports.writers.bulletin import write_bulletin


def _as_it_is(data: bytes) -> str:
    return data.decode()


TEXT_OF: dict[str, Callable[[bytes], str]] = {"md": _as_it_is, "json": _as_it_is}
"""Ending → what is compared of such a file."""


def compare(folder: Path, ending: str, lang: str, paper: Bulletin, place: Path) -> None:
    """Write the bulletin and hold it against the approved one."""
    write_bulletin(paper, path := place / f"bulletin.{ending}")
    text = TEXT_OF[ending](path.read_bytes())
    golden = folder / f"bulletin-{lang}.{ending}{'' if TEXT_OF[ending] is _as_it_is else '.txt'}"
    if os.environ.get("UPDATE_GOLDENS"):
        folder.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()
