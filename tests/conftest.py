"""What every test stands on: a machine with nobody's settings, and a clock that does not move."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The same examples on every machine, and no deadline: a slow CI is not a defect of a rule.
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning; the moment at which every test takes place."""

# Whatever of the developer's machine could change what the program does or prints.
_FOREIGN = (
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "PYTHONWARNINGS",
    "TEXTUAL",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_DRIVER",
    "TEXTUAL_THEME",
)


@pytest.fixture(autouse=True)
def _nobodys_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own, a Chinese UTF-8 locale, Zhengzhou's time zone, and no wish about colour."""
    home = tmp_path_factory.mktemp("home")
    for name in (*_FOREIGN, *(name for name in os.environ if name.startswith("BOARD_"))):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "tester")
    for name, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
        "APPDATA": "appdata",
        "LOCALAPPDATA": "localappdata",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    _reread_zone()
    yield
    monkeypatch.undo()
    _reread_zone()


def _reread_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


@pytest.fixture
def now() -> datetime:
    """The moment at which the test takes place: Monday 2026-11-23, 09:00."""
    return NOW


@pytest.fixture
def board_path(tmp_path: Path) -> Path:
    """Where a test may put a board; nothing is there yet."""
    return tmp_path / "erqi.board"
