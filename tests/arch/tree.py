"""Where the checkout is and what lies in it, for the tests that read it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def sources(package: str = "board") -> list[Path]:
    """Every Python file of a package or module of ours; none where it does not exist yet."""
    place = CHECKOUT / package
    return sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.is_file() else []


def kept_files() -> list[Path]:
    """Every file that is the project's own: known to git, or at least not ignored by it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode("utf-8").split("\0")
    return [CHECKOUT / name for name in names if name and (CHECKOUT / name).is_file()]


def name(path: Path) -> str:
    """A path as a reader of a failure wants it: from the top of the checkout."""
    return path.relative_to(CHECKOUT).as_posix()


def run_tool(*arguments: str) -> tuple[bool, str]:
    """Run this Python with arguments at the top of the checkout: whether it failed, and all that it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode != 0, f"\n{done.stdout}{done.stderr}"
