"""Files that could be ledgers: the one that was typed, dragged or pasted, and those that are offered."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

ENDINGS = (".xlsx", ".xlsm", ".csv")
OFFERED = 8
_MANY = 5_000
"""Entries of a folder that are looked at: nobody waits for more."""


def typed_path(text: str) -> Path:
    """The file that is meant: a terminal pastes what is dragged into it in quotes, with escaped blanks or as a URL.

    A file that is called exactly as typed comes first.
    """
    found = [_expanded(each) for each in _meanings(text.strip("\r\n").replace("\0", ""))]
    return next((each for each in found if _exists(each)), found[0])


def _meanings(text: str) -> Iterator[str]:
    bare = text.strip()
    if bare.lower().startswith("file:"):
        path = unquote(urlsplit(bare).path)
        yield path[1:] if os.name == "nt" else path
        return
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        yield bare[1:-1]
    yield bare
    if text != bare:
        yield text
    if "\\" in bare or "'" in bare or '"' in bare:
        try:
            words = shlex.split(bare)
        except ValueError:
            return
        yield words[-1] if words[:1] == ["&"] else " ".join(words)


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home of nobody
        return Path(text)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def newest(folders: Iterable[Path]) -> list[Path]:
    """The newest files of these folders that could be ledgers, the newest first."""
    found: dict[Path, float] = {}
    for folder in folders:
        for entry in _entries(folder):
            try:
                if _is_ledger(entry.name) and entry.is_file():
                    found[Path(entry.path)] = entry.stat().st_mtime
            except OSError:
                continue
    return sorted(found, key=lambda path: (-found[path], path.name))[:OFFERED]


def completions(text: str) -> list[str]:
    """What the path that is being typed could become: folders, with what parts them behind, then files."""
    path = typed_path(text)
    inside = text.rstrip().endswith(("/", os.sep)) or not text.strip()
    folder, prefix = (path, "") if inside else (path.parent, path.name.casefold())
    folders, files = [], []
    for entry in _entries(folder):
        if not entry.name.casefold().startswith(prefix) or (entry.name.startswith(".") and not prefix.startswith(".")):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            continue
        if is_folder:
            folders.append(str(folder / entry.name) + os.sep)
        elif _is_ledger(entry.name):
            files.append(str(folder / entry.name))
    return [*sorted(folders), *sorted(files)]


def common(paths: list[str]) -> str:
    """The beginning that they share."""
    shortest = min(paths, key=len)
    differing = (place for place, signs in enumerate(zip(*paths, strict=False)) if len(set(signs)) > 1)
    return shortest[: next(differing, len(shortest))]


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            for place, entry in enumerate(entries):
                if place >= _MANY:
                    return
                yield entry
    except (OSError, ValueError):
        return


def _is_ledger(name: str) -> bool:
    """Whether a name ends like a ledger's, and is not what an office program leaves beside an open one."""
    return name.lower().endswith(ENDINGS) and not name.startswith(("~$", "."))
