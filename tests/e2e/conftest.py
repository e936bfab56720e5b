"""The program as a process of its own, and a board for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOW = "2026-11-23T09:04"
PATIENCE = 20.0
"""Seconds after which what is waited for is not coming. Nothing waits that long on a machine that works."""


def options(path: Path, *more: str) -> list[str]:
    """Arguments with which `python -m board` works on this board, always at the same moment."""
    return ["--store", str(path), "--now", NOW, "--as", "秘书", *more]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m board …` without a screen."""
    return subprocess.run(
        [sys.executable, "-m", "board", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def demo(board_path: Path) -> Path:
    """The demo board."""
    done = run(*options(board_path, "demo", "--no-open"))
    assert done.returncode == 0, done.stderr
    return board_path
