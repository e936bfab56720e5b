"""Where things lie on this machine, and what the user has set: `settings.toml`.

    name = "张三"            # who the changes are by
    lang = "zh"              # zh or en
    theme = "dark"
    store = "D:/board"       # the board that `board` opens
    exports = "D:/papers"    # the folder that is offered for papers
    [keys]                   # key bindings: action → keys
    undo = "Ctrl+Z u"

Nothing in it has to be set; a file that is broken or misspelt is said, never passed over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from board.errors import UsageError

APP = "tizhi-board"
"""The name of our folders among those of other programs."""
CONFIG_VARIABLE = "BOARD_CONFIG"
"""Names a settings file that is used instead of the user's own."""
_TEXTS = ("name", "lang", "theme", "store", "exports")
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set; an empty value is not set."""

    path: Path
    """The file these come from, whether or not it exists."""
    name: str = ""
    lang: str = ""
    theme: str = ""
    store: Path | None = None
    exports: Path | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    """Names in the file that mean nothing, most likely misspelt."""


def settings_path() -> Path:
    """The settings file: that of BOARD_CONFIG, else the user's own."""
    named = os.environ.get(CONFIG_VARIABLE)
    return Path(named) if named else platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"


def data_dir() -> Path:
    """The folder for the user's boards."""
    return platformdirs.user_data_path(APP, appauthor=False)


def default_store() -> Path:
    """The board that opens when none is named."""
    return data_dir() / "default.board"


def demo_store() -> Path:
    """Where the demo board lies when no place is named."""
    return data_dir() / "demo.board"


def default_exports() -> Path:
    """The folder for papers when none is set: the user's documents, or home where there is no such folder."""
    documents = platformdirs.user_documents_path()
    if documents.is_dir():
        return documents
    try:
        return Path.home()
    except RuntimeError:  # the home of nobody
        return Path.cwd()


def downloads() -> Path:
    """The folder in which a browser or a messenger puts what was received; it need not be there."""
    return platformdirs.user_downloads_path()


def finds_path() -> Path:
    """The file with the filters that the user saved or used lately."""
    return data_dir() / "finds.json"


def log_path() -> Path:
    """The file that takes the details of unexpected errors."""
    return platformdirs.user_log_path(APP, appauthor=False) / "board.log"


def load_settings(path: Path | None = None) -> Settings:
    """The settings of `path` (default: the user's file); without a file, none are set.

    Raises:
        UsageError: `settings_unreadable`, `settings_invalid` (no TOML) or `settings_value` (a value of the wrong type).
    """
    path = settings_path() if path is None else path
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("settings_unreadable", path=str(path), reason=_one_line(error)) from error
    return _read(path, _parsed(path, text))


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # most people have no settings file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError("settings_invalid", path=str(path), reason=_one_line(error)) from error


def _read(path: Path, table: dict[str, Any]) -> Settings:
    for name in _TEXTS:
        if not isinstance(table.get(name, ""), str):
            raise UsageError("settings_value", path=str(path), name=name)
    if table.get("lang", "") not in ("", *_LANGUAGES):
        raise UsageError("settings_value", path=str(path), name="lang")
    keys = table.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise UsageError("settings_value", path=str(path), name="keys")
    return Settings(
        path=path,
        name=table.get("name", "").strip(),
        lang=table.get("lang", ""),
        theme=table.get("theme", ""),
        store=_place(path, table, "store"),
        exports=_place(path, table, "exports"),
        keys=keys,
        unknown=tuple(name for name in table if name not in (*_TEXTS, "keys")),
    )


def _place(path: Path, table: dict[str, Any], name: str) -> Path | None:
    """A place as it is set: a relative one is meant from the file that names it, not from where the program started."""
    if not table.get(name):
        return None
    try:
        return path.parent / Path(table[name]).expanduser()
    except RuntimeError as error:  # the home of nobody
        raise UsageError("settings_value", path=str(path), name=name) from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
